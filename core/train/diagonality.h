#pragma once
#include <torch/types.h>

namespace icf {

/// Share of each digest's attention on the context that falls on its own stretch of n / k tokens (mean of the heads, then of
/// the digests): 1 when the attention is diagonal, 1/k when it is even.
/// weights: [heads, digests, keys] of one context in the last cross-attention layer; length: its tokens, the first keys.
/// The paper's Fig. 6 shows the diagonal; the measure is ours: docs/reference.md, "Diagonality".
double diagonality(const at::Tensor& weights, std::int64_t length);

} // namespace icf
