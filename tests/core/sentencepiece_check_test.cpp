#include <QtTest>

#include <unordered_set>

#include "core/text/sentencepiece_check.h"
#include "core/text/tokenizer.h"
#include "tests/core/temporary_folder.h"
#include "tests/support/sentencepiece_models.h"

using namespace icf;
using namespace icf::test;

namespace {

/// What is said of a model when it is checked; empty when it is sound.
QString faultOf(const std::string& model)
{
    return errorOf([&] { checkSentencePieceModel(model, "m"); });
}

/// A model with such a double array and one text that rules write.
std::string modelWithRules(const std::vector<std::uint32_t>& units, const std::string& text = "x")
{
    return piece("a") + field(3, field(2, rules(units, text + '\0')));
}

} // namespace

/// Models that sentencepiece must not see, and what it is given of the others.
class SentencePieceCheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesDeeplyNestedUserTokens();
    void refusesUserTokensOfDisguisedTypes();
    void refusesVocabulariesMadeToCollide();
    void refusesSettingsThatAreThereTwice();
    void readsRulesThatShareTheirEndings();
    void refusesTriesThatLeaveTheirArray();
    void refusesTriesThatANulLeadsOutOf();
    void refusesRulesOfWhichATextTakesLong();
    void refusesRulesThatMakeATextGrow();
    void leavesOutTheTextsThatAModelTestsItselfWith();
};

void SentencePieceCheckTest::refusesDeeplyNestedUserTokens()
{
    std::string model;
    for (std::size_t i = 1; i <= 65; ++i)
        model += piece(std::string(i, 'a'), 4);
    QVERIFY(faultOf(model).contains(QStringLiteral("nests more than 64")));
    model.erase(0, piece("a", 4).size());
    QCOMPARE(faultOf(model), QString());
}

void SentencePieceCheckTest::refusesUserTokensOfDisguisedTypes()
{
    const auto typed = [](const std::string& types) { return field(1, field(1, "a") + types); };
    for (const char type : {1, 2, 3, 4, 5, 6})
        QCOMPARE(faultOf(piece("a", type)), QString());
    // Each is user-defined to the library: of 2^32 + 4 it takes the low half, and what it does not know it passes over.
    for (const std::string& types : {std::string("\x18\x84\x80\x80\x80\x10"), std::string("\x18\x04\x18\x63"), std::string("\x18\x04\x18\x01"),
             std::string("\x18\x04\x18\0", 4), std::string("\x18\x07"), std::string("\x18\x84\x80\x80\x80\x80\x80\x80\x80\x80\x01")})
        QVERIFY2(faultOf(typed(types)).contains(QStringLiteral("of a type that is not known")), QByteArray::fromStdString(types).toHex().constData());
}

void SentencePieceCheckTest::refusesVocabulariesMadeToCollide()
{
    constexpr std::size_t kPieces = 1000, kColliding = 100;
    std::unordered_set<std::string_view> table;
    table.reserve(kPieces);
    for (const char type : {1, 3}) {
        std::string honest, made;
        std::size_t colliding = 0;
        for (std::size_t i = 0; colliding < kColliding; ++i) {
            const std::string text = std::to_string(i);
            if (i < kPieces)
                honest += piece(text, type);
            if (std::hash<std::string_view>()(text) % table.bucket_count() == 0 && ++colliding)
                made += piece(text, type);
        }
        for (std::size_t i = kColliding; i < kPieces; ++i)
            made += piece("x" + std::to_string(i), type);
        QCOMPARE(faultOf(honest), QString());
        QVERIFY(faultOf(made).contains(QStringLiteral("made to be looked up slowly")));
    }
}

void SentencePieceCheckTest::refusesSettingsThatAreThereTwice()
{
    const std::string model = piece("a") + pairSettings() + field(3, "") + field(5, "");
    QCOMPARE(faultOf(model), QString());
    for (const std::string& more : {pairSettings(), field(3, ""), field(5, "")})
        QVERIFY(faultOf(model + more).contains(QStringLiteral("settings twice")));
    // The library would keep pairs.
    QVERIFY(faultOf(piece("a") + field(2, "\x18\x02\x18\x82\x80\x80\x80\x10")).contains(QStringLiteral("kind of sentencepiece model")));
}

void SentencePieceCheckTest::readsRulesThatShareTheirEndings()
{
    // "ac" and "bc" go on from one base; so do the library's own rules for Unicode.
    std::vector<std::uint32_t> units = oneRule();
    constexpr std::uint32_t kShared = 0x90, kEnd = 0xB0;
    units[1 ^ 'a'] = (1 ^ 'a' ^ kShared) << 10 | 'a';
    units[1 ^ 'b'] = (1 ^ 'b' ^ kShared) << 10 | 'b';
    units[kShared] = 0x80000000U;
    units[kShared ^ 'c'] = (kShared ^ 'c' ^ kEnd) << 10 | 0x100U | 'c';
    units[kEnd] = 0x80000000U;
    QCOMPARE(faultOf(modelWithRules(units)), QString());
    const TemporaryFolder folder;
    folder.write("tokenizer_config.json", R"({"legacy": false})");
    folder.write("tokenizer.model", piece("<unk>", 2) + piece("<s>", 3) + piece("</s>", 3) + piece("\xE2\x96\x81") + piece("x") + piece("c")
            + pairSettings() + field(3, field(2, rules(units, std::string("x\0", 2)))));
    const auto tokenizer = Tokenizer::open(folder.path());
    QCOMPARE(tokenizer->encode("acbc", false), tokenizer->encode("xx", false));
    // A way back from the shared ending to where one of them began, and to the root.
    units[kShared ^ 'd'] = (kShared ^ 'd' ^ 1) << 10 | 'd';
    QVERIFY(!faultOf(modelWithRules(units)).isEmpty());
    units[kShared ^ 'd'] = 0;
    units[0] |= 'e';
    units['e'] = 0x80000000U;
    units[1 ^ 'e'] = ('e' ^ 1 ^ 'e') << 10 | 'e';
    QVERIFY(!faultOf(modelWithRules(units)).isEmpty());
}

void SentencePieceCheckTest::refusesTriesThatLeaveTheirArray()
{
    const std::string good = rules(oneRule(), std::string("x\0", 2));
    QCOMPARE(faultOf(piece("a") + field(3, field(2, good))), QString());
    for (const std::uint32_t trieBytes : {4U, 1020U, 4096U}) {
        std::string map = good;
        std::memcpy(map.data(), &trieBytes, sizeof trieBytes);
        QVERIFY(!faultOf(piece("a") + field(3, field(2, map))).isEmpty());
    }
    // The root points far outside.
    std::vector<std::uint32_t> units = oneRule();
    units[0] = 0x3FFFFFU << 10;
    QVERIFY(!faultOf(modelWithRules(units)).isEmpty());
    // A node that is its own child.
    units = oneRule();
    units[1 ^ 'a'] = 'a' << 10 | 'a';
    QVERIFY(!faultOf(modelWithRules(units)).isEmpty());
    // A rule whose replacement lies behind the texts.
    units = oneRule();
    units['z'] = 0x80000000U | 1000;
    QVERIFY(!faultOf(modelWithRules(units)).isEmpty());
}

void SentencePieceCheckTest::refusesTriesThatANulLeadsOutOf()
{
    // To the search a NUL is a label as any other: from the root to unit 256, whose children lie 2 GB further on.
    std::vector<std::uint32_t> units(512, 0);
    units[0] = 256U << 10;
    units[256] = 0x7FFFFE00U;
    QVERIFY(!faultOf(modelWithRules(units)).isEmpty());
    // The same unit again at each NUL, with a rule of its own: more rules at one place than the library keeps.
    units[256] = 0x40000100U;
    QVERIFY(!faultOf(modelWithRules(units)).isEmpty());
    // The number of a node's rule, without the mark that no label has.
    units = oneRule();
    units['z'] = 0;
    QVERIFY(!faultOf(modelWithRules(units)).isEmpty());
    // A sound model, and texts with NULs.
    const TemporaryFolder folder;
    folder.write("tokenizer_config.json", R"({"legacy": false})");
    folder.write("tokenizer.model", smallModel());
    const auto tokenizer = Tokenizer::open(folder.path());
    for (const std::string& text : {std::string("\0a", 2), std::string(100, '\0')})
        QVERIFY(!tokenizer->encode(text, false).empty());
    QCOMPARE(tokenizer->encode("ay", false), tokenizer->encode("xy", false));
}

void SentencePieceCheckTest::refusesRulesOfWhichATextTakesLong()
{
    // A rule that reads so many times the byte 1: each unit stands in a block of its own.
    const auto chain = [](std::size_t length) {
        std::vector<std::uint32_t> units(256 * (length + 2), 0);
        std::size_t node = 0;
        for (std::size_t i = 1; i <= length; ++i) {
            const std::size_t base = 256 * i;
            // Offsets of more than 21 bits are kept without their last eight.
            units[node] |= static_cast<std::uint32_t>(node ^ base) << 10;
            units[base] = 0x80000000U;
            node = base ^ 1;
            units[node] = 1;
        }
        units[node] |= static_cast<std::uint32_t>(node ^ (256 * (length + 1))) << 10 | 0x100U;
        units[256 * (length + 1)] = 0x80000000U;
        return modelWithRules(units);
    };
    QCOMPARE(faultOf(chain(2048)), QString());
    QVERIFY(faultOf(chain(2049)).contains(QStringLiteral("rules are damaged")));
}

void SentencePieceCheckTest::refusesRulesThatMakeATextGrow()
{
    QCOMPARE(faultOf(modelWithRules(oneRule(), std::string(32, 'x'))), QString());
    QVERIFY(faultOf(modelWithRules(oneRule(), std::string(33, 'x'))).contains(QStringLiteral("rules are damaged")));
}

void SentencePieceCheckTest::leavesOutTheTextsThatAModelTestsItselfWith()
{
    const std::string model = piece("<unk>", 2) + piece("<s>", 3) + piece("</s>", 3) + piece("a") + pairSettings();
    const TemporaryFolder folder;
    folder.write("tokenizer_config.json", R"({"legacy": false})");
    // A test that fails, to see whether it was made.
    const std::string unknownField = field(300 & 15, "x");
    folder.write("tokenizer.model", model + selfTest("aaaa", "b") + unknownField);
    QCOMPARE(Tokenizer::open(folder.path())->encode("a", false).back(), std::int64_t{3});
    QVERIFY(checkSentencePieceModel(model + selfTest("aaaa", "b") + unknownField, "m").bytes == model);
}

QTEST_GUILESS_MAIN(SentencePieceCheckTest)
#include "sentencepiece_check_test.moc"
