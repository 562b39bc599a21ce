#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/evaluate/results.h"

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

/// "0.123 ± 0.045", without an interval when there is one value only; a dash where there is no such metric.
std::string valueOf(const SystemSummary& system, const std::string& key);
/// A whole-corpus figure; nothing where there is none.
std::optional<double> corpusValue(const SystemSummary& system, std::string_view key);
/// Keys of all metrics that the results hold, in the order of their declaration.
std::vector<std::string> metricsIn(const EvaluationResults& results);
/// What the numbers come from: hashes, number format, template, versions, each with its name, on one line each.
std::vector<std::pair<std::string, std::string>> provenance(const EvaluationResults& results);

} // namespace icf::tables
