#include <QTest>
#include <torch/types.h>

#include <cmath>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/models/plain_errors.h"
#include "core/run/run_folder.h"
#include "tests/core/failing_calls.h"
#include "tests/core/open_trainer.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

namespace {

/// Writes the checkpoint of a trainer as training does.
void save(const OpenTrainer& trainer, const std::string& folder, const TrainingState& state, const FileSystem& system)
{
    const LearningRate learningRate(trainer.options.loop, 0);
    CheckpointOptions options;
    options.save_optimizer = true;
    writeCheckpoint(folder, "this", {*trainer.compressor, *trainer.optimizer, state, learningRate, noFingerprints(), options}, system);
}

/// Everything that a run leaves behind, but for times.
void compareRuns(const std::string& one, const std::string& other)
{
    QCOMPARE(metricsWithoutTimes(one), metricsWithoutTimes(other));
    const RunInfo a = readRun(one), b = readRun(other);
    QCOMPARE(a.state, b.state);
    QCOMPARE(a.steps, b.steps);
    QCOMPARE(a.bestValidationLoss, b.bestValidationLoss);
    QCOMPARE(fs::path(a.bestCheckpoint).filename().string(), fs::path(b.bestCheckpoint).filename().string());
    const auto names = [](const RunInfo& run) {
        std::vector<std::string> list;
        for (const std::string& folder : run.checkpoints)
            list.push_back(fs::path(folder).filename().string());
        return list;
    };
    QCOMPARE(names(a), names(b));
    for (const char* file : {"model.safetensors", "param.pt", "resume.safetensors", "trainer_state.json"})
        QVERIFY2(fileHash(a.checkpoints.back(), file) == fileHash(b.checkpoints.back(), file), file);
    QCOMPARE(fileHash(one, "samples.jsonl"), fileHash(other, "samples.jsonl"));
}

} // namespace

/// Numbers, disks and stops that go wrong while a run trains.
class TrainingFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersThatAreNotFiniteAreCaughtBeforeTheyReachTheWeights()
    {
        // 50 injections at seeded steps and parameters: into gradients (NaN and infinity), and into a weight while the loss
        // is computed, so that the activations of its layer and the loss go wrong.
        std::uint64_t random = 12345;
        int caught = 0, throughTheLoss = 0;
        for (int injection = 0; injection < 50; ++injection) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            OpenTrainer trainer;
            trainer.options.loop.steps = 4;
            const std::int64_t badStep = 1 + std::int64_t((random >> 33) % 4);
            const at::Tensor victim = trainer.parameters[(random >> 40) % trainer.parameters.size()].tensor;
            const auto place = std::int64_t((random >> 20) % std::uint64_t(victim.numel()));
            const bool forward = injection % 3 == 2;
            float kept = 0;
            const auto weight = [&] { return victim.detach().view(-1)[place]; };
            const auto poison = [&] {
                kept = weight().item<float>();
                weight().fill_(NAN);
            };
            std::vector<at::Tensor> before;
            const auto spoil = [&](std::int64_t step) {
                if (step != badStep)
                    return;
                if (forward)
                    weight().fill_(kept);
                else
                    victim.mutable_grad().view(-1)[place] = injection % 3 == 0 ? NAN : INFINITY;
                for (const NamedParameter& parameter : trainer.parameters)
                    before.push_back(parameter.tensor.detach().clone());
            };
            struct Check : TrainingObserver {
                void onStep(const StepReport& report) override
                {
                    if (report.skipped) {
                        skippedStep = report.step;
                        lossBroken = !std::isfinite(report.loss);
                        same = trainer->optimizer->steps() == report.step - 1;
                        for (std::size_t i = 0; i < before->size(); ++i)
                            same = same && at::equal(trainer->parameters[i].tensor, (*before)[i]);
                    }
                    if (report.step + 1 == poisonBefore)
                        poison();
                }
                void onMessage(Severity, const std::string& text) override { message = text; }
                OpenTrainer* trainer = nullptr;
                std::vector<at::Tensor>* before = nullptr;
                std::function<void()> poison;
                std::int64_t poisonBefore = 0, skippedStep = 0;
                bool same = false, lossBroken = false;
                std::string message;
            } check;
            check.trainer = &trainer;
            check.before = &before;
            check.poison = poison;
            if (forward) {
                check.poisonBefore = badStep;
                if (badStep == 1)
                    poison();
            }
            const TrainingResult result = trainer.run(check, {}, spoil);
            QCOMPARE(result.skippedSteps, std::int64_t(1));
            QCOMPARE(check.skippedStep, badStep);
            QVERIFY(check.same && before.size() == trainer.parameters.size());
            QVERIFY(check.message.find("data lines") != std::string::npos);
            for (const NamedParameter& parameter : trainer.parameters)
                QVERIFY2(parameter.tensor.isfinite().all().item<bool>(), parameter.name.c_str());
            caught += check.same;
            throughTheLoss += check.lossBroken;
        }
        QCOMPARE(caught, 50);
        QCOMPARE(throughTheLoss, 16);
    }

    void lossesThatAreReadLateGiveTheSameRun()
    {
        constexpr std::int64_t kBroken = 2;
        OpenTrainer soon, late;
        Watcher soonWatcher, lateWatcher;
        late.lossesReadLate = true;
        for (auto& [trainer, watcher] : {std::pair{&soon, &soonWatcher}, {&late, &lateWatcher}}) {
            trainer->options.loop.steps = 4;
            trainer->options.checkpoint.save_interval = 2;  // Inside of an accumulation of three.
            const at::Tensor weight = trainer->parameters.back().tensor.detach().view(-1)[0];
            const float kept = weight.item<float>();
            trainer->run(*watcher, {}, [&](std::int64_t step) { weight.fill_(step + 1 == kBroken ? NAN : step == kBroken ? kept : weight.item<float>()); });
        }
        QCOMPARE(lateWatcher.steps.size(), std::size_t(4));
        QCOMPARE(lateWatcher.messages, soonWatcher.messages);
        for (std::size_t i = 0; i < soonWatcher.steps.size(); ++i) {
            const StepReport &one = soonWatcher.steps[i], &other = lateWatcher.steps[i];
            QCOMPARE(other.skipped, one.skipped);
            QCOMPARE(one.skipped, one.step == kBroken);
            // What a broken step's gradients were is not the same: they are dropped.
            QVERIFY(one.skipped ? std::isnan(other.loss) : other.loss == one.loss && other.gradNorm == one.gradNorm);
        }
        const auto inside = [](const OpenTrainer& trainer) { return trainer.options.save_path + "/checkpoint-2"; };
        QVERIFY(readResume(inside(late)).state.pendingLoss == readResume(inside(soon)).state.pendingLoss);
        QVERIFY(readResume(inside(late)).state.pendingLoss > 0);
        QVERIFY(fileHash(inside(late), "resume.safetensors") == fileHash(inside(soon), "resume.safetensors"));
        for (std::size_t i = 0; i < soon.parameters.size(); ++i)
            QVERIFY2(at::equal(late.parameters[i].tensor, soon.parameters[i].tensor), soon.parameters[i].name.c_str());
    }

    void brokenStepsInARowEndTheRunWithItsLastCheckpoint()
    {
        OpenTrainer trainer;
        trainer.options.loop.max_epoch = 20;
        trainer.options.checkpoint.save_interval = 3;
        std::vector<at::Tensor> good;
        Watcher watcher;
        const TrainingResult result = trainer.run(watcher, {}, [&](std::int64_t step) {
            if (step < 5)
                return;
            trainer.parameters[0].tensor.mutable_grad().view(-1)[0] = NAN;
            if (step == 5) {
                for (const NamedParameter& parameter : trainer.parameters)
                    good.push_back(parameter.tensor.detach().clone());
            }
        });
        QCOMPARE(result.state, RunState::failed);
        QCOMPARE(result.steps, std::int64_t(14));
        QCOMPARE(result.skippedSteps, std::int64_t(10));
        QVERIFY2(result.message.find("10 steps in a row") != std::string::npos, result.message.c_str());
        std::vector<PassedOver> passedOver;
        const auto newest = CheckpointStore(trainer.options.save_path, "this").newest(passedOver);
        QVERIFY(newest && passedOver.empty());
        const auto compressor = loadCompressor(*newest);
        QVERIFY(at::equal(compressor->vectors()[0].tensor, good[0]) && at::equal(compressor->ft(), good[1]));
        for (std::size_t i = 2; i < good.size(); ++i)
            QVERIFY2(at::equal(compressor->weights()[i - 2].tensor, good[i]), trainer.parameters[i].name.c_str());
    }

    void aLossThatLeapsIsReported()
    {
        OpenTrainer trainer;
        trainer.options.loop.steps = 101;
        trainer.options.loop.max_epoch = 1000;
        TrainingState state;
        state.steps = 99;
        state.spikeMean = 1.5;  // As after a hundred steps at a loss of about 1.5; the model's is above 4.5.
        Watcher watcher;
        trainer.run(watcher, state);
        QVERIFY(!watcher.messages.empty());
        QVERIFY2(watcher.messages[0].find("step 100: loss") == 0 && watcher.messages[0].find("running mean 1.5") != std::string::npos, watcher.messages[0].c_str());
    }

    void everyFaultOfASaveLeavesAnOldOrANewCheckpoint_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("manner");
        for (const auto& [name, code] : {std::pair{"ENOSPC", ENOSPC}, {"EIO", EIO}})
            for (const auto& [how, manner] : {std::pair{"once", FailingCalls::Manner::once},
                     {"from then on", FailingCalls::Manner::fromThenOn}, {"short write", FailingCalls::Manner::shortWrite}})
                QTest::addRow("%s %s", name, how) << code << static_cast<int>(manner);
    }
    void everyFaultOfASaveLeavesAnOldOrANewCheckpoint()
    {
        QFETCH(int, code);
        QFETCH(int, manner);
        OpenTrainer trainer;
        Watcher watcher;
        trainer.options.loop.steps = 1;
        trainer.run(watcher);
        TrainingState old, fresh;
        old.samplesPerEpoch = fresh.samplesPerEpoch = 100;
        old.sample = 4;
        old.tokens = 3;
        fresh.tokens = 4;
        const std::string run = trainer.options.save_path;
        // The older one, and the same number as saved before, which is replaced.
        for (const std::string& name : {std::string("checkpoint-4"), std::string("checkpoint-5")}) {
            fresh.sample = checkpointNumber(name);
            int n = 0;
            for (bool faulted = true; faulted;) {
                fs::remove_all(run);
                fs::create_directories(run);
                save(trainer, run + "/checkpoint-4", old, quickSystem());
                FailingCalls calls(++n, code, static_cast<FailingCalls::Manner>(manner));
                bool failed = false;
                try {
                    save(trainer, run + "/" + name, fresh, calls.system());
                } catch (const Failure&) {
                    failed = true;
                }
                faulted = calls.calls() >= n;
                std::vector<PassedOver> skipped;
                const auto newest = CheckpointStore(run, "this").newest(skipped);
                QVERIFY2(newest && skipped.empty(), std::to_string(n).c_str());
                const std::int64_t tokens = readResume(*newest).state.tokens;
                QVERIFY2(tokens == fresh.tokens || (tokens == old.tokens && failed), std::to_string(n).c_str());
                AdamW optimizer(trainer.parameters);
                restoreOptimizer(*newest, readResume(*newest).state, optimizer);
                loadCompressor(*newest);
            }
            // Every file is created, written, flushed and closed.
            QVERIFY2(n > 8 * 4, std::to_string(n).c_str());
        }
    }

    void bestCheckpointAndEarlyStopSurviveAStopAtEveryStep()
    {
        QTemporaryDir folder;
        TrainOptions whole = tinyRun("finetune", folder, "whole");
        whole.loop.lr = 0.3;  // So large that validation soon gets worse for a while.
        whole.loop.max_epoch = 20;
        whole.validation.eval_data = golden("pwc.jsonl");
        whole.validation.eval_interval = 1;
        whole.validation.eval_samples = 1;
        whole.validation.patience = 2;
        whole.sampling.max_new_tokens = 3;
        whole.checkpoint.keep_best = true;
        whole.checkpoint.keep_last = 2;
        // A checkpoint after every step, so that the one of a stop is not one more: which are the last two then does not depend on the stop.
        whole.checkpoint.save_interval = whole.loop.gradient_accumulation;
        const TrainingResult unbroken = runWhole(whole);
        QVERIFY2(unbroken.steps > 3 && unbroken.steps < 40, std::to_string(unbroken.steps).c_str());
        QVERIFY(readRun(whole.save_path).bestCheckpoint != readRun(whole.save_path).checkpoints.back());
        for (std::int64_t step = 1; step <= unbroken.steps; ++step) {
            TrainOptions broken = whole;
            broken.save_path = folder.filePath(QStringLiteral("broken%1").arg(step)).toStdString();
            // The stop falls between a step and its validation.
            CancelToken cancel;
            Watcher watcher(&cancel, step);
            QCOMPARE(train(broken, {}, watcher, cancel).state, RunState::stopped);
            TrainingStart resume;
            resume.resume = true;
            QCOMPARE(runWhole(broken, resume).state, RunState::finished);
            compareRuns(broken.save_path, whole.save_path);
        }
        // A run that has stopped early has nothing more to do.
        TrainingStart again;
        again.resume = true;
        QCOMPARE(runWhole(whole, again).steps, unbroken.steps);
    }

    void aRunOfManyStepsCanBeResumed()
    {
        OpenTrainer trainer;
        TrainingState state;
        state.samplesPerEpoch = 1'000'000;
        state.steps = state.sample = 700'000;
        state.skippedSteps = 1;
        state.optimizerSteps = state.steps - 1;
        for (std::int64_t i = 0; i < state.steps; ++i) {
            StepReport step;
            step.loss = i == 5 ? NAN : 1.0 / double(i + 1);
            step.sample = i + 1;
            step.skipped = i == 5;
            step.seconds = 0.5 * double(i);
            step.tokens = 100 * i;
            state.log.steps.push_back(step);
        }
        const std::string folder = trainer.options.save_path + "/checkpoint-700000";
        save(trainer, folder, state, quickSystem());
        QVERIFY(CheckpointStore(trainer.options.save_path, "this").holds(700'000));
        QVERIFY(fs::file_size(folder + "/resume.json") < 2000);
        const TrainingState read = readResume(folder).state;
        QCOMPARE(read.steps, state.steps);
        QCOMPARE(read.log.steps.size(), state.log.steps.size());
        QVERIFY(std::isnan(read.log.steps[5].loss) && read.log.steps[5].skipped);
        QVERIFY(read.log.steps.back().loss == state.log.steps.back().loss && read.log.steps.back().sample == 700'000 && !read.log.steps.back().skipped);
        QVERIFY(read.log.steps.back().seconds == state.log.steps.back().seconds && read.log.steps.back().tokens == state.log.steps.back().tokens);
    }

    void aVanishedFolderPausesTheRunUntilItIsBack()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "vanished");
        options.loop.steps = 1;
        struct Mender : TrainingObserver {
            void onStep(const StepReport&) override { fs::rename(folder, folder + "-away"); }
            void onMessage(Severity severity, const std::string&) override
            {
                if (severity != Severity::error)
                    return;
                ++failures;
                fs::rename(folder + "-away", folder);
            }
            std::string folder;
            int failures = 0;
        } mender;
        mender.folder = options.save_path;
        CancelToken cancel;
        const TrainingResult result = train(options, {}, mender, cancel);
        QCOMPARE(mender.failures, 1);
        QCOMPARE(result.state, RunState::finished);
        QVERIFY(fs::is_directory(options.save_path + "/checkpoint-3"));
    }

    void aDeletedFolderThatIsMadeAnewIsGoneOnIn()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "deleted");
        options.loop.steps = 2;
        options.checkpoint.save_interval = 3;
        struct Mender : TrainingObserver {
            void onStep(const StepReport& report) override
            {
                if (report.step == 1)
                    fs::remove_all(folder);
            }
            void onMessage(Severity severity, const std::string&) override
            {
                failures += severity == Severity::error;
                fs::create_directory(folder);
            }
            std::string folder;
            int failures = 0;
        } mender;
        mender.folder = options.save_path;
        CancelToken cancel;
        QCOMPARE(train(options, {}, mender, cancel).state, RunState::finished);
        QCOMPARE(mender.failures, 1);
        const RunInfo run = readRun(options.save_path);
        QCOMPARE(run.state, RunState::finished);
        QCOMPARE(run.checkpoints.size(), std::size_t(2));
        // The first line went with the folder, and was put back when the next checkpoint was written.
        QCOMPARE(metricsWithoutTimes(options.save_path).size(), std::size_t(2));
        QCOMPARE(readResume(run.checkpoints.back()).state.log.steps.size(), std::size_t(2));
    }

    void noTextOfALibraryReachesAUser_data()
    {
        QTest::addColumn<QString>("dtype");
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("option");
        QTest::newRow("a dtype that oneDNN lacks") << "bfloat16" << "cpu" << "mkldnn_reorder_linear_weight: bf16 path needs the cpu support avx512bw" << "--dtype float32";
        QTest::newRow("a dtype that an operation lacks") << "float16" << "cpu" << "\"addmm_impl_cpu_\" not implemented for 'Half'" << "--dtype float32";
        QTest::newRow("a device that fails") << "float32" << "cuda:0" << "CUDA error: device-side assert triggered" << "--device cpu";
        QTest::newRow("an operation without a deterministic form") << "float32" << "cuda:0"
            << "cumsum_cuda_kernel does not have a deterministic implementation, but you set 'torch.use_deterministic_algorithms(True)'" << "--deterministic";
        QTest::newRow("a fault of the program") << "float32" << "cpu" << "size mismatch, m1: [2 x 3], m2: [4 x 5]" << "";
    }
    void noTextOfALibraryReachesAUser()
    {
        QFETCH(QString, dtype);
        QFETCH(QString, device);
        QFETCH(QString, text);
        QFETCH(QString, option);
        ComputeOptions place;
        place.dtype = fromName<Dtype>(dtype.toStdString()).value();
        place.device = device.toStdString();
        struct Other : std::exception {
            const char* what() const noexcept override { return text.c_str(); }
            std::string text;
        } other;
        other.text = text.toStdString();
        for (const bool torch : {true, false}) {
            QString said;
            bool users = false;
            try {
                withPlainErrors(place, [&] {
                    TORCH_CHECK(!torch, other.text);
                    throw other;
                });
            } catch (const Error& error) {
                users = true;
                said = QString::fromUtf8(error.what());
            } catch (const Failure& failure) {
                said = QString::fromUtf8(failure.what());
            }
            QVERIFY2(!said.isEmpty() && said.contains(option) && !said.contains(u'\n') && !said.contains(text.left(12)), qPrintable(said));
            QCOMPARE(users, !option.isEmpty());
        }
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, withPlainErrors(place, [] { TORCH_CHECK(false, "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes."); }));
        QVERIFY_THROWS_EXCEPTION(Cancelled, withPlainErrors(place, [] { throw Cancelled(); }));
    }

    void memoryOfAGpuThatRanOutIsNamedAsItsOwn()
    {
        ComputeOptions place;
        place.device = "cuda";
        for (const char* text : {"CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 79.10 GiB", "CUDA error: out of memory",
                 "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", "MPS backend out of memory"}) {
            try {
                withPlainErrors(place, [&] { TORCH_CHECK(false, text); });
                QFAIL("nothing was thrown");
            } catch (const DeviceOutOfMemory& error) {
                QVERIFY2(std::string(error.what()).starts_with("out of memory on cuda"), error.what());
            }
            // Whoever knows nothing of devices still sees that memory ran out.
            QVERIFY_THROWS_EXCEPTION(std::bad_alloc, withPlainErrors(place, [&] { TORCH_CHECK_WITH(OutOfMemoryError, false, text); }));
        }
    }

    void aRunThatRanOutOfAGpusMemoryGoesOnFromItsLastCheckpoint()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "whole");
        options.checkpoint.save_interval = options.loop.gradient_accumulation;
        runWhole(options);
        options.save_path = folder.filePath(QStringLiteral("failed")).toStdString();
        struct FullDevice : TrainingObserver {
            void onStep(const StepReport& report) override { TORCH_CHECK_WITH(OutOfMemoryError, report.step != 3, "CUDA out of memory. Tried to allocate 20.00 GiB."); }
        } full;
        CancelToken cancel;
        QVERIFY_THROWS_EXCEPTION(DeviceOutOfMemory, train(options, {}, full, cancel));
        const RunInfo failed = readRun(options.save_path);
        QCOMPARE(failed.state, RunState::failed);
        QVERIFY2(failed.message.starts_with("out of memory on ") && failed.message.find("--gradient_checkpointing") != std::string::npos, failed.message.c_str());
        TrainingStart again;
        again.resume = true;
        QCOMPARE(runWhole(options, again).state, RunState::finished);
        compareRuns(folder.filePath(QStringLiteral("whole")).toStdString(), options.save_path);
    }

    void aRunTellsItsOwnPeakOfMemoryAndNotThatOfWorkBeforeIt()
    {
        constexpr std::size_t kBefore = std::size_t{400} << 20;
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "first");
        options.loop.steps = 1;
        runWhole(options);
        {
            std::vector<char> other(kBefore, 1);
            QVERIFY(other[std::size_t(options.loop.steps)] == 1);
        }
        options.save_path = folder.filePath(QStringLiteral("second")).toStdString();
        const TrainingResult result = runWhole(options);
        if (result.processPeakMemoryBytes == 0 || result.peakMemoryBytes == 0)
            QSKIP("the system does not say what a process holds");
        QVERIFY2(result.peakMemoryBytes < std::int64_t(kBefore) * 3 / 4, std::to_string(result.peakMemoryBytes).c_str());
        QVERIFY(result.processPeakMemoryBytes > result.peakMemoryBytes);
        const RunInfo run = readRun(options.save_path);
        QCOMPARE(run.extra.at("peak_memory_bytes").get<std::int64_t>(), result.peakMemoryBytes);
        QCOMPARE(run.extra.at("process_peak_memory_bytes").get<std::int64_t>(), result.processPeakMemoryBytes);
        QVERIFY(run.extra.at("instruction_sets").contains("oneDNN"));
    }
};

QTEST_GUILESS_MAIN(TrainingFaultsTest)
#include "training_faults_test.moc"
