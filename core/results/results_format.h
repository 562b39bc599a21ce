#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/results/results.h"

/// What the tables of all formats share.
namespace icf::tables {

/// Three decimals, or NaN.
std::string three(double value);
/// Column heading of a metric.
std::string title(std::string_view key);

/// Systems of one task and cell, in order.
struct Table {
    std::string task;
    std::string cell;
    std::vector<const SystemSummary*> rows;
    std::vector<std::string> metrics;  ///< Those that overviews show; the rest is in CSV and JSON.

    /// "qa", "autoencode (length=100)".
    std::string heading() const { return task + (cell.empty() ? "" : " (" + cell + ")"); }
};
/// One table for each cell of each task.
std::vector<Table> tablesOf(const EvaluationResults& results);

/// What stands where there is nothing to tell.
inline constexpr const char* kNothing = "–";

/// "0.123 (0.078–0.168)" for shares, whose interval need not have the mean in its middle; "1.23 ± 0.45" for others; without an interval when there
/// is one value only; kNothing where there is no such metric, or it is not defined.
std::string valueOf(const SystemSummary& system, const std::string& key);
/// Which metrics are not defined for some examples, or for all, and why: a line each.
std::vector<std::string> undefinedNotes(const EvaluationResults& results);
/// What the intervals in the tables are.
std::string intervalNote();
/// A whole-corpus figure; nothing where there is none.
std::optional<double> corpusValue(const SystemSummary& system, std::string_view key);
/// Keys of all metrics that the results hold, in the order of their declaration.
std::vector<std::string> metricsIn(const EvaluationResults& results);
/// What the numbers come from: hashes, dtype, template, versions, each with its name, on one line each.
std::vector<std::pair<std::string, std::string>> provenance(const EvaluationResults& results);

} // namespace icf::tables
