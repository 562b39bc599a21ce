#pragma once
#include <string>
#include <vector>

#include "core/results/results.h"

namespace icf::tables {

/// A table for people, before it has a format: Markdown and LaTeX show the same ones.
struct Grid {
    std::string heading;
    std::vector<std::string> columns;
    std::size_t textColumns = 1;  ///< Columns from the left that hold words; the rest are numbers.
    std::vector<std::vector<std::string>> rows;
};

/// The tables to begin with: one for each task (several when it has many settings), then comparisons and cost.
std::vector<Grid> overviewGrids(const EvaluationResults& results);
/// All tables of those tasks that the overview sums up over many settings.
std::vector<Grid> settingGrids(const EvaluationResults& results);

} // namespace icf::tables
