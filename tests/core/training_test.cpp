#include <QTemporaryDir>
#include <QTest>
#include <torch/types.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "core/base/error.h"
#include "core/config/compressor_config.h"
#include "core/engine/engine.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/models/models.h"
#include "core/nn/tensor_io.h"
#include "core/options/learning_rate.h"
#include "core/run/run_folder.h"
#include "core/run/training_state.h"
#include "core/train/diagonality.h"
#include "core/train/objective.h"
#include "core/train/sample_feed.h"
#include "core/train/validation.h"
#include "tests/core/tiny_run.h"
#include "tests/support/golden_models.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

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
        whole.model.dtype = fromName<Dtype>(type.toStdString()).value();
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
            QVERIFY(fs::remove_all(first.lastCheckpoint) > 0);
        }
        const TrainingResult second = runWhole(broken, resume);
        QCOMPARE(second.state, RunState::finished);
        QCOMPARE(fs::path(second.lastCheckpoint).filename().string(), fs::path(expected).filename().string());
        for (const char* file : {"model.safetensors", "param.pt", "optimizer.pt", "resume.safetensors", "trainer_state.json"})
            QVERIFY2(fileHash(second.lastCheckpoint, file) == fileHash(expected, file), file);
        QCOMPARE(metricsWithoutTimes(broken.save_path), metricsWithoutTimes(whole.save_path));
        const RunInfo run = readRun(broken.save_path);
        QCOMPARE(run.state, RunState::finished);
        // Without chunks every context becomes as many digests.
        const std::int64_t digests = CompressorConfig::read(second.lastCheckpoint)->digests * whole.loop.max_epoch * samplesPerEpoch(run);
        QVERIFY(run.tokens > 0);
        QCOMPARE(run.ratio, std::optional(double(run.tokens) / double(digests)));
        QCOMPARE(readRun(whole.save_path).ratio, run.ratio);
    }

    void aCheckpointThatDidNotCountItsDigestsIsResumed()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "old");
        options.compression.use_chunk = true;
        options.compression.max_chunk_len = 10;
        CancelToken cancel;
        Watcher watcher(&cancel, 2);
        const std::string checkpoint = train(options, {}, watcher, cancel).lastCheckpoint;
        // Contexts of at most 24 tokens in chunks of at most 10 have more digests than one chunk would.
        const RunInfo before = readRun(options.save_path);
        QVERIFY(before.ratio && *before.ratio < double(before.tokens) / double(watcher.steps.back().sample * CompressorConfig::read(checkpoint)->digests));
        TrainingState state = TrainingState::ofCheckpoint(checkpoint).value();
        QVERIFY(state.digests > 0);
        nlohmann::json json = nlohmann::json::parse(std::ifstream(checkpoint + "/resume.json"));
        json.erase("digests");
        QCOMPARE(TrainingState::fromJson(json, "resume.json").digests, std::int64_t(-1));
        QVERIFY(!TrainingState::fromJson(json, "resume.json").toJson().contains("digests"));
        json["digests"] = -7;
        QVERIFY_THROWS_EXCEPTION(Error, TrainingState::fromJson(json, "resume.json"));
        QVERIFY(!TrainingState::ofCheckpoint(options.save_path));
    }

    void theSameRunTwiceGivesTheSameBytes()
    {
        QTemporaryDir folder;
        const std::string one = runWhole(tinyRun("pretrain", folder, "one")).lastCheckpoint;
        const std::string two = runWhole(tinyRun("pretrain", folder, "two")).lastCheckpoint;
        QCOMPARE(fileHash(one, "model.safetensors"), fileHash(two, "model.safetensors"));
    }

    void recomputingActivationsChangesNoByte()
    {
        for (const Dtype type : {Dtype::float32, Dtype::bfloat16}) {
            QTemporaryDir folder;
            TrainOptions kept = tinyRun("finetune", folder, "kept");
            kept.model.dtype = type;
            kept.loop.steps = 2;
            kept.loop.batch_size = 2;
            TrainOptions recomputed = kept;
            recomputed.save_path = folder.filePath(QStringLiteral("recomputed")).toStdString();
            recomputed.loop.gradient_checkpointing = true;
            const std::string one = runWhole(kept).lastCheckpoint, other = runWhole(recomputed).lastCheckpoint;
            for (const char* file : {"model.safetensors", "param.pt", "resume.safetensors"})
                QCOMPARE(fileHash(other, file), fileHash(one, file));
        }
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
        QCOMPARE(killedAtOnce(options).state, RunState::stopped);
        QVERIFY(listCheckpoints(options.save_path).empty());
    }

    void stoppingWhileTheModelIsLoadedLeavesNoRun()
    {
        QTemporaryDir folder;
        const TrainOptions options = tinyRun("finetune", folder, "early");
        CancelToken cancel;
        cancel.stop(StopRequest::save);
        Watcher watcher;
        QVERIFY_THROWS_EXCEPTION(Cancelled, train(options, {}, watcher, cancel));
        QVERIFY(!fs::exists(options.save_path));
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

    void whatChangedIsNamedAndRefusedUnlessAllowed_data()
    {
        QTest::addColumn<QString>("part");
        for (const char* part : {"lr (was 0.001, is 0.0005)", "dtype (was \"float32\", is \"bfloat16\")", "data_path (holds something else)",
                                 "eval_data (holds something else)", "eval_rows (was 64, is 3)", "lm_path (holds something else)",
                                 "lm_path/tokenizer_config.json (holds something else)", "lm_path/added_tokens.json (was not there)"})
            QTest::newRow(part) << QString::fromLatin1(part);
    }
    void whatChangedIsNamedAndRefusedUnlessAllowed()
    {
        QFETCH(QString, part);
        QTemporaryDir folder;
        const std::string base = folder.path().toStdString();
        fs::copy(golden("lm"), base + "/lm");
        for (const char* name : {"data", "held-out"})
            fs::copy_file(golden("pwc.jsonl"), base + "/" + name);
        TrainOptions options = tinyRun("finetune", folder, "changed");
        options.model.lm_path = base + "/lm";
        options.data_path = base + "/data";
        options.validation.eval_data = base + "/held-out";
        options.validation.eval_samples = 0;
        CancelToken cancel;
        Watcher stopper(&cancel, 1);
        train(options, {}, stopper, cancel);

        const auto append = [&](const char* name, const char* text) { std::ofstream(base + "/" + name, std::ios::app) << text; };
        if (part.startsWith(QStringLiteral("lr")))
            options.loop.lr = 5e-4;
        else if (part.startsWith(QStringLiteral("dtype")))
            options.model.dtype = Dtype::bfloat16;
        else if (part.startsWith(QStringLiteral("data_path")))
            append("data", "\n");
        else if (part.startsWith(QStringLiteral("eval_data")))
            append("held-out", "\n");
        else if (part.startsWith(QStringLiteral("eval_rows")))
            options.validation.eval_rows = 3;
        else if (part.contains(QStringLiteral("tokenizer_config")))
            append("lm/tokenizer_config.json", " ");
        else if (part.contains(QStringLiteral("added_tokens")))
            append("lm/added_tokens.json", "{}");
        else
            std::fstream(base + "/lm/model.safetensors", std::ios::in | std::ios::out | std::ios::ate).seekp(-4, std::ios::end).put('\1');
        TrainingStart resume;
        resume.resume = true;
        const std::string message = refusal(options, resume);
        QVERIFY2(message.find(" changed since the checkpoint: " + part.toStdString() + ".") != std::string::npos, message.c_str());
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
        // No run here knows of them.
        fs::remove(options.save_path + "/run.json");
        QVERIFY(refusal(options).find("--overwrite") != std::string::npos);
        QCOMPARE(fileHash(made, "model.safetensors"), before);
    }

    void theSchedulesAreThoseOfTransformers()
    {
        TrainingLoopOptions options;
        options.lr = 2;
        const auto rates = [&](std::int64_t total) {
            std::vector<double> found;
            for (std::int64_t step = 0; step <= total + 1; ++step)
                found.push_back(LearningRate(options, total).at(step));
            return found;
        };
        const auto expect = [](const std::vector<double>& found, const std::vector<double>& expected) {
            QCOMPARE(found.size(), expected.size());
            for (std::size_t i = 0; i < found.size(); ++i)
                QVERIFY2(std::abs(found[i] - expected[i]) < 1e-12, qPrintable(QStringLiteral("step %1: %2").arg(i).arg(found[i])));
        };
        QVERIFY(LearningRate(options, 4).constant());
        expect(rates(3), {2, 2, 2, 2, 2});
        // get_constant_schedule_with_warmup
        options.warmup_steps = 2;
        QVERIFY(!LearningRate(options, 4).constant() && !LearningRate(options, 4).dependsOnLength());
        expect(rates(4), {0, 1, 2, 2, 2, 2});
        // get_linear_schedule_with_warmup, get_cosine_schedule_with_warmup
        options.lr_schedule = Schedule::linear;
        expect(rates(6), {0, 1, 2, 1.5, 1, 0.5, 0, 0});
        options.lr_schedule = Schedule::cosine;
        expect(rates(6), {0, 1, 2, 1 + std::sqrt(0.5), 1, 1 - std::sqrt(0.5), 0, 0});
        // Ours: the falling part alone may be shorter.
        options.lr_schedule = Schedule::linear;
        options.warmup_steps = 0;
        options.decay_fraction = 0.5;
        expect(rates(8), {2, 2, 2, 2, 2, 1.5, 1, 0.5, 0, 0});
        options.decay_fraction = 0;
        expect(rates(2), {2, 2, 2, 2});
        // A run that ends while it warms up never divides by what is not there.
        options.decay_fraction = 1;
        options.warmup_steps = 4;
        expect(rates(2), {0, 0.5, 1, 1.5});
    }

    void aRunWithAScheduleResumesExactlyAndNotAtAnotherLength()
    {
        QTemporaryDir folder;
        TrainOptions whole = tinyRun("finetune", folder, "whole");
        whole.loop.lr_schedule = Schedule::cosine;
        whole.loop.warmup_steps = 2;
        whole.loop.steps = 7;
        whole.checkpoint.save_optimizer = true;
        whole.checkpoint.save_scheduler = true;
        Watcher watcher;
        CancelToken go;
        const std::string expected = train(whole, {}, watcher, go).lastCheckpoint;
        QCOMPARE(watcher.steps[0].learningRate, 0.0);
        QCOMPARE(watcher.steps[2].learningRate, whole.loop.lr);
        QVERIFY(watcher.steps[6].learningRate > 0 && watcher.steps[6].learningRate < 0.2 * whole.loop.lr);

        TrainOptions broken = whole;
        broken.save_path = folder.filePath(QStringLiteral("broken")).toStdString();
        CancelToken cancel;
        Watcher stopper(&cancel, 3);
        train(broken, {}, stopper, cancel);
        TrainingStart resume;
        resume.resume = true;
        TrainOptions longer = broken;
        longer.loop.steps = 8;
        const std::string message = refusal(longer, resume);
        QVERIFY2(message.find("steps (was 7, is 8)") != std::string::npos, message.c_str());
        TrainOptions other = broken;
        other.loop.lr_schedule = Schedule::linear;
        QVERIFY(refusal(other, resume).find("lr_schedule (was \"cosine\", is \"linear\")") != std::string::npos);
        const std::string made = runWhole(broken, resume).lastCheckpoint;
        for (const char* file : {"model.safetensors", "param.pt", "optimizer.pt", "scheduler.pt", "resume.safetensors", "trainer_state.json"})
            QVERIFY2(fileHash(made, file) == fileHash(expected, file), file);

        const PickleValue state = readTorchPickle(made + "/scheduler.pt");
        QCOMPARE(std::get<std::int64_t>(state.find("last_epoch")->value), std::int64_t(7));
        const auto& rates = *std::get<std::shared_ptr<PickleValue::List>>(state.find("base_lrs")->value);
        QCOMPARE(std::get<double>(rates.at(0).value), whole.loop.lr);
    }

    void validationMeasuresTheLossThatTrainingHas()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "measured");
        options.loop.lr = 0;  // The weights that are trained on are the ones that are measured.
        options.loop.gradient_accumulation = 8;  // All rows.
        options.loop.max_epoch = 1;
        options.validation.eval_data = options.data_path;
        options.validation.eval_samples = 2;
        struct Both : Watcher {
            void onValidation(const ValidationReport& report) override { validations.push_back(report); }
            void onSample(const SampleReport& report) override { samples.push_back(report); }
            std::vector<ValidationReport> validations;
            std::vector<SampleReport> samples;
        } both;
        CancelToken cancel;
        train(options, {}, both, cancel);
        QCOMPARE(both.steps.size(), std::size_t(1));
        QCOMPARE(both.validations.size(), std::size_t(1));
        QVERIFY(std::abs(both.validations[0].loss - both.steps[0].loss) < 1e-5 * both.steps[0].loss);
        QVERIFY(both.validations[0].diagonality && *both.validations[0].diagonality > 0 && *both.validations[0].diagonality < 1);
        QCOMPARE(both.samples.size(), std::size_t(2));
        QVERIFY(!both.samples[0].reference.empty());
    }

    void answersGeneratedTogetherAreThoseOfEachRow()
    {
        Models models("base");
        CancelToken cancel;
        Alone alone;
        Agreement agreement(alone, cancel);
        for (const TrainingTask task : {TrainingTask::finetune, TrainingTask::pretrain}) {
            const bool finetune = task == TrainingTask::finetune;
            const auto data = DataSet::open(golden(finetune ? "pwc.jsonl" : "pile.jsonl"), finetune ? DataKind::pwc : DataKind::pile, true, cancel);
            const Objective objective(*models.lm, *models.compressor, models.layouts, {task, {}, false, 1, at::kFloat});
            std::vector<std::vector<SampleReport>> answers;
            for (const std::int64_t atOnce : {1, 3}) {
                Validation::Settings settings{.task = task, .limits = {24, 100}, .chunks = {}, .rows = 5, .answers = 5, .answersAtOnce = atOnce, .sampling = {}};
                settings.sampling.max_new_tokens = 12;
                answers.push_back(Validation(*data, *models.tokenizer, models.layouts, *models.lm, *models.compressor, objective, settings).answers(agreement));
            }
            QCOMPARE(answers[1].size(), std::size_t(5));
            for (std::size_t i = 0; i < answers[0].size(); ++i) {
                const SampleReport &one = answers[0][i], &other = answers[1][i];
                QVERIFY(other.row == one.row && other.input == one.input && other.prompt == one.prompt && other.reference == one.reference);
                QCOMPARE(other.output, one.output);
            }
        }
    }

    void aStopWithinAMicroBatchChangesNoGradient()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        const std::string start = std::exchange(options.model.icformer_path, {});
        const OpenModels models = openModels(options.model);
        const auto compressor = openCompressor(start, *models.lm);
        const std::vector<NamedParameter> parameters = trainedParameters(*compressor, TrainingTask::finetune);
        CancelToken cancel;
        const auto data = DataSet::open(options.data_path, DataKind::pwc, /*strict=*/true, cancel);
        SampleFeed feed(*data, *models.tokenizer, *models.layouts, {TrainingTask::finetune, {24, 100}, 1, false});
        const std::vector<TrainingSample> samples = feed.take(0, 0, 3, 0);
        const Objective objective(*models.lm, *compressor, *models.layouts, {TrainingTask::finetune, {}, false, 1, at::kFloat});
        const at::Tensor total = objective.losses(samples, &cancel).total(false);
        cancel.stop(StopRequest::save);
        QVERIFY_THROWS_EXCEPTION(Cancelled, total.backward());
        for (const NamedParameter& parameter : parameters)
            QVERIFY2(!parameter.tensor.grad().defined(), parameter.name.c_str());
        QVERIFY_THROWS_EXCEPTION(Cancelled, objective.losses(samples, &cancel));
        objective.losses(samples).total(false).backward();
        for (const NamedParameter& parameter : parameters)
            QVERIFY2(parameter.tensor.grad().defined(), parameter.name.c_str());
    }

    void aRunIsValidatedAtItsEndToo_data()
    {
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("steps");
        QTest::addColumn<std::vector<std::int64_t>>("validated");
        QTest::newRow("an interval that does not meet the end") << 4 << 0 << std::vector<std::int64_t>{4, 8, 9};
        QTest::newRow("one that does") << 3 << 0 << std::vector<std::int64_t>{3, 6, 9};
        QTest::newRow("a limit of steps within an epoch") << 0 << 5 << std::vector<std::int64_t>{3, 5};
    }
    void aRunIsValidatedAtItsEndToo()
    {
        QFETCH(int, interval);
        QFETCH(int, steps);
        QFETCH(std::vector<std::int64_t>, validated);
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        options.loop.steps = steps;
        options.validation.eval_data = options.data_path;
        options.validation.eval_interval = interval;
        options.validation.eval_samples = 0;
        struct Steps : Watcher {
            void onValidation(const ValidationReport& report) override { at.push_back(report.step); }
            std::vector<std::int64_t> at;
        } watcher;
        CancelToken cancel;
        train(options, {}, watcher, cancel);
        QCOMPARE(watcher.at, validated);
    }

    void aRunStopsEarlyAndKeepsItsBestCheckpoint()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "early");
        options.loop.lr = 0.5;  // Far too high: after the first steps the loss only grows.
        options.loop.max_epoch = 50;
        options.checkpoint.save_interval = 3;
        options.checkpoint.keep_last = 1;
        options.checkpoint.keep_best = true;
        options.validation.eval_data = options.data_path;
        options.validation.eval_interval = 1;
        options.validation.eval_samples = 0;
        options.validation.patience = 3;
        struct Losses : Watcher {
            void onValidation(const ValidationReport& report) override { reports.push_back(report); }
            std::vector<ValidationReport> reports;
        } losses;
        CancelToken cancel;
        const TrainingResult result = train(options, {}, losses, cancel);
        QCOMPARE(result.state, RunState::finished);
        const auto best = std::min_element(losses.reports.begin(), losses.reports.end(), [](const auto& a, const auto& b) { return a.loss < b.loss; });
        QVERIFY(best->best);
        QCOMPARE(losses.reports.end() - best, std::ptrdiff_t(4));  // Three more without a better one.
        QVERIFY(std::any_of(losses.messages.begin(), losses.messages.end(), [](const std::string& text) { return text.starts_with("stopped early"); }));
        const std::string kept = readRun(options.save_path).bestCheckpoint;
        QVERIFY2(fs::is_directory(kept), kept.c_str());
        QCOMPARE(listCheckpoints(options.save_path).size(), std::size_t(2));  // The best and the last.
        QVERIFY(result.lastCheckpoint != kept);
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
