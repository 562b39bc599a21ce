#include <QtTest>

#include <nlohmann/json.hpp>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/end_in_time.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/base/mapped_file.h"
#include "core/base/memory.h"
#include "core/base/sha256.h"
#include "core/base/time_left.h"
#include "core/base/utf8.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;

class TestBase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsTheEndOfValidUtf8_data();
    void findsTheEndOfValidUtf8();
    void showsForeignTextSafely();
    void parsesJsonWithinLimits();
    void refusesJsonBeyondLimits();
    void refusesDuplicateKeysAtEveryLevel();
    void explainsJsonErrorsInOneLine();
    void readsWholeNumbersOnlyWhereTheyFit();
    void writtenJsonIsOneLineForEveryReader();
    void hashesLikeTheStandard();
    void readsOnlyRegularFiles();
    void theTimeLeftIsThatOfTheLastMinute();
    void aProcessThatIsToEndWaitsForNobody();
    void aPeakOfMemoryIsThatOfTheWorkItself();
};

void TestBase::findsTheEndOfValidUtf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("valid");
    const auto row = [](const char* name, const std::string& text, int valid) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << valid;
    };
    row("empty", "", 0);
    row("ASCII", "0123456789abcdef0", 17);
    row("NUL", std::string("a\0b", 3), 3);
    row("two", "\xC2\x80\xDF\xBF", 4);
    row("three", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", 12);
    row("four", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 8);
    row("continuation", "a\x80", 1);
    row("overlong two", "\xC1\xBF", 0);
    row("overlong three", "ab\xE0\x9F\xBF", 2);
    row("overlong four", "\xF0\x8F\xBF\xBF", 0);
    row("surrogate", "\xED\xA0\x80", 0);
    row("beyond", "\xF4\x90\x80\x80", 0);
    row("F5", "\xF5\x80\x80\x80", 0);
    row("FE", "12345678\xFE", 8);
    row("cut two", "12345678\xC3", 8);
    row("cut three", "1234567\xE4\xB8", 7);
    row("cut four", "\xF0\x9F\x99", 0);
    row("bad third", "\xE4\xB8\x41", 0);
    row("after a word",
        "12345678\xC3\xA9"
        "12345678\xFF",
        18);
}

void TestBase::findsTheEndOfValidUtf8()
{
    QFETCH(QByteArray, text);
    QFETCH(int, valid);
    QCOMPARE(validUtf8Prefix(text.toStdString()), static_cast<std::size_t>(valid));
}

void TestBase::showsForeignTextSafely()
{
    QCOMPARE(printable("a\nb\x1B[31m\x7F\xC2\x9B\xFFé"), std::string("a?b?[31m???é"));
    QCOMPARE(printable("éééé", 5), std::string("éé…"));
    QCOMPARE(printable(std::string(1000, 'x'), 10), std::string("xxxxxxxxxx…"));
    QCOMPARE(printable("0123456789", 10), std::string("0123456789"));
    QCOMPARE(std::string(Error("a\nb", "is missing").what()), std::string("[a?b] is missing"));
    QCOMPARE(Error("a\nb", "is missing").where(), std::string("a\nb"));
}

void TestBase::parsesJsonWithinLimits()
{
    const std::string text = R"({"a":[1,-2,3.5,"x",true,null,{"b":[]}],"c":{"d":18446744073709551615},"":0})";
    QCOMPARE(parseJson(text, "t"), json::parse(text));
    QCOMPARE(parseJson("\xEF\xBB\xBF 7 ", "t"), json(7));
    QCOMPARE(parseJson("[[],[[]],{}]", "t"), json::parse("[[],[[]],{}]"));
}

void TestBase::refusesJsonBeyondLimits()
{
    const auto error = [](const std::string& text, const JsonLimits& limits) {
        return errorOf([&] { parseJson(text, "t", limits); });
    };
    QVERIFY(error("[1,2]", {.maxBytes = 4}).contains(QStringLiteral("at most 4 are read")));
    QVERIFY(error("[[[1]]]", {.maxDepth = 2}).contains(QStringLiteral("deeper than 2")));
    QVERIFY(error("[[1]]", {.maxDepth = 2}).isEmpty());
    QVERIFY(error("[1,2,3]", {.maxValues = 3}).contains(QStringLiteral("more than 3 values")));
    QVERIFY(error("[1,2]", {.maxValues = 3}).isEmpty());
    QVERIFY(error(std::string(10'000'000, '['), {}).contains(QStringLiteral("deeper than 64")));
    std::string objects;
    for (int i = 0; i < 1'000'000; ++i)
        objects += "{\"a\":";
    QVERIFY(error(objects, {}).contains(QStringLiteral("deeper than 64")));
}

void TestBase::refusesDuplicateKeysAtEveryLevel()
{
    for (const char* text : {R"({"a":1,"a":1})", R"([{"b":{"a":1,"x":2,"a":[]}}])", R"({"\u0061":1,"a":2})"})
        QVERIFY2(errorOf([&] { parseJson(text, "t"); }).contains(QStringLiteral("key \"a\" appears twice")), text);
    QVERIFY(errorOf([] { parseJson(R"([{"a":1},{"a":1},{"a":{"a":1}}])", "t"); }).isEmpty());
}

void TestBase::explainsJsonErrorsInOneLine()
{
    for (const std::string text :
        {"", "{", "[1,]", "{\"a\" 1}", "nul", "1 2", "\"\xFF\"", "[1e999]", "{\"a\":\"\n\"}", "\"\\ud800\"", "{1:2}"}) {
        const QString error = errorOf([&] { parseJson(text, "some.json"); });
        QVERIFY2(error.startsWith(QStringLiteral("[some.json] not valid JSON: ")), text.c_str());
        QVERIFY(!error.contains(QLatin1Char('\n')) && !error.contains(QStringLiteral("json.exception")));
    }
    QVERIFY(errorOf([] { parseJson("\"" + std::string(100000, 'x'), "t"); }).size() < 400);
}

void TestBase::writtenJsonIsOneLineForEveryReader()
{
    // What Python's str.splitlines() ends a line at: U+000A to U+000D, U+001C to U+001E, U+0085, U+2028 and U+2029.
    const std::string text = "a\n\x0B\x0C\r\x1C\x1D\x1E b\xC2\x85\xC2\x85 c\xE2\x80\xA8\xE2\x80\xA9 \xC2\x84\xE2\x80\xA7\xE2\x80\xAA \\u2028 \xE2\x80";
    const std::string line = dumpText(json{{"key \xE2\x80\xA8", text}});
    for (const char* separator : {"\n", "\x0B", "\x0C", "\r", "\x1C", "\x1D", "\x1E", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"})
        QVERIFY2(line.find(separator) == std::string::npos, line.c_str());
    QVERIFY2(line.find("\\u0085\\u0085 c\\u2028\\u2029") != std::string::npos, line.c_str());
    // And it says the same; bytes that are no UTF-8 are repaired.
    const std::string repaired = text.substr(0, text.size() - 2) + "\xEF\xBF\xBD";
    QCOMPARE(json::parse(line).at("key \xE2\x80\xA8").get<std::string>(), repaired);
}

void TestBase::hashesLikeTheStandard()
{
    Sha256 hash;
    hash.update("a");
    hash.update("bc");
    QCOMPARE(hash.finishHex(), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    const TemporaryFolder folder;
    QCOMPARE(sha256OfFile(folder.write("f", "abc")),
        std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(sha256OfFile(folder.write("g", "")),
        std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

void TestBase::readsWholeNumbersOnlyWhereTheyFit()
{
    const auto parsed = [](const char* text) { return nlohmann::json::parse(text); };
    const auto error = [](auto read) {
        try {
            read();
        } catch (const nlohmann::json::exception& problem) {
            return QString::fromUtf8(problem.what());
        }
        return QString();
    };
    QCOMPARE(readAs<std::int64_t>(parsed("-9223372036854775808")), std::numeric_limits<std::int64_t>::min());
    QCOMPARE(readAs<std::uint64_t>(parsed("18446744073709551615")), std::numeric_limits<std::uint64_t>::max());
    QCOMPARE(readAs<std::vector<std::int64_t>>(parsed("[1, -2]")), (std::vector<std::int64_t>{1, -2}));
    QCOMPARE(readAs<double>(parsed("1e300")), 1e300);
    for (const char* text : {"1e300", "2.5", "2.0", "true", "\"2\"", "null", "9223372036854775808"})
        QVERIFY2(error([&] { readAs<std::int64_t>(parsed(text)); }).contains(QStringLiteral("whole number")), text);
    QVERIFY(error([&] { readAs<std::uint64_t>(parsed("-1")); }).contains(QStringLiteral("whole number")));
    QVERIFY(error([&] { readAs<std::vector<std::int64_t>>(parsed("[1, 1e300]")); }).contains(QStringLiteral("whole number")));
    QVERIFY(error([&] { readAs<std::vector<std::int64_t>>(parsed("{}")); }).contains(QStringLiteral("a list")));
    QVERIFY(error([&] { readAs<std::array<std::int64_t, 2>>(parsed("[1]")); }).contains(QStringLiteral("2 values")));
}

void TestBase::readsOnlyRegularFiles()
{
    const TemporaryFolder folder;
    QCOMPARE(readWholeFile(folder.write("f", "abc"), 3), std::string("abc"));
    QVERIFY(errorOf([&] { readWholeFile(folder.path("f"), 2); }).contains(QStringLiteral("at most 2")));
    QVERIFY(errorOf([&] { readWholeFile(folder.path(), 2); }).contains(QStringLiteral("is a folder")));
    QVERIFY(errorOf([&] { readWholeFile("/dev/zero", 2); }).contains(QStringLiteral("not a regular file")));
    // Opening a pipe that nobody writes must not hang.
    QVERIFY(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    QVERIFY(errorOf([&] { readWholeFile(folder.path("pipe"), 2); }).contains(QStringLiteral("not a regular file")));
    QVERIFY(errorOf([&] { readWholeFile(std::string("a\0b", 3), 2); }).contains(QStringLiteral("NUL")));
    QVERIFY(MappedFile::open(folder.write("empty", ""))->bytes().empty());
}

void TestBase::theTimeLeftIsThatOfTheLastMinute()
{
    TimeLeft left;
    QVERIFY(left.secondsFor(10) < 0);
    // A run that goes on: what an earlier session did in its time counts nothing.
    left.note(5000, 1000);
    QVERIFY(left.secondsFor(10) < 0);
    left.note(5002, 1001);
    QCOMPARE(left.secondsFor(10), 20.0);
    // Ten times as fast from then on: after a minute nothing is left of the slow start.
    for (int i = 1; i <= 400; ++i)
        left.note(5002 + 0.2 * i, 1001 + i);
    QCOMPARE(std::round(left.secondsFor(100) * 1000), 20'000.0);
    QCOMPARE(left.secondsFor(0), 0.0);
    QCOMPARE(left.secondsFor(-3), 0.0);
    // Noted more often than matters, and a piece of work that takes longer than the minute.
    for (int i = 0; i < 100'000; ++i)
        left.note(5082 + 1e-6 * i, 1401 + i);
    left.note(5282.1, 101'401);
    QVERIFY(left.secondsFor(1) > 0);
}

void TestBase::aProcessThatIsToEndWaitsForNobody()
{
    const auto exitCode = [](auto work) {
        const pid_t child = fork();
        if (child == 0) {
            work();
            _exit(3);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    };
    using namespace std::chrono_literals;
    QCOMPARE(exitCode([] {
        EndInTime end;
        end.begin(7, 50ms);
        for (;;)
            pause();
    }), 7);
    // What ends in time ends as it does.
    QCOMPARE(exitCode([] {
        EndInTime end;
        end.begin(7, 10min);
    }), 3);
    QCOMPARE(exitCode([] { const EndInTime never; }), 3);
}

/// Holds so many MiB for a moment.
static void holdMemory(std::size_t mebibytes)
{
    std::vector<char> bytes(mebibytes << 20, 1);
    volatile char* last = &bytes.back();
    *last = 2;
}

void TestBase::aPeakOfMemoryIsThatOfTheWorkItself()
{
    constexpr std::int64_t kMebibyte = 1 << 20;
    if (residentMemory() == 0)
        QSKIP("the system does not say what a process holds");
    holdMemory(300);
    PeakMemory outer;
    if (outer.own() > 100 * kMebibyte)
        QSKIP("the system's mark cannot be set back here");
    QVERIFY(outer.bytes() > 0);
    holdMemory(150);
    QVERIFY(outer.own() >= 140 * kMebibyte);
    {
        PeakMemory inner;
        QVERIFY(inner.own() < 100 * kMebibyte);
        holdMemory(50);
        QVERIFY(inner.own() >= 45 * kMebibyte && inner.own() < 130 * kMebibyte);
    }
    // What began meanwhile set the system's mark back, and nothing was forgotten.
    QVERIFY(outer.own() >= 140 * kMebibyte);
    PeakMemory later;
    QVERIFY(later.own() < 100 * kMebibyte);
}

QTEST_GUILESS_MAIN(TestBase)
#include "base_test.moc"
