#include <QTest>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>

#include "core/generate/generator.h"
#include "core/compressor/icformer_inference.h"
#include "core/compressor/read_contexts.h"
#include "core/layout/label_scores.h"
#include "core/lm/token_decoder.h"
#include "core/nn/attention.h"
#include "core/nn/bit_sums.h"
#include "core/nn/block_attention.h"
#include "core/nn/checkpointing.h"
#include "core/nn/cpu_products.h"
#include "core/nn/frozen_linear.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/place_heads.h"
#include "core/nn/rms_norm.h"
#include "core/train/adamw.h"
#include "tests/support/golden_models.h"

using namespace icf;
using namespace icf::test;

/// Every fast path against the plain formulas that define it.
class FastPathsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::manual_seed(1); }

    void theInferenceEncoderEqualsThePlainFormulas_data()
    {
        QTest::addColumn<int>("table");
        QTest::newRow("once per distinct token") << int(TableUse::never);
        QTest::newRow("token table") << int(TableUse::always);
    }
    void theInferenceEncoderEqualsThePlainFormulas()
    {
        QFETCH(int, table);
        at::NoGradGuard noGrad;
        for (const std::string& name : kCases) {
            const Models models(name);
            const IcformerEncoder& encoder = models.compressor->encoder();
            const at::Tensor& digests = models.compressor->digestEmbeddings();
            const IcformerInference fast(encoder, digests, at::kFloat, models.lm->config().vocab, TableUse(table));
            QCOMPARE(fast.keepsTokens(), TableUse(table) == TableUse::always);
            // Lengths that fall into several groups; the second round meets known and new words.
            for (const std::int64_t round : {1, 2, 9}) {
                const ContextBatch batch = gatherTokens(*models.lm, {someIds(40, round), someIds(7, 2), someIds(37, 3), someIds(1, 4), someIds(40, 5)});
                const at::Tensor padded = batch.rows.index_select(0, batch.positions.flatten()).view({5, 40, -1});
                QVERIFY(largestDifference(fast.forward(batch), encoder.forwardPlain(padded, batch.lengths, digests, at::kFloat)) < 2e-5);
            }
            QCOMPARE(fast.tableBytes() > 0, fast.keepsTokens());
        }
    }

    void contextsReadTogetherHaveTheStatesOfEachAlone()
    {
        for (const std::string& name : kCases) {
            const Models models(name);
            const std::vector<std::vector<std::int64_t>> contexts{someIds(40, 1), someIds(31, 2), {}, someIds(39, 3), someIds(7, 4), someIds(6, 5)};
            std::vector<double> shares;
            const auto together = readContexts(*models.lm, spansOf(contexts), 128, [&](double share) { shares.push_back(share); });
            const auto alone = readContexts(*models.lm, spansOf(contexts), 0);
            QCOMPARE(together.size(), contexts.size());
            for (std::size_t i = 0; i < contexts.size(); ++i) {
                QCOMPARE(together[i].size(0), std::int64_t(contexts[i].size()));
                QVERIFY(contexts[i].empty() || largestDifference(together[i], alone[i]) < 2e-5);
            }
            QVERIFY(std::is_sorted(shares.begin(), shares.end()) && shares.back() <= 1.0 + 1e-9);
        }
    }

    void compressingWithoutGradientsEqualsCompressingWithThem()
    {
        for (const std::string& name : kCases) {
            Models models(name);
            const std::vector<std::vector<std::int64_t>> contexts{someIds(90, 1), {}, someIds(33, 3)};
            const auto slow = models.compressor->compress(*models.lm, spansOf(contexts), {true, 16}, false, at::kFloat);
            models.compressor->prepareForInference(*models.lm, at::kFloat);
            at::NoGradGuard noGrad;
            const auto fast = models.compressor->compress(*models.lm, spansOf(contexts), {true, 16}, false, at::kFloat);
            const auto encoded = models.compressor->compress(*models.lm, spansOf(contexts), {true, 16}, true, at::kFloat);
            for (std::size_t i = 0; i < contexts.size(); ++i) {
                QVERIFY(largestDifference(fast[i], slow[i]) < 2e-5);
                QVERIFY(contexts[i].empty() || largestDifference(encoded[i], slow[i]) > 1e-3);
            }
        }
    }

    void paddingToSteppedLengthsChangesDigestsAndGradientsByRoundingOnly()
    {
        for (const std::string& name : kCases) {
            Models models(name);
            const IcformerEncoder& encoder = models.compressor->encoder();
            const ContextBatch batch = gatherTokens(*models.lm, {someIds(37, 1), someIds(5, 2), someIds(30, 3)});
            std::vector<NamedParameter> parameters = encoder.parameters();
            for (NamedParameter& parameter : parameters)
                parameter.tensor.requires_grad_(true);
            const at::Tensor pattern = at::randn({3, encoder.config().digests, encoder.config().hidden}, at::make_generator<at::CPUGeneratorImpl>(7));
            // In float32 nothing is padded.
            std::vector<at::Tensor> digests, gradients;
            for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
                digests.push_back(encoder.forward(batch, models.compressor->digestEmbeddings(), type).to(at::kFloat));
                (digests.back() * pattern).sum().backward();
                for (NamedParameter& parameter : parameters) {
                    gradients.push_back(parameter.tensor.grad().clone());
                    parameter.tensor.mutable_grad().zero_();
                }
            }
            QVERIFY((digests[0] - digests[1]).norm().item<double>() < 0.02 * digests[0].norm().item<double>());
            for (std::size_t i = 0; i < parameters.size(); ++i) {
                const at::Tensor &wide = gradients[i], &narrow = gradients[parameters.size() + i];
                QVERIFY2((wide - narrow).norm().item<double>() < 0.05 * wide.norm().item<double>(), parameters[i].name.c_str());
            }
        }
    }

    void weightsCastOnceForAStepGiveTheSameGradients()
    {
        for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
            // Two steps of two micro-batches; once with weights that are cast for each, since they seem to have changed.
            std::vector<std::vector<at::Tensor>> results;
            for (const bool castEachTime : {false, true}) {
                Models models(kCases[0]);
                const IcformerEncoder& encoder = models.compressor->encoder();
                AdamW optimizer(encoder.parameters());
                for (const NamedParameter& parameter : optimizer.parameters())
                    at::Tensor(parameter.tensor).requires_grad_(true);
                std::vector<at::Tensor>& result = results.emplace_back();
                for (int step = 0; step < 2; ++step) {
                    for (const std::int64_t seed : {1, 2}) {
                        if (castEachTime) {
                            for (const NamedParameter& parameter : optimizer.parameters())
                                parameter.tensor.unsafeGetTensorImpl()->bump_version();
                        }
                        const ContextBatch batch = gatherTokens(*models.lm, {someIds(20, seed), someIds(9, seed + 7)});
                        result.push_back(encoder.forward(batch, models.compressor->digestEmbeddings(), type));
                        result.back().to(at::kFloat).square().sum().backward();
                    }
                    for (const NamedParameter& parameter : optimizer.parameters())
                        result.push_back(parameter.tensor.grad().clone());
                    optimizer.step(1e-3);
                    optimizer.zeroGrad();
                }
            }
            QVERIFY(!at::equal(results[0][0], results[0][results[0].size() / 2]));
            for (std::size_t i = 0; i < results[0].size(); ++i)
                QVERIFY(at::equal(results[0][i], results[1][i]));
        }
    }

    void recomputingALayerGivesTheSameNumbers()
    {
        constexpr std::int64_t kHidden = 48, kHeads = 4, kInner = 80;
        for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
            const at::Generator random = at::make_generator<at::CPUGeneratorImpl>(3);
            const auto weight = [&](at::IntArrayRef sizes) { return (0.1 * at::randn(sizes, random)).to(type); };
            const FrozenLinear queryKeyValue(weight({3 * kHidden, kHidden}), {}, true), out(weight({kHidden, kHidden}), {}, true);
            const FrozenLinear gateUp(weight({2 * kInner, kHidden}), {}, true), down(weight({kHidden, kInner}), {}, true);
            const at::Tensor norm = weight({kHidden});
            int calls = 0;
            const NetworkPart layer = [&](const at::Tensor& read) {
                ++calls;
                const std::vector<at::Tensor> parts = queryKeyValue(rmsNorm(read, norm, 1e-6)).chunk(3, -1);
                const at::Tensor x = read + out(joinHeads(attend(splitHeads(parts[0], kHeads), splitHeads(parts[1], kHeads), splitHeads(parts[2], kHeads), {}, true)));
                return x + down(gatedSilu(gateUp(rmsNorm(x, norm, 1e-6))));
            };
            const at::Tensor first = at::randn({2, 30, kHidden}, random).to(type);
            std::vector<at::Tensor> results;
            for (const bool again : {false, true}) {
                const at::Tensor read = first.clone().requires_grad_(true);
                calls = 0;
                at::Tensor x = read;
                for (int i = 0; i < 3; ++i)
                    x = again ? recomputed(layer, x) : layer(x);
                const at::Tensor loss = x.to(at::kFloat).square().mean();
                loss.backward();
                QCOMPARE(calls, again ? 6 : 3);
                results.push_back(loss.detach());
                results.push_back(read.grad());
            }
            QVERIFY(at::equal(results[0], results[2]));
            QVERIFY(at::equal(results[1], results[3]));
            const at::NoGradGuard noGrad;
            calls = 0;
            recomputed(layer, first);
            QCOMPARE(calls, 1);
        }
    }

    void keysAndValuesOfWordsComeToTheirPlaces()
    {
        const at::Tensor words = at::randn({9, 2 * 24}), digests = at::randn({4, 2 * 24});
        const at::Tensor places = at::randint(0, 9, {3, 5}, at::kLong);
        RotaryConfig rotary;
        rotary.headDim = 8;
        const at::Tensor positions = at::cat({at::arange(9).unsqueeze(0), at::arange(2, 11).unsqueeze(0), at::arange(9).unsqueeze(0)});
        for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
            const RotaryTable table = rotaryTable(rotary, positions, {}, type);
            const auto fast = placeKeyValues(words.to(type), digests.to(type), places, 3, table);
            const auto plain = placeKeyValuesPlain(words.to(type), digests.to(type), places, 3, table);
            QVERIFY(largestDifference(fast.first, plain.first) <= (type == at::kFloat ? 1e-6 : 1.0 / 32));
            QVERIFY(at::equal(fast.second, plain.second));
        }
    }

    void blockAttentionEqualsItsFormula_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("float32") << int(at::kFloat) << 3e-6;
        // Weights and products are rounded to bfloat16's 8 bits in another order than in the formula.
        QTest::newRow("bfloat16") << int(at::kBFloat16) << 1.0 / 40;
    }
    void blockAttentionEqualsItsFormula()
    {
        QFETCH(int, type);
        QFETCH(double, tolerance);
        const auto scalar = at::ScalarType(type);
        const auto plain = [](const std::vector<at::Tensor>& in, const at::Tensor& mask) {
            const std::int64_t groups = in[0].size(1) / in[1].size(1);
            return at::matmul(attentionWeights(in[0], in[1], mask), groups == 1 ? in[2] : in[2].repeat_interleave(groups, 1));
        };
        for (const std::int64_t keyValueHeads : {2, 6}) {
            // More queries than a block holds.
            for (const std::int64_t queries : {7, 300}) {
                const std::vector<at::Tensor> inputs{at::randn({3, 6, queries, 8}).to(scalar), at::randn({3, keyValueHeads, queries, 8}).to(scalar),
                                                     at::randn({3, keyValueHeads, queries, 8}).to(scalar)};
                const at::Tensor triangle = at::ones({1, 1, queries, queries}, at::kBool).tril();
                compareWays(inputs, [&](auto& in) { return blockAttention(in[0], in[1], in[2], {}, true); },
                            [&](auto& in) { return plain(in, triangle); }, tolerance);
                const at::Tensor some = (at::rand({3, 1, queries, queries}) > 0.5).logical_or(at::eye(queries, at::kBool));
                compareWays(inputs, [&](auto& in) { return blockAttention(in[0], in[1], in[2], some, false); },
                            [&](auto& in) { return plain(in, some); }, tolerance);
                compareWays(inputs, [&](auto& in) { return blockAttention(in[0], in[1], in[2], {}, false); },
                            [&](auto& in) { return plain(in, {}); }, tolerance);
            }
        }
    }

    void attentionInAWindowEqualsItsFormula_data() { blockAttentionEqualsItsFormula_data(); }
    void attentionInAWindowEqualsItsFormula()
    {
        QFETCH(int, type);
        QFETCH(double, tolerance);
        const auto scalar = at::ScalarType(type);
        // Fewer queries than keys: those after a cache.  300 are more than a block holds.
        for (const std::int64_t queries : {1, 7, 300}) {
            for (const std::int64_t past : {0, 9, 150}) {
                for (const std::int64_t window : {1, 5, 140, 1000}) {
                    const std::int64_t keys = past + queries;
                    const std::vector<at::Tensor> inputs{at::randn({2, 4, queries, 8}).to(scalar), at::randn({2, 2, keys, 8}).to(scalar),
                                                         at::randn({2, 2, keys, 8}).to(scalar)};
                    const at::Tensor key = at::arange(keys, at::kLong), own = key.narrow(0, past, queries).unsqueeze(1);
                    const at::Tensor seen = key.le(own).logical_and(key.gt(own - window)).view({1, 1, queries, keys});
                    compareWays(inputs, [&](auto& in) { return attend(in[0], in[1], in[2], {}, queries > 1, window); },
                                [&](auto& in) { return at::matmul(attentionWeights(in[0], in[1].repeat_interleave(2, 1), seen), in[2].repeat_interleave(2, 1)); },
                                tolerance);
                }
            }
        }
    }

    void weightsAreLaidOutOnlyWhereTheCpuMultipliesThem()
    {
        const at::Tensor weight = at::ones({8, 8}, at::kBFloat16);
        QVERIFY(!PackedLinear::packs(weight) || cpuMultiplies(at::kBFloat16));
        QCOMPARE(multipliesInFloat32(weight), !cpuMultiplies(at::kBFloat16));
        QVERIFY(!multipliesInFloat32(weight.to(at::kFloat)));
        // The test runs once more under this mask.
        if (qgetenv("ONEDNN_MAX_CPU_ISA") == "AVX2")
            QVERIFY(!cpuMultiplies(at::kBFloat16));
    }

    void projectionsInNarrowTypesEqualTorchs_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("float32") << int(at::kFloat) << 2e-6;
        QTest::newRow("bfloat16") << int(at::kBFloat16) << 1.0 / 128;
        QTest::newRow("float16") << int(at::kHalf) << 1.0 / 512;
    }
    void projectionsInNarrowTypesEqualTorchs()
    {
        QFETCH(int, type);
        QFETCH(double, tolerance);
        const auto scalar = at::ScalarType(type);
        for (const std::int64_t rows : {3, 40}) {
            compareWays({at::randn({rows, 48}).to(scalar), at::randn({70, 48}).to(scalar), at::randn({70}).to(scalar)},
                        [](auto& in) { return project(in[0], in[1], in[2]); }, [](auto& in) { return at::linear(in[0], in[1], in[2]); }, tolerance);
        }
    }

    void attentionInNarrowTypesEqualsItsFormula_data() { projectionsInNarrowTypesEqualTorchs_data(); }
    void attentionInNarrowTypesEqualsItsFormula()
    {
        QFETCH(int, type);
        const auto scalar = at::ScalarType(type);
        const std::vector<at::Tensor> inputs{at::randn({2, 6, 20, 8}).to(scalar), at::randn({2, 2, 20, 8}).to(scalar), at::randn({2, 2, 20, 8}).to(scalar)};
        const at::Tensor triangle = at::ones({1, 1, 20, 20}, at::kBool).tril();
        const auto plain = [&](auto& in) { return at::matmul(attentionWeights(in[0], in[1], triangle), in[2].repeat_interleave(3, 1)); };
        const double tolerance = scalar == at::kFloat ? 3e-6 : 1.0 / 40;
        compareWays(inputs, [](auto& in) { return attend(in[0], in[1], in[2], {}, true); }, plain, tolerance);
        compareWays(inputs, [&](auto& in) { return attend(in[0], in[1], in[2], maskBias(triangle, scalar), false); }, plain, tolerance);
    }

    void frozenProjectionsEqualPlainOnesInBothDirections_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("float32") << int(at::kFloat) << 2e-6;
        // Sums of products are taken in float32; only the result is rounded.
        QTest::newRow("bfloat16") << int(at::kBFloat16) << 1.0 / 128;
    }
    void frozenProjectionsEqualPlainOnesInBothDirections()
    {
        QFETCH(int, type);
        QFETCH(double, tolerance);
        const auto scalar = at::ScalarType(type);
        for (const bool biased : {false, true}) {
            const at::Tensor weight = at::randn({70, 48}).to(scalar), bias = biased ? at::randn({70}).to(scalar) : at::Tensor();
            const FrozenLinear projection(weight, bias, true);
            // Too few rows for packed weights, and enough; a batch of rows too.
            for (const auto& rows : std::vector<std::vector<std::int64_t>>{{3}, {16}, {200}, {2, 65}}) {
                std::vector<std::int64_t> shape = rows;
                shape.push_back(48);
                compareWays({at::randn(shape).to(scalar)}, [&](auto& in) { return projection(in[0]); },
                            [&](auto& in) { return at::linear(in[0], weight, bias); }, tolerance);
            }
            const at::Tensor gradient = at::randn({40, 70}).to(scalar);
            const at::Tensor plain = at::mm(gradient, weight).to(at::kFloat);
            QVERIFY((projection.back(gradient).to(at::kFloat) - plain).abs().max().item<double>() <= tolerance * plain.abs().max().item<double>());
        }
    }

    void gradientsFlowWhenTheModelHasGoneBeforeThem()
    {
        at::Tensor x = at::randn({32, 48}).to(at::kBFloat16).requires_grad_();
        at::Tensor sum;
        {
            const FrozenLinear projection(at::ones({8, 48}, at::kBFloat16), {}, true);
            sum = projection(x).sum();
        }
        sum.backward();
        QVERIFY(x.grad().eq(8).all().item<bool>());
    }

    void labelScoresEqualTheirFormulas_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("alpha");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("cross-entropy, float32") << int(at::kFloat) << 1.0 << 2e-6;
        QTest::newRow("with a teacher, float32") << int(at::kFloat) << 0.3 << 2e-6;
        QTest::newRow("teacher alone, float32") << int(at::kFloat) << 0.0 << 2e-6;
        QTest::newRow("cross-entropy, bfloat16") << int(at::kBFloat16) << 1.0 << 1.0 / 64;
        QTest::newRow("with a teacher, bfloat16") << int(at::kBFloat16) << 0.3 << 1.0 / 64;
    }
    void labelScoresEqualTheirFormulas()
    {
        QFETCH(int, type);
        QFETCH(double, alpha);
        QFETCH(double, tolerance);
        const Models models("base", at::ScalarType(type));
        const std::int64_t hidden = models.lm->config().hidden, labels = 37;
        const at::Tensor wanted = at::randint(0, models.lm->config().vocab, {labels}, at::kLong);
        const at::Tensor teacher = alpha < 1 ? at::randn({labels, hidden}).to(models.lm->type()) : at::Tensor();
        for (const auto way : {scoreLabels, scoreLabelsByTensors})
            compareWays({(3 * at::randn({labels, hidden})).to(models.lm->type())},
                        [&](auto& in) { return way(*models.lm, in[0], wanted, teacher, alpha).losses; },
                        [&](auto& in) { return scoreLabelsPlain(*models.lm, in[0], wanted, teacher, alpha).losses; }, tolerance);
    }

    void otherScoresOfLabelsAreTheSameByRowsAndByTensors()
    {
        const Models models("base");
        const at::Tensor hidden = at::randn({600, models.lm->config().hidden}), teacher = at::randn({600, models.lm->config().hidden});
        const at::Tensor wanted = at::randint(0, models.lm->config().vocab, {600}, at::kLong);
        const LabelScores rows = scoreLabels(*models.lm, hidden, wanted, teacher, 0.3), tensors = scoreLabelsByTensors(*models.lm, hidden, wanted, teacher, 0.3);
        QVERIFY(rows.likeliest.equal(tensors.likeliest));
        QVERIFY(at::allclose(rows.divergences, tensors.divergences, 1e-4, 1e-5));
        QVERIFY(!scoreLabelsByTensors(*models.lm, hidden, wanted).divergences.defined());
    }

    void theLikeliestWordIsTheSameAndTheFirstOfEquals()
    {
        const Models models("base");
        const std::int64_t vocab = models.lm->config().vocab;
        const at::Tensor hidden = at::randn({64, models.lm->config().hidden});
        const at::Tensor best = models.lm->logits(hidden).argmax(-1);
        QVERIFY(scoreLabels(*models.lm, hidden, best).correct(best).all().item<bool>());
        QVERIFY(!scoreLabels(*models.lm, hidden, (best + 1).remainder(vocab)).correct((best + 1).remainder(vocab)).any().item<bool>());
        // Equal scores for every word.
        const at::Tensor zeros = at::zeros({2, models.lm->config().hidden});
        const at::Tensor labels = at::tensor({0, 1}, at::kLong);
        const at::Tensor correct = scoreLabels(*models.lm, zeros, labels).correct(labels);
        QVERIFY(correct[0].item<bool>() && !correct[1].item<bool>());
    }

    void aLossThatIsNotFiniteStaysSo()
    {
        const Models models("base");
        at::Tensor hidden = at::randn({3, models.lm->config().hidden});
        hidden[1].fill_(NAN);
        hidden[2].fill_(INFINITY);
        for (const auto way : {scoreLabels, scoreLabelsByTensors}) {
            const at::Tensor losses = way(*models.lm, hidden, at::tensor({5, 6, 7}, at::kLong), {}, 1).losses;
            QVERIFY(losses[0].isfinite().item<bool>());
            QVERIFY(!losses[1].isfinite().item<bool>() && !losses[2].isfinite().item<bool>());
        }
    }

    void decodingTokenByTokenEqualsReadingAtOnce()
    {
        at::NoGradGuard noGrad;
        for (const std::string& name : kCases) {
            const Models models(name);
            const LanguageModel& lm = *models.lm;
            const std::vector<std::int64_t> padding{0, 5, 2};
            const std::int64_t read = 9, all = 20;
            std::vector<std::vector<std::int64_t>> rows{someIds(all, 1), someIds(all, 2), someIds(all, 3)};
            std::vector<at::Tensor> embeds;
            for (const auto& row : rows)
                embeds.push_back(lm.embed(row));
            KvCache plainCache = lm.makeCache(3, all), cache = lm.makeCache(3, all);
            const at::Tensor batch = at::stack(embeds);
            lm.hiddenStates(batch.narrow(1, 0, read), &plainCache, padding);
            lm.hiddenStates(batch.narrow(1, 0, read), &cache, padding);
            QVERIFY(TokenDecoder::serves(lm, 3));
            TokenDecoder decoder(lm, 3);
            for (std::int64_t place = read; place < all; ++place) {
                const at::Tensor plain = lm.logits(lm.hiddenStates(batch.narrow(1, place, 1), &plainCache, padding).select(1, 0));
                const at::Tensor fast = decoder.step({rows[0][place], rows[1][place], rows[2][place]}, cache, padding);
                QVERIFY2(largestDifference(fast, plain) < 2e-5, qPrintable(QStringLiteral("%1").arg(largestDifference(fast, plain))));
            }
            QCOMPARE(cache.length(), plainCache.length());
        }
    }

    void onlyTheRowsThatAreReadAreComputedAndTheyAreTheSame()
    {
        at::NoGradGuard noGrad;
        for (const std::string& name : kCases) {
            const Models models(name);
            const at::Tensor embeds = at::stack({models.lm->embed(someIds(12, 1)), models.lm->embed(someIds(12, 2))});
            const at::Tensor all = models.lm->hiddenStates(embeds);
            const at::Tensor rows = at::tensor({3, 11, 12, 20}, at::kLong);
            QVERIFY(largestDifference(models.lm->hiddenStatesOf(rows, embeds), all.view({24, -1}).index_select(0, rows)) < 1e-6);
            QVERIFY(largestDifference(models.lm->lastHiddenStates(embeds), all.select(1, 11)) < 1e-6);
        }
    }

    void aKeptPrefixChangesNoAnswer()
    {
        const Models models("base");
        CancelToken cancel;
        PrefixCache kept;
        for (const std::int64_t length : {5, 30, 300}) {
            const Layout layout = models.layouts.question({SegmentRole::context, someIds(length, length), {}}, {}, models.layouts.promptIds("Who?"), nullptr);
            const auto ids = [&](PrefixCache* prefix) {
                return generate(*models.lm, {layout, layout}, 12, models.tokenizer->eos(), {}, cancel, nullptr, prefix).rows[1].ids;
            };
            QVERIFY(ids(&kept) == ids(nullptr));
            KvCache cache = models.lm->makeCache(1, layout.length());
            QCOMPARE(kept.restore(*models.lm, {layout}, cache), length < 256 ? std::int64_t(models.layouts.prefixIds().size()) : 0);
        }
    }

    void decodingInBfloat16StaysWithinItsRounding()
    {
        at::NoGradGuard noGrad;
        const Models models("gqa-bias-linear-chunk", at::kBFloat16);
        const LanguageModel& lm = *models.lm;
        const std::vector<std::int64_t> ids = someIds(30, 4);
        KvCache plainCache = lm.makeCache(1, 30), cache = lm.makeCache(1, 30);
        TokenDecoder decoder(lm, 1);
        for (const std::int64_t id : ids) {
            const at::Tensor plain = lm.logits(lm.hiddenStates(lm.embed(std::vector<std::int64_t>{id}).unsqueeze(0), &plainCache).select(1, 0));
            const at::Tensor fast = decoder.step({id}, cache, {});
            QVERIFY(largestDifference(fast, plain) < 0.02 * std::max(1.0, plain.abs().max().item<double>()));
        }
    }

    void eightBitsChangeScoresOnlyALittleAndCanBeDropped()
    {
        at::NoGradGuard noGrad;
        Models models("base");
        LanguageModel& lm = *models.lm;
        const auto scores = [&] {
            KvCache cache = lm.makeCache(1, 8);
            TokenDecoder decoder(lm, 1);
            at::Tensor last;
            for (const std::int64_t id : someIds(8, 3))
                last = decoder.step({id}, cache, {}).clone();
            return last;
        };
        const std::string before = lm.checksum();
        const at::Tensor sums = lm.weightSums();
        const at::Tensor exact = scores();
        lm.quantizeInt8();
        const at::Tensor rounded = scores();
        QVERIFY(!at::equal(rounded, exact));
        QVERIFY(largestDifference(rounded, exact) < 0.03 * exact.abs().max().item<double>());
        lm.dropInt8();
        QVERIFY(at::equal(scores(), exact));
        QCOMPARE(lm.checksum(), before);
        QVERIFY(at::equal(lm.weightSums(), sums));
        // The smallest change of any weight shows.
        lm.layers()[0].down.weight().view(at::kInt)[3][5].bitwise_xor_(1);
        QVERIFY(!at::equal(lm.weightSums(), sums));
    }

    void sumsOverBitsTellTensorsApart()
    {
        for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
            for (const std::int64_t columns : {64, 6, 3}) {
                const at::Tensor tensor = at::arange(4 * columns, at::kFloat).view({4, columns}).to(type);
                const auto differs = [&](const at::Tensor& other) { return !at::equal(bitSums(other), bitSums(tensor)); };
                QVERIFY(!differs(tensor.clone()));
                for (std::int64_t row = 0; row < 4; ++row) {
                    at::Tensor other = tensor.clone();
                    other[row][columns - 1].neg_();
                    QVERIFY(differs(other));
                }
                QVERIFY(differs(tensor.flip(0)));
                QVERIFY(differs(tensor.flip(1)));
                QVERIFY(differs(tensor.roll(1)));
            }
            QVERIFY(!at::equal(bitSums(at::ones({5}, type)), bitSums(at::zeros({5}, type))));
        }
    }

    void aTeamsSharesCoverEverythingOnce()
    {
        ThreadTeam team;
        std::vector<std::atomic<int>> met(1000);
        std::atomic<bool> early{false};
        team.run([&](ThreadTeam::Member& member) {
            for (int round = 1; round <= 50; ++round) {
                const auto [begin, end] = member.share(std::int64_t(met.size()));
                for (std::int64_t i = begin; i < end; ++i)
                    ++met[std::size_t(i)];
                member.meet();
                for (const std::atomic<int>& each : met)
                    early = early || each != round;
                member.meet();
            }
        });
        QVERIFY(!early);
    }
};

QTEST_GUILESS_MAIN(FastPathsTest)
#include "fast_paths_test.moc"
