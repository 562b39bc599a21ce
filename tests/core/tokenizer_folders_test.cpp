#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/text/tokenizer.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;

namespace {

const std::string kModel = ICF_TEST_DATA "/golden/base/lm/tokenizer.model";
constexpr std::int64_t kPieces = 512;
const std::string kText = "Anna walks.</s>b<x> c";

/// A folder with the golden tokenizer.model and this tokenizer_config.json, opened.
std::unique_ptr<Tokenizer> opened(const TemporaryFolder& folder, const json& config, std::int64_t vocab = std::numeric_limits<std::int64_t>::max())
{
    folder.write("tokenizer.model", fileBytes(kModel));
    folder.write("tokenizer_config.json", config.dump());
    return Tokenizer::open(folder.path(), Tokenizer::kStretchBytes, vocab);
}

std::vector<std::int64_t> ids(const json& config)
{
    const TemporaryFolder folder;
    return opened(folder, config)->encode(kText, false);
}

/// A tokenizer.json that belongs to the golden tokenizer.model.
json tokenizerJson()
{
    const TemporaryFolder folder;
    const auto tokenizer = opened(folder, {{"legacy", false}});
    json vocab = json::object();
    for (std::int64_t id = 0; id < kPieces; ++id)
        vocab[tokenizer->piece(id)] = id;
    return {{"model", {{"type", "BPE"}, {"vocab", vocab}, {"merges", json::array()}}}, {"normalizer", nullptr}, {"pre_tokenizer", nullptr}, {"added_tokens", json::array()}};
}

json metaspace(const char* scheme)
{
    return {{"type", "Metaspace"}, {"replacement", "\u2581"}, {"prepend_scheme", scheme}, {"split", false}};
}

} // namespace

/// Tokenizer folders in the spellings of transformers 4 and 5.
class TokenizerFoldersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheClassesOfTransformers5AsLlamas()
    {
        const auto expected = ids({{"tokenizer_class", "LlamaTokenizer"}, {"legacy", false}});
        for (const char* name : {"TokenizersBackend", "PreTrainedTokenizerFast", "LlamaTokenizerFast"})
            QVERIFY2(ids({{"tokenizer_class", name}, {"legacy", false}}) == expected, name);
        QVERIFY(ids({{"tokenizer_class", nullptr}, {"legacy", false}}) == expected);
        QVERIFY(ids({{"legacy", false}}) == expected);
        // Where "legacy" is not written any more it is false; in older files that meant true.
        for (const json& config : {json{{"tokenizer_class", "TokenizersBackend"}}, json{{"tokenizer_class", "LlamaTokenizer"}, {"backend", "tokenizers"}, {"add_prefix_space", nullptr}}})
            QVERIFY2(ids(config) == expected, config.dump().c_str());
        const auto legacy = ids({{"tokenizer_class", "LlamaTokenizer"}});
        QVERIFY(legacy != expected);
        QVERIFY(ids({{"tokenizer_class", "LlamaTokenizer"}, {"backend", "tokenizers"}, {"legacy", true}}) == legacy);
    }

    void takesFromTokenizerJsonWhatTheConfigNoLongerSays()
    {
        const auto modern = ids({{"legacy", false}}), legacy = ids({{"legacy", true}}), bare = ids({{"legacy", false}, {"add_prefix_space", false}});
        const TemporaryFolder folder;
        json file = tokenizerJson();
        for (const auto& [scheme, expected] : {std::pair{"first", modern}, {"always", legacy}, {"never", bare}}) {
            file["pre_tokenizer"] = metaspace(scheme);
            folder.write("tokenizer.json", file.dump());
            QVERIFY2(opened(folder, {{"tokenizer_class", "TokenizersBackend"}})->encode(kText, false) == expected, scheme);
        }
        file["pre_tokenizer"] = nullptr;
        file["normalizer"] = {{"type", "Sequence"}, {"normalizers", {{{"type", "Prepend"}, {"prepend", "\u2581"}}, {{"type", "Replace"}}}}};
        folder.write("tokenizer.json", file.dump());
        QVERIFY(opened(folder, {{"tokenizer_class", "PreTrainedTokenizerFast"}})->encode(kText, false) == legacy);
        // What a Llama's own configuration says counts more.
        QVERIFY(opened(folder, {{"tokenizer_class", "LlamaTokenizer"}, {"backend", "tokenizers"}, {"legacy", false}})->encode(kText, false) == modern);
    }

    void readsTheAddedTokensOfTokenizerJson()
    {
        const TemporaryFolder folder;
        json file = tokenizerJson();
        file["added_tokens"] = {{{"id", 1}, {"content", "<s>"}, {"special", true}}, {{"id", 530}, {"content", "<x>"}, {"special", true}}, {{"id", 531}, {"content", "<y>"}, {"special", false}}};
        folder.write("tokenizer.json", file.dump());
        for (const json& config : {json{{"tokenizer_class", "TokenizersBackend"}, {"pad_token", "<x>"}}, json{{"legacy", false}}}) {
            const auto tokenizer = opened(folder, config);
            const auto found = tokenizer->encode("a<x>b<y>", false);
            QVERIFY2(std::ranges::count(found, 530) == 1 && found.back() == 531, json(found).dump().c_str());
            QVERIFY(tokenizer->decode({531}, true) == "<y>");
        }
        QCOMPARE(opened(folder, {{"tokenizer_class", "TokenizersBackend"}})->decode({530}, true), std::string());
        // A decoder in the configuration says all by itself.
        const json decoder = {{"0", {{"content", "<unk>"}}}, {"1", {{"content", "<s>"}}}, {"2", {{"content", "</s>"}}}, {"600", {{"content", "<x>"}}}};
        QCOMPARE(opened(folder, {{"legacy", false}, {"added_tokens_decoder", decoder}})->encode("<x>", false).back(), std::int64_t{600});
        // Null is none.
        QCOMPARE(opened(folder, {{"legacy", false}, {"added_tokens_decoder", nullptr}})->size(), std::int64_t{532});
    }

    void refusesATokenizerJsonThatContradicts()
    {
        const TemporaryFolder folder;
        const json generic = {{"tokenizer_class", "TokenizersBackend"}};
        const auto fault = [&](const json& file, const json& config) {
            folder.write("tokenizer.json", file.dump());
            return errorOf([&] { opened(folder, config); });
        };
        json file = tokenizerJson();
        std::swap(file["model"]["vocab"]["<s>"], file["model"]["vocab"]["</s>"]);
        QVERIFY(fault(file, generic).contains(QStringLiteral("they do not belong together")));
        file = tokenizerJson();
        file["model"] = {{"type", "Unigram"}, {"vocab", json::array({json::array({"<unk>", 0}), json::array({"Anna", -1.5})})}};
        QVERIFY(fault(file, generic).contains(QStringLiteral("they do not belong together")));
        // A Llama's own class reads tokenizer.model.
        QVERIFY(fault(file, {{"legacy", false}}).isEmpty());
        file = tokenizerJson();
        file["added_tokens"] = {{{"id", 530}, {"content", "<x>"}}};
        folder.write("added_tokens.json", R"({"<x>": 531})");
        QVERIFY(fault(file, generic).contains(QStringLiteral("\"<x>\" has the id 530 here, and 531 in added_tokens.json")));
        for (const json& broken : {json::array(), json{{"added_tokens", 3}}, json{{"added_tokens", {3}}}, json{{"added_tokens", {{{"content", "<x>"}}}}}, json{{"added_tokens", {{{"id", "1"}, {"content", "<x>"}}}}}})
            QVERIFY2(fault(broken, generic).contains(QStringLiteral("tokenizer.json")), broken.dump().c_str());
    }

    void readsExtraSpecialTokensAsListAndAsObject()
    {
        const json object = {{"content", "<x>"}, {"lstrip", true}, {"special", true}, {"__type", "AddedToken"}};
        for (const json& extra : {json{"<x>"}, json::array({object}), json{{"image_token", "<x>"}}, json{{"image_token", object}}}) {
            const TemporaryFolder folder;
            const auto tokenizer = opened(folder, {{"legacy", false}, {"extra_special_tokens", extra}});
            QVERIFY2(tokenizer->encode("a<x>", false).back() == kPieces, extra.dump().c_str());
            QVERIFY(tokenizer->decode({kPieces}, true).empty());
        }
        for (const json& none : {json::array(), json::object(), json()}) {
            const TemporaryFolder folder;
            QCOMPARE(opened(folder, {{"legacy", false}, {"extra_special_tokens", none}, {"additional_special_tokens", none.is_array() ? none : json{"<y>"}}})->size(), kPieces + (none.is_array() ? 0 : 1));
        }
        const TemporaryFolder folder;
        for (const json& wrong : {json(3), json("<x>"), json{3}})
            QVERIFY2(!errorOf([&] { opened(folder, {{"extra_special_tokens", wrong}}); }).isEmpty(), wrong.dump().c_str());
    }

    void refusesOnlyTextsThatNeedAnIdBeyondTheEmbedding()
    {
        const TemporaryFolder folder;
        folder.write("added_tokens.json", R"({"<pad>": 512, "<x>": 513})");
        const auto tokenizer = opened(folder, {{"legacy", false}}, kPieces);
        QVERIFY(!tokenizer->encode("Anna walks.", true).empty());
        const QString error = errorOf([&] { tokenizer->encode("Anna<pad>", true); });
        QVERIFY2(error.contains(QStringLiteral("\"<pad>\" has the id 512, the model has only 512 embeddings")), qPrintable(error));
        // What is cut off is not needed.
        QCOMPARE(tokenizer->encode("Anna<pad>", false, 1).size(), std::size_t{1});
        QCOMPARE(tokenizer->notes().size(), std::size_t{1});
        QVERIFY(tokenizer->notes()[0].find("\"<pad>\" has the id 512, and 1 more") != std::string::npos);
        QVERIFY(opened(folder, {{"legacy", false}}, 514)->notes().empty());
        QVERIFY(opened(folder, {{"legacy", false}}, 514)->encode("<x>", false).back() == 513);
    }

    void refusesTokenizersThatAreNotTheModels()
    {
        const TemporaryFolder folder;
        QVERIFY(errorOf([&] { opened(folder, {{"legacy", false}}, kPieces - 1); }).contains(QStringLiteral("they do not belong together")));
        const QString error = errorOf([&] { opened(folder, {{"legacy", false}, {"eos_token", "<end>"}}, kPieces); });
        QVERIFY2(error.contains(QStringLiteral("\"<end>\" has the id 512")), qPrintable(error));
    }
};

QTEST_GUILESS_MAIN(TokenizerFoldersTest)
#include "tokenizer_folders_test.moc"
