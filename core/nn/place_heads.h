#pragma once
#include <torch/types.h>

#include <utility>

#include "core/nn/rotary.h"

namespace icf {

/// Puts keys and values of words and digests to their places and rotates the keys, for cross-attention without gradients.
/// words: [rows, 2 · heads · headDim], keys first, not rotated; digests: the same for the digests, [digests, …];
/// places: int64 [batch, length], the row of words at each place; table: of length + digests positions →
/// keys and values, each [batch, heads, length + digests, headDim].
/// On the processor one pass (row_kernels.h); elsewhere and for other types placeKeyValuesPlain.
std::pair<at::Tensor, at::Tensor> placeKeyValues(const at::Tensor& words, const at::Tensor& digests, const at::Tensor& places,
                                                 std::int64_t heads, const RotaryTable& table);

/// The same by gathering and rotating: the readable definition that placeKeyValues is tested against.
std::pair<at::Tensor, at::Tensor> placeKeyValuesPlain(const at::Tensor& words, const at::Tensor& digests, const at::Tensor& places,
                                                      std::int64_t heads, const RotaryTable& table);

} // namespace icf
