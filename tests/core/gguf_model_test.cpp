#include <QtTest>

#include <filesystem>

#include "core/config/decoder_config.h"
#include "core/io/gguf_weights.h"
#include "core/io/model_path.h"
#include "core/io/safetensors.h"
#include "core/text/tokenizer.h"
#include "tests/core/temporary_folder.h"
#include "tests/support/gguf_bytes.h"

using namespace icf;
using namespace icf::test;

namespace {

namespace fs = std::filesystem;

/// A model of one layer with two heads of four dimensions; of float32 zeros.  scaling: of rope_freqs.weight, or none.
GgufBytes tinyModel(const std::vector<float>& frequencies = {})
{
    GgufBytes file;
    file.add("general.architecture", "llama").add("llama.block_count", 1U).add("llama.embedding_length", 8U).add("llama.feed_forward_length", 16U);
    file.add("llama.attention.head_count", 2U).add("llama.attention.head_count_kv", 1U).add("llama.context_length", 64U);
    file.add("llama.rope.freq_base", 1e8F).add("llama.attention.layer_norm_rms_epsilon", 1e-5F).add("llama.rope.dimension_count", 4U);
    const auto matrix = [&](const std::string& name, std::uint64_t rows, std::uint64_t columns) {
        file.addTensor(name, 0, {rows, columns}, std::string(rows * columns * 4, '\0'));
    };
    matrix("token_embd.weight", 5, 8);
    matrix("blk.0.attn_q.weight", 8, 8);
    matrix("blk.0.attn_k.weight", 4, 8);
    matrix("blk.0.attn_v.weight", 4, 8);
    matrix("blk.0.attn_output.weight", 8, 8);
    matrix("blk.0.ffn_gate.weight", 16, 8);
    matrix("blk.0.ffn_up.weight", 16, 8);
    matrix("blk.0.ffn_down.weight", 8, 16);
    for (const char* norm : {"output_norm.weight", "blk.0.attn_norm.weight", "blk.0.ffn_norm.weight"})
        file.addTensor(norm, 0, {8}, std::string(32, '\0'));
    if (!frequencies.empty())
        file.addTensor("rope_freqs.weight", 0, {frequencies.size()}, {reinterpret_cast<const char*>(frequencies.data()), frequencies.size() * 4});
    return file;
}

} // namespace

class TestGgufModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void translatesNamesBothWays();
    void readsSizesFromTheMetadata();
    void recognisesTheFrequenciesOfLlama3();
    void refusesWhatItCannotCompute_data();
    void refusesWhatItCannotCompute();
    void namesTensorsAsTheFileDoes();
    void marksQueriesAndKeysAsInterleaved();
    void readsByteLevelTokenizers();
    void countsNoPaddingOfTheVocabularyAsTokens();
    void readsTokenizersOfScores();
    void findsTheFilesOfAModel();
};

void TestGgufModel::translatesNamesBothWays()
{
    const std::vector<std::pair<std::string, std::string>> names{{"token_embd.weight", "model.embed_tokens.weight"}, {"output.weight", "lm_head.weight"},
        {"output_norm.weight", "model.norm.weight"}, {"blk.12.attn_q.weight", "model.layers.12.self_attn.q_proj.weight"},
        {"blk.0.attn_k.bias", "model.layers.0.self_attn.k_proj.bias"}, {"blk.3.attn_q_norm.weight", "model.layers.3.self_attn.q_norm.weight"},
        {"blk.3.ffn_down.weight", "model.layers.3.mlp.down_proj.weight"}, {"blk.3.ffn_norm.weight", "model.layers.3.post_attention_layernorm.weight"}};
    for (const auto& [gguf, torch] : names) {
        QCOMPARE(torchTensorName(gguf), torch);
        QCOMPARE(ggufTensorName(torch), gguf);
    }
    for (const char* other : {"rope_freqs.weight", "blk.attn_q.weight", "blk.1.other.weight", "blk.", "", "blk.x.attn_q.weight"})
        QCOMPARE(torchTensorName(other), std::string(other));
}

void TestGgufModel::readsSizesFromTheMetadata()
{
    const TemporaryFolder folder;
    const std::string path = folder.write("model.gguf", tinyModel().bytes());
    for (const std::string& given : {path, folder.path()}) {
        const DecoderConfig config = DecoderConfig::read(given);
        QCOMPARE(config.hidden, std::int64_t{8});
        QCOMPARE(config.intermediate, std::int64_t{16});
        QCOMPARE(config.layers, std::int64_t{1});
        QCOMPARE(config.heads, std::int64_t{2});
        QCOMPARE(config.keyValueHeads, std::int64_t{1});
        QCOMPARE(config.headDim, std::int64_t{4});
        QCOMPARE(config.vocab, std::int64_t{5});
        QCOMPARE(config.maxPositions, std::int64_t{64});
        // As config.json has it, not the float32 nearest to it.
        QCOMPARE(config.rmsNormEps, 1e-5);
        QCOMPARE(config.rotary.theta, 1e8);
        QVERIFY(config.rotary.scaling == RotaryScaling::none);
        QVERIFY(config.tieWordEmbeddings);
        config.requireWeights(ModelWeights(given));
    }
}

void TestGgufModel::recognisesTheFrequenciesOfLlama3()
{
    const TemporaryFolder folder;
    // Of theta 1e8: 8192 positions are 1304 turns of the first frequency, which stays, and 0.13 of the second, which is divided.
    folder.write("model.gguf", tinyModel({1.0F, 32.0F}).bytes());
    const RotaryConfig rotary = DecoderConfig::read(folder.path()).rotary;
    QVERIFY(rotary.scaling == RotaryScaling::llama3);
    QCOMPARE(rotary.factor, 32.0);
    QCOMPARE(rotary.originalPositions, std::int64_t{8192});
    folder.write("model.gguf", tinyModel({1.0F, 1.0F}).bytes());
    QVERIFY(DecoderConfig::read(folder.path()).rotary.scaling == RotaryScaling::none);
}

void TestGgufModel::refusesWhatItCannotCompute_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const GgufBytes& file, const char* message) {
        const std::string bytes = file.bytes();
        QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << QString::fromUtf8(message);
    };
    row("no architecture", GgufBytes().add("a", 1U), "general.architecture is missing");
    row("another architecture", GgufBytes().add("general.architecture", "gemma3"), "general.architecture \"gemma3\" is not supported");
    row("size missing", GgufBytes().add("general.architecture", "llama"), "llama.embedding_length is missing");
    row("experts", tinyModel().add("llama.expert_count", 8U), "llama.expert_count: mixtures of experts");
    row("parts", tinyModel().add("split.count", 3U), "is the first of 3 parts of a model, whose names must end in -00001-of-00003.gguf");
    row("part of each head", tinyModel().add("llama.attention.key_length", 8U), "llama.rope.dimension_count: rotary embeddings of a part");
    row("scaling", tinyModel().add("llama.rope.scaling.type", "longrope"), "\"longrope\" is not supported");
    row("foreign frequencies", tinyModel({1.5F, 8.0F}), "other frequencies than Llama 3's");
}

void TestGgufModel::refusesWhatItCannotCompute()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    const TemporaryFolder folder;
    folder.write("model.gguf", bytes.toStdString());
    const QString error = errorOf([&] { DecoderConfig::read(folder.path("model.gguf")); });
    QVERIFY2(error.contains(message) && error.contains(QStringLiteral("model.gguf] ")), qPrintable(error));
}

void TestGgufModel::namesTensorsAsTheFileDoes()
{
    const TemporaryFolder folder;
    GgufBytes file = tinyModel();
    file.addTensor("blk.1.attn_v.weight", 10, {1, 256}, std::string(84, '\0'));
    const ModelWeights weights(folder.write("model.gguf", file.bytes()));
    const auto refused = [&](const std::string& name, std::vector<std::int64_t> shape) { return errorOf([&] { weights.require(name, shape); }); };
    QVERIFY(refused("model.layers.1.self_attn.v_proj.weight", {1, 256}).contains(QStringLiteral("\"blk.1.attn_v.weight\" has the unsupported type Q2_K")));
    QVERIFY(refused("lm_head.weight", {5, 8}).contains(QStringLiteral("\"output.weight\" is missing")));
    QVERIFY(refused("model.embed_tokens.weight", {5, 9}).contains(QStringLiteral("\"token_embd.weight\": expected shape [5, 9], got [5, 8]")));
}

void TestGgufModel::marksQueriesAndKeysAsInterleaved()
{
    const TemporaryFolder folder;
    const ModelWeights weights(folder.write("model.gguf", tinyModel().bytes()));
    QCOMPARE(weights.find("model.layers.0.self_attn.q_proj.weight")->interleavedRows, std::int64_t{4});
    QCOMPARE(weights.find("model.layers.0.self_attn.k_proj.weight")->interleavedRows, std::int64_t{4});
    QCOMPARE(weights.find("model.layers.0.self_attn.v_proj.weight")->interleavedRows, std::int64_t{0});
    GgufBytes odd = tinyModel();
    odd.addTensor("blk.1.attn_q.weight", 0, {6, 8}, std::string(192, '\0'));
    const std::string path = folder.write("odd.gguf", odd.bytes());
    QVERIFY(errorOf([&] { ModelWeights broken(path); }).contains(QStringLiteral("\"blk.1.attn_q.weight\" has 6 rows, which 2 heads of an even size do not make up")));
}

void TestGgufModel::readsByteLevelTokenizers()
{
    const TemporaryFolder folder;
    GgufBytes file;
    file.add("tokenizer.ggml.model", "gpt2").add("tokenizer.ggml.pre", "smollm");
    file.add("tokenizer.ggml.tokens", std::vector<std::string>{"<s>", "<e>", "a", "b", "\xC4\xA0", "ab", "\xC4\xA0""ab", "1", "11"});
    file.addNumbers<std::int32_t>("tokenizer.ggml.token_type", GgufType::i32, {3, 3, 1, 1, 1, 1, 1, 1, 1});
    file.add("tokenizer.ggml.merges", std::vector<std::string>{"a b", "\xC4\xA0 ab", "1 1"});
    file.add("tokenizer.ggml.eos_token_id", 1U).add("tokenizer.ggml.bos_token_id", 0U);
    const std::string path = folder.write("model.gguf", file.bytes());
    const auto tokenizer = Tokenizer::open(path);
    // Digits are split one by one, whatever the merges say.
    QCOMPARE(tokenizer->encode("ab ab<e>11", true), (std::vector<std::int64_t>{5, 6, 1, 7, 7}));
    QCOMPARE(tokenizer->decode({5, 6, 1}, true), std::string("ab ab"));
    QVERIFY(!tokenizer->bos());
    QCOMPARE(tokenizer->eos(), std::int64_t{1});
    folder.write("model.gguf", file.add("tokenizer.ggml.add_bos_token", true).bytes());
    QCOMPARE(Tokenizer::open(path)->encode("a", true), (std::vector<std::int64_t>{0, 2}));
    GgufBytes other;
    other.add("tokenizer.ggml.model", "gpt2").add("tokenizer.ggml.pre", "olmo").add("tokenizer.ggml.tokens", std::vector<std::string>{"a"});
    folder.write("other.gguf", other.bytes());
    QVERIFY(errorOf([&] { Tokenizer::open(folder.path("other.gguf")); }).contains(QStringLiteral("tokenizer.ggml.pre \"olmo\" is not supported")));
}

void TestGgufModel::countsNoPaddingOfTheVocabularyAsTokens()
{
    const TemporaryFolder folder;
    GgufBytes file;
    file.add("tokenizer.ggml.model", "gpt2").add("tokenizer.ggml.pre", "gpt-2").add("tokenizer.ggml.eos_token_id", 1U);
    file.add("tokenizer.ggml.tokens", std::vector<std::string>{"a", "<e>", "[unused]", "b", "[PAD4]", "[PAD5]"});
    file.addNumbers<std::int32_t>("tokenizer.ggml.token_type", GgufType::i32, {1, 3, 5, 1, 5, 5});
    file.add("tokenizer.ggml.merges", std::vector<std::string>{});
    const auto tokenizer = Tokenizer::open(folder.write("model.gguf", file.bytes()));
    QCOMPARE(tokenizer->size(), std::int64_t{4});
    QCOMPARE(tokenizer->encode("ab", false), (std::vector<std::int64_t>{0, 3}));
}

void TestGgufModel::readsTokenizersOfScores()
{
    const TemporaryFolder folder;
    GgufBytes file;
    const std::string mark = "\xE2\x96\x81";
    file.add("tokenizer.ggml.model", "llama");
    file.add("tokenizer.ggml.tokens", std::vector<std::string>{"<unk>", "<s>", "</s>", "<0x21>", mark, "a", "b", "c", "ab", "bc", mark + "a", mark + "ab"});
    file.addNumbers<float>("tokenizer.ggml.scores", GgufType::f32, {0, 0, 0, 0, -10, -11, -12, -13, -2, -1, -3, -4});
    file.addNumbers<std::int32_t>("tokenizer.ggml.token_type", GgufType::i32, {2, 3, 3, 6, 1, 1, 1, 1, 1, 1, 1, 1});
    const auto tokenizer = Tokenizer::open(folder.write("model.gguf", file.bytes()));
    // "bc" has the best score, so "abc" is a + bc and not ab + c.
    QCOMPARE(tokenizer->encode("abc ab!", true), (std::vector<std::int64_t>{1, 10, 9, 11, 3}));
    QCOMPARE(tokenizer->decode({1, 10, 9, 11, 3, 2}, true), std::string("abc ab!"));
    QCOMPARE(tokenizer->eos(), std::int64_t{2});
}

void TestGgufModel::findsTheFilesOfAModel()
{
    const TemporaryFolder folder;
    const auto make = [&](const std::string& name, const std::string& text = "x") {
        fs::create_directories(fs::path(folder.path(name)).parent_path());
        return folder.write(name, text);
    };
    make("one/a.gguf");
    QCOMPARE(modelFiles(folder.path("one")), folder.path("one/a.gguf"));
    QCOMPARE(modelFiles(folder.path("one/a.gguf")), folder.path("one/a.gguf"));
    make("one/b.gguf");
    QCOMPARE(modelFiles(folder.path("one")), folder.path("one"));
    make("both/config.json");
    make("both/a.gguf");
    QCOMPARE(modelFiles(folder.path("both")), folder.path("both"));
    QCOMPARE(modelFiles(folder.path("absent")), folder.path("absent"));
    // The hub's cache: files are links into blobs, refs/main names the snapshot.
    make("models--org--name/blobs/1");
    make("models--org--name/refs/main", "abc\n");
    fs::create_directories(folder.path("models--org--name/snapshots/abc"));
    fs::create_symlink("../../blobs/1", folder.path("models--org--name/snapshots/abc/config.json"));
    make("models--org--name/snapshots/older/config.json");
    QCOMPARE(modelFiles(folder.path("models--org--name")), folder.path("models--org--name/snapshots/abc"));
    QCOMPARE(modelFiles(folder.path("models--org--name") + "/"), folder.path("models--org--name") + "/snapshots/abc");
    make("models--org--name/refs/main", "../../../one");
    QCOMPARE(modelFiles(folder.path("models--org--name")), folder.path("models--org--name"));
    QCOMPARE(modelName(folder.path("models--org--name")), std::string("org/name"));
    QCOMPARE(modelName(folder.path("models--org--name/snapshots/abc")), std::string("org/name"));
    QCOMPARE(modelName(folder.path("one/a.gguf")), std::string("a.gguf"));
    QCOMPARE(modelName(folder.path("both") + "/"), std::string("both"));
}

QTEST_GUILESS_MAIN(TestGgufModel)
#include "gguf_model_test.moc"
