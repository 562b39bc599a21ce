#include "core/nn/gated_mlp.h"

namespace icf {

at::Tensor gatedSilu(const at::Tensor& gateUp)
{
    const std::int64_t half = gateUp.size(-1) / 2;
    return at::silu(gateUp.narrow(-1, 0, half)) * gateUp.narrow(-1, half, half);
}

} // namespace icf
