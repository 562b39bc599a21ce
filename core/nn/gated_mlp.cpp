#include "core/nn/gated_mlp.h"

#include "core/nn/cuda_kernels.h"
#include "core/nn/cuda_rows.h"
#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

class GatedSiluFunction : public torch::autograd::Function<GatedSiluFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& input)
    {
        const at::Tensor x = input.contiguous();
        const std::int64_t size = x.size(-1) / 2;
        std::vector<std::int64_t> shape = x.sizes().vec();
        shape.back() = size;
        at::Tensor y = at::empty(shape, x.options());
        withElementType(x, [&]<class T>(T*) {
            const T* from = x.const_data_ptr<T>();
            T* to = y.mutable_data_ptr<T>();
            forRows(y.numel() / std::max<std::int64_t>(1, size), size, [&](std::int64_t r) {
                kernels::gatedSiluRow<T>(from + 2 * r * size, from + (2 * r + 1) * size, to + r * size, size);
            });
        });
        context->save_for_backward({x});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const at::Tensor x = context->get_saved_variables()[0];
        const at::Tensor gradient = gradients[0].contiguous();
        const std::int64_t size = gradient.size(-1);
        at::Tensor result = at::empty_like(x);
        withElementType(x, [&]<class T>(T*) {
            const T* from = x.const_data_ptr<T>();
            const T* g = gradient.const_data_ptr<T>();
            T* to = result.mutable_data_ptr<T>();
            forRows(gradient.numel() / std::max<std::int64_t>(1, size), size, [&](std::int64_t r) {
                kernels::gatedSiluBackwardRow<T>(from + 2 * r * size, from + (2 * r + 1) * size, g + r * size, to + 2 * r * size,
                                                 to + (2 * r + 1) * size, size);
            });
        });
        return {result};
    }
};

/// gradient: undefined on the way forward.
void launchGatedSilu(const at::Tensor& gateUp, const at::Tensor& gradient, const at::Tensor& y)
{
    const std::int64_t size = gateUp.size(-1) / 2, rows = gateUp.numel() / (2 * size);
    constexpr int kThreads = 256;
    const std::int64_t items = rows * size / cuda::packSize(gateUp.scalar_type());
    cuda::launch({.kernel = gradient.defined() ? "gated_silu_backward" : "gated_silu", .type = gateUp.scalar_type(),
                  .grid = {(items + kThreads - 1) / kThreads, 1, 1}, .threads = kThreads}, gateUp.device(),
                 cuda::GatedSiluArguments{gateUp.const_data_ptr(), gradient.defined() ? gradient.const_data_ptr() : nullptr, y.mutable_data_ptr(), rows, size});
}

class CudaGatedSiluFunction : public torch::autograd::Function<CudaGatedSiluFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& gateUp)
    {
        context->save_for_backward({gateUp});
        return cuda::gatedSiluForward(gateUp);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        return {cuda::gatedSiluBackward(context->get_saved_variables()[0], gradients[0].contiguous())};
    }
};

bool siluServes(const at::Tensor& gateUp)
{
    return cuda::serves(gateUp) && gateUp.numel() > 0 && gateUp.size(-1) % (2 * cuda::packSize(gateUp.scalar_type())) == 0;
}

} // namespace

void cuda::gatedSiluInto(const at::Tensor& gateUp, const at::Tensor& y) { launchGatedSilu(gateUp, {}, y); }

at::Tensor cuda::gatedSiluForward(const at::Tensor& gateUp)
{
    std::vector<std::int64_t> shape = gateUp.sizes().vec();
    shape.back() /= 2;
    at::Tensor y = at::empty(shape, gateUp.options());
    launchGatedSilu(gateUp, {}, y);
    return y;
}

at::Tensor cuda::gatedSiluBackward(const at::Tensor& gateUp, const at::Tensor& gradient)
{
    at::Tensor result = at::empty_like(gateUp);
    launchGatedSilu(gateUp, gradient, result);
    return result;
}

at::Tensor gatedSiluPlain(const at::Tensor& gateUp)
{
    const std::int64_t half = gateUp.size(-1) / 2;
    return at::silu(gateUp.narrow(-1, 0, half)) * gateUp.narrow(-1, half, half);
}

at::Tensor gatedSilu(const at::Tensor& gateUp)
{
    if (hasRowKernels(gateUp) && !cuda::serves(gateUp))
        return GatedSiluFunction::apply(gateUp);
    if (!siluServes(gateUp))
        return gatedSiluPlain(gateUp);
    const at::Tensor dense = gateUp.contiguous();
    return dense.requires_grad() && at::GradMode::is_enabled() ? CudaGatedSiluFunction::apply(dense) : cuda::gatedSiluForward(dense);
}

} // namespace icf
