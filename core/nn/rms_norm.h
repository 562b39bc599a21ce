#pragma once
#include <torch/types.h>

namespace icf {

/// Root-mean-square norm: x / sqrt(mean(x²) + eps) · weight over the last dimension, the mean taken in float32 and the
/// normalised value rounded to x's type before the weight, as in the Llama family.
/// x: […, hidden]; weight: [hidden] → […, hidden] in x's type.  Source: REFERENCE "compressor", docs/reference.md.
at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps);

} // namespace icf
