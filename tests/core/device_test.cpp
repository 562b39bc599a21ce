#include <QTemporaryDir>
#include <QTest>
#include <torch/types.h>

#include <filesystem>
#include <thread>

#include "core/base/error.h"
#include "core/bench/bench_works.h"
#include "core/evaluate/cost.h"
#include "core/generate/generator.h"
#include "core/models/models.h"
#include "core/nn/device.h"
#include "core/nn/device_lists.h"
#include "core/train/trainer.h"
#include "tests/core/tiny_run.h"

using namespace icf;
using namespace icf::test;

namespace {

constexpr std::chrono::milliseconds kQueued{60};
constexpr double kQueuedSeconds = 0.06;
constexpr std::int64_t kPeak = 77'000'000;

/// A GPU that always has work in its queue: whoever waits for it waits that long.  Counts what it is asked.
class BusyDevice : public DeviceRuntime {
public:
    void synchronize() const override
    {
        ++waits;
        std::this_thread::sleep_for(kQueued);
    }
    DeviceMemory memory() const override { return {kPeak / 2, resets > 0 ? kPeak : 0, 0, 0}; }
    void resetPeak() const override { ++resets; }
    void emptyCache() const override { ++emptied; }

    mutable int waits = 0, resets = 0, emptied = 0;
};

/// The golden case's models, on a device that is busy.
struct BusyModels {
    BusyModels()
    {
        ModelOptions model;
        model.lm_path = golden("lm");
        model.icformer_path = golden("finetune_start");
        model.dtype = Dtype::float32;
        model.device = "cpu";
        models = openModels(model);
        models.lm->setRuntime(device);
    }
    std::shared_ptr<BusyDevice> device = std::make_shared<BusyDevice>();
    OpenModels models;
};

std::string refusalOf(const std::string& name)
{
    try {
        resolveDevice(name);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

/// Devices by name, and that whoever times or measures work asks the device.
class DeviceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstGpuIsChosenOrElseTheCpu()
    {
        const std::vector<at::Device> devices = availableDevices();
        QVERIFY(devices.front().is_cpu());
        QVERIFY(resolveDevice("auto") == (devices.size() > 1 ? devices[1] : devices[0]));
        QVERIFY(resolveDevice("cpu").is_cpu());
        QCOMPARE(deviceName(at::kCPU), std::string("cpu"));
        QVERIFY(!computeCapability(at::kCPU));
    }

    void aDeviceThatIsNotThereIsRefusedInOneLine()
    {
        QVERIFY(refusalOf("tpu").find("unknown device \"tpu\"; use auto") != std::string::npos);
        QVERIFY(refusalOf("xpu").find("is not supported") != std::string::npos);
        QVERIFY(refusalOf("cuda:100").find("cuda:100") != std::string::npos);
        if (availableDevices().size() == 1)
            QVERIFY(refusalOf("cuda").ends_with("use cpu"));
        for (const char* name : {"tpu", "xpu", "cuda:100"})
            QCOMPARE(refusalOf(name).find('\n'), std::string::npos);
    }

    void theCpuNeverWaitsAndLeavesMemoryToTheProcess()
    {
        const auto cpu = deviceRuntime(at::kCPU);
        cpu->synchronize();
        cpu->resetPeak();
        cpu->emptyCache();
        QCOMPARE(cpu->memory().peak, std::int64_t{0});
        QVERIFY(cpu->memory().free >= 0);
    }

    void listsBecomeTensorsOnTheDevice()
    {
        const std::vector<std::vector<std::int64_t>> lists{{3, 1, 2}, {}, {-5}};
        const std::vector<at::Tensor> onCpu = toDevice(lists, at::kCPU);
        QCOMPARE(onCpu.size(), lists.size());
        for (std::size_t i = 0; i < lists.size(); ++i)
            QVERIFY(at::equal(onCpu[i], at::tensor(at::IntArrayRef(lists[i]), at::kLong)));
        // The way of a GPU, as far as it can be gone without one: sizes without numbers.
        const std::vector<at::Tensor> elsewhere = toDevice(lists, at::kMeta);
        QCOMPARE(elsewhere.size(), lists.size());
        for (std::size_t i = 0; i < lists.size(); ++i)
            QVERIFY(elsewhere[i].is_meta() && elsewhere[i].scalar_type() == at::kLong && elsewhere[i].sizes() == onCpu[i].sizes());
    }

    void cachedMemoryIsGivenBackAtTheEnd()
    {
        const auto device = std::make_shared<BusyDevice>();
        {
            const DeviceCacheGuard guard(device);
            QCOMPARE(device->emptied, 0);
        }
        QCOMPARE(device->emptied, 1);
    }

    void timesOfAnAnswerWaitForTheDevice()
    {
        const BusyModels busy;
        CancelToken cancel;
        Layout layout;
        layout.segments.push_back({SegmentRole::context, {5, 6, 7}, {}});
        const Generated answer = generate(*busy.models.lm, {layout}, 2, -1, {}, cancel);
        QVERIFY(answer.prefillSeconds >= kQueuedSeconds);
        QVERIFY(answer.firstTokenSeconds >= answer.prefillSeconds + kQueuedSeconds);
        QVERIFY(answer.decodeSeconds >= kQueuedSeconds);
    }

    void costsWaitForTheDeviceAndNameItsPeak()
    {
        const BusyModels busy;
        EvaluateOptions options;
        options.cost_lengths = "8";
        options.cost_repeats = 1;
        CancelToken cancel;
        const CostSummary cost = measureCost(busy.models, options, "some words of a text that is long enough", cancel).at(0);
        const CostTimes& s = cost.seconds;
        for (const double seconds : {s.compress, s.prefillDigests, s.prefillContext, s.promptAfterDigests, s.promptAfterContext,
                                     s.decodeAfterDigests, s.decodeAfterContext})
            QVERIFY2(seconds >= kQueuedSeconds, std::to_string(seconds).c_str());
        QCOMPARE(cost.devicePeakMemoryDigests, kPeak);
        QCOMPARE(cost.devicePeakMemoryContext, kPeak);
        QCOMPARE(busy.device->resets, 2);
    }

    void benchmarksWaitForTheDeviceAndNameItsPeak()
    {
        BenchOptions options;
        options.repeats = 2;
        CancelToken cancel;
        BenchReport report;
        const BenchScene scene{options, cancel, [&](const BenchRow& row) { report.rows.push_back(row); }, [](const std::string&) {}};
        const BusyDevice device;
        scene.measure({"work", "", 1, 1, 0, 1, "tokens"}, device, [] {});
        QCOMPARE(report.rows.at(0).seconds.size(), std::size_t{2});
        for (const double seconds : report.rows[0].seconds)
            QVERIFY(seconds >= kQueuedSeconds);
        QCOMPARE(device.resets, 1);
        QCOMPARE(benchJson(report).at("rows").at(0).at("device_peak_memory_bytes").get<std::int64_t>(), kPeak);
        QVERIFY(benchTable(report).find("GPU 77 MB") != std::string::npos);
    }

    void timesOfTrainingStepsWaitForTheDevice()
    {
        const BusyModels busy;
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        options.loop.shuffle = false;
        options.loop.steps = 2;
        CancelToken cancel;
        const auto data = DataSet::open(golden("pwc.jsonl"), DataKind::pwc, true, cancel);
        const auto compressor = openCompressor(golden("finetune_start"), *busy.models.lm);
        AdamW optimizer(trainedParameters(*compressor, TrainingTask::finetune));
        const Objective objective(*busy.models.lm, *compressor, *busy.models.layouts, {TrainingTask::finetune, {}, false, 1, at::kFloat});
        SampleFeed feed(*data, *busy.models.tokenizer, *busy.models.layouts, {TrainingTask::finetune, {24, 100}, 1, false});
        const LearningRate learningRate(options.loop, options.loop.steps);
        TrainerParts parts{*busy.models.lm, *compressor, optimizer, objective, feed, learningRate};
        parts.samplesPerEpoch = data->size();
        parts.save = [](const TrainingState&) { return SavedCheckpoint{}; };
        Watcher watcher;
        Trainer(options, std::move(parts), watcher, cancel).run({});
        QCOMPARE(watcher.steps.size(), std::size_t{2});
        QVERIFY(watcher.steps[0].seconds >= kQueuedSeconds);
        QVERIFY(watcher.steps[1].seconds >= watcher.steps[0].seconds + kQueuedSeconds);
    }
};

QTEST_GUILESS_MAIN(DeviceTest)
#include "device_test.moc"
