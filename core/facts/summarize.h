#pragma once
#include <string>

#include "core/report/reports.h"

namespace icf {

/// Reads configs and tensor headers of a model or checkpoint folder; never throws for what is in it: see problem.
ModelSummary summarizeModel(const std::string& folder);
/// Why this compressor cannot be used with this model; empty when it can.
std::string whyNotTogether(const ModelSummary& lm, const ModelSummary& compressor);

} // namespace icf
