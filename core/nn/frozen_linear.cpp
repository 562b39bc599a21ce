#include "core/nn/frozen_linear.h"

#include <mutex>
#include <utility>

#include "core/nn/cpu_products.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Fewer rows than this read the weights once as they lie, which nothing beats.
constexpr std::int64_t kMinRows = 16;
/// What the layouts are made for: a training sample or a prompt.  oneDNN's layout is the same over a wide range.
constexpr std::int64_t kLikelyRows = 512;

/// Copies of a weight in oneDNN's layouts, made when they are first needed.
class PackedProduct : public FrozenLinear::Product {
public:
    PackedProduct(const at::Tensor& weight, const at::Tensor& bias) : weight_(weight), bias_(bias) {}

    at::Tensor forward(const at::Tensor& x) override
    {
        std::call_once(forwardOnce_, [this] { forward_ = PackedLinear(weight_, bias_, kLikelyRows); });
        return forward_(x);
    }
    at::Tensor backward(const at::Tensor& gradient) override
    {
        std::call_once(backwardOnce_, [this] { backward_ = PackedLinear(weight_.t(), {}, kLikelyRows); });
        return backward_(gradient);
    }

private:
    at::Tensor weight_, bias_;
    std::once_flag forwardOnce_, backwardOnce_;
    PackedLinear forward_, backward_;
};

class QuantizedProduct : public FrozenLinear::Product {
public:
    QuantizedProduct(std::shared_ptr<const QuantizedMatrix> weight, const at::Tensor& bias) : weight_(std::move(weight)), bias_(bias) {}

    at::Tensor forward(const at::Tensor& x) override { return weight_->times(x, bias_); }
    at::Tensor backward(const at::Tensor& gradient) override { return weight_->back(gradient); }

private:
    std::shared_ptr<const QuantizedMatrix> weight_;
    at::Tensor bias_;
};

class FrozenLinearFunction : public torch::autograd::Function<FrozenLinearFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const c10::intrusive_ptr<FrozenLinear::Product>& product)
    {
        context->saved_data["product"] = c10::IValue::make_capsule(product);
        return product->forward(x);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto product = c10::static_intrusive_pointer_cast<FrozenLinear::Product>(context->saved_data["product"].toCapsule());
        return {product->backward(gradients[0]), at::Tensor()};
    }
};

} // namespace

FrozenLinear::FrozenLinear(const at::Tensor& weight, const at::Tensor& bias, bool packs) : weight_(weight), bias_(bias), transposed_(weight.t())
{
    // Products in float32 need no copies that stay, only the way back that does not keep the widened weights either.
    if ((packs && PackedLinear::packs(weight)) || multipliesInFloat32(weight))
        product_ = c10::make_intrusive<PackedProduct>(weight, bias);
}

FrozenLinear::FrozenLinear(std::shared_ptr<const QuantizedMatrix> weight, const at::Tensor& bias)
    : bias_(bias), quantized_(std::move(weight)), product_(c10::make_intrusive<QuantizedProduct>(quantized_, bias))
{
}

bool FrozenLinear::ownWay(const at::Tensor& x) const
{
    return product_ && (quantized_ || x.numel() >= kMinRows * x.size(-1));
}

at::Tensor FrozenLinear::operator()(const at::Tensor& x) const
{
    if (!product_)
        return at::linear(x, weight_, bias_);
    const bool gradients = x.requires_grad() && at::GradMode::is_enabled();
    if (!ownWay(x) && !(gradients && multipliesInFloat32(x)))
        return at::linear(x, weight_, bias_);
    if (gradients)
        return FrozenLinearFunction::apply(x, product_);
    return product_->forward(x);
}

at::Tensor FrozenLinear::back(const at::Tensor& gradient) const
{
    if (ownWay(gradient))
        return product_->backward(gradient);
    return multipliesInFloat32(gradient) ? project(gradient, weight_.t()) : at::mm(gradient, weight_);
}

} // namespace icf
