#pragma once
#include <torch/types.h>

#include "core/config/rotary_config.h"

namespace icf {

/// Cosines and sines for rotating heads.
struct RotaryTable {
    at::Tensor cos;  ///< [batch or 1, length, headDim]
    at::Tensor sin;  ///< [batch or 1, length, headDim]
    /// The last count positions of each row.
    RotaryTable last(std::int64_t count) const;
};

/// Angular frequencies of a model whose table does not depend on the length, all scalings but dynamicNtk: float32 [headDim / 2] on a device, kept there
/// for the next caller.
at::Tensor rotaryFrequencies(const RotaryConfig& config, at::Device device);

/// The table for given positions.
/// positions: int64 [batch or 1, length]; sequenceLengths: number of positions that each row really has (dynamicNtk
/// changes its base by it), one value per row, or empty for length; type: of the table → [batch or 1, length, headDim].
/// Differs from the reference: dynamicNtk frequencies are computed afresh for each call, never kept for a shorter one.
RotaryTable rotaryTable(const RotaryConfig& config, const at::Tensor& positions, at::IntArrayRef sequenceLengths, at::ScalarType type);

/// Rotates x: [batch, heads, length, headDim] by the table of the same length.
/// On the CPU one pass per row (row_kernels.h), on NVIDIA's GPUs one kernel (cuda_kernels.h); elsewhere and for other types applyRotaryPlain.
at::Tensor applyRotary(const at::Tensor& x, const RotaryTable& table);

/// For a joined projection [batch, length, heads · headDim] on NVIDIA's GPUs: rotates its first `rotated` heads and copies the others, in one kernel each way.
/// Undefined where there is no such kernel for it.
at::Tensor rotateJoined(const at::Tensor& joined, std::int64_t rotated, const RotaryTable& table);

/// The same by the formula: the readable definition that applyRotary is tested against.
at::Tensor applyRotaryPlain(const at::Tensor& x, const RotaryTable& table);

} // namespace icf
