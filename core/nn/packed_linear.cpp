#include "core/nn/packed_linear.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>

#include "core/nn/cpu_products.h"
#include "core/nn/length_steps.h"

namespace icf {
namespace {

/// One of torch's operators for its compiler, which have no C++ name; null when this build lacks it.
std::optional<c10::OperatorHandle> oneDnnOperator(const char* name)
{
    return at::globalContext().userEnabledMkldnn() ? c10::Dispatcher::singleton().findSchema({name, ""}) : std::nullopt;
}

constexpr const char* kPack = "mkldnn::_reorder_linear_weight";
constexpr const char* kMultiply = "mkldnn::_linear_pointwise";

} // namespace

bool PackedLinear::packs(const at::Tensor& weight)
{
    // Both operations are there in every build; on a CPU that does not multiply bfloat16 they throw.
    static const bool packs = cpuMultiplies(at::kBFloat16) && oneDnnOperator(kPack) && oneDnnOperator(kMultiply);
    return packs && weight.device().is_cpu() && weight.scalar_type() == at::kBFloat16;
}

PackedLinear::PackedLinear(const at::Tensor& weight, const at::Tensor& bias, std::int64_t rows) : weight_(weight), bias_(bias)
{
    if (!packs(weight))
        return;
    static const auto pack = oneDnnOperator(kPack);
    torch::jit::Stack stack{weight.contiguous(), rows};
    pack->callBoxed(stack);
    weight_ = stack[0].toTensor();
    packed_ = true;
}

at::Tensor PackedLinear::operator()(const at::Tensor& x) const
{
    if (!packed_)
        return project(x, weight_, bias_);
    static const auto multiply = oneDnnOperator(kMultiply);
    std::vector<std::int64_t> shape = x.sizes().vec();
    at::Tensor input = x.reshape({-1, shape.back()});
    const std::int64_t rows = input.size(0);
    const std::int64_t padded = rows > 1 ? steppedLength(rows, x.device(), x.scalar_type()) : rows;
    if (padded > rows)
        input = at::constant_pad_nd(input, {0, 0, 0, padded - rows});
    torch::jit::Stack stack{input.contiguous(), weight_, bias_.defined() ? c10::IValue(bias_) : c10::IValue(), "none",
                            c10::List<std::optional<at::Scalar>>(), c10::IValue()};
    multiply->callBoxed(stack);
    const at::Tensor result = stack[0].toTensor();
    shape.back() = result.size(1);
    return result.narrow(0, 0, rows).view(shape);
}

} // namespace icf
