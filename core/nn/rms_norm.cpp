#include "core/nn/rms_norm.h"

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

} // namespace

at::Tensor rmsNormPlain(const at::Tensor& x, const at::Tensor& weight, double eps)
{
    const at::Tensor wideX = x.to(at::kFloat);
    const at::Tensor scale = at::rsqrt(wideX.square().mean(-1, true) + eps);
    return (wideX * scale).to(x.scalar_type()) * weight.to(x.scalar_type());
}

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps)
{
    return hasRowKernels(x) ? RmsNormFunction::apply(x, weight, eps) : rmsNormPlain(x, weight, eps);
}

} // namespace icf
