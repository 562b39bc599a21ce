#pragma once
#include <vector>

#include "core/base/cancel_token.h"
#include "core/models/models.h"
#include "core/results/evaluate_options.h"
#include "core/results/results.h"

namespace icf {

/// Times compressing, prefilling and decoding at each length of options.cost_lengths, with one untimed round to warm up
/// and medians of options.cost_repeats rounds, and counts operations and cache bytes.  text: repeated to the length.
std::vector<CostSummary> measureCost(const OpenModels& models, const EvaluateOptions& options, const std::string& text, CancelToken& cancel);

} // namespace icf
