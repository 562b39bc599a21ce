#include "core/train/gradient_reducer.h"

#include "core/processes/together.h"

namespace icf {

void SummingReducer::reduce(StepSums& sums, const std::vector<NamedParameter>& parameters)
{
    at::NoGradGuard noGrad;
    constexpr std::size_t kSums = 5;
    std::vector<double> told{sums.loss, double(sums.units), sums.broken ? 1.0 : 0.0, double(sums.tokens), double(sums.digests)};
    for (const NamedParameter& parameter : parameters)
        told.push_back(parameter.tensor.grad().defined() ? 1 : 0);
    sumOver(processes_, std::span(told));
    sums = {told[0], std::int64_t(told[1]), told[2] > 0, std::int64_t(told[3]), std::int64_t(told[4])};

    // One row of numbers for all that some process has a gradient of.
    std::vector<at::Tensor> parts;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (told[kSums + i] == 0)
            continue;
        at::Tensor& gradient = parameters[i].tensor.mutable_grad();
        if (!gradient.defined())
            gradient = at::zeros_like(parameters[i].tensor);
        parts.push_back(gradient.reshape({-1}).to(at::kCPU, at::kFloat));
    }
    if (parts.empty())
        return;
    const at::Tensor row = at::cat(parts);
    sumOver(processes_, std::span(row.mutable_data_ptr<float>(), std::size_t(row.numel())));
    std::int64_t first = 0;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (told[kSums + i] == 0)
            continue;
        const at::Tensor& gradient = parameters[i].tensor.grad();
        gradient.copy_(row.narrow(0, first, gradient.numel()).view(gradient.sizes()));
        first += gradient.numel();
    }
}

} // namespace icf
