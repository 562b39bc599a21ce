#pragma once
#include <QString>

#include <string_view>

#include "core/results/results.h"

/// Names of what the result files hold, in the current language.
namespace icf::ui {

/// "Question answering", "Autoencoding", …
QString taskTitle(const std::string& task);
/// "Compressed", "Full context", "First tokens", … with the checkpoint in brackets.
QString systemTitle(const SystemSummary& summary);
/// The same for a name as SystemSummary::name() gives it.
QString systemTitle(const std::string& name);
/// "Exact match", "ROUGE-L F1", …
QString metricTitle(const std::string& key);
/// "0.705 (0.639–0.764)" for shares, "1.23 ± 0.06" for other metrics; the number alone when there is one value only, a dash when the metric is not
/// defined.
QString intervalText(const MetricSummary& metric);
/// Why a metric is not defined for a reference; empty for metrics that always are.
QString undefinedReason(std::string_view key);

} // namespace icf::ui
