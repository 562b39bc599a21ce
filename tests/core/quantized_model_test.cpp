#include <QtTest>

#include <torch/types.h>

#include <array>
#include <cmath>

#include "core/generate/generator.h"
#include "core/io/gguf_weights.h"
#include "core/io/safetensors.h"
#include "core/lm/language_model.h"
#include "core/lm/token_decoder.h"
#include "core/nn/quantized_matrix.h"
#include "core/nn/tensor_io.h"
#include "core/quantized/block_kernels.h"
#include "tests/core/temporary_folder.h"
#include "tests/support/golden_gguf.h"

using namespace icf;
using namespace icf::test;

namespace {

const std::string kModel = ICF_TEST_DATA "/golden/base/lm";
const std::string kBlocks = ICF_TEST_DATA "/core/data/blocks.gguf";
const std::string kRounded = ICF_TEST_DATA "/core/data/rounded.gguf";

TensorData namedTensor(const GgufFile& file, const std::string& name) { return *std::ranges::find(file.tensors(), name, &TensorData::name); }

double largestDifference(const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().max().item<double>(); }

/// A matrix of made-up weights, some rows in each of two quantized types and some in float32.
QuantizedMatrix mixedMatrix(std::int64_t columns)
{
    at::manual_seed(4);
    const at::Tensor weights = at::randn({90, columns}) * 0.1;
    return QuantizedMatrix(columns, {QuantizedMatrix::rounded(weights.narrow(0, 0, 40), ElementType::q8_0),
                                     {ElementType::f32, weights.narrow(0, 40, 10).contiguous().view(at::kByte)},
                                     QuantizedMatrix::rounded(weights.narrow(0, 50, 40), ElementType::q4_1)});
}

/// The golden case's language model in a GGUF file, matrices in q4_1, the embedding and the values of the attention in q8_0.
std::string quantizedGguf()
{
    GgufBytes file = goldenGgufHeader();
    const SafetensorsFile original(kModel + "/model.safetensors");
    for (const TensorData& tensor : original.tensors()) {
        const std::string name = ggufTensorName(tensor.name);
        const std::vector<std::uint64_t> shape(tensor.shape.begin(), tensor.shape.end());
        constexpr std::uint32_t kF32 = 0, kQ4 = 3, kQ8 = 8;
        if (tensor.shape.size() < 2 || tensor.shape[1] % 32 != 0) {
            file.addTensor(name, kF32, shape, {reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size()});
            continue;
        }
        const bool eight = name.starts_with("token_embd") || name.find("attn_v") != std::string::npos;
        const QuantizedMatrix::Part part = QuantizedMatrix::readRounded(tensor, eight ? ElementType::q8_0 : ElementType::q4_1);
        file.addTensor(name, eight ? kQ8 : kQ4, shape, {static_cast<const char*>(part.bytes.const_data_ptr()), std::size_t(part.bytes.numel())});
    }
    return file.bytes();
}

std::unique_ptr<LanguageModel> loaded(const std::string& path, const WeightStorage& storage, at::ScalarType type = at::kFloat)
{
    return LanguageModel::load(path, type, at::kCPU, {}, storage);
}

/// Of the embedding and the layers' matrices in memory.
std::size_t bytesOf(const LanguageModel& lm)
{
    std::size_t bytes = lm.quantizedEmbedding() ? 0 : lm.embeddingMatrix().nbytes();
    const auto add = [&](const QuantizedMatrix* matrix, const at::Tensor& dense) {
        if (!matrix)
            bytes += dense.defined() ? dense.nbytes() : 0;
        else
            for (const QuantizedMatrix::Part& part : matrix->parts())
                bytes += part.bytes.nbytes();
    };
    add(lm.quantizedEmbedding(), {});
    for (const LanguageModel::Layer& layer : lm.layers())
        for (const FrozenLinear* projection : {&layer.queryKeyValue, &layer.out, &layer.gateUp, &layer.down})
            add(projection->quantized(), projection->weight());
    return bytes;
}

at::Tensor someIds() { return at::tensor({1, 45, 60, 33, 90, 12, 77, 5, 40, 61, 22, 18}, at::kLong); }

at::Tensor logitsOf(const LanguageModel& lm) { return lm.logits(lm.hiddenStates(lm.embed(someIds()).unsqueeze(0))[0]); }

} // namespace

class TestQuantizedModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void choosesTheNewestInstructionsThatTheCpuHas();
    void multipliesRowsOfEveryTypeInEveryInstructionSet();
    void roundsAsTheGgufPackageDoes();
    void multipliesFewAndManyRowsLikeADenseMatrix_data();
    void multipliesFewAndManyRowsLikeADenseMatrix();
    void givesTheScoresOfTheSameValuesDense();
    void answersTheSameWhetherItIsKeptQuantizedOrNot();
    void passesGradientsThroughQuantizedWeights();
    void roundsWeightsAsTheyAreLoaded();
    void readsAnIdThatTheEmbeddingLacksAsAnError();
};

void TestQuantizedModel::choosesTheNewestInstructionsThatTheCpuHas()
{
    QCOMPARE(std::string(blockKernels().back().isa), std::string("baseline"));
#if defined(__x86_64__) && defined(__GNUC__)
    const bool avx512 = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    QCOMPARE(std::string(blockKernels().front().isa), std::string(avx512 ? "v4" : avx2 ? "v3" : "baseline"));
#endif
}

void TestQuantizedModel::multipliesRowsOfEveryTypeInEveryInstructionSet()
{
    const GgufFile file(kBlocks);
    for (int type = int(ElementType::q4_0); type <= int(ElementType::q6_k); ++type) {
        const TensorData blocks = namedTensor(file, elementName(ElementType(type)));
        const std::int64_t columns = blocks.shape[1];
        const at::Tensor x = at::arange(columns, at::kFloat).mul(0.7).sin();
        // The first rows have scales as models do.
        const at::Tensor values = loadTensor(blocks, at::kFloat).narrow(0, 0, 4);
        const at::Tensor expected = at::mv(values.to(at::kDouble), x.to(at::kDouble));
        const at::Tensor magnitude = at::mv(values.abs().to(at::kDouble), x.abs().to(at::kDouble));
        const std::size_t rowBytes = blocks.bytes.size() / std::size_t(blocks.shape[0]);
        for (const BlockKernels& kernels : blockKernels()) {
            std::array<float, 4> got{};
            kernels.dot(ElementType(type), reinterpret_cast<const std::uint8_t*>(blocks.bytes.data()), rowBytes, 4, x.const_data_ptr<float>(), columns, got.data());
            for (std::int64_t row = 0; row < 4; ++row) {
                const double wanted = expected[row].item<double>(), found = double(got[std::size_t(row)]);
                QVERIFY2(std::isnan(wanted) ? std::isnan(found) : std::abs(found - wanted) <= 1e-6 * magnitude[row].item<double>(),
                         qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(kernels.isa), QLatin1String(elementName(ElementType(type))))));
            }
        }
    }
}

void TestQuantizedModel::roundsAsTheGgufPackageDoes()
{
    const GgufFile file(kRounded);
    const at::Tensor values = loadTensor(namedTensor(file, "values"), at::kFloat);
    for (const auto& [type, name] : {std::pair{ElementType::q8_0, "Q8_0"}, std::pair{ElementType::q4_1, "Q4_1"}}) {
        const at::Tensor expected = loadBlocks(namedTensor(file, name));
        const at::Tensor got = QuantizedMatrix::rounded(values, type).bytes;
        for (std::int64_t row = 0; row < expected.size(0); ++row)
            QVERIFY2(at::equal(got[row], expected[row]), qPrintable(QStringLiteral("%1, row %2").arg(QLatin1String(name)).arg(row)));
    }
}

void TestQuantizedModel::multipliesFewAndManyRowsLikeADenseMatrix_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("half");
    for (const int rows : {1, 3, 5, 6, 40})
        for (const bool half : {false, true})
            QTest::addRow("%d rows, %s", rows, half ? "bfloat16" : "float32") << rows << half;
}

void TestQuantizedModel::multipliesFewAndManyRowsLikeADenseMatrix()
{
    QFETCH(int, rows);
    QFETCH(bool, half);
    const at::NoGradGuard noGrad;
    const at::ScalarType type = half ? at::kBFloat16 : at::kFloat;
    const double tolerance = half ? 0.02 : 1e-5;
    const QuantizedMatrix matrix = mixedMatrix(64);
    QCOMPARE(matrix.rows(), std::int64_t{90});
    const at::Tensor dense = matrix.dense(0, 90, at::kFloat), bias = at::randn({90});
    const at::Tensor x = at::randn({1, rows, 64}).to(type);
    const at::Tensor product = matrix.times(x, bias);
    QVERIFY(product.sizes() == at::IntArrayRef({1, rows, 90}) && product.scalar_type() == type);
    QVERIFY(largestDifference(product.to(at::kFloat), at::linear(x.to(at::kFloat), dense, bias)) < tolerance);
    const at::Tensor gradient = at::randn({rows, 90}).to(type);
    QVERIFY(largestDifference(matrix.back(gradient).to(at::kFloat), at::mm(gradient.to(at::kFloat), dense)) < tolerance);
    for (const std::int64_t row : {0, 39, 40, 49, 50, 89})
        QVERIFY(at::equal(matrix.dense(row, 1, at::kFloat)[0], dense[row]));
}

void TestQuantizedModel::givesTheScoresOfTheSameValuesDense()
{
    const at::NoGradGuard noGrad;
    const TemporaryFolder folder;
    const std::string path = folder.write("model.gguf", quantizedGguf());
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
        const auto dense = loaded(path, {}, type), kept = loaded(path, {.keepsQuantized = true}, type);
        QVERIFY(!dense->isQuantized() && kept->isQuantized());
        // The down projections have 48 columns, which are no whole blocks, and stay as they are.
        QVERIFY(kept->layers()[1].gateUp.quantized() && !kept->layers()[1].down.quantized());
        QVERIFY(2 * bytesOf(*kept) < bytesOf(*dense) * (type == at::kFloat ? 1 : 2));
        QVERIFY(largestDifference(logitsOf(*kept), logitsOf(*dense)) < (type == at::kFloat ? 1e-4 : 0.1));
        QVERIFY(largestDifference(kept->denseEmbedding(at::kFloat), dense->denseEmbedding(at::kFloat)) < (type == at::kFloat ? 1e-12 : 1e-3));
        QVERIFY(kept->checksum() != dense->checksum());
        QCOMPARE(kept->checksum(), loaded(path, {.keepsQuantized = true}, type)->checksum());
        QVERIFY(at::equal(kept->weightSums(), loaded(path, {.keepsQuantized = true}, type)->weightSums()));
    }
}

void TestQuantizedModel::answersTheSameWhetherItIsKeptQuantizedOrNot()
{
    const at::NoGradGuard noGrad;
    const TemporaryFolder folder;
    const std::string path = folder.write("model.gguf", quantizedGguf());
    const auto decoded = [&](const LanguageModel& lm, std::int64_t rows) {
        KvCache cache = lm.makeCache(rows, 40);
        TokenDecoder decoder(lm, rows);
        std::vector<std::int64_t> next(std::size_t(rows), 7), all;
        next.back() = 30;
        for (int i = 0; i < 40; ++i) {
            const at::Tensor scores = decoder.step(next, cache, {});
            for (std::int64_t row = 0; row < rows; ++row)
                all.push_back(next[std::size_t(row)] = scores[row].argmax().item<std::int64_t>());
        }
        return all;
    };
    const auto dense = loaded(path, {}), kept = loaded(path, {.keepsQuantized = true});
    QVERIFY(TokenDecoder::serves(*kept, 3));
    for (const std::int64_t rows : {1, 3})
        QCOMPARE(decoded(*kept, rows), decoded(*dense, rows));
    // And as one pass over the whole row.
    KvCache cache = kept->makeCache(1, 12);
    TokenDecoder decoder(*kept, 1);
    const at::Tensor whole = logitsOf(*kept);
    for (std::int64_t i = 0; i < 12; ++i)
        QVERIFY(largestDifference(decoder.step({someIds()[i].item<std::int64_t>()}, cache, {})[0], whole[i]) < 1e-4);
}

void TestQuantizedModel::passesGradientsThroughQuantizedWeights()
{
    const TemporaryFolder folder;
    const std::string path = folder.write("model.gguf", quantizedGguf());
    const auto gradientOf = [&](const LanguageModel& lm, std::int64_t length) {
        const at::Tensor embeds = lm.denseEmbedding(at::kFloat).narrow(0, 3, length).clone().unsqueeze(0).requires_grad_(true);
        lm.logits(lm.hiddenStates(embeds)[0]).square().mean().backward();
        return embeds.grad();
    };
    const auto dense = loaded(path, {}), kept = loaded(path, {.keepsQuantized = true});
    for (const std::int64_t length : {2, 30}) {
        const at::Tensor expected = gradientOf(*dense, length);
        QVERIFY(largestDifference(gradientOf(*kept, length), expected) < 1e-4 * expected.abs().max().item<double>());
    }
}

void TestQuantizedModel::roundsWeightsAsTheyAreLoaded()
{
    const at::NoGradGuard noGrad;
    const auto exact = loaded(kModel, {});
    const at::Tensor expected = logitsOf(*exact);
    const double size = expected.abs().max().item<double>();
    double before = 0;
    for (const auto& [type, most] : {std::pair{ElementType::q8_0, 0.02}, std::pair{ElementType::q4_1, 0.4}}) {
        const auto rounded = loaded(kModel, {.rounded = type});
        const double difference = largestDifference(logitsOf(*rounded), expected) / size;
        QVERIFY2(difference > before && difference < most, qPrintable(QString::number(difference)));
        before = difference;
        QVERIFY(rounded->quantizedEmbedding()->parts()[0].type == ElementType::q8_0);
        QVERIFY(rounded->layers()[0].queryKeyValue.quantized()->parts()[2].type == type);
        QVERIFY(2 * bytesOf(*rounded) < bytesOf(*exact));
        // A benchmark's made-up weights are rounded the same way.
        QVERIFY(LanguageModel::random(exact->config(), 3, at::kFloat, at::kCPU, {.rounded = type})->isQuantized());
    }
    // What a file holds quantized already is not rounded a second time.
    const TemporaryFolder folder;
    const std::string path = folder.write("model.gguf", quantizedGguf());
    QCOMPARE(loaded(path, {.keepsQuantized = true, .rounded = ElementType::q8_0})->layers()[0].out.quantized()->parts()[0].type, ElementType::q4_1);
}

void TestQuantizedModel::readsAnIdThatTheEmbeddingLacksAsAnError()
{
    const QuantizedMatrix matrix = mixedMatrix(32);
    QVERIFY_THROWS_EXCEPTION(c10::Error, matrix.rowsOf(at::tensor({3, 90}, at::kLong), at::kFloat));
    QVERIFY_THROWS_EXCEPTION(c10::Error, matrix.rowsOf(at::tensor({-1}, at::kLong), at::kFloat));
}

QTEST_GUILESS_MAIN(TestQuantizedModel)
#include "quantized_model_test.moc"
