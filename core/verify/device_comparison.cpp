#include "core/verify/device_comparison.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <new>

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/models/models.h"
#include "core/models/plain_errors.h"
#include "core/nn/device.h"

namespace icf {

double differenceOf(const at::Tensor& a, const at::Tensor& b)
{
    if (!a.defined() || !b.defined())
        throw Failure("compare", "what was to be compared could not be computed");
    if (a.sizes() != b.sizes())
        throw Failure("compare", "the shapes differ");
    if (b.numel() == 0)
        return 0;
    const at::Tensor actual = a.detach().cpu().to(at::kDouble), expected = b.detach().cpu().to(at::kDouble);
    const double difference = (actual - expected).abs().max().item<double>();
    const double largest = expected.abs().max().item<double>();
    return largest > 0 ? difference / largest : difference;
}

double differenceOf(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b)
{
    if (a.size() != b.size())
        throw Failure("compare", "the numbers of tensors differ");
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = differenceOf(a[i], b[i]);
        largest = std::isnan(difference) ? difference : std::max(largest, difference);  // NaN stays: no comparison with it is true.
    }
    return largest;
}

double differenceOf(const std::vector<std::vector<std::int64_t>>& a, const std::vector<std::vector<std::int64_t>>& b)
{
    if (a.size() != b.size())
        throw Failure("compare", "the numbers of rows differ");
    double different = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        different += a[i] == b[i] ? 0 : 1;
    return a.empty() ? 0 : different / double(a.size());
}

at::Tensor normalNumbers(at::IntArrayRef shape, std::uint64_t seed, at::ScalarType type)
{
    return at::empty(shape, at::kFloat).normal_(0, 1, at::make_generator<at::CPUGeneratorImpl>(seed)).to(type);
}

void backwardPattern(const at::Tensor& result)
{
    const at::Tensor pattern = at::arange(result.numel(), at::kFloat).sin().view(result.sizes()).to(result.device(), result.scalar_type());
    (result * pattern).to(at::kFloat).sum().backward();
}

DeviceComparison::DeviceComparison(at::Device device, at::ScalarType type, Report report, CancelToken& cancel)
    : device_(device), type_(type), report_(std::move(report)), cancel_(cancel)
{
}

void DeviceComparison::check(const std::string& name, DeviceTolerance tolerance, const std::function<double()>& difference)
{
    cancel_.throwIfStopped();
    DeviceCheck done;
    done.name = name;
    done.dtype = type_ == at::kFloat ? "float32" : "bfloat16";
    done.tolerance = type_ == at::kFloat ? tolerance.float32 : tolerance.bfloat16;
    const Stopwatch watch;
    try {
        done.largestDifference = withPlainErrors({type_ == at::kFloat ? Dtype::float32 : Dtype::bfloat16, device_.str()}, difference);
        done.passed = done.largestDifference <= done.tolerance;  // False for NaN.
    } catch (const Cancelled&) {
        throw;
    } catch (const DeviceOutOfMemory& error) {
        done.note = error.what();
    } catch (const std::bad_alloc&) {
        done.note = "out of memory";
    } catch (const std::exception& error) {
        done.note = error.what();
    }
    if (!done.note.empty())
        done.largestDifference = std::nan("");
    done.seconds = watch.seconds();
    passed_ = passed_ && done.passed;
    report_(done);
}

void DeviceComparison::function(const std::string& name, DeviceTolerance tolerance, const std::vector<at::Tensor>& inputs,
                                const std::function<std::vector<at::Tensor>(const std::vector<at::Tensor>&)>& compute, bool gradients)
{
    onBoth(name, tolerance, [&](at::Device device) {
        std::vector<at::Tensor> leaves;
        for (const at::Tensor& input : inputs)
            leaves.push_back(input.detach().to(device).clone().requires_grad_(gradients));
        std::vector<at::Tensor> all = compute(leaves);
        if (!gradients)
            return all;
        backwardPattern(all[0]);
        for (const at::Tensor& leaf : leaves)
            all.push_back(leaf.grad());
        return all;
    });
}

bool compareWithCpu(const std::string& demoFolder, const SelftestPlace& place, const std::function<void(const DeviceCheck&)>& report, CancelToken& cancel)
{
    if (demoFolder.empty())
        throw Error("selftest", "the demo's files are not beside the program; install it again");
    const at::Device device = computeDevice({Dtype::float32, place.device, place.threads}).device;
    bool passed = true;
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
        if (type == at::kBFloat16 && !device.is_cpu() && !gpuHasBfloat16(device))
            continue;
        const DeviceCacheGuard giveBack(deviceRuntime(device));
        DeviceComparison compare(device, type, report, cancel);
        checkFunctions(compare);
        checkModels(compare);
        checkGeneration(compare, demoFolder);
        checkTraining(compare, demoFolder, place.threads);
        passed = passed && compare.passed();
    }
    return passed;
}

} // namespace icf
