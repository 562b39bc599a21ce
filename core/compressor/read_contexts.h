#pragma once
#include <torch/types.h>

#include <vector>

#include "core/base/part_done.h"
#include "core/compressor/chunks.h"
#include "core/lm/language_model.h"

namespace icf {

/// The language model's last hidden states of whole contexts, for --encode, without gradients.
/// most: positions of one batch, padding included, see positionsAtOnce (core/nn/length_steps.h); contexts of like length are read together, which changes results by float rounding only
/// → per context [length, hidden].
std::vector<at::Tensor> readContexts(const LanguageModel& lm, const std::vector<TokenSpan>& contexts, std::int64_t most, const PartDone& partDone = {});

} // namespace icf
