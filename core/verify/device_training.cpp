#include <c10/core/InferenceMode.h>

#include "core/base/error.h"
#include "core/base/temporary_folder.h"
#include "core/engine/engine.h"
#include "core/models/models.h"
#include "core/options/presets.h"
#include "core/report/reports.h"
#include "core/verify/device_comparison.h"

namespace icf {
namespace {

constexpr std::int64_t kSteps = 20, kFirst = 4, kInterruptedAfter = 7;

/// Keeps the losses, and stops a run after some steps.
class Curve : public TrainingObserver {
public:
    Curve(std::int64_t stopAfter, CancelToken& cancel) : stopAfter_(stopAfter), cancel_(cancel) {}
    void onStep(const StepReport& report) override
    {
        losses_.push_back(report.loss);
        gradNorms_.push_back(report.gradNorm);
        if (report.step == stopAfter_)
            cancel_.stop(StopRequest::save);
    }
    at::Tensor losses() const { return at::tensor(at::ArrayRef<double>(losses_), at::kDouble); }
    at::Tensor gradNorms() const { return at::tensor(at::ArrayRef<double>(gradNorms_), at::kDouble); }

private:
    std::int64_t stopAfter_;
    CancelToken& cancel_;
    std::vector<double> losses_, gradNorms_;
};

/// What a run of the demo left.
struct TrainedRun {
    at::Tensor losses, gradNorms;  ///< float64 [steps]
    std::string checkpoint;
};

/// Trains the demo's compressor for some steps on the one device or the other.
class TrainingRuns {
public:
    TrainingRuns(DeviceComparison& compare, const std::string& demoFolder, std::int64_t threads)
        : compare_(compare), demo_(demoFolder), threads_(threads), scratch_("compare")
    {
    }

    TrainOptions options(TrainingTask task, at::Device device, const std::string& name, bool deterministic = false) const
    {
        TrainOptions options = demoOptions(demo_, scratch_.path() + "/" + name);
        options.task = task;
        if (task == TrainingTask::pretrain)
            options.data_path = demo_ + "/pile_train.jsonl";
        options.model.dtype = compare_.type() == at::kFloat ? Dtype::float32 : Dtype::bfloat16;
        options.model.device = device.str();
        options.model.threads = threads_;
        options.model.deterministic = deterministic;
        options.validation = ValidationOptions{};
        options.loop.steps = kSteps;
        options.loop.warmup_steps = 4;
        // Two micro-batches a step, of rows of unequal length.
        options.loop.gradient_accumulation = 4;
        options.loop.batch_size = 2;
        options.loop.alpha = 0.7;  // So that fine-tuning asks the full text too.
        return options;
    }

    /// stopAfter: 0 for all steps.
    TrainedRun run(const TrainOptions& options, std::int64_t stopAfter = 0, bool resume = false) const
    {
        compare_.cancel().throwIfStopped();
        CancelToken own;
        Curve curve(stopAfter, own);
        TrainingStart start;
        start.resume = resume;
        const TrainingResult result = train(options, start, curve, own);
        if (stopAfter == 0 && result.state != RunState::finished)
            throw Failure("train", "the run ended early: " + result.message);
        return {curve.losses(), curve.gradNorms(), result.lastCheckpoint};
    }

    /// The losses of a run that is interrupted on one device and goes on on another.
    at::Tensor interruptedAndResumed(at::Device first, at::Device second, bool deterministic = false) const
    {
        const std::string name = "interrupted-" + std::to_string(interrupted_++);
        const TrainedRun before = run(options(TrainingTask::finetune, first, name, deterministic), kInterruptedAfter);
        const TrainedRun after = run(options(TrainingTask::finetune, second, name, deterministic), 0, /*resume=*/true);
        return at::cat({before.losses, after.losses});
    }

    /// Digests of one text, [vectors, hidden].
    at::Tensor digests(const std::string& checkpoint, at::Device device) const
    {
        if (checkpoint.empty())
            throw Failure("compare", "there is no checkpoint: the training failed");
        const c10::InferenceMode inference;
        ModelOptions model = options(TrainingTask::finetune, device, "").model;
        model.icformer_path = checkpoint;
        const OpenModels models = openModels(model);
        std::vector<std::int64_t> ids;
        for (std::int64_t i = 0; i < 100; ++i)
            ids.push_back(3 + i * i % 1500);
        return models.compress({ids}, {true, 32})[0].to(at::kFloat).cpu();
    }

private:
    DeviceComparison& compare_;
    std::string demo_;
    std::int64_t threads_;
    TemporaryFolder scratch_;
    mutable int interrupted_ = 0;
};

/// A curve as it can be compared: in bfloat16, whose rounding makes two runs of any kind differ by a tenth at single steps once the weights are others, by the
/// means of five steps.
at::Tensor comparable(const at::Tensor& losses, at::ScalarType type)
{
    constexpr std::int64_t kMeanOf = 5;
    return type == at::kFloat || !losses.defined() ? losses : losses.view({-1, kMeanOf}).mean(1);
}

at::Tensor firstOf(const at::Tensor& steps) { return steps.defined() ? steps.narrow(0, 0, kFirst) : at::Tensor(); }

} // namespace

void checkTraining(DeviceComparison& compare, const std::string& demoFolder, std::int64_t threads)
{
    const at::Device cpu = at::kCPU, device = compare.device();
    const TrainingRuns runs(compare, demoFolder, threads);
    TrainedRun onCpu, onDevice;
    const auto curvesDiffer = [&](const at::Tensor& a, const at::Tensor& b) { return differenceOf(comparable(a, compare.type()), comparable(b, compare.type())); };
    for (const TrainingTask task : {TrainingTask::pretrain, TrainingTask::finetune}) {
        const std::string name = std::to_string(kSteps) + " steps of " + (task == TrainingTask::pretrain ? "pre-training" : "fine-tuning with a teacher");
        compare.check(name + ": losses", kTrained, [&] {
            onCpu = onDevice = {};
            const std::string folder(nameOf(task));
            onCpu = runs.run(runs.options(task, cpu, folder + "-cpu"));
            onDevice = runs.run(runs.options(task, device, folder + "-device"));
            return curvesDiffer(onDevice.losses, onCpu.losses);
        });
        // Later the weights are others in bfloat16, and so are their gradients.
        compare.check("the first " + std::to_string(kFirst) + " of them: gradient norms", kGradientNorms,
                      [&] { return differenceOf(firstOf(onDevice.gradNorms), firstOf(onCpu.gradNorms)); });
    }
    compare.check("checkpoint of the device, read on both: digests", kModel,
                  [&] { return differenceOf(runs.digests(onDevice.checkpoint, cpu), runs.digests(onDevice.checkpoint, device)); });
    compare.check("checkpoint of the CPU, read on both: digests", kModel,
                  [&] { return differenceOf(runs.digests(onCpu.checkpoint, device), runs.digests(onCpu.checkpoint, cpu)); });
    const std::string after = "interrupted after " + std::to_string(kInterruptedAfter) + " steps, resumed ";
    compare.check(after + "on the device: losses", kTrained, [&] { return curvesDiffer(runs.interruptedAndResumed(device, device), onDevice.losses); });
    compare.check(after + "on the CPU: losses", kTrained, [&] { return curvesDiffer(runs.interruptedAndResumed(device, cpu), onCpu.losses); });
    compare.check(after + "from the CPU: losses", kTrained, [&] { return curvesDiffer(runs.interruptedAndResumed(cpu, device), onDevice.losses); });
    compare.check(after + "with --deterministic: losses", kSameBits, [&] {
        const TrainedRun whole = runs.run(runs.options(TrainingTask::finetune, device, "deterministic", true));
        return differenceOf(runs.interruptedAndResumed(device, device, true), whole.losses);
    });
}

} // namespace icf
