#include <QtTest>

#include <torch/types.h>

#include <cstring>

#include "core/generate/generator.h"
#include "core/quantized/block_kernels.h"
#include "core/io/gguf_weights.h"
#include "core/io/safetensors.h"
#include "core/lm/language_model.h"
#include "core/models/models.h"
#include "core/nn/tensor_io.h"
#include "tests/core/temporary_folder.h"
#include "tests/support/golden_gguf.h"

using namespace icf;
using namespace icf::test;

namespace {

const std::string kModel = ICF_TEST_DATA "/golden/base/lm";
const std::string kBlocks = ICF_TEST_DATA "/core/data/blocks.gguf";

/// The rows of a matrix as llama.cpp's converter lays those of queries and keys out: the halves of each head one row in turn.
std::string interleaved(const TensorData& tensor, std::size_t heads)
{
    const std::size_t rows = std::size_t(tensor.shape[0]), perHead = rows / heads, rowBytes = tensor.bytes.size() / rows;
    std::string out;
    for (std::size_t head = 0; head < heads; ++head)
        for (std::size_t pair = 0; pair < perHead / 2; ++pair)
            for (std::size_t half = 0; half < 2; ++half) {
                const std::size_t row = head * perHead + half * perHead / 2 + pair;
                out.append(reinterpret_cast<const char*>(tensor.bytes.data()) + row * rowBytes, rowBytes);
            }
    return out;
}

/// The golden case's language model as a GGUF file, without a tokenizer.
GgufBytes goldenGguf()
{
    GgufBytes file = goldenGgufHeader();
    const SafetensorsFile original(kModel + "/model.safetensors");
    for (const TensorData& tensor : original.tensors()) {
        const std::string name = ggufTensorName(tensor.name);
        const bool turned = name.find("attn_q.") != std::string::npos || name.find("attn_k.") != std::string::npos;
        const std::vector<std::uint64_t> shape(tensor.shape.begin(), tensor.shape.end());
        file.addTensor(name, 0, shape, turned ? interleaved(tensor, 4) : std::string(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size()));
    }
    return file;
}

TensorData namedTensor(const GgufFile& file, const std::string& name)
{
    return *std::ranges::find(file.tensors(), name, &TensorData::name);
}

} // namespace

class TestGgufLoad : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void loadsTheSameModelFromAGgufFile();
    void neverGeneratesPaddingOfTheVocabulary();
    void convertsEveryTypeAsTheGgufPackageDoes();
    void takesInterleavedRowsApart();
};

void TestGgufLoad::loadsTheSameModelFromAGgufFile()
{
    const GgufBytes file = goldenGguf();
    const TemporaryFolder folder;
    folder.write("model.gguf", file.bytes());
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
        const auto expected = LanguageModel::load(kModel, type, at::kCPU);
        QCOMPARE(LanguageModel::load(folder.path("model.gguf"), type, at::kCPU)->checksum(), expected->checksum());
    }
}

void TestGgufLoad::neverGeneratesPaddingOfTheVocabulary()
{
    // Four tokens, the other rows of the embedding are padding, as Qwen's are.
    GgufBytes file = goldenGguf();
    std::vector<std::string> tokens{"a", "b", "<e>", "c"};
    std::vector<std::int32_t> types{1, 1, 3, 1};
    const std::int64_t rows = DecoderConfig::read(kModel).vocab;
    for (std::int64_t id = 4; id < rows; ++id) {
        tokens.push_back("[PAD" + std::to_string(id) + "]");
        types.push_back(5);
    }
    file.add("tokenizer.ggml.model", "gpt2").add("tokenizer.ggml.tokens", tokens).add("tokenizer.ggml.eos_token_id", 2U);
    file.addNumbers("tokenizer.ggml.token_type", GgufType::i32, types).add("tokenizer.ggml.merges", std::vector<std::string>{});
    const TemporaryFolder folder;
    ModelOptions options;
    options.lm_path = folder.write("model.gguf", file.bytes());
    options.dtype = Dtype::float32;
    options.threads = 1;
    options.prompt_template = "plain";
    const OpenModels models = openModels(options);
    QCOMPARE(models.lm->config().vocab, rows);
    QCOMPARE(models.lm->tokenCount(), std::int64_t{4});
    const Layout layout = models.layouts->question({SegmentRole::context, std::vector<std::int64_t>{0, 1, 3}, {}}, {}, {0}, nullptr);
    CancelToken cancel;
    for (const double temperature : {0.0, 5.0}) {
        const Generated generated = generate(*models.lm, {layout}, 16, -1, {.settings = {.temperature = temperature}}, cancel);
        QCOMPARE(generated.rows[0].ids.size(), std::size_t{16});
        QVERIFY(*std::ranges::max_element(generated.rows[0].ids) < 4);
    }
    // The end of a turn ends an answer as the end of the text does.
    const Generated whole = generate(*models.lm, {layout}, 16, -1, {}, cancel);
    file.add("tokenizer.ggml.eot_token_id", std::uint32_t(whole.rows[0].ids[0]));
    options.lm_path = folder.write("turns.gguf", file.bytes());
    const OpenModels turns = openModels(options);
    const Generated ended = generate(*turns.lm, {layout}, 16, -1, {}, cancel);
    QVERIFY(ended.rows[0].ended);
    QCOMPARE(ended.rows[0].ids, std::vector<std::int64_t>{whole.rows[0].ids[0]});
}

void TestGgufLoad::convertsEveryTypeAsTheGgufPackageDoes()
{
    const GgufFile file(kBlocks);
    for (const char* name : {"F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"}) {
        const at::Tensor expected = viewTensor(namedTensor(file, std::string(name) + ".values"));
        for (const at::ScalarType type : {at::kFloat, at::kBFloat16, at::kHalf}) {
            const at::Tensor loaded = loadTensor(namedTensor(file, name), type);
            QVERIFY(loaded.scalar_type() == type);
            QVERIFY2(at::allclose(loaded.to(at::kDouble), expected.to(type).to(at::kDouble), 0, 0, /*equal_nan=*/true), name);
        }
    }
}

void TestGgufLoad::takesInterleavedRowsApart()
{
    const GgufFile file(kBlocks);
    for (const char* name : {"Q4_0.values", "Q4_0", "Q6_K"}) {
        TensorData tensor = namedTensor(file, name);
        const at::Tensor stored = loadTensor(tensor, at::kFloat);
        tensor.interleavedRows = 6;
        const at::Tensor loaded = loadTensor(tensor, at::kFloat);
        const std::vector<std::int64_t> order{0, 2, 4, 1, 3, 5};
        for (std::int64_t row = 0; row < loaded.size(0); ++row)
            QVERIFY(at::allclose(loaded[row], stored[row / 6 * 6 + order[std::size_t(row % 6)]], 0, 0, /*equal_nan=*/true));
    }
}

QTEST_GUILESS_MAIN(TestGgufLoad)
#include "gguf_load_test.moc"
