#include "core/nn/checkpointing.h"

#include <ATen/core/ivalue.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct HeldPart : torch::CustomClassHolder {
    explicit HeldPart(NetworkPart given) : part(std::move(given)) {}
    NetworkPart part;
};

class RecomputedFunction : public torch::autograd::Function<RecomputedFunction> {
public:
    /// Autograd calls it without gradients.
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const NetworkPart& part)
    {
        context->save_for_backward({x});
        context->saved_data["part"] = c10::IValue::make_capsule(c10::make_intrusive<HeldPart>(part));
        return part(x);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto held = c10::static_intrusive_pointer_cast<HeldPart>(context->saved_data["part"].toCapsule());
        const at::AutoGradMode withGradients(true);
        const at::Tensor x = context->get_saved_variables()[0].detach().requires_grad_(true);
        return {torch::autograd::grad({held->part(x)}, {x}, {gradients[0]})[0], at::Tensor()};
    }
};

} // namespace

at::Tensor recomputed(const NetworkPart& part, const at::Tensor& x)
{
    return at::GradMode::is_enabled() && x.requires_grad() ? RecomputedFunction::apply(x, part) : part(x);
}

} // namespace icf
