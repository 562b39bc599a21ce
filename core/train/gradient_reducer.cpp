#include "core/train/gradient_reducer.h"

#include <c10/core/DeviceGuard.h>
#include <torch/csrc/autograd/variable.h>

#include <utility>

#if defined(_OPENMP)
#include <omp.h>
#endif

#include "core/base/error.h"
#include "core/processes/together.h"

namespace icf {
namespace {

/// Numbers of a bucket: 25 MB, unless one parameter is larger.
constexpr std::size_t kBucketNumbers = 25'000'000 / sizeof(float);

} // namespace

/// Tells the reducer that a parameter's gradient has been accumulated.
class SummingReducer::Complete : public torch::autograd::PostAccumulateGradHook {
public:
    Complete(SummingReducer& reducer, std::size_t parameter) : reducer_(reducer), parameter_(parameter) {}
    void operator()(const torch::autograd::Variable&) override { reducer_.complete(parameter_); }

private:
    SummingReducer& reducer_;
    std::size_t parameter_;
};

SummingReducer::SummingReducer(Communicator& processes, const std::vector<NamedParameter>& parameters, std::unique_ptr<Nccl> nccl)
    : processes_(processes), parameters_(parameters), nccl_(std::move(nccl)), bucketOf_(parameters.size())
{
    std::size_t numbers = 0;
    for (std::size_t i = parameters_.size(); i-- > 0;) {
        const auto size = std::size_t(parameters_[i].tensor.numel());
        if (buckets_.empty() || numbers + size > kBucketNumbers) {
            buckets_.push_back({i, i + 1});
            numbers = 0;
        }
        buckets_.back().first = i;
        bucketOf_[i] = buckets_.size() - 1;
        numbers += size;
    }
    for (std::size_t i = 0; i < parameters_.size(); ++i)
        torch::autograd::impl::set_post_acc_grad_hooks(parameters_[i].tensor, std::make_unique<Complete>(*this, i));
}

SummingReducer::~SummingReducer()
{
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable())
        thread_.join();
    for (const NamedParameter& parameter : parameters_)
        torch::autograd::impl::set_post_acc_grad_hooks(parameter.tensor, nullptr);
}

void SummingReducer::expectLast()
{
    for (Bucket& bucket : buckets_)
        bucket.missing = bucket.end - bucket.first;
    completed_.assign(parameters_.size(), false);
    expecting_ = true;
    thread_ = std::thread([this] { sendBuckets(); });
}

void SummingReducer::complete(std::size_t parameter)
{
    const std::lock_guard lock(mutex_);
    if (!expecting_)
        return;
    // Gradients that come in parts cannot be sent before the end.
    if (completed_[parameter])
        throw Failure("train", "the gradient of " + parameters_[parameter].name + " changed after it was sent; this is a fault of the program");
    completed_[parameter] = true;
    if (--buckets_[bucketOf_[parameter]].missing == 0)
        changed_.notify_all();
}

/// In a thread of its own: the buckets in their order, each as soon as it is complete.
void SummingReducer::sendBuckets()
{
#if defined(_OPENMP)
    // The copies are not to start threads of their own beside those that compute.
    omp_set_num_threads(1);
#endif
    try {
        for (const Bucket& bucket : buckets_) {
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return quit_ || bucket.missing == 0; });
                if (quit_)
                    return;
            }
            sum(bucket);
        }
    } catch (...) {
        problem_ = std::current_exception();
    }
}

void SummingReducer::sum(const Bucket& bucket)
{
    at::NoGradGuard noGrad;
    const c10::DeviceGuard onCard(parameters_.front().tensor.device());
    // With a number for each gradient that this process has.
    std::vector<at::Tensor> parts;
    const at::TensorOptions place = nccl_ ? parameters_.front().tensor.options().requires_grad(false) : at::TensorOptions(at::kFloat);
    for (std::size_t i = bucket.first; i < bucket.end; ++i) {
        const at::Tensor& gradient = parameters_[i].tensor.grad();
        parts.push_back(gradient.defined() ? gradient.reshape({-1}).to(place.device(), at::kFloat) : at::zeros({parameters_[i].tensor.numel()}, place));
    }
    std::vector<float> has;
    for (std::size_t i = bucket.first; i < bucket.end; ++i)
        has.push_back(parameters_[i].tensor.grad().defined() ? 1.0F : 0.0F);
    parts.push_back(at::tensor(has).to(place.device()));
    const at::Tensor row = at::cat(parts);
    parts.clear();
    if (nccl_)
        nccl_->sum(row.mutable_data_ptr<float>(), std::size_t(row.numel()));
    else
        sumOver(processes_, std::span(row.mutable_data_ptr<float>(), std::size_t(row.numel())));
    const at::Tensor present = row.narrow(0, row.numel() - std::int64_t(has.size()), std::int64_t(has.size())).cpu();
    std::int64_t first = 0;
    for (std::size_t i = bucket.first; i < bucket.end; ++i) {
        const at::Tensor& parameter = parameters_[i].tensor;
        at::Tensor& gradient = parameter.mutable_grad();
        if (present[std::int64_t(i - bucket.first)].item<float>() > 0) {
            if (!gradient.defined())
                gradient = at::zeros_like(parameter);
            gradient.copy_(row.narrow(0, first, parameter.numel()).view(parameter.sizes()));
        }
        first += parameter.numel();
    }
}

void SummingReducer::reduce(StepSums& sums, const std::vector<NamedParameter>& /*parameters*/)
{
    if (thread_.joinable()) {
        // What has no gradient, since the process had no sample or a loss was not finite, is complete too.
        {
            const std::lock_guard lock(mutex_);
            expecting_ = false;
            for (Bucket& bucket : buckets_)
                bucket.missing = 0;
        }
        changed_.notify_all();
        thread_.join();
        if (problem_)
            std::rethrow_exception(std::exchange(problem_, nullptr));
    } else {
        for (const Bucket& bucket : buckets_)
            sum(bucket);
    }
    std::vector<double> told{sums.loss, double(sums.units), sums.broken ? 1.0 : 0.0, double(sums.tokens), double(sums.digests)};
    told.insert(told.end(), sums.rates.begin(), sums.rates.end());
    sumOver(processes_, std::span(told));
    sums = {told[0], std::int64_t(told[1]), told[2] > 0, std::int64_t(told[3]), std::int64_t(told[4]), {told.begin() + 5, told.end()}};
}

} // namespace icf
