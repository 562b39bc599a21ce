#include <QTemporaryDir>
#include <QTest>
#include <torch/types.h>

#include <filesystem>
#include <fstream>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/engine/engine.h"
#include "core/engine/models.h"
#include "core/io/safetensors.h"
#include "core/nn/tensor_io.h"
#include "core/run/run_folder.h"
#include "core/train/diagonality.h"
#include "core/train/trainer.h"

using namespace icf;
namespace fs = std::filesystem;

namespace {

std::string golden(const std::string& name) { return std::string(ICF_TEST_DATA "/golden/base/") + name; }

TrainOptions tinyRun(const std::string& task, const QTemporaryDir& folder, const char* name)
{
    TrainOptions options;
    options.task = task;
    options.data_path = golden(task == "pretrain" ? "pile.jsonl" : "pwc.jsonl");
    options.save_path = folder.filePath(QString::fromLatin1(name)).toStdString();
    options.model.lm_path = golden("lm");
    options.model.icformer_path = golden(task == "pretrain" ? "start" : "finetune_start");
    options.model.dtype = "float32";
    options.model.device = "cpu";
    options.compression.max_seq_len = 24;  // Short, so that pre-training draws random windows.
    options.loop.lr = 1e-3;
    options.loop.max_epoch = 3;
    options.loop.gradient_accumulation = 3;
    options.loop.shuffle = true;
    options.loop.clip_grad = true;
    options.loop.max_norm = 0.5;
    return options;
}

/// Asks the run to stop after so many samples, counted by what the trainer reports at every micro-batch boundary it can.
class Watcher : public TrainingObserver {
public:
    explicit Watcher(CancelToken* cancel = nullptr, std::int64_t stopAfterSteps = -1) : cancel_(cancel), stopAfterSteps_(stopAfterSteps) {}
    void onStep(const StepReport& report) override
    {
        steps.push_back(report);
        if (cancel_ && report.step == stopAfterSteps_)
            cancel_->stop(StopRequest::save);
    }
    void onMessage(Severity, const std::string& text) override { messages.push_back(text); }
    std::vector<StepReport> steps;
    std::vector<std::string> messages;

private:
    CancelToken* cancel_;
    std::int64_t stopAfterSteps_;
};

TrainingResult runWhole(const TrainOptions& options, const TrainingStart& start = {})
{
    Watcher watcher;
    CancelToken cancel;
    return train(options, start, watcher, cancel);
}

std::string fileHash(const std::string& folder, const char* name) { return sha256OfFile(folder + "/" + name); }

/// metrics.jsonl without the fields that depend on the clock.
std::vector<std::string> metricsWithoutTimes(const std::string& folder)
{
    std::vector<std::string> lines;
    std::ifstream stream(folder + "/metrics.jsonl");
    for (std::string line; std::getline(stream, line);) {
        nlohmann::json json = nlohmann::json::parse(line);
        for (const char* key : {"seconds", "samples_per_second", "tokens_per_second"})
            json.erase(key);
        lines.push_back(json.dump());
    }
    return lines;
}

std::string refusal(const TrainOptions& options, const TrainingStart& start = {})
{
    try {
        runWhole(options, start);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TrainingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aResumedRunEqualsAnUnbrokenOne_data()
    {
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("saveInterval");
        QTest::addColumn<int>("stopAtStep");
        for (const char* task : {"pretrain", "finetune"}) {
            for (const char* type : {"float32", "bfloat16"}) {
                for (const int threads : {1, 2}) {
                    const auto row = [&](const char* what, int saveInterval, int stopAtStep) {
                        QTest::addRow("%s, %s, %d threads, %s", task, type, threads, what)
                            << QString::fromLatin1(task) << QString::fromLatin1(type) << threads << saveInterval << stopAtStep;
                    };
                    row("at a step boundary in the middle of an epoch", 3, 1);
                    row("inside an accumulation", 4, 2);
                    row("after a new shuffle", 1000, 5);
                }
            }
        }
    }
    void aResumedRunEqualsAnUnbrokenOne()
    {
        QFETCH(QString, task);
        QFETCH(QString, type);
        QFETCH(int, threads);
        QFETCH(int, saveInterval);
        QFETCH(int, stopAtStep);
        QTemporaryDir folder;
        TrainOptions whole = tinyRun(task.toStdString(), folder, "whole");
        whole.model.dtype = type.toStdString();
        whole.model.threads = threads;
        whole.checkpoint.save_interval = saveInterval;
        whole.checkpoint.save_optimizer = true;
        const std::string expected = runWhole(whole).lastCheckpoint;

        TrainOptions broken = whole;
        broken.save_path = folder.filePath(QStringLiteral("broken")).toStdString();
        CancelToken cancel;
        Watcher watcher(&cancel, stopAtStep);
        const TrainingResult first = train(broken, {}, watcher, cancel);
        QCOMPARE(first.state, RunState::stopped);
        QCOMPARE(readRun(broken.save_path).state, RunState::stopped);
        TrainingStart resume;
        resume.resume = true;
        if (saveInterval == 4) {
            // The stop's own checkpoint removed, the one before lies inside an accumulation.
            resume.resumeCheckpoint = broken.save_path + "/checkpoint-4";
        }
        const TrainingResult second = runWhole(broken, resume);
        QCOMPARE(second.state, RunState::finished);
        QCOMPARE(fs::path(second.lastCheckpoint).filename().string(), fs::path(expected).filename().string());
        for (const char* file : {"model.safetensors", "param.pt", "optimizer.pt", "resume.safetensors", "trainer_state.json"})
            QVERIFY2(fileHash(second.lastCheckpoint, file) == fileHash(expected, file), file);
        QCOMPARE(metricsWithoutTimes(broken.save_path), metricsWithoutTimes(whole.save_path));
        QCOMPARE(readRun(broken.save_path).state, RunState::finished);
    }

    void theSameRunTwiceGivesTheSameBytes()
    {
        QTemporaryDir folder;
        const std::string one = runWhole(tinyRun("pretrain", folder, "one")).lastCheckpoint;
        const std::string two = runWhole(tinyRun("pretrain", folder, "two")).lastCheckpoint;
        QCOMPARE(fileHash(one, "model.safetensors"), fileHash(two, "model.safetensors"));
    }

    void theNumberOfSamplesAtATimeChangesNothing()
    {
        QTemporaryDir folder;
        TrainOptions one = tinyRun("finetune", folder, "one"), three = tinyRun("finetune", folder, "three");
        three.loop.batch_size = 3;
        const ModelWeights a(runWhole(one).lastCheckpoint), b(runWhole(three).lastCheckpoint);
        for (const TensorData* tensor : a.tensors())
            QVERIFY((viewTensor(*tensor) - viewTensor(*b.find(tensor->name))).abs().max().item<double>() < 2e-5);
    }

    void aNewCompressorTakesTheModelsSizes()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("pretrain", folder, "new");
        options.model.icformer_path.clear();
        options.compression.num_hidden_layers = 2;
        options.compression.num_query_tokens = 5;
        options.loop.steps = 1;
        const ModelSummary made = summarizeModel(runWhole(options).lastCheckpoint);
        QCOMPARE(made.problem, std::string());
        QCOMPARE(made.hidden, std::int64_t(32));
        QCOMPARE(made.layers, std::int64_t(2));
        QCOMPARE(made.digests, std::int64_t(5));
    }

    void stoppingAfterNStepsEndsTheRunWithACheckpoint()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "steps");
        options.loop.steps = 2;
        const TrainingResult result = runWhole(options);
        QCOMPARE(result.state, RunState::finished);
        QCOMPARE(result.steps, std::int64_t(2));
        QCOMPARE(fs::path(result.lastCheckpoint).filename().string(), std::string("checkpoint-6"));
    }

    void discardingWritesNoCheckpoint()
    {
        QTemporaryDir folder;
        const TrainOptions options = tinyRun("finetune", folder, "discard");
        CancelToken cancel;
        cancel.stop(StopRequest::discard);
        Watcher watcher;
        QCOMPARE(train(options, {}, watcher, cancel).state, RunState::stopped);
        QVERIFY(listCheckpoints(options.save_path).empty());
    }

    void onlyTheLastCheckpointsAreKept()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "keep");
        options.checkpoint.save_interval = 2;
        options.checkpoint.keep_last = 2;
        runWhole(options);
        QCOMPARE(listCheckpoints(options.save_path).size(), std::size_t(2));
    }

    void resumingPassesADamagedCheckpointOver()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "damaged");
        options.checkpoint.save_interval = 3;
        CancelToken cancel;
        Watcher stopper(&cancel, 3);
        train(options, {}, stopper, cancel);
        const std::string newest = listCheckpoints(options.save_path).back();
        fs::resize_file(newest + "/model.safetensors", fs::file_size(newest + "/model.safetensors") - 1);
        Watcher watcher;
        CancelToken go;
        TrainingStart resume;
        resume.resume = true;
        QCOMPARE(train(options, resume, watcher, go).state, RunState::finished);
        QVERIFY(!watcher.messages.empty() && watcher.messages[0].find("passed over") != std::string::npos);
    }

    void changedSettingsAreNamedAndRefusedUnlessAllowed()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "changed");
        CancelToken cancel;
        Watcher stopper(&cancel, 1);
        train(options, {}, stopper, cancel);
        options.loop.lr = 5e-4;
        TrainingStart resume;
        resume.resume = true;
        const std::string message = refusal(options, resume);
        QVERIFY2(message.find("lr") != std::string::npos, message.c_str());
        resume.allowChanges = true;
        QCOMPARE(runWhole(options, resume).state, RunState::finished);
    }

    void anUnfinishedRunAndTakenCheckpointsAreNotOverwritten()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "taken");
        CancelToken cancel;
        Watcher stopper(&cancel, 1);
        train(options, {}, stopper, cancel);
        QVERIFY(refusal(options).find("--resume") != std::string::npos);
        TrainingStart overwrite;
        overwrite.overwrite = true;
        const std::string made = runWhole(options, overwrite).lastCheckpoint;
        const std::string before = fileHash(made, "model.safetensors");
        QVERIFY(refusal(options).find("--overwrite") != std::string::npos);
        QCOMPARE(fileHash(made, "model.safetensors"), before);
    }

    void gradientsThatAreNotFiniteAreCaughtBeforeTheyReachTheWeights()
    {
        // The seeded places: a step and a parameter for each of 50 injections.
        ModelOptions modelOptions;
        modelOptions.lm_path = golden("lm");
        modelOptions.dtype = "float32";
        modelOptions.device = "cpu";
        const OpenModels models = openModels(modelOptions);
        CancelToken cancel;
        const auto data = DataSet::open(golden("pwc.jsonl"), DataKind::pwc, true, cancel);
        std::uint64_t random = 12345;
        int caught = 0;
        for (int injection = 0; injection < 50; ++injection) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            QTemporaryDir folder;
            TrainOptions options = tinyRun("finetune", folder, "nan");
            options.loop.steps = 4;
            options.loop.shuffle = false;
            const auto compressor = openCompressor(golden("finetune_start"), *models.lm);
            std::vector<NamedParameter> parameters{{"digest_embeddings", compressor->digestEmbeddings()}, {"FT", compressor->ft()}};
            for (const NamedParameter& parameter : compressor->encoder().parameters())
                parameters.push_back(parameter);
            for (NamedParameter& parameter : parameters)
                parameter.tensor.requires_grad_(true);
            const std::int64_t badStep = 1 + std::int64_t((random >> 33) % 4);
            const std::size_t badParameter = (random >> 40) % parameters.size();
            AdamW optimizer(parameters);
            const Objective objective(*models.lm, *compressor, models.layouts.operator*(), {TrainingTask::finetune, {}, false, 1, at::kFloat});
            SampleFeed feed(*data, *models.tokenizer, *models.layouts, {TrainingTask::finetune, {24, 100}, 1, false});
            TrainerParts parts{*models.lm, *compressor, optimizer, objective, feed};
            parts.samplesPerEpoch = data->size();
            parts.runFolder = folder.path().toStdString();
            std::vector<at::Tensor> before;
            parts.beforeStep = [&](std::int64_t step) {
                if (step != badStep)
                    return;
                parameters[badParameter].tensor.mutable_grad().flatten()[0] = injection % 2 ? NAN : INFINITY;
                for (const NamedParameter& parameter : parameters)
                    before.push_back(parameter.tensor.detach().clone());
            };
            struct Check : TrainingObserver {
                void onStep(const StepReport& report) override
                {
                    if (!report.skipped)
                        return;
                    skippedStep = report.step;
                    for (std::size_t i = 0; i < parameters->size(); ++i)
                        same = same && at::equal((*parameters)[i].tensor, (*before)[i]);
                }
                void onMessage(Severity, const std::string& text) override { message = text; }
                std::vector<NamedParameter>* parameters = nullptr;
                std::vector<at::Tensor>* before = nullptr;
                std::int64_t skippedStep = 0;
                bool same = true;
                std::string message;
            } check;
            check.parameters = &parameters;
            check.before = &before;
            const TrainingResult result = Trainer(options, std::move(parts), check, cancel).run({});
            QCOMPARE(result.skippedSteps, std::int64_t(1));
            QCOMPARE(check.skippedStep, badStep);
            QVERIFY(check.same);
            QVERIFY(check.message.find("data lines") != std::string::npos);
            caught += check.same;
        }
        QCOMPARE(caught, 50);
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

    void diagonalityIsOneOnTheDiagonalAndEvenWhenEven()
    {
        const at::Tensor diagonal = at::eye(4).repeat_interleave(3, 1).unsqueeze(0);  // 4 digests over 12 tokens
        QVERIFY(std::abs(diagonality(diagonal, 12) - 1) < 1e-6);
        QVERIFY(std::abs(diagonality(at::ones({2, 4, 12}), 12) - 0.25) < 1e-6);
    }
};

QTEST_GUILESS_MAIN(TrainingTest)
#include "training_test.moc"
