#pragma once
#include <torch/types.h>

namespace icf {

/// True when oneDNN multiplies matrices of this type on this CPU: float32 always, bfloat16 and float16 only where the CPU has the
/// instructions that oneDNN wants for them (AVX-512 for bfloat16) and the environment does not mask them (ONEDNN_MAX_CPU_ISA).  Decided
/// once; every packed or fused path asks here.
bool cpuMultiplies(at::ScalarType type);

/// True when products of tensors like x are computed in float32 and rounded to x's type: on a CPU that does not multiply that type itself.
/// Torch's own loops, which would run there, are 4 to 40 times slower.
bool multipliesInFloat32(const at::Tensor& x);

/// x weightᵀ + bias as at::linear, which is its plain formula, with gradients; by way of float32 where multipliesInFloat32.
/// x: […, in]; weight: [out, in]; bias: [out] or undefined → […, out] in x's type.
at::Tensor project(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias = {});

} // namespace icf
