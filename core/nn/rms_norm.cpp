#include "core/nn/rms_norm.h"

#include <algorithm>
#include <optional>

#include "core/nn/cuda_kernels.h"
#include "core/nn/cuda_rows.h"
#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

class RmsNormFunction : public torch::autograd::Function<RmsNormFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& input, const at::Tensor& weight, double eps)
    {
        const at::Tensor x = input.contiguous();
        const at::Tensor w = weight.to(x.scalar_type()).contiguous();
        const std::int64_t size = x.size(-1);
        const std::int64_t rows = size == 0 ? 0 : x.numel() / size;
        at::Tensor y = at::empty_like(x);
        at::Tensor scales = at::empty({rows}, at::kFloat);
        withElementType(x, [&]<class T>(T*) {
            const T* from = x.const_data_ptr<T>();
            const T* by = w.const_data_ptr<T>();
            T* to = y.mutable_data_ptr<T>();
            float* scale = scales.mutable_data_ptr<float>();
            forRows(rows, size, [&](std::int64_t r) { scale[r] = kernels::rmsNormRow<T>(from + r * size, by, to + r * size, size, float(eps)); });
        });
        context->save_for_backward({x, w, scales});
        context->saved_data["weightType"] = std::int64_t(weight.scalar_type());
        context->saved_data["trained"] = weight.requires_grad();
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor& x = saved[0];
        const at::Tensor& w = saved[1];
        const at::Tensor gradient = gradients[0].contiguous();
        const std::int64_t size = x.size(-1);
        const std::int64_t rows = size == 0 ? 0 : x.numel() / size;
        at::Tensor result = at::empty_like(x);
        at::Tensor weightGradient;
        withElementType(x, [&]<class T>(T*) {
            const T* from = x.const_data_ptr<T>();
            const T* by = w.const_data_ptr<T>();
            const T* g = gradient.const_data_ptr<T>();
            const float* scale = saved[2].const_data_ptr<float>();
            T* to = result.mutable_data_ptr<T>();
            forRows(rows, size, [&](std::int64_t r) {
                kernels::rmsNormBackwardRow<T>(from + r * size, by, g + r * size, to + r * size, size, scale[r]);
            });
            if (context->saved_data["trained"].toBool()) {
                // Summed in one fixed order, so that the same run gives the same weights again.
                weightGradient = at::zeros({size}, at::kFloat);
                float* sum = weightGradient.mutable_data_ptr<float>();
                for (std::int64_t r = 0; r < rows; ++r)
                    kernels::rmsNormWeightGradient<T>(from + r * size, g + r * size, sum, size, scale[r]);
                weightGradient = weightGradient.to(at::ScalarType(context->saved_data["weightType"].toInt()));
            }
        });
        return {result, weightGradient, at::Tensor()};
    }
};

std::int64_t rowsOf(const at::Tensor& x) { return x.numel() / std::max<std::int64_t>(1, x.size(-1)); }

/// Threads of a block that has one row: each reads a pack or more.
int threadsFor(const at::Tensor& x)
{
    const std::int64_t packs = x.size(-1) / cuda::packSize(x.scalar_type());
    return int(std::clamp<std::int64_t>((packs + 31) / 32 * 32, 32, 512));
}

} // namespace

cuda::Normed cuda::norm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double eps)
{
    cuda::Normed result{delta.defined() ? at::empty_like(x) : x, at::empty_like(x), at::empty({rowsOf(x)}, x.options().dtype(at::kFloat))};
    cuda::launch({.kernel = "rms_norm", .type = x.scalar_type(), .grid = {rowsOf(x), 1, 1}, .threads = threadsFor(x)}, x.device(),
                 cuda::RmsNormArguments{x.const_data_ptr(), delta.defined() ? delta.const_data_ptr() : nullptr, weight.const_data_ptr(),
                                        delta.defined() ? result.sum.mutable_data_ptr() : nullptr, result.y.mutable_data_ptr(),
                                        result.scales.mutable_data_ptr<float>(), x.size(-1), float(eps)});
    return result;
}

void cuda::addAndNormInto(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, const at::Tensor& y, double eps)
{
    // A thread reads and writes the same elements of the sum.
    cuda::launch({.kernel = "rms_norm", .type = x.scalar_type(), .grid = {rowsOf(x), 1, 1}, .threads = threadsFor(x)}, x.device(),
                 cuda::RmsNormArguments{x.const_data_ptr(), delta.defined() ? delta.const_data_ptr() : nullptr, weight.const_data_ptr(),
                                        delta.defined() ? x.mutable_data_ptr() : nullptr, y.mutable_data_ptr(), nullptr, x.size(-1), float(eps)});
}

at::Tensor cuda::normBackward(const at::Tensor& sum, const at::Tensor& scales, const at::Tensor& weight, const at::Tensor& gradient, const at::Tensor& added)
{
    at::Tensor result = at::empty_like(sum);
    cuda::launch({.kernel = "rms_norm_backward", .type = sum.scalar_type(), .grid = {rowsOf(sum), 1, 1}, .threads = threadsFor(sum)}, sum.device(),
                 cuda::RmsNormBackwardArguments{sum.const_data_ptr(), weight.const_data_ptr(), gradient.const_data_ptr(),
                                                added.defined() ? added.const_data_ptr() : nullptr, result.mutable_data_ptr(), scales.const_data_ptr<float>(),
                                                sum.size(-1)});
    return result;
}

namespace {

/// rmsNorm of x + delta, and that sum; or of x alone.
class CudaNormFunction : public torch::autograd::Function<CudaNormFunction> {
public:
    static variable_list forward(AutogradContext* context, const at::Tensor& x, const std::optional<at::Tensor>& delta, const at::Tensor& weight, double eps)
    {
        const at::Tensor w = weight.to(x.scalar_type()).contiguous();
        const cuda::Normed normed = cuda::norm(x, delta.value_or(at::Tensor()), w, eps);
        context->save_for_backward({normed.sum, w, normed.scales});
        context->saved_data["weightType"] = std::int64_t(weight.scalar_type());
        context->saved_data["trained"] = weight.requires_grad();
        context->saved_data["added"] = delta.has_value();
        context->set_materialize_grads(false);
        return delta ? variable_list{normed.y, normed.sum} : variable_list{normed.y};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor& x = saved[0];
        const bool added = context->saved_data["added"].toBool();
        const at::Tensor ofSum = added && gradients[1].defined() ? gradients[1].contiguous() : at::Tensor();
        if (!gradients[0].defined())
            return {ofSum, added ? ofSum : at::Tensor(), at::Tensor(), at::Tensor()};
        const at::Tensor gradient = gradients[0].contiguous();
        const at::Tensor result = cuda::normBackward(x, saved[2], saved[1], gradient, ofSum);
        at::Tensor weightGradient;
        if (context->saved_data["trained"].toBool()) {
            const at::Tensor scaled = x.to(at::kFloat).view({-1, x.size(-1)}) * saved[2].unsqueeze(1);
            weightGradient = (scaled * gradient.view({-1, x.size(-1)})).sum(0).to(at::ScalarType(context->saved_data["weightType"].toInt()));
        }
        return {result, added ? result : at::Tensor(), weightGradient, at::Tensor()};
    }
};

bool normServes(const at::Tensor& x)
{
    return cuda::serves(x) && x.numel() > 0 && x.size(-1) % cuda::packSize(x.scalar_type()) == 0;
}

bool needsGradient(const at::Tensor& x, const at::Tensor& weight) { return at::GradMode::is_enabled() && (x.requires_grad() || weight.requires_grad()); }

} // namespace

at::Tensor rmsNormPlain(const at::Tensor& x, const at::Tensor& weight, double eps)
{
    const at::Tensor wideX = x.to(at::kFloat);
    const at::Tensor scale = at::rsqrt(wideX.square().mean(-1, true) + eps);
    return (wideX * scale).to(x.scalar_type()) * weight.to(x.scalar_type());
}

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps)
{
    if (hasRowKernels(x) && !cuda::serves(x))
        return RmsNormFunction::apply(x, weight, eps);
    if (!normServes(x))
        return rmsNormPlain(x, weight, eps);
    if (needsGradient(x, weight))
        return CudaNormFunction::apply(x.contiguous(), std::nullopt, weight, eps)[0];
    return cuda::norm(x.contiguous(), {}, weight.to(x.scalar_type()).contiguous(), eps).y;
}

std::pair<at::Tensor, at::Tensor> addAndNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double eps)
{
    if (!normServes(x) || x.sizes() != delta.sizes() || x.scalar_type() != delta.scalar_type()) {
        const at::Tensor sum = x + delta;
        return {sum, rmsNorm(sum, weight, eps)};
    }
    if (needsGradient(x, weight) || (at::GradMode::is_enabled() && delta.requires_grad())) {
        const variable_list both = CudaNormFunction::apply(x.contiguous(), std::optional<at::Tensor>(delta.contiguous()), weight, eps);
        return {both[1], both[0]};
    }
    const cuda::Normed normed = cuda::norm(x.contiguous(), delta.contiguous(), weight.to(x.scalar_type()).contiguous(), eps);
    return {normed.sum, normed.y};
}

} // namespace icf
