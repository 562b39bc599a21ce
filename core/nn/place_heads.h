#pragma once
#include <torch/types.h>

#include <utility>

#include "core/nn/rotary.h"

namespace icf {

/// Moves keys and values of tokens and digests to their positions and rotates the keys, for cross-attention without gradients.
/// tokens: [rows, 2 · heads · headDim], keys first, not rotated; digests: the same for the digests, [digests, …];
/// positions: int64 [batch, length], the row of tokens at each position; table: of length + digests positions →
/// keys and values, each [batch, heads, length + digests, headDim].
/// On the CPU one pass (row_kernels.h), on NVIDIA's GPUs one kernel (cuda_kernels.h); elsewhere and for other types placeKeyValuesPlain.
std::pair<at::Tensor, at::Tensor> placeKeyValues(const at::Tensor& tokens, const at::Tensor& digests, const at::Tensor& positions,
                                                 std::int64_t heads, const RotaryTable& table);

/// The same for rows of unequal length, as attendRagged reads them, where attendsRagged (attention.h).  begins: int32 [batch + 1], where each row's keys, its
/// digests included, begin; count: of all keys; table: of plain positions, [batch or 1, length + digests, headDim]
/// → keys and values, each [count, heads, headDim].
std::pair<at::Tensor, at::Tensor> placeRaggedKeyValues(const at::Tensor& tokens, const at::Tensor& digests, const at::Tensor& positions,
                                                       std::int64_t heads, const RotaryTable& table, const at::Tensor& begins, std::int64_t count);

/// The same by gathering and rotating: the readable definition that placeKeyValues is tested against.
std::pair<at::Tensor, at::Tensor> placeKeyValuesPlain(const at::Tensor& tokens, const at::Tensor& digests, const at::Tensor& positions,
                                                      std::int64_t heads, const RotaryTable& table);

} // namespace icf
