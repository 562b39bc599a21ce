#pragma once
#include <QString>

#include "core/evaluate/results.h"

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
/// "0.705 ± 0.064"; the number alone when there is one value only.
QString intervalText(const Interval& interval);

} // namespace icf::ui
