#pragma once
#include <torch/types.h>

#include "core/lm/language_model.h"

namespace icf {

/// What layers hand on: the sum so far, and what the last of them adds to it, which the next one's norm does in the same pass.
struct LayerSum {
    at::Tensor sum;    ///< [batch, length, hidden]
    at::Tensor delta;  ///< The same; undefined before the first layer.
};

/// A layer of the language model on NVIDIA's GPUs in bfloat16: the products, flash attention and a kernel between each two, and for gradients one node that
/// goes back through all of it by hand.  The card does a small model's operation in less time than LibTorch needs to look it up, so there are few of them.
/// The formulas are LanguageModel's, which it is tested against (tests/core/cuda_kernels_test.cpp).
class CudaLayer {
public:
    /// True for layers without norms of heads that rotate all heads and see `keys` positions without a window, rows of any batch without padding before them.
    static bool serves(const LanguageModel& lm, std::int64_t layer, std::int64_t keys);

    /// The layer's part of reading without a cache, for which there is CudaPrompt.  table: of the positions read.  Gradients flow to in.
    static LayerSum read(const LanguageModel& lm, std::int64_t layer, const LayerSum& in, const RotaryTable& table);
};

} // namespace icf
