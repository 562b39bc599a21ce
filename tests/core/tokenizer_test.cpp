#include <QtTest>

#include <array>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "core/base/memory.h"
#include "core/text/special_tokens.h"
#include "core/text/text_cuts.h"
#include "core/text/tokenizer.h"
#include "core/text/white_space.h"
#include "tests/core/temporary_folder.h"
#include "tests/support/sentencepiece_models.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;

namespace {

const std::string kGolden = ICF_TEST_DATA "/golden/";

/// A copy of a golden model's tokenizer with another tokenizer_config.json.
std::string modelWith(const TemporaryFolder& folder, const json& config)
{
    folder.write("tokenizer.model", fileBytes(kGolden + "base/lm/tokenizer.model"));
    folder.write("tokenizer_config.json", config.dump());
    return folder.path();
}

} // namespace

class TestTokenizer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsTheReferenceOnEveryGoldenText_data();
    void equalsTheReferenceOnEveryGoldenText();
    void equalsTransformersUnderEveryConfiguration_data();
    void equalsTransformersUnderEveryConfiguration();
    void cutsLongTextsWithoutChangingAToken_data();
    void cutsLongTextsWithoutChangingAToken();
    void readsNoFurtherThanIsAskedFor();
    void cutsOnlyWhereNoTokenReachesAcross();
    void learnsCutsFromVocabulariesMadeToCollide();
    void cutsNoTextsOfModelsWithTokensOfHalfCharacters();
    void encodesAnEmptyTextToNothing();
    void tellsTheTextThatATokenStandsFor();
    void keepsTheDummyPrefixOfLegacyModels();
    void takesWhiteSpaceIntoTokensThatStripIt();
    void leavesSpecialTokensOutWhenAsked();
    void readsIdsOutsideTheVocabularyAsUnknown();
    void givesNewSpecialTokensTheNextId();
    void readsAddedTokensOfOlderFolders();
    void findsOneOfVeryManyAddedTokens();
    void refusesAddedTokensBeyondMeasure();
    void replacesMalformedUtf8InsteadOfFailing();
    void describesItself();
    void refusesFoldersWithoutATokenizer();
    void refusesOtherTokenizerClasses();
    void refusesDamagedConfigs();
    void refusesTruncatedModels();
    void splitsAtTheLongestToken();
    void stripsWhatPythonStrips();
};

void TestTokenizer::equalsTheReferenceOnEveryGoldenText_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("stretch");
    for (const char* name : {"base", "gqa-bias-linear-chunk", "dynamic-ntk"}) {
        QTest::newRow(name) << QString::fromUtf8(name) << int(Tokenizer::kStretchBytes);
        QTest::addRow("%s, cut wherever it may be", name) << QString::fromUtf8(name) << 1;
    }
}

void TestTokenizer::equalsTheReferenceOnEveryGoldenText()
{
    QFETCH(QString, name);
    QFETCH(int, stretch);
    const std::string folder = kGolden + name.toStdString();
    const auto tokenizer = Tokenizer::open(folder + "/lm", std::size_t(stretch));
    const json expected = json::parse(fileBytes(folder + "/expected.json"));
    int checked = 0;
    for (const bool bos : {false, true})
        for (const json& entry : expected[bos ? "tokenize_bos" : "tokenize"]) {
            const auto ids = tokenizer->encode(entry["text"], bos);
            QVERIFY2(json(ids) == entry["ids"], (entry["text"].dump() + " → " + json(ids).dump()).c_str());
            ++checked;
        }
    for (const json& entry : expected["detokenize"]) {
        const auto ids = entry["ids"].get<std::vector<std::int64_t>>();
        QCOMPARE(tokenizer->decode(ids, false), entry["text"].get<std::string>());
        QCOMPARE(tokenizer->decode(ids, true), entry["text_skip_special"].get<std::string>());
        ++checked;
    }
    QCOMPARE(checked, 28);
}

void TestTokenizer::equalsTransformersUnderEveryConfiguration_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("stretch");
    const json cases = json::parse(fileBytes(ICF_TEST_DATA "/core/data/tokenizer_cases.json"));
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const std::string name = cases[i]["name"];
        QTest::newRow(name.c_str()) << static_cast<int>(i) << static_cast<int>(Tokenizer::kStretchBytes);
        QTest::addRow("%s, cut wherever it may be", name.c_str()) << static_cast<int>(i) << 1;
    }
}

void TestTokenizer::equalsTransformersUnderEveryConfiguration()
{
    // Recorded by tests/support/make_tokenizer_cases.py with transformers 4.44.2.
    QFETCH(int, index);
    QFETCH(int, stretch);
    const json recorded =
        json::parse(fileBytes(ICF_TEST_DATA "/core/data/tokenizer_cases.json"))[static_cast<std::size_t>(index)];
    const TemporaryFolder folder;
    const auto tokenizer = Tokenizer::open(modelWith(folder, recorded["config"]), std::size_t(stretch));
    QCOMPARE(tokenizer->size(), recorded["size"].get<std::int64_t>());
    for (const json& entry : recorded["encode"]) {
        const auto ids = tokenizer->encode(entry["text"], false);
        QVERIFY2(json(ids) == entry["ids"], (entry.dump() + " → " + json(ids).dump()).c_str());
    }
    for (const char* part : {"encode", "decode"})
        for (const json& entry : recorded[part]) {
            const auto ids = entry["ids"].get<std::vector<std::int64_t>>();
            QVERIFY2(tokenizer->decode(ids, false) == entry["decoded"].get<std::string>(),
                (entry.dump() + " → " + tokenizer->decode(ids, false)).c_str());
            QVERIFY2(tokenizer->decode(ids, true) == entry["skipped"].get<std::string>(),
                (entry.dump() + " → " + tokenizer->decode(ids, true)).c_str());
        }
}

void TestTokenizer::cutsLongTextsWithoutChangingAToken_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("legacy");
    const auto rows = [](const char* name, const std::string& folder) {
        for (const bool legacy : {false, true})
            QTest::addRow("%s, %s", name, legacy ? "legacy" : "not legacy") << QString::fromStdString(folder) << legacy;
    };
    for (const char* name : {"base", "gqa-bias-linear-chunk", "dynamic-ntk"})
        rows(name, kGolden + name + "/lm");
    rows("demo", ICF_RESOURCES "/demo/lm");
}

void TestTokenizer::cutsLongTextsWithoutChangingAToken()
{
    QFETCH(QString, folder);
    QFETCH(bool, legacy);
    const TemporaryFolder copy;
    copy.write("tokenizer.model", fileBytes(folder.toStdString() + "/tokenizer.model"));
    copy.write("tokenizer_config.json", json{{"tokenizer_class", "LlamaTokenizer"}, {"legacy", legacy}}.dump());
    // What can stand beside a cut: words, white space of all kinds, special tokens, other scripts, characters that no token has, malformed bytes.
    constexpr std::string_view kParts[] = {"Anna", "walks", " ", "  ", "\n", "\t", ". ", "Ölçü", "步行", "🙂", "<s>", "</s>", "<unk>", "\xE2\x96\x81", "\xFF", "\xE2\x96",
        "1234567890", "\xC2\xA0", "\xE3\x80\x80", ",", "x", "e", "to the ", "\r\n"};
    std::string text;
    std::uint64_t random = 7;
    while (text.size() < 100'000) {
        random = random * 6364136223846793005ULL + 1442695040888963407ULL;
        text += kParts[(random >> 33) % std::size(kParts)];
    }
    const auto whole = Tokenizer::open(copy.path(), std::size_t{1} << 30)->encode(text, true);
    for (const std::size_t stretch : {std::size_t{1}, std::size_t{17}, std::size_t{1000}, Tokenizer::kStretchBytes})
        QVERIFY(Tokenizer::open(copy.path(), stretch)->encode(text, true) == whole);
    const auto everywhere = Tokenizer::open(copy.path(), 1);
    for (const std::size_t atMost : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{100}, whole.size() - 1, whole.size(), whole.size() + 1})
        QVERIFY(everywhere->encode(text, true, atMost) == std::vector(whole.begin(), whole.begin() + std::ptrdiff_t(std::min(atMost, whole.size()))));
}

void TestTokenizer::readsNoFurtherThanIsAskedFor()
{
    const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
    std::string text;
    while (text.size() < (std::size_t{64} << 20))
        text += "Anna walks to the river. ";
    PeakMemory peak;
    QCOMPARE(tokenizer->encode(text, false, 512).size(), std::size_t{512});
    // A copy of the text; all of its ids would take four times as much, and the library, were it given the whole, two hundred times.
    const std::int64_t taken = peak.own();
    QVERIFY2(taken < std::int64_t(text.size()) * 5 / 2, std::to_string(taken).c_str());
    // Nothing to cut at: a token may differ once in two MiB, and none is lost.
    const std::size_t length = std::size_t{5} << 20;
    const auto ids = tokenizer->encode(std::string(length, 'x'), false);
    QCOMPARE(tokenizer->decode(ids, false), std::string(length, 'x'));
}

void TestTokenizer::cutsOnlyWhereNoTokenReachesAcross()
{
    TextCuts cuts;
    for (const char* token : {"\xE2\x96\x81" "ab", "bc", "é", "步行", "."})
        cuts.learn(token, true);
    for (const char* character : {"a", "b", "c", "é", "步", "行", ".", "\xE2\x96\x81"})
        cuts.learn(character, true);
    cuts.learn("<z>", false);
    cuts.finish();
    const auto all = [&](std::string_view text) {
        std::vector<std::size_t> found;
        for (std::size_t at = 0; (at = cuts.find(text, at + 1, text.size())) != std::string_view::npos;)
            found.push_back(at);
        return found;
    };
    using Places = std::vector<std::size_t>;
    QCOMPARE(all("abc"), Places{}); // a|b and b|c stand in tokens.
    QCOMPARE(all("ab ab"), (Places{2})); // Before the space; behind it " a" is a token's start, and no cut follows a space.
    QCOMPARE(all("b. b"), (Places{1, 2})); 
    QCOMPARE(all("步行行步"), (Places{6, 9}));
    QCOMPARE(all("é步z步"), (Places{2})); // z stands in no token.
    QCOMPARE(all("é\xFF步"), Places{});
    QCOMPARE(cuts.find("步行行步", 7, 12), std::size_t{9}); // From the middle of a character.
    QCOMPARE(cuts.find("步行行步", 1, 6), std::string_view::npos);
    QCOMPARE(cuts.find("", 0, 0), std::string_view::npos);
}

void TestTokenizer::learnsCutsFromVocabulariesMadeToCollide()
{
    // All in one bucket of the standard library's hash table, which takes numbers as they are: minutes of work, were there one.
    std::unordered_set<std::uint64_t> table;
    for (std::uint64_t i = 0; i < 300'000; ++i)
        table.insert(i);
    const std::uint64_t buckets = table.bucket_count();
    const auto utf8 = [](std::uint64_t code) { return QString::fromUcs4(std::array{static_cast<char32_t>(code)}.data(), 1).toStdString(); };
    TextCuts cuts;
    std::size_t pairs = 0;
    for (std::uint64_t before = 0x10000; pairs < 250'000; ++before)
        for (std::uint64_t after = (buckets - (before << 32) % buckets) % buckets; after < 0x110000; after += buckets)
            if (after >= 0x10000) {
                cuts.learn(utf8(before) + utf8(after), true);
                ++pairs;
            }
    cuts.learn("a", true);
    cuts.finish();
    QCOMPARE(cuts.find("aa", 1, 2), std::size_t{1});
}

void TestTokenizer::cutsNoTextsOfModelsWithTokensOfHalfCharacters()
{
    // "a" and the first byte of "é" are one token, though no token has the two characters side by side.
    const TemporaryFolder folder;
    folder.write("tokenizer_config.json", R"({"legacy": false})");
    folder.write("tokenizer.model", piece("<unk>", 2) + piece("<s>", 3) + piece("</s>", 3) + piece("\xE2\x96\x81") + piece("\xC3\xA9")
            + piece("b") + piece("a") + piece("a\xC3", 4) + pairSettings() + field(3, std::string("\x20\0", 2)));
    std::string text;
    while (text.size() < 1000)
        text += "ba\xC3\xA9";
    QVERIFY(Tokenizer::open(folder.path(), 1)->encode(text, false) == Tokenizer::open(folder.path())->encode(text, false));
}

void TestTokenizer::encodesAnEmptyTextToNothing()
{
    const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
    QVERIFY(tokenizer->encode("", false).empty());
    QCOMPARE(tokenizer->encode("", true), std::vector<std::int64_t>{*tokenizer->bos()});
    QCOMPARE(tokenizer->decode({}, false), std::string());
}

void TestTokenizer::tellsTheTextThatATokenStandsFor()
{
    const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
    const auto textOf = [&](const std::string& text) {
        std::string whole;
        for (const std::int64_t id : tokenizer->encode(text, false))
            whole += tokenizer->text(id);
        return whole;
    };
    QCOMPARE(textOf("Anna walks\n\xE2\x98\x83."), std::string(" Anna walks\n\xE2\x98\x83."));
    QCOMPARE(tokenizer->text(*tokenizer->bos()), std::string("<s>"));
}

void TestTokenizer::keepsTheDummyPrefixOfLegacyModels()
{
    const TemporaryFolder folder;
    const auto legacy = Tokenizer::open(modelWith(folder, {{"tokenizer_class", "LlamaTokenizer"}}));
    const auto modern = Tokenizer::open(kGolden + "base/lm");
    // Legacy puts the mark after a special token too; the modern rules do not.
    const auto ids = legacy->encode("</s>b", false);
    QVERIFY(legacy->piece(ids.at(1)).starts_with("▁"));
    QVERIFY(!modern->piece(modern->encode("</s>b", false).at(1)).starts_with("▁"));
    // A text without special tokens reads the same.
    QCOMPARE(legacy->encode("Anna walks.", false), modern->encode("Anna walks.", false));
    QCOMPARE(legacy->decode(legacy->encode("Anna walks.", false), false), std::string("Anna walks."));
    // Decoding in legacy mode puts a space before a special token.
    QCOMPARE(legacy->decode(legacy->encode("a</s>", false), false), std::string(" a</s>"));
}

void TestTokenizer::takesWhiteSpaceIntoTokensThatStripIt()
{
    const json token = {{"content", "</s>"}, {"lstrip", true}, {"rstrip", true}};
    const TemporaryFolder folder;
    const auto tokenizer = Tokenizer::open(modelWith(folder, {{"legacy", false}, {"eos_token", token}}));
    QCOMPARE(tokenizer->encode("a  </s> \n b", false), tokenizer->encode("a</s>b", false));
}

void TestTokenizer::leavesSpecialTokensOutWhenAsked()
{
    const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
    const auto ids = tokenizer->encode("<s>one</s>", false);
    QCOMPARE(tokenizer->decode(ids, true), std::string("one"));
    QCOMPARE(tokenizer->decode(ids, false), std::string("<s> one</s>"));
}

void TestTokenizer::readsIdsOutsideTheVocabularyAsUnknown()
{
    const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
    for (const std::int64_t id : {std::int64_t{-1}, tokenizer->size(), std::int64_t{1} << 40, INT64_MIN})
        QCOMPARE(tokenizer->piece(id), std::string("<unk>"));
    QVERIFY(!tokenizer->decode({tokenizer->size() + 7}, false).empty());
}

void TestTokenizer::givesNewSpecialTokensTheNextId()
{
    const TemporaryFolder folder;
    const auto tokenizer = Tokenizer::open(modelWith(folder, {{"legacy", false}, {"pad_token", "<pad>"}}));
    QCOMPARE(tokenizer->size(), std::int64_t{513});
    QCOMPARE(tokenizer->encode("<pad>", false), std::vector<std::int64_t>{512});
    QCOMPARE(tokenizer->decode({512}, true), std::string());
}

void TestTokenizer::readsAddedTokensOfOlderFolders()
{
    const TemporaryFolder folder;
    folder.write("added_tokens.json", R"({"<x>": 600, "<xy>": 601})");
    const auto tokenizer = Tokenizer::open(modelWith(folder, {{"legacy", false}}));
    QCOMPARE(tokenizer->size(), std::int64_t{602});
    const auto ids = tokenizer->encode("a<x>b<xy>", false);
    QCOMPARE(std::count(ids.begin(), ids.end(), 600), 1);
    QCOMPARE(ids.back(), std::int64_t{601});
    // Tokens that are not special stay when special ones are left out, with spaces around them.
    QCOMPARE(tokenizer->decode(ids, true), std::string("a <x> b <xy>"));
}

void TestTokenizer::findsOneOfVeryManyAddedTokens()
{
    // Were each compared with each, this would be ten thousand million comparisons.
    constexpr int kTokens = 50'000;
    json added = json::object();
    for (int i = 0; i < kTokens; ++i)
        added["<extra_" + std::to_string(i) + ">"] = 1000 + i;
    const TemporaryFolder folder;
    folder.write("added_tokens.json", added.dump());
    const auto tokenizer = Tokenizer::open(modelWith(folder, {{"legacy", false}, {"add_prefix_space", false}}));
    QCOMPARE(tokenizer->size(), std::int64_t{1000 + kTokens});
    std::string text;
    std::vector<std::int64_t> expected;
    for (int i = 0; i < kTokens; ++i) {
        text += "<extra_" + std::to_string(i) + ">";
        expected.push_back(1000 + i);
    }
    QVERIFY(tokenizer->encode(text, false) == expected);
    QCOMPARE(tokenizer->piece(1000 + kTokens - 1), std::string("<extra_49999>"));
    QCOMPARE(tokenizer->decode({1007, 1008}, true), std::string("<extra_7> <extra_8>"));
}

void TestTokenizer::refusesAddedTokensBeyondMeasure()
{
    const TemporaryFolder folder;
    json added = json::object();
    for (int i = 0; i <= 100'000; ++i)
        added["<" + std::to_string(i) + ">"] = i;
    folder.write("added_tokens.json", added.dump());
    QVERIFY(errorOf([&] { Tokenizer::open(modelWith(folder, {{"legacy", false}})); }).contains(QStringLiteral("adds more than 100000 tokens")));
    folder.write("added_tokens.json", json{{std::string(2049, 'x'), 600}}.dump());
    QVERIFY(errorOf([&] { Tokenizer::open(modelWith(folder, {{"legacy", false}})); }).contains(QStringLiteral("longer than 2048 bytes")));
}

void TestTokenizer::replacesMalformedUtf8InsteadOfFailing()
{
    const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
    const auto ids = tokenizer->encode("a\xFFz", false);
    QCOMPARE(tokenizer->decode(ids, false), std::string("a\xEF\xBF\xBDz"));
}

void TestTokenizer::describesItself()
{
    const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
    QCOMPARE(tokenizer->description(), std::string("sentencepiece, legacy: false, 512 tokens"));
    QCOMPARE(tokenizer->bos(), std::optional<std::int64_t>(1));
    QCOMPARE(tokenizer->eos(), std::int64_t{2});
}

void TestTokenizer::refusesFoldersWithoutATokenizer()
{
    const TemporaryFolder folder;
    QVERIFY(errorOf([&] { Tokenizer::open(folder.path("absent")); }).contains(QStringLiteral("no such folder")));
    QVERIFY(errorOf([&] { Tokenizer::open(folder.path()); }).contains(QStringLiteral("neither tokenizer.model nor tokenizer.json")));
    folder.write("tokenizer.model", fileBytes(kGolden + "base/lm/tokenizer.model"));
    QVERIFY(errorOf([&] { Tokenizer::open(folder.path()); }).contains(QStringLiteral("tokenizer_config.json")));
}

void TestTokenizer::refusesOtherTokenizerClasses()
{
    const TemporaryFolder folder;
    const QString error = errorOf([&] { Tokenizer::open(modelWith(folder, {{"tokenizer_class", "GPT2Tokenizer"}})); });
    QVERIFY(error.contains(QStringLiteral("GPT2Tokenizer is not supported")));
}

void TestTokenizer::refusesDamagedConfigs()
{
    const TemporaryFolder folder;
    const json token = {{"content", "<x>"}};
    for (const json& config : {json::array(), json{{"bos_token", 3}}, json{{"added_tokens_decoder", 3}},
             json{{"added_tokens_decoder", {{"x", token}}}}, json{{"added_tokens_decoder", {{"99999999999", token}}}},
             json{{"added_tokens_decoder", {{"7", 3}}}},
             json{{"eos_token", {{"content", "</s>"}, {"single_word", true}}}}})
        QVERIFY2(!errorOf([&] { Tokenizer::open(modelWith(folder, config)); }).isEmpty(), config.dump().c_str());
    folder.write("tokenizer_config.json", "{\"legacy\": false, \"legacy\": true}");
    QVERIFY(errorOf([&] { Tokenizer::open(folder.path()); }).contains(QStringLiteral("appears twice")));
}

void TestTokenizer::refusesTruncatedModels()
{
    const TemporaryFolder folder;
    modelWith(folder, {{"legacy", false}});
    const std::string whole = fileBytes(folder.path("tokenizer.model"));
    int refused = 0;
    for (std::size_t size = 0; size < whole.size(); size += 97, ++refused) {
        folder.write("tokenizer.model", std::string_view(whole).substr(0, size));
        QVERIFY2(!errorOf([&] { Tokenizer::open(folder.path()); }).isEmpty(), std::to_string(size).c_str());
    }
    QVERIFY(refused > 50);
}

void TestTokenizer::splitsAtTheLongestToken()
{
    AddedTokens added;
    added.add({.content = "<ab>", .id = 1});
    added.add({.content = "<a", .id = 2});
    const auto parts = splitAtAddedTokens("x<a<ab>y<", added);
    QCOMPARE(parts.size(), std::size_t{4});
    QVERIFY(parts[0].token == nullptr && parts[0].text == "x");
    QCOMPARE(parts[1].token->id, std::int64_t{2});
    QCOMPARE(parts[2].token->id, std::int64_t{1});
    QVERIFY(parts[3].token == nullptr && parts[3].text == "y<");
    // What sorts between a text and the longest token in it: others that go on otherwise.
    for (const char* other : {"<ab>zz", "<ab>za", "<ab>y<<", "<ab", "<ac"})
        added.add({.content = other, .id = 3});
    QCOMPARE(added.longestAtStartOf("<ab>zb")->content, std::string("<ab>"));
    QCOMPARE(added.longestAtStartOf("<ab>zz")->content, std::string("<ab>zz"));
    QCOMPARE(added.longestAtStartOf("<ab")->content, std::string("<ab"));
    QCOMPARE(added.longestAtStartOf("<aa")->content, std::string("<a"));
    QVERIFY(added.longestAtStartOf("<") == nullptr && added.longestAtStartOf("") == nullptr && added.longestAtStartOf("a<ab>") == nullptr);
    // Of several of one id the longest is shown.
    QCOMPARE(added.find(std::int64_t{3})->content, std::string("<ab>y<<"));
}

void TestTokenizer::stripsWhatPythonStrips()
{
    QVERIFY(stripped("\x1c\t \xC2\xA0x y\xE3\x80\x80\r\n") == "x y");
    QVERIFY(stripped("\xE2\x80\x8B") == "\xE2\x80\x8B"); // U+200B is no white space in Python.
    QVERIFY(stripped(" \n") == "");
}

QTEST_GUILESS_MAIN(TestTokenizer)
#include "tokenizer_test.moc"
