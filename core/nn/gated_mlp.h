#pragma once
#include <torch/types.h>

namespace icf {

/// SwiGLU's inner part: silu(gate) · up for a joined projection.
/// gateUp: […, 2 · intermediate], the gate first → […, intermediate].
at::Tensor gatedSilu(const at::Tensor& gateUp);

} // namespace icf
