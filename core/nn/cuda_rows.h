#pragma once
#include <torch/types.h>

namespace icf::cuda {

/// What lies between the products of a layer, by the kernels of core/nn/cuda/rows.cu, without gradients.  All tensors are dense and served (cuda::serves), with
/// rows of whole packs.

/// What the kernel makes of x, or of x + delta.
struct Normed {
    at::Tensor sum;     ///< x itself without a delta.
    at::Tensor y;       ///< rmsNorm of the sum.
    at::Tensor scales;  ///< float32 [rows], for the way back.
};
/// x, delta: […, size]; delta may be undefined; weight: [size].
Normed norm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double eps);
/// The same in memory that is there: x += delta, and y of the sum.
void addAndNormInto(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, const at::Tensor& y, double eps);
/// The gradient of norm's sum from that of y, and `added` to it unless that is undefined.
at::Tensor normBackward(const at::Tensor& sum, const at::Tensor& scales, const at::Tensor& weight, const at::Tensor& gradient, const at::Tensor& added);

/// gatedSilu of […, 2 · size].
at::Tensor gatedSiluForward(const at::Tensor& gateUp);
void gatedSiluInto(const at::Tensor& gateUp, const at::Tensor& y);
/// Its way back: gradient […, size] → […, 2 · size].
at::Tensor gatedSiluBackward(const at::Tensor& gateUp, const at::Tensor& gradient);

} // namespace icf::cuda
