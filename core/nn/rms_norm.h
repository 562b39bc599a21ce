#pragma once
#include <torch/types.h>

#include <utility>

namespace icf {

/// Root-mean-square norm: x / sqrt(mean(x²) + eps) · weight over the last dimension, the mean taken in float32 and the
/// normalised value rounded to x's type before the weight, as in the Llama family.
/// x: […, hidden]; weight: [hidden] → […, hidden] in x's type.  Source: docs/reference.md, "Compressor".
/// On the CPU one pass per row (row_kernels.h), on NVIDIA's GPUs one kernel (cuda_kernels.h); elsewhere and for other types rmsNormPlain.
at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps);

/// x + delta, and rmsNorm of that sum: what stands between two parts of a layer.
std::pair<at::Tensor, at::Tensor> addAndNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double eps);

/// The same by the formula as it is written: the readable definition that rmsNorm is tested against.
at::Tensor rmsNormPlain(const at::Tensor& x, const at::Tensor& weight, double eps);

} // namespace icf
