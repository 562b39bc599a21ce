#include "core/nn/cpu_products.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>

namespace icf {
namespace {

/// What torch asks before it hands such products to oneDNN: the CPU counts, not only whether this build has the operations.
bool oneDnnSays(const char* question)
{
    if (!at::globalContext().userEnabledMkldnn())
        return false;
    const auto operation = c10::Dispatcher::singleton().findSchema({question, ""});
    if (!operation)
        return false;
    torch::jit::Stack stack;
    operation->callBoxed(stack);
    return stack.size() == 1 && stack[0].isBool() && stack[0].toBool();
}

/// Fewer rows than this read the weights once as they lie, which takes no longer than to widen them.
constexpr std::int64_t kMinWideRows = 16;

} // namespace

bool cpuMultiplies(at::ScalarType type)
{
    static const bool bfloat16 = oneDnnSays("mkldnn::_is_mkldnn_bf16_supported");
    static const bool float16 = oneDnnSays("mkldnn::_is_mkldnn_fp16_supported");
    return type == at::kBFloat16 ? bfloat16 : type == at::kHalf ? float16 : true;
}

bool multipliesInFloat32(const at::Tensor& x) { return x.device().is_cpu() && !cpuMultiplies(x.scalar_type()); }

at::Tensor project(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias)
{
    const bool gradients = at::GradMode::is_enabled() && (x.requires_grad() || weight.requires_grad());
    if (!multipliesInFloat32(x) || (!gradients && weight.is_contiguous() && x.numel() < kMinWideRows * x.size(-1)))
        return at::linear(x, weight, bias);
    return at::linear(x.to(at::kFloat), weight.to(at::kFloat), bias.defined() ? bias.to(at::kFloat) : bias).to(x.scalar_type());
}

} // namespace icf
