#pragma once
#include <torch/types.h>

namespace icf {

/// SwiGLU's inner part: silu(gate) · up for a joined projection.
/// gateUp: […, 2 · intermediate], the gate first → […, intermediate].
/// On the CPU one pass per row (row_kernels.h), on NVIDIA's GPUs one kernel (cuda_kernels.h); elsewhere and for other types gatedSiluPlain.
at::Tensor gatedSilu(const at::Tensor& gateUp);

/// The same by the formula: the readable definition that gatedSilu is tested against.
at::Tensor gatedSiluPlain(const at::Tensor& gateUp);

} // namespace icf
