#pragma once
#include <torch/types.h>

#include <functional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/verify/device_checks.h"

namespace icf {

/// The largest share of difference that is allowed, for each dtype.
struct DeviceTolerance {
    double float32 = 0;
    double bfloat16 = 0;
};

/// Sums in another order: a few units of the last place of float32 (6e-8) and bfloat16 (4e-3).  On a CPU, bfloat16 is 0.01 from float32.
inline constexpr DeviceTolerance kFunction{1e-5, 0.03};
/// A whole model forward and back: the same through some layers.  On a CPU, bfloat16 is 0.03 from float32.
inline constexpr DeviceTolerance kModel{1e-4, 0.06};
/// Losses over training steps, each of which starts from what the last one rounded.  On a CPU, bfloat16 is 0.04 from float32.
inline constexpr DeviceTolerance kTrained{1e-3, 0.1};
/// Norms of gradients: bfloat16 changes them by up to 0.19 against float32 on one and the same CPU.
inline constexpr DeviceTolerance kGradientNorms{1e-3, 0.25};
/// Answers, token by token.  In bfloat16 another token may be as likely, and what follows it differs.
inline constexpr DeviceTolerance kAnswers{0, 0.25};

/// The same bits.
inline constexpr DeviceTolerance kSameBits{};

/// How far a is from b: the largest difference of an element, as a share of b's largest; NaN where either is not a number.  Throws Failure when the
/// shapes differ.
double differenceOf(const at::Tensor& a, const at::Tensor& b);
/// The same for lists, each tensor by its own measure.
double differenceOf(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b);
/// The share of rows that are not the same.
double differenceOf(const std::vector<std::vector<std::int64_t>>& a, const std::vector<std::vector<std::int64_t>>& b);

/// Compares a device with the CPU in one dtype, and reports.
class DeviceComparison {
public:
    using Report = std::function<void(const DeviceCheck&)>;

    DeviceComparison(at::Device device, at::ScalarType type, Report report, CancelToken& cancel);

    at::Device device() const { return device_; }
    at::ScalarType type() const { return type_; }
    CancelToken& cancel() const { return cancel_; }
    /// True while every comparison passed.
    bool passed() const { return passed_; }

    /// Reports what difference() returns.  What it throws fails the check and goes no further, but for Cancelled.
    void check(const std::string& name, DeviceTolerance tolerance, const std::function<double()>& difference);

    /// Compares what compute(device) gives on the CPU and on the device: tensors, or rows of ids.
    template <class Compute> void onBoth(const std::string& name, DeviceTolerance tolerance, Compute compute)
    {
        check(name, tolerance, [&] {
            const auto expected = compute(at::Device(at::kCPU));
            return differenceOf(compute(device_), expected);
        });
    }

    /// Compares a function of tensors: what it gives and, unless gradients is false, the gradients of its inputs.
    /// inputs: on the CPU, of the dtype to compute in.
    void function(const std::string& name, DeviceTolerance tolerance, const std::vector<at::Tensor>& inputs,
                  const std::function<std::vector<at::Tensor>(const std::vector<at::Tensor>&)>& compute, bool gradients = true);

private:
    at::Device device_;
    at::ScalarType type_;
    Report report_;
    CancelToken& cancel_;
    bool passed_ = true;
};

/// Normal numbers on the CPU, the same for the same seed, rounded to type.
at::Tensor normalNumbers(at::IntArrayRef shape, std::uint64_t seed, at::ScalarType type = at::kFloat);

/// Sends a fixed pattern backward through result, so that every element counts differently.
void backwardPattern(const at::Tensor& result);

/// The parts of compareWithCpu.  demoFolder: as there; threads: for the CPU.
void checkFunctions(DeviceComparison& compare);
void checkModels(DeviceComparison& compare);
void checkGeneration(DeviceComparison& compare, const std::string& demoFolder);
void checkTraining(DeviceComparison& compare, const std::string& demoFolder, std::int64_t threads);

} // namespace icf
