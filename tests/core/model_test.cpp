#include <QTest>
#include <torch/types.h>

#include <array>
#include <cmath>
#include <limits>

#include "core/generate/generator.h"
#include "core/compressor/compressor.h"
#include "core/layout/layout.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/rms_norm.h"
#include "core/nn/rotary.h"
#include "tests/support/golden_models.h"

using namespace icf;
using namespace icf::test;

class ModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::manual_seed(1); }

    void rowKernelsEqualTheirFormulas_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("float32") << int(at::kFloat) << 2e-6;
        // Half of the last of bfloat16's 8 bits, twice, because both ways round in the middle.
        QTest::newRow("bfloat16") << int(at::kBFloat16) << 1.0 / 128;
    }
    void rowKernelsEqualTheirFormulas()
    {
        QFETCH(int, type);
        QFETCH(double, tolerance);
        const auto scalar = at::ScalarType(type);
        for (const std::int64_t size : {2, 6, 64, 130}) {
            const at::Tensor x = at::randn({5, 3, size}).to(scalar);
            const at::Tensor weight = at::randn({size}).to(scalar);
            compareWays({x, weight}, [](auto& in) { return rmsNorm(in[0], in[1], 1e-6); },
                        [](auto& in) { return rmsNormPlain(in[0], in[1], 1e-6); }, tolerance);
            compareWays({x}, [](auto& in) { return gatedSilu(in[0]); }, [](auto& in) { return gatedSiluPlain(in[0]); }, tolerance);
            RotaryConfig rotary;
            rotary.headDim = size;
            const RotaryTable table = rotaryTable(rotary, at::arange(7, at::kLong).unsqueeze(0), {}, scalar);
            compareWays({at::randn({2, 7, 3, size}).to(scalar)}, [&](auto& in) { return applyRotary(in[0].transpose(1, 2), table); },
                        [&](auto& in) { return applyRotaryPlain(in[0].transpose(1, 2), table); }, tolerance);
        }
    }

    void rowKernelsPassInfinityAndNanOn()
    {
        const at::Tensor x = at::tensor({1.0F, INFINITY, 1.0F, 2.0F, NAN, 1.0F, 1.0F, 3.0F}).view({2, 4});
        QVERIFY(gatedSilu(x)[1].isnan().any().item<bool>());
        QVERIFY(!rmsNorm(x, at::ones({4}), 1e-6).isfinite().all().item<bool>());
        QVERIFY(rmsNorm(x.to(at::kBFloat16), at::ones({4}), 1e-6)[1].isnan().all().item<bool>());
    }

    void encoderEqualsThePlainFormulasOnAPaddedBatch()
    {
        at::NoGradGuard noGrad;
        for (const std::string& name : kCases) {
            const Models models(name);
            std::vector<std::vector<std::int64_t>> contexts{someIds(40, 1), someIds(7, 2), someIds(23, 3), someIds(1, 4)};
            const ContextBatch batch = gatherTokens(*models.lm, spansOf(contexts));
            QVERIFY(batch.rows.size(0) < 40 + 7 + 23 + 1);
            const at::Tensor fast = models.compressor->encoder().forward(batch, models.compressor->digestEmbeddings(), at::kFloat);
            const at::Tensor padded = batch.rows.index_select(0, batch.positions.flatten()).view({4, 40, -1});
            const at::Tensor plain = models.compressor->encoder().forwardPlain(padded, batch.lengths, models.compressor->digestEmbeddings(), at::kFloat);
            QVERIFY(largestDifference(fast, plain) < 2e-5);
        }
    }

    void aBatchOfContextsEqualsItsContextsOneByOne()
    {
        at::NoGradGuard noGrad;
        for (const std::string& name : kCases) {
            const Models models(name);
            const std::vector<std::vector<std::int64_t>> contexts{someIds(90, 1), someIds(7, 2), someIds(33, 3)};
            for (const ChunkSettings& chunks : {ChunkSettings{false, 0}, ChunkSettings{true, 16}}) {
                const DigestBatch together = models.compressor->compress(*models.lm, spansOf(contexts), chunks, false, at::kFloat);
                for (std::size_t i = 0; i < contexts.size(); ++i) {
                    const at::Tensor alone = models.compressor->compress(*models.lm, {contexts[i]}, chunks, false, at::kFloat)[0];
                    QVERIFY(largestDifference(together[i], alone) < 2e-5);
                }
            }
        }
    }

    void oneChunkEqualsTheWholeContext()
    {
        at::NoGradGuard noGrad;
        const Models models("base");
        const auto ids = someIds(30, 5);
        const at::Tensor whole = models.compressor->compress(*models.lm, {ids}, {false, 0}, false, at::kFloat)[0];
        QVERIFY(at::equal(models.compressor->compress(*models.lm, {ids}, {true, 30}, false, at::kFloat)[0], whole));
    }

    void chunksAreEqualAndCoverEverything()
    {
        for (std::int64_t length = 1; length < 60; ++length) {
            for (std::int64_t longest = 1; longest < 20; ++longest) {
                const auto chunks = chunksOf(length, {true, longest});
                QCOMPARE(std::int64_t(chunks.size()), (length + longest - 1) / longest);
                QCOMPARE(chunks.front().first, std::int64_t(0));
                QCOMPARE(chunks.back().second, length);
                for (std::size_t i = 1; i < chunks.size(); ++i)
                    QCOMPARE(chunks[i].first, chunks[i - 1].second);
                for (const auto& [start, end] : chunks)
                    QVERIFY(end > start && end - start <= longest);
            }
        }
    }

    void anEmptyContextStillGivesDigests()
    {
        at::NoGradGuard noGrad;
        const Models models("base");
        const at::Tensor digests = models.compressor->compress(*models.lm, {{}}, {false, 0}, false, at::kFloat)[0];
        QCOMPARE(digests.size(0), models.compressor->config().digests);
        QVERIFY(digests.isfinite().all().item<bool>());
    }

    void digestsSeeNoLaterDigest()
    {
        at::NoGradGuard noGrad;
        const Models models("gqa-bias-linear-chunk");
        const ContextBatch batch = gatherTokens(*models.lm, {someIds(20, 6)});
        at::Tensor changed = models.compressor->digestEmbeddings().clone();
        changed[0][4] += 1;
        const IcformerEncoder& encoder = models.compressor->encoder();
        const at::Tensor before = encoder.forward(batch, models.compressor->digestEmbeddings(), at::kFloat);
        const at::Tensor after = encoder.forward(batch, changed, at::kFloat);
        QVERIFY(largestDifference(before.narrow(1, 0, 4), after.narrow(1, 0, 4)) < 1e-6);
        QVERIFY(largestDifference(before.narrow(1, 4, 1), after.narrow(1, 4, 1)) > 1e-3);
    }

    void encodingReadsTheModelsHiddenStatesOfTheWholeContext()
    {
        at::NoGradGuard noGrad;
        const Models models("base");
        const auto ids = someIds(30, 7);
        const at::Tensor encoded = models.compressor->compress(*models.lm, {ids}, {true, 10}, true, at::kFloat)[0];
        const at::Tensor hidden = models.lm->hiddenStates(models.lm->embed(ids).unsqueeze(0))[0];
        std::vector<at::Tensor> chunks;
        for (const auto& [start, end] : chunksOf(30, {true, 10}))
            chunks.push_back(models.compressor->encoder().forwardPlain(hidden.narrow(0, start, end - start).unsqueeze(0), {end - start},
                                                                       models.compressor->digestEmbeddings(), at::kFloat)[0]);
        QVERIFY(largestDifference(encoded, at::cat(chunks)) < 2e-5);
    }

    void theCacheChangesNoHiddenState()
    {
        at::NoGradGuard noGrad;
        for (const std::string& name : kCases) {
            const Models models(name);
            const at::Tensor embeds = models.lm->embed(someIds(24, 8)).unsqueeze(0);
            const at::Tensor whole = models.lm->hiddenStates(embeds);
            KvCache cache = models.lm->makeCache(1, 24);
            std::vector<at::Tensor> parts;
            for (const auto& [start, count] : std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 10}, {10, 1}, {11, 5}, {16, 8}})
                parts.push_back(models.lm->hiddenStates(embeds.narrow(1, start, count), &cache));
            QVERIFY(largestDifference(at::cat(parts, 1), whole) < 2e-5);
        }
    }

    void readingALongRowInBlocksChangesNothing()
    {
        at::NoGradGuard noGrad;
        for (const std::string& name : kCases) {
            for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
                const Models models(name, type);
                // Bfloat16 rounds every sum to 8 bits, in another order.
                const double tolerance = type == at::kFloat ? 2e-5 : 0.05;
                const at::Tensor embeds = models.lm->embed(someIds(70, 8)).unsqueeze(0);
                const at::Tensor two = at::cat({embeds, models.lm->embed(someIds(70, 9)).unsqueeze(0)});
                const std::vector<std::int64_t> padding{0, 20};
                const auto last = [&](int& parts) {
                    KvCache cache = models.lm->makeCache(2, 70);
                    return models.lm->readToLast(two, cache, padding, [&](double) { ++parts; });
                };
                int partsWhole = 0, partsInBlocks = 0;
                const at::Tensor whole = models.lm->hiddenStates(embeds), lastOfWhole = last(partsWhole);
                models.lm->setBlockWork(1);
                double before = 0;
                const at::Tensor inBlocks = models.lm->readAll(embeds, [&](double share) {
                    QVERIFY(share > before && share < 1 + 1e-9);
                    before = share;
                });
                QVERIFY(largestDifference(inBlocks, whole) <= tolerance);
                QCOMPARE(std::lround(1e6 * before), 1'000'000L);
                QVERIFY(largestDifference(last(partsInBlocks), lastOfWhole) <= tolerance);
                QCOMPARE(partsWhole, int(models.lm->config().layers));
                QCOMPARE(partsInBlocks, 5 * partsWhole);
            }
        }
    }

    void promptsAndScoredAnswersAreCutToWhatTheModelIsMeantFor()
    {
        const Models models("base");
        const LayoutBuilder brief(*models.tokenizer, 10);
        const std::string words(100'000, 'w');
        std::vector<std::int64_t> whole = models.tokenizer->encode(brief.promptTemplate().promptText(words), false);
        QVERIFY(whole.size() > 2048);
        QCOMPARE(models.layouts.promptIds(words).size(), std::size_t(2048));
        whole.resize(10);
        QVERIFY(brief.promptIds(words) == whole);
        QCOMPARE(brief.answerIds(words).size(), std::size_t(10));
        RotaryConfig rotary;
        rotary.maxPositions = 100;
        rotary.factor = 4;
        const auto positions = [&](RotaryScaling scaling) {
            rotary.scaling = scaling;
            return rotary.stretchedPositions();
        };
        QCOMPARE(positions(RotaryScaling::none), std::int64_t(100));
        QCOMPARE(positions(RotaryScaling::llama3), std::int64_t(100));
        QCOMPARE(positions(RotaryScaling::linear), std::int64_t(400));
        QCOMPARE(positions(RotaryScaling::dynamicNtk), std::int64_t(400));
    }

    void generatingTogetherEqualsGeneratingAlone()
    {
        const Models models("base");
        CancelToken cancel;
        std::vector<Layout> layouts;
        for (const std::int64_t length : {5, 30, 17})
            layouts.push_back(models.layouts.question({SegmentRole::context, someIds(length, length), {}}, {}, models.layouts.promptIds("Who?"), nullptr));
        const Generated together = generate(*models.lm, layouts, 12, models.tokenizer->eos(), {}, cancel);
        for (std::size_t i = 0; i < layouts.size(); ++i)
            QVERIFY(generate(*models.lm, {layouts[i]}, 12, models.tokenizer->eos(), {}, cancel).rows[0].ids == together.rows[i].ids);
    }

    void theSameSeedSamplesTheSameTokens()
    {
        const Models models("base");
        CancelToken cancel;
        const Layout layout = models.layouts.question({SegmentRole::context, someIds(20, 9), {}}, {}, models.layouts.promptIds("Who?"), nullptr);
        const auto sample = [&](double temperature, double topP, std::int64_t topK, std::int64_t seed) {
            return generate(*models.lm, {layout}, 16, models.tokenizer->eos(), {temperature, topP, topK, seed}, cancel).rows[0].ids;
        };
        QVERIFY(sample(1.0, 1.0, 0, 3) == sample(1.0, 1.0, 0, 3));
        QVERIFY(sample(1.0, 1.0, 0, 3) != sample(1.0, 1.0, 0, 4));
        const auto greedy = sample(0, 1, 0, 0);
        QVERIFY(sample(1.0, 1.0, 1, 3) == greedy);
        QVERIFY(sample(1.0, 1e-6, 0, 3) == greedy);
    }

    void whatARowSamplesDependsOnTheSeedAndItsNumberNotOnTheRowsBesideIt()
    {
        const Models models("base");
        CancelToken cancel;
        std::vector<Layout> layouts;
        for (const std::int64_t length : {5, 30, 17, 9})
            layouts.push_back(models.layouts.question({SegmentRole::context, someIds(length, length), {}}, {}, models.layouts.promptIds("Who?"), nullptr));
        const auto sample = [&](const std::vector<std::int64_t>& rows, std::int64_t seed = 5) {
            std::vector<Layout> chosen;
            for (const std::int64_t row : rows)
                chosen.push_back(layouts[std::size_t(row)]);
            std::vector<std::vector<std::int64_t>> ids;
            for (const GeneratedRow& row : generate(*models.lm, chosen, 16, -1, {1.5, 0.95, 200, seed, rows}, cancel).rows)
                ids.push_back(row.ids);
            return ids;
        };
        const auto together = sample({0, 1, 2, 3});
        for (std::size_t row = 0; row < together.size(); ++row)
            QVERIFY(sample({std::int64_t(row)})[0] == together[row]);
        QVERIFY(sample({3, 1}) == (std::vector{together[3], together[1]}));
        QVERIFY(sample({0, 1, 2, 3}, 6) != together);
        // The same text in another row draws for itself.
        const auto twice = generate(*models.lm, {layouts[0], layouts[0]}, 16, -1, {1.5, 1, 0, 5}, cancel);
        QVERIFY(twice.rows[0].ids != twice.rows[1].ids);
    }

    void samplingTakesTokensAsOftenAsTheirProbabilitySays()
    {
        const at::Tensor logits = at::tensor({0.1, 0.2, 0.3, 0.4}).log().to(at::kFloat).unsqueeze(0);
        const auto shares = [&](double temperature, double topP, std::int64_t topK) {
            Sampler sampler({temperature, topP, topK, 3}, 1);
            std::array<double, 4> counts{};
            for (int i = 0; i < 20'000; ++i)
                counts[std::size_t(sampler.choose(logits).item<std::int64_t>())] += 1 / 20'000.0;
            return counts;
        };
        const auto near = [](const std::array<double, 4>& counts, const std::array<double, 4>& wanted) {
            for (std::size_t i = 0; i < wanted.size(); ++i)
                if (std::abs(counts[i] - wanted[i]) > 0.015)
                    return false;
            return true;
        };
        QVERIFY(near(shares(1, 1, 0), {0.1, 0.2, 0.3, 0.4}));
        QVERIFY(near(shares(0.5, 1, 0), {0.01 / 0.3, 0.04 / 0.3, 0.09 / 0.3, 0.16 / 0.3}));
        QVERIFY(near(shares(1, 1, 2), {0, 0, 0.3 / 0.7, 0.4 / 0.7}));
        QVERIFY(near(shares(1, 0.6, 0), {0, 0, 0.3 / 0.7, 0.4 / 0.7}));
        QVERIFY(near(shares(1, 0, 0), {0, 0, 0, 1}));
        QVERIFY(near(shares(1e-300, 1, 0), {0, 0, 0, 1}));
    }

    void aModelWhoseNumbersAreNoneStillYieldsTokens()
    {
        Sampler sampler({1, 0.9, 3, 3}, 2);
        const at::Tensor logits = at::stack({at::full({4}, std::numeric_limits<float>::quiet_NaN()), at::tensor({0.f, 1.f, std::numeric_limits<float>::infinity(), 0.f})});
        const at::Tensor chosen = sampler.choose(logits);
        QVERIFY(chosen[0].item<std::int64_t>() >= 0 && chosen[0].item<std::int64_t>() < 4);
        QCOMPARE(chosen[1].item<std::int64_t>(), std::int64_t(2));
    }

    void idsBeyondTheTokenizerAreNeverGenerated()
    {
        const Models models("base");
        CancelToken cancel;
        const Layout layout = models.layouts.question({SegmentRole::context, someIds(20, 1), {}}, {}, models.layouts.promptIds("Who?"), nullptr);
        const auto generated = [&](const RowSampling& sampling) { return generate(*models.lm, {layout}, 16, -1, sampling, cancel).rows[0].ids; };
        const auto greedy = generated({});
        const std::int64_t greatest = *std::ranges::max_element(greedy);
        // As if the rows from there on were padding.
        models.lm->setTokenCount(greatest);
        for (const auto& ids : {generated({}), generated({.settings = {.temperature = 5}})}) {
            QCOMPARE(ids.size(), std::size_t{16});
            QVERIFY(*std::ranges::max_element(ids) < greatest);
        }
        models.lm->setTokenCount(models.lm->config().vocab + 100);
        QVERIFY(generated({}) == greedy);
    }

    void generationStopsWhenAsked()
    {
        const Models models("base");
        CancelToken cancel;
        const Layout layout = models.layouts.question({SegmentRole::context, someIds(20, 9), {}}, {}, models.layouts.promptIds("Who?"), nullptr);
        int made = 0;
        const Generated generated = generate(*models.lm, {layout}, 1000, -1, {}, cancel, [&](std::size_t, std::int64_t) {
            if (++made == 3)
                cancel.stop(StopRequest::discard);
        });
        QVERIFY(generated.stopped);
        QCOMPARE(generated.rows[0].ids.size(), std::size_t(3));
    }

    void aCompressorOfAnotherSizeIsRefusedWithBothSizes()
    {
        const Models small("base"), large("gqa-bias-linear-chunk");
        try {
            small.compressor->requireFit(large.lm->config());
            QFAIL("accepted");
        } catch (const std::exception& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("32")) && QString::fromUtf8(error.what()).contains(QStringLiteral("48")));
        }
    }
};

QTEST_GUILESS_MAIN(ModelTest)
#include "model_test.moc"
