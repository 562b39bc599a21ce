#include "core/nn/frozen_linear.h"

#include "core/nn/cpu_products.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Fewer rows than this read the weights once as they lie, which nothing beats.
constexpr std::int64_t kMinRows = 16;
/// What the layouts are made for: a training sample or a prompt.  oneDNN's layout is the same over a wide range.
constexpr std::int64_t kLikelyRows = 512;

class FrozenLinearFunction : public torch::autograd::Function<FrozenLinearFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const c10::intrusive_ptr<FrozenLinear::Packed>& packed)
    {
        // Held by the graph, so that the model may go before it.
        context->saved_data["packed"] = c10::IValue::make_capsule(packed);
        return packed->forward()(x);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto packed = c10::static_intrusive_pointer_cast<FrozenLinear::Packed>(context->saved_data["packed"].toCapsule());
        return {packed->backward()(gradients[0]), at::Tensor()};
    }
};

} // namespace

const PackedLinear& FrozenLinear::Packed::forward()
{
    std::call_once(forwardOnce_, [this] { forward_ = PackedLinear(weight_, bias_, kLikelyRows); });
    return forward_;
}

const PackedLinear& FrozenLinear::Packed::backward()
{
    std::call_once(backwardOnce_, [this] { backward_ = PackedLinear(weight_.t(), {}, kLikelyRows); });
    return backward_;
}

FrozenLinear::FrozenLinear(const at::Tensor& weight, const at::Tensor& bias, bool packs) : weight_(weight), bias_(bias), transposed_(weight.t())
{
    // Products in float32 need no copies that stay, only the way back that does not keep the widened weights either.
    if ((packs && PackedLinear::packs(weight)) || multipliesInFloat32(weight))
        packed_ = c10::make_intrusive<Packed>(weight, bias);
}

bool FrozenLinear::worthPacking(const at::Tensor& x) const
{
    return packed_ && x.numel() >= kMinRows * x.size(-1);
}

at::Tensor FrozenLinear::operator()(const at::Tensor& x) const
{
    if (!packed_)
        return at::linear(x, weight_, bias_);
    const bool gradients = x.requires_grad() && at::GradMode::is_enabled();
    if (!worthPacking(x) && !(gradients && multipliesInFloat32(x)))
        return at::linear(x, weight_, bias_);
    if (gradients)
        return FrozenLinearFunction::apply(x, packed_);
    return packed_->forward()(x);
}

at::Tensor FrozenLinear::back(const at::Tensor& gradient) const
{
    if (worthPacking(gradient))
        return packed_->backward()(gradient);
    return multipliesInFloat32(gradient) ? project(gradient, weight_.t()) : at::mm(gradient, weight_);
}

} // namespace icf
