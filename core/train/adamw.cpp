#include "core/train/adamw.h"

#include "core/nn/tensor_io.h"

namespace icf {
namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEps = 1e-8;
constexpr double kWeightDecay = 0.01;

PickleValue text(const char* value) { return {std::string(value)}; }
PickleValue number(double value) { return {value}; }
PickleValue integer(std::int64_t value) { return {value}; }
PickleValue flag(bool value) { return {value}; }
PickleValue dict(PickleValue::Dict entries) { return {std::make_shared<PickleValue::Dict>(std::move(entries))}; }

} // namespace

AdamW::AdamW(std::vector<NamedParameter> parameters) : parameters_(std::move(parameters))
{
    for (const NamedParameter& parameter : parameters_) {
        firstMoments_.push_back(at::zeros_like(parameter.tensor));
        secondMoments_.push_back(at::zeros_like(parameter.tensor));
    }
}

void AdamW::step(double learningRate)
{
    at::NoGradGuard noGrad;
    ++steps_;
    std::vector<at::Tensor> weights, gradients, first, second, maximum;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        const at::Tensor& gradient = parameters_[i].tensor.grad();
        if (!gradient.defined())
            continue;
        weights.push_back(parameters_[i].tensor);
        gradients.push_back(gradient);
        first.push_back(firstMoments_[i]);
        second.push_back(secondMoments_[i]);
    }
    if (gradients.empty())
        return;
    // The kernel only reads it, so that one number serves all parameters.
    const std::vector<at::Tensor> steps(gradients.size(), at::full({}, double(steps_), gradients[0].options()));
    at::_fused_adamw_(weights, gradients, first, second, maximum, steps, learningRate, kBeta1, kBeta2, kWeightDecay, kEps,
                      /*amsgrad=*/false, /*maximize=*/false);
    // The fused kernel does not, and whoever keeps casts of the weights has to see that they changed.
    for (const at::Tensor& weight : weights)
        weight.unsafeGetTensorImpl()->bump_version();
}

void AdamW::zeroGrad()
{
    for (NamedParameter& parameter : parameters_)
        parameter.tensor.mutable_grad() = at::Tensor();
}

std::vector<at::Tensor> AdamW::gradients() const
{
    std::vector<at::Tensor> gradients;
    for (const NamedParameter& parameter : parameters_) {
        if (parameter.tensor.grad().defined())
            gradients.push_back(parameter.tensor.grad());
    }
    return gradients;
}

double AdamW::gradNorm() const
{
    at::NoGradGuard noGrad;
    const std::vector<at::Tensor> all = gradients();
    return all.empty() ? 0 : at::stack(at::_foreach_norm(all)).norm().item<double>();
}

void AdamW::scaleGrad(double factor)
{
    at::NoGradGuard noGrad;
    if (const std::vector<at::Tensor> all = gradients(); !all.empty())
        at::_foreach_mul_(all, factor);
}

std::vector<NamedParameter> AdamW::state() const
{
    std::vector<NamedParameter> result;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        result.push_back({"exp_avg." + parameters_[i].name, firstMoments_[i]});
        result.push_back({"exp_avg_sq." + parameters_[i].name, secondMoments_[i]});
    }
    return result;
}

PickleValue AdamW::toPickle(double learningRate, std::optional<double> initialRate) const
{
    PickleValue::Dict state;
    PickleValue::List order;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        order.push_back(integer(std::int64_t(i)));
        if (steps_ == 0)
            continue;
        state.push_back({integer(std::int64_t(i)),
                         dict({{text("step"), {tensorBytes("step", at::scalar_tensor(double(steps_), at::kFloat))}},
                               {text("exp_avg"), {tensorToWrite("exp_avg", firstMoments_[i])}},
                               {text("exp_avg_sq"), {tensorToWrite("exp_avg_sq", secondMoments_[i])}}})});
    }
    PickleValue betas{std::make_shared<PickleValue::List>(PickleValue::List{number(kBeta1), number(kBeta2)})};
    betas.tuple = true;
    const PickleValue none;
    PickleValue::Dict group{{text("lr"), number(learningRate)}, {text("betas"), betas}, {text("eps"), number(kEps)},
                                    {text("weight_decay"), number(kWeightDecay)}, {text("amsgrad"), flag(false)},
                                    {text("foreach"), none}, {text("maximize"), flag(false)}, {text("capturable"), flag(false)},
                                    {text("differentiable"), flag(false)}, {text("fused"), none},
                                    {text("params"), {std::make_shared<PickleValue::List>(std::move(order))}}};
    if (initialRate)
        group.push_back({text("initial_lr"), number(*initialRate)});
    return dict({{text("state"), dict(std::move(state))},
                 {text("param_groups"), {std::make_shared<PickleValue::List>(PickleValue::List{dict(std::move(group))})}}});
}

} // namespace icf
