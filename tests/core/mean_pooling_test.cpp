#include <QTest>
#include <torch/types.h>

#include <filesystem>

#include "core/compressor/mean_pooling.h"
#include "core/facts/facts.h"
#include "core/facts/summarize.h"
#include "core/train/objective.h"
#include "tests/core/stopped_run.h"
#include "tests/support/golden_models.h"

using namespace icf;
using namespace icf::test;

namespace {

MeanPoolingConfig configOf(std::int64_t hidden, std::int64_t digests)
{
    MeanPoolingConfig config;
    config.hidden = hidden;
    config.digests = digests;
    return config;
}

/// A linear map that is not the identity.
void change(const MeanPooling& compressor)
{
    at::NoGradGuard noGrad;
    for (const NamedParameter& parameter : compressor.weights())
        parameter.tensor.add_(at::arange(parameter.tensor.numel(), at::kFloat).sin().view(parameter.tensor.sizes()), 0.1);
}

/// A run that makes a new mean pooling.
void meanPooling(TrainOptions& options)
{
    options.model.icformer_path.clear();
    options.compression.compressor = CompressorType::meanPooling;
    options.compression.num_query_tokens = 4;
}

} // namespace

/// Trained mean pooling: its numbers, its files, and that a run with it is one like any other.
class MeanPoolingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void meansGoThroughTheLinearMap()
    {
        at::NoGradGuard noGrad;
        const MeanPooling compressor(configOf(2, 2));
        const std::vector<NamedParameter> parameters = compressor.weights();
        parameters[0].tensor.copy_(at::tensor({1.0f, 2.0f, 0.0f, -1.0f}).view({2, 2}));
        parameters[1].tensor.copy_(at::tensor({10.0f, 20.0f}));
        const at::Tensor five = at::arange(1, 11, at::kFloat).view({5, 2}), one = at::tensor({11.0f, 12.0f}).view({1, 2}), none = at::empty({0, 2});
        // (1,2) (3,4) (5,6) | (7,8) (9,10) → (3,4), (8,9); the single vector is its own mean; an empty chunk has none.
        const at::Tensor expected = at::tensor({21.0f, 16.0f, 36.0f, 11.0f, 45.0f, 8.0f}).view({3, 2});
        const at::Tensor got = compressor.compressChunks(gatherVectors({five, none, one}), at::kFloat);
        QVERIFY2(at::equal(got, expected), at::str(got).c_str());
        QCOMPARE(compressor.compressChunks(gatherVectors({none}), at::kFloat).size(0), std::int64_t(0));
    }

    void untrainedItIsTheMeansThemselves()
    {
        at::NoGradGuard noGrad;
        const Models models("base");
        const std::int64_t hidden = models.lm->config().hidden;
        for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
            MeanPooling compressor(configOf(hidden, 8));
            const std::vector<std::int64_t> ids = someIds(61, 3);
            const at::Tensor means = poolMeans(gatherTokens(*models.lm, {ids}), 8);
            QVERIFY(at::equal(compressor.compress(*models.lm, {ids}, {}, false, type)[0], means.to(type)));
            compressor.prepareForInference(*models.lm, type);
            QVERIFY(at::equal(compressor.compress(*models.lm, {ids}, {}, false, type)[0], means.to(type)));
            // The plain formula, a group at a time.
            const at::Tensor embeds = models.lm->embed(ids);
            std::int64_t start = 0, group = 0;
            for (const std::int64_t size : poolSizes(61, 8)) {
                QVERIFY(largestDifference(means[group++], embeds.narrow(0, start, size).mean(0)) < 1e-6);
                start += size;
            }
        }
    }

    void aBatchOfContextsEqualsItsChunksOneByOne()
    {
        at::NoGradGuard noGrad;
        const Models models("base");
        MeanPooling compressor(configOf(models.lm->config().hidden, 5));
        change(compressor);
        const std::vector<std::vector<std::int64_t>> contexts{someIds(90, 1), {}, someIds(3, 2), someIds(33, 3)};
        for (const bool encode : {false, true}) {
            const DigestBatch together = compressor.compress(*models.lm, spansOf(contexts), {true, 16}, encode, at::kFloat);
            QCOMPARE(together.counts, (std::vector<std::int64_t>{6 * 5, 0, 3, 3 * 5}));
            for (std::size_t i = 0; i < contexts.size(); ++i) {
                if (contexts[i].empty())
                    continue;
                const at::Tensor vectors = models.lm->embed(contexts[i]);
                const at::Tensor read = encode ? models.lm->hiddenStates(vectors.unsqueeze(0))[0] : vectors;
                std::vector<at::Tensor> alone;
                for (const auto& [start, end] : chunksOf(std::int64_t(contexts[i].size()), {true, 16}))
                    alone.push_back(compressor.compressChunks(gatherVectors({read.narrow(0, start, end - start)}), at::kFloat));
                QVERIFY(largestDifference(together[i], at::cat(alone)) < 1e-5);
            }
        }
    }

    void preparedForInferenceItComputesTheSame()
    {
        at::NoGradGuard noGrad;
        const Models models("base");
        MeanPooling compressor(configOf(models.lm->config().hidden, 5));
        change(compressor);
        const std::vector<std::int64_t> ids = someIds(40, 1);
        for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
            compressor.to(at::kCPU);  // Drops what was prepared.
            const at::Tensor plain = compressor.compress(*models.lm, {ids}, {}, false, type)[0];
            compressor.prepareForInference(*models.lm, type);
            const at::Tensor fast = compressor.compress(*models.lm, {ids}, {}, false, type)[0];
            QVERIFY(largestDifference(fast, plain) <= (type == at::kFloat ? 1e-6 : 0.01) * plain.abs().max().item<double>());
        }
    }

    void gradientsAgreeWithFiniteDifferences()
    {
        const Models models("base");
        MeanPooling compressor(configOf(models.lm->config().hidden, 5));
        change(compressor);
        for (const bool encode : {false, true}) {
            const std::vector<NamedParameter> parameters = trainedParameters(compressor, TrainingTask::pretrain);
            QCOMPARE(parameters.size(), std::size_t(3));
            QCOMPARE(parameters[0].name, std::string("AE"));
            {
                // From zero on the model's norm bends too much for a difference.
                at::NoGradGuard noGrad;
                parameters[0].tensor.copy_(at::arange(compressor.config().hidden, at::kFloat).sin().view_as(parameters[0].tensor));
            }
            const Objective objective(*models.lm, compressor, models.layouts, {TrainingTask::pretrain, {true, 12}, encode, 1, at::kFloat});
            const std::vector<TrainingSample> samples{{someIds(30, 1), {}, {}, 1}, {someIds(9, 2), {}, {}, 2}};
            const auto loss = [&] {
                at::NoGradGuard noGrad;
                return objective.losses(samples).losses.to(at::kDouble).sum().item<double>();
            };
            objective.losses(samples).total(false).backward();
            for (const NamedParameter& parameter : parameters) {
                const at::Tensor gradient = parameter.tensor.grad().clone();
                const double norm = gradient.norm().item<double>();
                QVERIFY2(norm > 0, parameter.name.c_str());
                // Along the gradient the loss rises by its norm.
                const double step = 0.002;
                const auto move = [&](double by) {
                    at::NoGradGuard noGrad;
                    parameter.tensor.add_(gradient, by / norm);
                };
                move(step);
                const double above = loss();
                move(-2 * step);
                const double below = loss();
                move(step);
                const double slope = (above - below) / (2 * step);
                QVERIFY2(std::abs(slope - norm) < 0.01 * norm, qPrintable(QStringLiteral("%1: %2, by differences %3").arg(QString::fromStdString(parameter.name)).arg(norm).arg(slope)));
                parameter.tensor.mutable_grad() = at::Tensor();
            }
            for (const NamedParameter& parameter : parameters)
                parameter.tensor.requires_grad_(false).mutable_grad() = at::Tensor();
        }
    }

    void aResumedRunEqualsAnUnbrokenOne_data()
    {
        QTest::addColumn<QString>("task");
        QTest::newRow("pretrain") << QStringLiteral("pretrain");
        QTest::newRow("finetune") << QStringLiteral("finetune");
    }
    void aResumedRunEqualsAnUnbrokenOne()
    {
        QFETCH(QString, task);
        StoppedRun run(3, [&](TrainOptions& options) {
            const std::string save = options.save_path;
            options = tinyRun(task.toStdString(), run_, "given");
            options.save_path = save;
            options.checkpoint.save_interval = options.loop.gradient_accumulation;
            meanPooling(options);
        });
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        const std::string unbroken = run.unbroken();
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(unbroken));
        for (const char* file : {"config.json", "model.safetensors", "param.pt", "resume.safetensors", "trainer_state.json"})
            QCOMPARE(fileHash(resumed.result.lastCheckpoint, file), fileHash(listCheckpoints(unbroken).back(), file));
    }

    void checkpointsComeBackAsTheyWereWritten()
    {
        StoppedRun run(2, meanPooling);
        const std::unique_ptr<Compressor> first = loadCompressor(listCheckpoints(run.options.save_path).front());
        const std::unique_ptr<Compressor> loaded = loadCompressor(run.newest());
        QVERIFY(dynamic_cast<const MeanPooling*>(loaded.get()) != nullptr);
        QCOMPARE(loaded->config().digests, std::int64_t(4));
        QVERIFY(loaded->config().chunkLength.has_value());
        QVERIFY(loaded->hasFt());
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY2(!at::equal(loaded->weights()[i].tensor, first->weights()[i].tensor), "nothing was learned");
        const ModelSummary summary = summarizeModel(run.newest());
        QVERIFY2(summary.usable && summary.compressor, summary.problem.c_str());
        QCOMPARE(summary.kind, std::string("mean_pooling"));
        QCOMPARE(summary.layers, std::int64_t(0));
        QCOMPARE(summary.parameters, loaded->config().trainedParameters() + loaded->config().hidden);  // AE and FT.
        QCOMPARE(whyNotTogether(summarizeModel(run.options.model.lm_path), summary), std::string());
        const RunInfo info = readRun(run.options.save_path);
        QCOMPARE(info.options.compression.compressor, CompressorType::meanPooling);
        QVERIFY(loaded->attention(at::zeros({3, summary.hidden}), at::kFloat) == std::nullopt);

        // What the checkpoint is, an option may not contradict.
        TrainOptions other = run.options;
        other.compression.compressor = CompressorType::icformer;
        const std::string message = refusal(other, run.resume);
        QVERIFY2(says(message, "--compressor") && says(message, "mean_pooling"), message.c_str());
        // Neither is it another run's when the option is left out.
        other.compression.compressor = CompressorType::automatic;
        other.loop.max_epoch = run.options.loop.max_epoch;
        CancelToken cancel;
        Watcher watcher;
        QCOMPARE(train(other, run.resume, watcher, cancel).state, RunState::finished);
    }

    void whatFollowsFromTheOptionsIsKnownBefore()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        meanPooling(options);
        const DerivedFacts facts = deriveFacts(options);
        QVERIFY2(facts.known, facts.problem.c_str());
        const std::int64_t hidden = DecoderConfig::read(options.model.lm_path).hidden;
        QCOMPARE(facts.trainableParameters, hidden * hidden + 2 * hidden);
        QCOMPARE(facts.flops.front().value, 2.0 * double(facts.digests) * double(hidden * hidden));
    }

    void everyKindOfTheOptionCanBeMade()
    {
        const std::vector<std::string> choices(kEnumNames<CompressorType>.begin() + 1, kEnumNames<CompressorType>.end());
        QCOMPARE(choices, CompressorConfig::modelTypes());
        const DecoderConfig lm = DecoderConfig::read(golden("lm"));
        for (const std::string& type : choices) {
            const auto config = CompressorConfig::forModel(lm, {.modelType = type, .digests = 3, .layers = 1});
            const auto compressor = makeCompressor(*config, 1);
            QCOMPARE(compressor->config().modelType(), type);
            // The one list of tensors is what there is.
            const std::vector<WeightShape> shapes = config->weightShapes();
            const std::vector<NamedParameter> weights = compressor->weights();
            QCOMPARE(weights.size(), shapes.size());
            for (std::size_t i = 0; i < shapes.size(); ++i) {
                QCOMPARE(weights[i].name, shapes[i].name);
                QCOMPARE(weights[i].tensor.sizes().vec(), shapes[i].shape);
            }
            QCOMPARE(compressor->vectors().size(), config->vectorShapes().size());
        }
    }

private:
    QTemporaryDir run_;
};

QTEST_GUILESS_MAIN(MeanPoolingTest)
#include "mean_pooling_test.moc"
