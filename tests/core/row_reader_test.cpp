#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/data/jsonl_data_set.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;

namespace {

/// Why a line cannot be used; empty when it can.
std::string reasonOf(const std::string& line, DataKind kind = DataKind::pile)
{
    return RowReader(kind).read(line).reason;
}

} // namespace

class TestRowReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dropsRowsWithCjkOrFullWidthInput_data();
    void dropsRowsWithCjkOrFullWidthInput();
    void keepsCjkInPileAndInAnswers();
    void letsTestRowsLackAnAnswer();
    void saysWhyALineIsUnusable_data();
    void saysWhyALineIsUnusable();
    void acceptsWhatJsonAllows_data();
    void acceptsWhatJsonAllows();
    void agreesWithAnotherJsonReader();
};

void TestRowReader::dropsRowsWithCjkOrFullWidthInput_data()
{
    QTest::addColumn<QString>("character");
    QTest::addColumn<bool>("dropped");
    const auto row = [](uint code, bool dropped) {
        QTest::addRow("U+%04X", code) << QString(QChar(static_cast<char16_t>(code))) << dropped;
    };
    for (const uint code : {0x4E00, 0x9FFF, 0x3040, 0x30FF, 0xFF00, 0xFFEF, 0x8000, 0xFF21})
        row(code, true);
    for (const uint code : {0x4DFF, 0xA000, 0x303F, 0x3100, 0xFEFF, 0xFFF0, 0xE9, 0x2603, 0xAC00, 0xE000})
        row(code, false);
}

void TestRowReader::dropsRowsWithCjkOrFullWidthInput()
{
    QFETCH(QString, character);
    QFETCH(bool, dropped);
    const std::string text = "ab" + character.toStdString() + "c";
    QCOMPARE(holdsExcludedLanguage(text), dropped);
    for (const bool ascii : {false, true}) {
        const std::string line = json{{"input", text}, {"prompt", "p"}, {"answer", "a"}}.dump(-1, ' ', ascii);
        const LineVerdict verdict = RowReader(DataKind::pwc).read(line);
        QVERIFY(verdict.kind == (dropped ? LineVerdict::Kind::language : LineVerdict::Kind::usable));
    }
}

void TestRowReader::keepsCjkInPileAndInAnswers()
{
    QVERIFY(RowReader(DataKind::pile).read(R"({"text":"中文"})").kind == LineVerdict::Kind::usable);
    QVERIFY(RowReader(DataKind::pwc).read(R"({"input":"x","prompt":"中","answer":"中文"})").kind
        == LineVerdict::Kind::usable);
}

void TestRowReader::letsTestRowsLackAnAnswer()
{
    const std::string line = R"({"input":"i","prompt":"p"})";
    QVERIFY(RowReader(DataKind::pwcTest).read(line).kind == LineVerdict::Kind::usable);
    QCOMPARE(reasonOf(line, DataKind::pwc), std::string("has no \"answer\""));
    QCOMPARE(reasonOf(R"({"input":"i","prompt":"p","answer":3})", DataKind::pwcTest),
        std::string("its \"answer\" is not a text"));
}

void TestRowReader::saysWhyALineIsUnusable_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const std::string& line, const char* reason) {
        QTest::newRow(name) << QByteArray::fromStdString(line) << QString::fromUtf8(reason);
    };
    row("array", "[1]", "is not a JSON object");
    row("text", "\"a\"", "is not a JSON object");
    row("torn", R"({"text":"a)", "ends inside");
    row("torn after key", R"({"text")", "ends inside");
    row("torn in escape", R"({"text":"\)", "ends inside");
    row("torn in hex", R"({"text":"\u12)", "ends inside");
    row("torn number", R"({"text":"a","n":-)", "ends inside");
    row("no colon", R"({"text" "a"})", "a ':' was expected");
    row("single quotes", R"({'text':'a'})", "a '\"' was expected");
    row("trailing comma", R"({"text":"a",})", "a '\"' was expected");
    row("trailing text", R"({"text":"a"} x)", "something after");
    row("two objects", R"({"text":"a"}{"text":"b"})", "something after");
    row("bad value", R"({"text":"a","x":nul})", "a value was expected");
    row("leading zero", R"({"text":"a","x":01})", "',' or '}'");
    row("plus", R"({"text":"a","x":+1})", "a value was expected");
    row("point", R"({"text":"a","x":1.})", "a digit was expected");
    row("exponent", R"({"text":"a","x":1e})", "a digit was expected");
    row("array comma", R"({"text":"a","x":[1,]})", "a value was expected");
    row("array end", R"({"text":"a","x":[1})", "',' or ']'");
    row("bad escape", R"({"text":"\x41"})", "unknown escape");
    row("bad hex", R"({"text":"\u12G4"})", "four hex digits");
    row("tab in text", "{\"text\":\"a\tb\"}", "a control character");
    row("NUL in text", std::string("{\"text\":\"a\0b\"}", 14), "NUL");
    row("NUL between", std::string("{\"text\":\0\"ab\"}", 14), "a value was expected");
    row("invalid UTF-8", "{\"text\":\"a\xFF\"}", "is not UTF-8");
    row("invalid UTF-8 elsewhere", "{\"text\":\"a\",\"x\":\"\xC0\x80\"}", "is not UTF-8");
    row("UTF-8 surrogate", "{\"text\":\"\xED\xA0\x80\"}", "is not UTF-8");
    row("cut UTF-8", "{\"text\":\"\xE4\xB8\"}", "is not UTF-8");
    row("high byte between", "{\"text\":\"a\"\xC2\xA0}", "',' or '}'");
    row("lone high surrogate", R"({"text":"\ud800"})", "half of a surrogate pair");
    row("lone low surrogate", R"({"text":"\udc00"})", "half of a surrogate pair");
    row("two high surrogates", R"({"text":"\ud83d\ud83d"})", "half of a surrogate pair");
    row("surrogate and text", R"({"text":"\ud83dab\u0041"})", "half of a surrogate pair");
    row("missing", R"({"Text":"a"})", "has no \"text\"");
    row("key that goes on with half of a pair", R"({"text\ud800":"a"})", "has no \"text\"");
    row("nested", R"({"x":{"text":"a"}})", "has no \"text\"");
    row("null", R"({"text":null})", "is not a text");
    row("list", R"({"text":["a"]})", "is not a text");
    row("later is no text", R"({"text":"a","text":1})", "is not a text");
    row("deep", R"({"text":"a","x":)" + std::string(64, '[') + std::string(64, ']') + "}", "deeper than 64");
    row("very deep", R"({"text":"a","x":)" + std::string(1'000'000, '['), "deeper than 64");
}

void TestRowReader::saysWhyALineIsUnusable()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reason);
    const QString said = QString::fromStdString(reasonOf(line.toStdString()));
    QVERIFY2(said.contains(reason), qPrintable(said));
}

void TestRowReader::acceptsWhatJsonAllows_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const std::string& line, const char* text) {
        QTest::newRow(name) << QByteArray::fromStdString(line) << QString::fromUtf8(text);
    };
    row("spaces", " {\t\"text\" : \"a\" , \"b\":[ ] , \"c\": { } }\r ", "a");
    row("escapes", R"({"text":"\"\\\/\b\f\n\r\t\u0041"})", "\"\\/\b\f\n\r\tA");
    row("pair", R"({"text":"x\ud83d\ude42\uD83D\uDE42y"})", "x🙂🙂y");
    row("three bytes", R"({"text":"\u2603\u00e9"})", "☃é");
    row("raw", "{\"text\":\"caf\xC3\xA9 🙂 中\"}", "café 🙂 中");
    row("empty", R"({"text":""})", "");
    row("later counts", R"({"text":1,"text":"b"})", "b");
    row("escaped key", R"({"te\u0078t":"a"})", "a");
    row("lone surrogate elsewhere", R"({"x":"\ud800","text":"a"})", "a");
    row("numbers", R"({"x":[0,-0,1.5,-1e9,1E+2,2e-3,123456789012345678901234567890],"text":"a"})", "a");
    row("Python's numbers", R"({"x":[NaN,Infinity,-Infinity],"text":"a"})", "a");
    row("words", R"({"x":[true,false,null],"text":"a"})", "a");
    row("63 deep", R"({"text":"a","x":)" + std::string(63, '[') + std::string(63, ']') + "}", "a");
    row("long", R"({"text":")" + std::string(100, 'x') + R"("})", std::string(100, 'x').c_str());
}

void TestRowReader::acceptsWhatJsonAllows()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, text);
    RowReader reader(DataKind::pile);
    const LineVerdict verdict = reader.read(line.toStdString());
    QCOMPARE(QString::fromStdString(verdict.reason), QString());
    QCOMPARE(QString::fromStdString(reader.row().context), text);
}

void TestRowReader::agreesWithAnotherJsonReader()
{
    // Seeded mutations of valid lines: both readers must agree on what is valid and on the text.
    const std::vector<std::string> seeds = {
        R"({"text":"caf\u00e9 \ud83d\ude42 \"x\" – ok","n":[1,-2.5e3,{"a":null}],"t":true})",
        "{\"a\":{\"b\":[[],{}]},\"text\":\"\xE4\xB8\xAD and more than sixteen bytes of text\"}",
    };
    const std::string alphabet = "{}[]\",:\\u0d8eE+-.tfn \x01\xC3\xA9\xFF";
    Numbers random(7);
    int valid = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string line = seeds[random.below(seeds.size())];
        for (std::size_t edits = 1 + random.below(3); edits > 0; --edits) {
            const std::size_t at = random.below(line.size());
            const char letter = alphabet[random.below(alphabet.size())];
            switch (random.below(3)) {
            case 0:
                line[at] = letter;
                break;
            case 1:
                line.insert(at, 1, letter);
                break;
            default:
                line.erase(at, 1);
                break;
            }
        }
        // The other reader refuses lone surrogates everywhere and Python's NaN; those are covered above.
        if (line.find("\\u") != std::string::npos && !json::accept(line))
            continue;
        RowReader reader(DataKind::pile);
        const LineVerdict verdict = reader.read(line);
        const json other = json::parse(line, nullptr, false);
        const bool usable = other.is_object() && other.contains("text") && other["text"].is_string();
        QVERIFY2((verdict.kind == LineVerdict::Kind::usable) == usable, (line + " → " + verdict.reason).c_str());
        if (usable) {
            QCOMPARE(reader.row().context, other["text"].get<std::string>());
            ++valid;
        }
    }
    QVERIFY(valid > 1000);
}

QTEST_GUILESS_MAIN(TestRowReader)
#include "row_reader_test.moc"
