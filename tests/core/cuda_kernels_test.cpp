#include <QTest>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>

#include "core/compressor/icformer_inference.h"
#include "core/layout/label_scores.h"
#include "core/lm/token_decoder.h"
#include "core/nn/attention.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/place_heads.h"
#include "core/nn/rms_norm.h"
#include "tests/support/cuda_on_cpu.h"
#include "tests/support/golden_models.h"

using namespace icf;
using namespace icf::test;
using icf::cuda_on_cpu::Emulation;

namespace {

/// What rounding to a dtype leaves of a difference, relative to the largest value.
double roundingOf(at::ScalarType type) { return type == at::kFloat ? 3e-6 : 2e-2; }

void eachType()
{
    QTest::addColumn<int>("type");
    QTest::newRow("float32") << int(at::kFloat);
    QTest::newRow("bfloat16") << int(at::kBFloat16);
}

/// Small models of each kind, in each dtype.
void eachModel()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("kind");
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
        const std::string name = type == at::kFloat ? "float32" : "bfloat16";
        int kind = 0;
        for (const char* what : {"shared keys", "biases and norms of heads", "window", "wide heads"})
            QTest::newRow((name + ", " + what).c_str()) << int(type) << kind++;
    }
}

DecoderConfig currentConfig()
{
    QFETCH(int, kind);
    DecoderConfig c;
    c.hidden = 64;
    c.intermediate = 96;
    c.layers = 2;
    c.heads = 4;
    c.keyValueHeads = 2;
    c.headDim = kind == 3 ? 80 : 16;
    c.vocab = 101;
    c.rotary.headDim = c.headDim;
    if (kind == 0)
        c.rotary.scaling = RotaryScaling::linear, c.rotary.factor = 2;
    if (kind == 1)
        c.queryKeyNorm = c.queryKeyValueBias = true;
    if (kind == 2)
        c.slidingWindow = 6;
    return c;
}

at::Tensor randomOf(at::IntArrayRef shape, at::ScalarType type) { return at::randn(shape).to(type); }

void compareValues(const at::Tensor& a, const at::Tensor& b, double tolerance)
{
    QCOMPARE(a.sizes(), b.sizes());
    const double difference = largestDifference(a, b) / std::max(1.0, b.to(at::kDouble).abs().max().item<double>());
    QVERIFY2(difference <= tolerance, qPrintable(QString::number(difference)));
}

/// Contexts as gatherTokens makes a batch of them, with random vectors for the tokens.
ContextBatch batchOf(const std::vector<std::vector<std::int64_t>>& contexts, std::int64_t hidden, at::ScalarType type)
{
    ContextBatch batch;
    batch.rows = randomOf({101, hidden}, type);
    std::int64_t longest = 0;
    for (const auto& context : contexts)
        longest = std::max(longest, std::int64_t(context.size()));
    batch.positions = at::zeros({std::int64_t(contexts.size()), longest}, at::kLong);
    for (std::size_t i = 0; i < contexts.size(); ++i) {
        batch.positions[std::int64_t(i)].narrow(0, 0, std::int64_t(contexts[i].size())).copy_(at::tensor(at::IntArrayRef(contexts[i]), at::kLong));
        batch.lengths.push_back(std::int64_t(contexts[i].size()));
    }
    return batch;
}

RotaryTable tableOf(std::int64_t rows, std::int64_t length, std::int64_t size, at::ScalarType type)
{
    RotaryConfig config;
    config.headDim = size;
    at::Tensor positions = at::arange(length, at::kLong).unsqueeze(0);
    if (rows > 1)
        positions = positions + 3 * at::arange(rows, at::kLong).unsqueeze(1);
    return rotaryTable(config, positions, {}, type);
}

} // namespace

/// The kernels for NVIDIA's GPUs, run by an emulation on the CPU, against the formulas.
class CudaKernelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(1); }

    void normsOfSumsEqualTheFormulaForwardAndBackward_data() { eachType(); }
    void normsOfSumsEqualTheFormulaForwardAndBackward()
    {
        QFETCH(int, type);
        const at::ScalarType dtype = at::ScalarType(type);
        const Emulation emulation;
        for (const std::int64_t size : {8, 64, 136, 576, 4104}) {
            const std::vector<at::Tensor> inputs{randomOf({2, 3, size}, dtype), randomOf({2, 3, size}, dtype), randomOf({size}, dtype)};
            compareWays(inputs, [](auto& x) { return rmsNorm(x[0], x[2], 1e-5) + 0 * x[1]; }, [](auto& x) { return rmsNormPlain(x[0], x[2], 1e-5) + 0 * x[1]; },
                        roundingOf(dtype));
            compareWays(inputs, [](auto& x) { const auto [sum, normed] = addAndNorm(x[0], x[1], x[2], 1e-5); return at::cat({sum, normed}); },
                        [](auto& x) { return at::cat({x[0] + x[1], rmsNormPlain(x[0] + x[1], x[2], 1e-5)}); }, roundingOf(dtype));
        }
    }

    void gatedUnitsEqualTheFormulaForwardAndBackward_data() { eachType(); }
    void gatedUnitsEqualTheFormulaForwardAndBackward()
    {
        QFETCH(int, type);
        const at::ScalarType dtype = at::ScalarType(type);
        const Emulation emulation;
        for (const std::int64_t size : {8, 40, 1536})
            compareWays({randomOf({3, 2, 2 * size}, dtype)}, [](auto& x) { return gatedSilu(x[0]); }, [](auto& x) { return gatedSiluPlain(x[0]); }, roundingOf(dtype));
    }

    void headsAreRotatedHoweverTheyLie_data() { eachType(); }
    void headsAreRotatedHoweverTheyLie()
    {
        QFETCH(int, type);
        const at::ScalarType dtype = at::ScalarType(type);
        const Emulation emulation;
        for (const std::int64_t rows : {1, 2}) {
            const RotaryTable table = tableOf(rows, 5, 32, dtype);
            const auto split = [](const at::Tensor& x) { return splitHeads(x, 3); };
            compareWays({randomOf({2, 5, 96}, dtype)}, [&](auto& x) { return applyRotary(split(x[0]), table); },
                        [&](auto& x) { return applyRotaryPlain(split(x[0]), table); }, roundingOf(dtype));
            compareWays({randomOf({2, 3, 5, 32}, dtype)}, [&](auto& x) { return applyRotary(x[0], table); },
                        [&](auto& x) { return applyRotaryPlain(x[0], table); }, roundingOf(dtype));
            // Two of three heads of a joined projection.
            compareWays({randomOf({2, 5, 96}, dtype)}, [&](auto& x) { return rotateJoined(x[0], 2, table); },
                        [&](auto& x) { return at::cat({joinHeads(applyRotaryPlain(split(x[0]).narrow(1, 0, 2), table)), x[0].narrow(2, 64, 32)}, -1); }, roundingOf(dtype));
        }
    }

    void keysAndValuesComeToTheirPlaces_data() { eachType(); }
    void keysAndValuesComeToTheirPlaces()
    {
        QFETCH(int, type);
        const at::ScalarType dtype = at::ScalarType(type);
        at::NoGradGuard noGrad;
        const std::int64_t heads = 2, size = 16, digests = 3, padded = 7;
        const at::Tensor tokens = randomOf({9, 2 * heads * size}, dtype), last = randomOf({digests, 2 * heads * size}, dtype);
        const at::Tensor positions = at::randint(9, {3, padded}, at::kLong);
        const RotaryTable table = tableOf(1, padded + digests, size, dtype);
        const auto [plainKeys, plainValues] = placeKeyValuesPlain(tokens, last, positions, heads, table);
        const Emulation emulation;
        const auto [keys, values] = placeKeyValues(tokens, last, positions, heads, table);
        compareValues(keys, plainKeys, roundingOf(dtype));
        compareValues(values, plainValues, 0);
        // Of unequal rows only what they hold, one after the other: as if each were alone.
        const std::vector<std::int64_t> lengths{7, 1, 4};
        const at::Tensor begins = at::tensor({0, 10, 14, 21}, at::TensorOptions(at::kInt));
        const auto [raggedKeys, raggedValues] = placeRaggedKeyValues(tokens, last, positions, heads, table, begins, 21);
        for (std::int64_t row = 0; row < 3; ++row) {
            const std::int64_t length = lengths[std::size_t(row)];
            const RotaryTable own{table.cos.narrow(1, 0, length + digests), table.sin.narrow(1, 0, length + digests)};
            const auto [k, v] = placeKeyValuesPlain(tokens, last, positions.narrow(0, row, 1).narrow(1, 0, length), heads, own);
            const std::int64_t begin = begins[row].item<std::int64_t>();
            compareValues(raggedKeys.narrow(0, begin, length + digests), k[0].transpose(0, 1), roundingOf(dtype));
            compareValues(raggedValues.narrow(0, begin, length + digests), v[0].transpose(0, 1), 0);
        }
    }

    void labelsAreScoredAsByTheFormula_data() { eachType(); }
    void labelsAreScoredAsByTheFormula()
    {
        QFETCH(int, type);
        const at::ScalarType dtype = at::ScalarType(type);
        const Models models("base", dtype);
        const std::int64_t hidden = models.lm->config().hidden;
        const at::Tensor labels = at::tensor(at::IntArrayRef({5, 0, models.lm->config().vocab - 1, 7}), at::kLong);
        const at::Tensor teacher = randomOf({4, hidden}, dtype);
        for (const bool taught : {false, true}) {
            const at::Tensor full = taught ? teacher : at::Tensor();
            const double alpha = taught ? 0.3 : 1;
            compareWays({randomOf({4, hidden}, dtype)},
                        [&](auto& x) { const Emulation emulation; return scoreLabels(*models.lm, x[0], labels, full, alpha).losses; },
                        [&](auto& x) { return scoreLabelsPlain(*models.lm, x[0], labels, full, alpha).losses; }, dtype == at::kFloat ? 2e-5 : 2e-2);
            const Emulation emulation;
            const at::Tensor x = randomOf({4, hidden}, dtype);
            const LabelScores scores = scoreLabels(*models.lm, x, labels, full, alpha), plain = scoreLabelsPlain(*models.lm, x, labels, full, alpha);
            QVERIFY(scores.likeliest.equal(plain.likeliest));
            if (taught) {
                compareValues(scores.divergences, plain.divergences, dtype == at::kFloat ? 2e-5 : 2e-2);
                QCOMPARE(scoreLabels(*models.lm, teacher, labels, teacher, alpha).divergences.abs().max().item<double>(), 0.0);
            }
        }
    }

    void aTokenIsDecodedAsTheModelReadsIt_data() { eachModel(); }
    void aTokenIsDecodedAsTheModelReadsIt()
    {
        QFETCH(int, type);
        const at::ScalarType dtype = at::ScalarType(type);
        at::NoGradGuard noGrad;
        const auto model = LanguageModel::random(currentConfig(), 5, dtype, at::kCPU);
        const LanguageModel& lm = *model;
        for (const std::vector<std::int64_t>& padding : {std::vector<std::int64_t>{}, {0, 5, 2}}) {
            // Past the positions that one block of attention reads.
            const std::int64_t rows = padding.empty() ? 1 : 3, read = padding.empty() ? 150 : 9, all = read + 3;
            std::vector<at::Tensor> embeds;
            for (std::int64_t row = 0; row < rows; ++row)
                embeds.push_back(lm.embed(someIds(all, row + 1)));
            const at::Tensor batch = at::stack(embeds);
            KvCache plainCache = lm.makeCache(rows, all), cache = lm.makeCache(rows, all);
            lm.hiddenStates(batch.narrow(1, 0, read), &plainCache, padding);
            lm.hiddenStates(batch.narrow(1, 0, read), &cache, padding);
            for (std::int64_t place = read; place < all; ++place) {
                const at::Tensor plain = lm.logits(lm.hiddenStates(batch.narrow(1, place, 1), &plainCache, padding).select(1, 0));
                const Emulation emulation;
                QVERIFY(CudaDecoder::serves(lm, rows));
                std::vector<std::int64_t> ids;
                for (std::int64_t row = 0; row < rows; ++row)
                    ids.push_back(someIds(all, row + 1)[std::size_t(place)]);
                compareValues(TokenDecoder(lm, rows).step(ids, cache, padding), plain, dtype == at::kFloat ? 2e-5 : 2e-2);
            }
            for (std::int64_t layer = 0; layer < lm.config().layers; ++layer)
                compareValues(cache.keys(layer), plainCache.keys(layer), roundingOf(dtype) * 10);
        }
    }

    void promptsAreReadAsWithoutTheKernels_data() { eachModel(); }
    void promptsAreReadAsWithoutTheKernels()
    {
        QFETCH(int, type);
        const at::ScalarType dtype = at::ScalarType(type);
        const auto lm = LanguageModel::random(currentConfig(), 5, dtype, at::kCPU);
        const at::Tensor embeds = at::stack({lm->embed(someIds(12, 1)), lm->embed(someIds(12, 2))});
        const auto gradientsOf = [&](bool emulated) {
            const std::unique_ptr<Emulation> emulation = emulated ? std::make_unique<Emulation>() : nullptr;
            const at::Tensor x = embeds.detach().clone().requires_grad_(true);
            const at::Tensor hidden = lm->hiddenStates(x);
            (hidden * at::arange(hidden.numel(), at::kFloat).sin().view(hidden.sizes())).sum().backward();
            return std::make_pair(hidden.detach(), x.grad());
        };
        const auto [hidden, gradient] = gradientsOf(true);
        const auto [plainHidden, plainGradient] = gradientsOf(false);
        compareValues(hidden, plainHidden, dtype == at::kFloat ? 2e-5 : 6e-2);
        compareValues(gradient, plainGradient, dtype == at::kFloat ? 2e-5 : 6e-2);
        at::NoGradGuard noGrad;
        KvCache cache = lm->makeCache(2, 20), plainCache = lm->makeCache(2, 20);
        const at::Tensor plain = lm->hiddenStates(embeds, &plainCache, {0, 4});
        const Emulation emulation;
        compareValues(lm->hiddenStates(embeds, &cache, {0, 4}), plain, dtype == at::kFloat ? 2e-5 : 6e-2);
    }

    void contextsOfUnequalLengthAreCompressedTogether_data() { eachType(); }
    void contextsOfUnequalLengthAreCompressedTogether()
    {
        QFETCH(int, type);
        const at::ScalarType dtype = at::ScalarType(type);
        for (const std::int64_t keyValueHeads : {4, 2}) {
            IcformerConfig config;
            config.hidden = config.contextHidden = 64, config.intermediate = 96, config.layers = 4, config.heads = 4, config.keyValueHeads = keyValueHeads;
            config.digests = 5;
            config.crossAttentionFrequency = 2;
            config.rotary.headDim = config.headDim();
            const IcformerEncoder encoder(config, at::make_generator<at::CPUGeneratorImpl>(std::uint64_t(3)));
            const at::Tensor digests = at::randn({1, config.digests, config.hidden});
            const ContextBatch batch = batchOf({someIds(40, 1), someIds(7, 2), someIds(37, 3), someIds(1, 4)}, config.hidden, dtype);
            const auto forward = [&](const at::Tensor& rows) { return encoder.forward({rows, {}, batch.positions, batch.lengths}, digests, dtype); };
            const auto gradientsOf = [&](bool emulated) {
                const std::unique_ptr<Emulation> emulation = emulated ? std::make_unique<Emulation>() : nullptr;
                const at::Tensor rows = batch.rows.detach().clone().requires_grad_(true);
                const at::Tensor result = forward(rows);
                (result * at::arange(result.numel(), at::kFloat).sin().view(result.sizes())).sum().backward();
                return std::make_pair(result.detach(), rows.grad());
            };
            const auto [ragged, gradient] = gradientsOf(true);
            const auto [plain, plainGradient] = gradientsOf(false);
            compareValues(ragged, plain, dtype == at::kFloat ? 2e-5 : 5e-2);
            compareValues(gradient, plainGradient, dtype == at::kFloat ? 2e-5 : 5e-2);
            at::NoGradGuard noGrad;
            const Emulation emulation;
            QVERIFY(attendsRagged(digests.to(dtype), config.headDim()));
            compareValues(IcformerInference(encoder, digests, dtype, 101, TableUse::never).forward(batch), plain, dtype == at::kFloat ? 2e-5 : 5e-2);
        }
    }
};

QTEST_GUILESS_MAIN(CudaKernelsTest)
#include "cuda_kernels_test.moc"
