#include "core/nn/rms_norm.h"

namespace icf {

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps)
{
    const at::Tensor wide = x.to(at::kFloat);
    const at::Tensor scale = at::rsqrt(wide.square().mean(-1, true) + eps);
    return (wide * scale).to(x.scalar_type()) * weight.to(x.scalar_type());
}

} // namespace icf
