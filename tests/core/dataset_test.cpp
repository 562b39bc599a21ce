#include <QtTest>

#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/line_reader.h"
#include "core/data/dataset.h"
#include "core/data/first_row.h"
#include "core/data/shuffle.h"
#include "core/data/text_hash.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;

namespace {

std::unique_ptr<DataSet> openText(
    const TemporaryFolder& folder, const std::string& text, DataKind kind = DataKind::pile, bool strict = false)
{
    CancelToken cancel;
    return DataSet::open(folder.write("data.jsonl", text), kind, strict, cancel);
}

std::string pileLine(const std::string& text)
{
    return json{{"text", text}}.dump() + "\n";
}

std::vector<std::int64_t> orderOf(std::uint64_t seed, std::int64_t epoch, std::int64_t size)
{
    const EpochOrder order(seed, epoch, size);
    std::vector<std::int64_t> rows;
    for (std::int64_t place = 0; place < order.size(); ++place)
        rows.push_back(order[place]);
    return rows;
}

} // namespace

class TestDataset : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstUsableRowIsFoundWithoutReadingTheFile()
    {
        const TemporaryFolder folder;
        const std::string path = folder.write("data.jsonl", "\nnot json\n{\"text\": \"a\"}\n{\"input\": \"b\", \"prompt\": \"c\", \"answer\": \"d\"}");
        QCOMPARE(firstRow(path, DataKind::pile)->context, std::string("a"));
        const std::optional<DataRow> question = firstRow(path, DataKind::pwc);
        QCOMPARE(question->context + question->prompt + question->answer, std::string("bcd"));
        QCOMPARE(question->line, std::int64_t(4));
        QVERIFY(!firstRow(folder.write("none.jsonl", std::string(3 << 20, 'x')), DataKind::pile));
        QVERIFY_THROWS_EXCEPTION(Error, firstRow(path + "-nowhere", DataKind::pile));
    }

    void readsTheGoldenFiles();
    void dropsExactDuplicatesAndKeepsTheFirst();
    void knowsDuplicatesWrittenDifferently();
    void dropsTheFiveOpenPromptsOfTestFiles();
    void takesTextOrInputAsContexts();
    void countsUnusableLinesWithTheirNumbers();
    void namesTheLineWhenStrict();
    void refusesFilesWithoutAUsableRow();
    void readsCrLfByteOrderMarkAndAMissingLastLineEnd();
    void readsLinesAcrossBlocks();
    void passesOverLongLines();
    void noticesAFileThatBecameShorter();
    void readsOnAfterAFileGrew();
    void noticesARowThatChanged();
    void stopsWhenAsked();
    void reportsProgressUpToTheEnd();
    void hasAFingerprintOfItsBytes();
    void isReadFromSeveralThreads();
    void hashesTextsApart();
    void shufflesEachRowOnceAndReproducibly();
    void drawsUniformlyAndResumes();
};

void TestDataset::readsTheGoldenFiles()
{
    CancelToken cancel;
    for (const char* name : {"base", "gqa-bias-linear-chunk", "dynamic-ntk"}) {
        const std::string folder = std::string(ICF_TEST_DATA "/golden/") + name;
        const json expected = json::parse(fileBytes(folder + "/expected.json"));
        const auto pile = DataSet::open(folder + "/pile.jsonl", DataKind::pile, true, cancel);
        QCOMPARE(pile->size(), expected["pile_len"].get<std::int64_t>());
        QCOMPARE(DataSet::open(folder + "/pwc.jsonl", DataKind::pwc, true, cancel)->size(),
            expected["pwc_len"].get<std::int64_t>());
        QCOMPARE(DataSet::open(folder + "/pwc.jsonl", DataKind::pwcTest, true, cancel)->size(),
            expected["pwc_test_len"].get<std::int64_t>());
    }
}

void TestDataset::dropsExactDuplicatesAndKeepsTheFirst()
{
    const TemporaryFolder folder;
    const auto data = openText(
        folder, pileLine("a") + pileLine("b") + pileLine("a") + pileLine("a ") + pileLine("b") + pileLine("c"));
    QCOMPARE(data->size(), std::int64_t{4});
    QCOMPARE(data->counts().duplicates, std::int64_t{2});
    QCOMPARE(data->row(0).line, std::int64_t{1});
    QCOMPARE(data->row(2).context, std::string("a "));
    QCOMPARE(data->row(2).line, std::int64_t{4});
    QCOMPARE(data->row(3).line, std::int64_t{6});
}

void TestDataset::knowsDuplicatesWrittenDifferently()
{
    const TemporaryFolder folder;
    const auto data = openText(folder, "{\"text\":\"é\\n/\"}\n{ \"id\":1, \"text\" : \"\\u00e9\\u000a\\/\" }\n");
    QCOMPARE(data->size(), std::int64_t{1});
    QCOMPARE(data->counts().duplicates, std::int64_t{1});
}

void TestDataset::dropsTheFiveOpenPromptsOfTestFiles()
{
    const TemporaryFolder folder;
    std::string text;
    for (const char* prompt : {"Write a paragraph (i.e., continuation) that follows the above text.",
             "Rephrase the above text.", "Summarize the above text.", "Write a title for the above text.",
             "Extract a few keywords for the above text.", "Summarize the above text", "What is it?"})
        text += json{{"input", "i"}, {"prompt", prompt}, {"answer", "a"}}.dump() + "\n";
    QCOMPARE(openText(folder, text, DataKind::pwc)->size(), std::int64_t{7});
    const auto test = openText(folder, text, DataKind::pwcTest);
    QCOMPARE(test->size(), std::int64_t{2});
    QCOMPARE(test->counts().openPrompts, std::int64_t{5});
    QCOMPARE(test->row(0).prompt, std::string("Summarize the above text"));
    QCOMPARE(test->row(1).line, std::int64_t{7});
}

void TestDataset::takesTextOrInputAsContexts()
{
    const TemporaryFolder folder;
    const auto data =
        openText(folder, "{\"input\":\"中\"}\n{\"text\":\"b\"}\n{\"text\":\"b\",\"input\":\"c\"}\n{\"answer\":\"d\"}\n",
            DataKind::contexts);
    QCOMPARE(data->size(), std::int64_t{3});
    QCOMPARE(data->row(0).context, std::string("中"));
    QCOMPARE(data->row(2).context, std::string("b"));
    QCOMPARE(data->counts().problems.at(0).second, std::string("has no \"text\""));
}

void TestDataset::countsUnusableLinesWithTheirNumbers()
{
    const TemporaryFolder folder;
    std::string text = pileLine("a") + "\n   \n" + "{\"text\":1}\n" + pileLine("b");
    for (int i = 0; i < 30; ++i)
        text += "{bad\n";
    const auto data = openText(folder, text);
    QCOMPARE(data->counts().lines, std::int64_t{35});
    QCOMPARE(data->counts().usable, std::int64_t{2});
    QCOMPARE(data->counts().skipped, std::int64_t{31});
    QCOMPARE(data->counts().problems.size(), std::size_t{20});
    QCOMPARE(data->counts().problems.front(), (std::pair<std::int64_t, std::string>{4, "its \"text\" is not a text"}));
    QCOMPARE(data->counts().problems.back().first, std::int64_t{24 - 1 + 1});
    QCOMPARE(data->row(1).line, std::int64_t{5});
}

void TestDataset::namesTheLineWhenStrict()
{
    const TemporaryFolder folder;
    const QString error =
        errorOf([&] { openText(folder, pileLine("a") + "\n{\"txt\":\"b\"}\n", DataKind::pile, true); });
    QVERIFY2(error.contains(QStringLiteral("data.jsonl:3] has no \"text\"")), qPrintable(error));
}

void TestDataset::refusesFilesWithoutAUsableRow()
{
    const TemporaryFolder folder;
    CancelToken cancel;
    QVERIFY(errorOf([&] { openText(folder, ""); }).contains(QStringLiteral("no usable row among its 0 lines")));
    QVERIFY(errorOf([&] { openText(folder, "\xEF\xBB\xBF"); }).contains(QStringLiteral("no usable row")));
    QVERIFY(errorOf([&] { openText(folder, "7\n"); }).contains(QStringLiteral("line 1 is not a JSON object")));
    QVERIFY(errorOf([&] {
        openText(folder, R"({"input":"中","prompt":"","answer":""})", DataKind::pwc);
    }).contains(QStringLiteral("language")));
    QVERIFY(errorOf([&] {
        DataSet::open(folder.path("absent"), DataKind::pile, false, cancel);
    }).contains(QStringLiteral("no such file")));
    QVERIFY(errorOf([&] {
        DataSet::open("/dev/zero", DataKind::pile, false, cancel);
    }).contains(QStringLiteral("not a regular file")));
    QVERIFY(errorOf([&] {
        DataSet::open(folder.path(), DataKind::pile, false, cancel);
    }).contains(QStringLiteral("is a folder")));
}

void TestDataset::readsCrLfByteOrderMarkAndAMissingLastLineEnd()
{
    const TemporaryFolder folder;
    const auto data = openText(
        folder, "\xEF\xBB\xBF{\"text\":\"a\"}\r\n\r\n{\"text\":\"b\\r\"}\r\n{\"text\":\"c\"}", DataKind::pile, true);
    QCOMPARE(data->size(), std::int64_t{3});
    QCOMPARE(data->row(1).context, std::string("b\r"));
    QCOMPARE(data->row(1).line, std::int64_t{3});
    QCOMPARE(data->row(2).context, std::string("c"));
}

void TestDataset::readsLinesAcrossBlocks()
{
    const TemporaryFolder folder;
    std::string text;
    Numbers random(3);
    std::vector<std::string> expected;
    for (int i = 0; i < 60; ++i) {
        // From empty to several times the reader's block of 256 KiB, and lines that end right at its edge.
        const std::size_t size = i % 7 == 0 ? 262144 - text.size() % 262144 : random.below(i % 5 == 0 ? 700000 : 3000);
        expected.push_back(std::to_string(i) + std::string(size, static_cast<char>('a' + i % 26)));
        text += pileLine(expected.back());
    }
    const auto data = openText(folder, text, DataKind::pile, true);
    QCOMPARE(data->size(), std::int64_t{60});
    for (std::int64_t i = 59; i >= 0; --i)
        QVERIFY(data->row(i).context == expected[static_cast<std::size_t>(i)]);
}

void TestDataset::passesOverLongLines()
{
    const TemporaryFolder folder;
    const ReadFile file(folder.write("f",
        "short\n" + std::string(3'000'000, 'x') + "\r\nnext\n" + std::string(1'000'001, 'y') + "\n"
            + std::string(1'000'000, 'z') + "\n" + std::string(2'000'000, 'w')));
    LineReader reader(file, 1'000'000);
    FileLine line;
    QVERIFY(reader.next(line) && line.text == "short" && line.offset == 0 && line.end == 6 && line.ended);
    QVERIFY(reader.next(line) && line.overLong && line.text.empty() && line.bytes >= 3'000'000 && line.offset == 6 && line.end == 3'000'008 && line.ended);
    QVERIFY(reader.next(line) && !line.overLong && line.text == "next" && line.offset == 3'000'008);
    QVERIFY(reader.next(line) && line.overLong && line.bytes == 1'000'001);
    QVERIFY(reader.next(line) && !line.overLong && line.text.size() == 1'000'000);
    QVERIFY(reader.next(line) && line.overLong && line.bytes == 2'000'000 && line.end == file.size() && !line.ended);
    QVERIFY(!reader.next(line));

    // The data set's own limit is 64 MiB.
    const auto data = openText(folder, pileLine("a") + pileLine(std::string(64 << 20, 'x')) + pileLine("b"));
    QCOMPARE(data->size(), std::int64_t{2});
    QCOMPARE(data->row(1).line, std::int64_t{3});
    QVERIFY(data->counts().problems.at(0).second.find("bytes; at most") != std::string::npos);
}

void TestDataset::noticesAFileThatBecameShorter()
{
    const TemporaryFolder folder;
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += pileLine(std::to_string(i));
    const auto data = openText(folder, text);
    std::filesystem::resize_file(folder.path("data.jsonl"), 500);
    QCOMPARE(data->row(0).context, std::string("0"));
    QVERIFY_THROWS_EXCEPTION(Failure, data->row(99));

    // And while the scan runs: the file shrinks at the first progress report.
    for (int i = 0; i < 200000; ++i)
        text += pileLine(std::to_string(i) + " and some more text, so that the file has several blocks");
    folder.write("data.jsonl", text);
    CancelToken cancel;
    const auto shrink = [&](double) { std::filesystem::resize_file(folder.path("data.jsonl"), 1000); };
    QVERIFY_THROWS_EXCEPTION(Failure, DataSet::open(folder.path("data.jsonl"), DataKind::pile, false, cancel, shrink));
}

void TestDataset::readsOnAfterAFileGrew()
{
    const TemporaryFolder folder;
    const auto data = openText(folder, pileLine("a") + pileLine("b"));
    std::ofstream(folder.path("data.jsonl"), std::ios::app) << pileLine("c");
    QCOMPARE(data->size(), std::int64_t{2});
    QCOMPARE(data->row(1).context, std::string("b"));
}

void TestDataset::noticesARowThatChanged()
{
    const TemporaryFolder folder;
    const std::string row = R"({"input":"one","prompt":"two","answer":"three"})";
    const auto data = openText(folder, row + "\n", DataKind::pwc);
    for (const char* changed :
        {R"({"input":"onE","prompt":"two","answer":"three"})", R"({"input":"one","prompt":"twO","answer":"three"})",
            R"({"input":"one","prompt":"two","answer":"threE"})", R"({"input":"two","prompt":"one","answer":"three"})",
            R"({"input":"one","prompt":"two","answer":"three")"}) {
        folder.write("data.jsonl", changed);
        QVERIFY_THROWS_EXCEPTION(Failure, data->row(0));
    }
    folder.write("data.jsonl", row);
    QCOMPARE(data->row(0).answer, std::string("three"));
}

void TestDataset::stopsWhenAsked()
{
    const TemporaryFolder folder;
    std::string text;
    while (text.size() < (16 << 20))
        text += pileLine(std::string(1000, 'x') + std::to_string(text.size()));
    folder.write("data.jsonl", text);
    CancelToken cancel;
    double last = 0;
    const auto stop = [&](double share) {
        last = share;
        cancel.stop(StopRequest::discard);
    };
    QVERIFY_THROWS_EXCEPTION(Cancelled, DataSet::open(folder.path("data.jsonl"), DataKind::pile, false, cancel, stop));
    QVERIFY(last > 0 && last < 1);
}

void TestDataset::reportsProgressUpToTheEnd()
{
    const TemporaryFolder folder;
    std::vector<double> shares;
    CancelToken cancel;
    std::string text;
    while (text.size() < (10 << 20))
        text += pileLine(std::string(1000, 'x') + std::to_string(text.size()));
    DataSet::open(folder.write("data.jsonl", text), DataKind::pile, false, cancel,
        [&](double share) { shares.push_back(share); });
    QVERIFY(shares.size() >= 3);
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QCOMPARE(shares.back(), 1.0);
}

void TestDataset::hasAFingerprintOfItsBytes()
{
    const TemporaryFolder folder;
    const std::string one = openText(folder, pileLine("a") + pileLine("b"))->fingerprint();
    QCOMPARE(one.size(), std::size_t{64});
    QCOMPARE(openText(folder, pileLine("a") + pileLine("b"))->fingerprint(), one);
    QVERIFY(openText(folder, pileLine("a") + pileLine("B"))->fingerprint() != one);
    QVERIFY(openText(folder, pileLine("a") + pileLine("b") + "\n")->fingerprint() != one);
    // The same bytes read as another kind have other rows.
    const std::string both = R"({"text":"a","input":"a","prompt":"p","answer":"q"})"
                             "\n"
                             R"({"text":"a","input":"b","prompt":"p","answer":"q"})"
                             "\n";
    QVERIFY(
        openText(folder, both, DataKind::pile)->fingerprint() != openText(folder, both, DataKind::pwc)->fingerprint());
}

void TestDataset::isReadFromSeveralThreads()
{
    const TemporaryFolder folder;
    std::string text;
    for (int i = 0; i < 2000; ++i)
        text += pileLine("row " + std::to_string(i));
    const auto data = openText(folder, text);
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (std::int64_t i = 0; i < 2000; ++i) {
                const std::int64_t index = (i * 7 + t * 500) % 2000;
                if (data->row(index).context != "row " + std::to_string(index))
                    ++wrong;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

void TestDataset::hashesTextsApart()
{
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
    std::set<std::uint64_t> lows;
    std::set<std::uint64_t> highs;
    std::size_t texts = 0;
    const auto add = [&](const std::string& text) {
        const TextHash hash = hashText(text);
        seen.insert({hash.low, hash.high});
        lows.insert(hash.low);
        highs.insert(hash.high);
        ++texts;
    };
    for (int i = 0; i < 20000; ++i)
        add(std::to_string(i));
    for (int length = 0; length < 300; ++length)
        add(std::string(static_cast<std::size_t>(length), '\0'));
    std::string base(100, 'a');
    for (std::size_t bit = 0; bit < base.size() * 8; ++bit) {
        std::string flipped = base;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        add(flipped);
    }
    QCOMPARE(seen.size(), texts);
    QCOMPARE(lows.size(), texts);
    QCOMPARE(highs.size(), texts);

    TextHashSet set;
    QVERIFY(set.insert({0, 0}));
    QVERIFY(!set.insert({0, 0}));
    // Enough that every table of it grows several times.
    constexpr int kTexts = 200'000;
    for (int i = 0; i < kTexts; ++i)
        QVERIFY(set.insert(hashText(std::to_string(i))));
    for (int i = 0; i < kTexts; ++i)
        QVERIFY(!set.insert(hashText(std::to_string(i))));
    QCOMPARE(set.size(), std::size_t{kTexts + 1});
}

void TestDataset::shufflesEachRowOnceAndReproducibly()
{
    for (const std::int64_t size : {0, 1, 2, 10, 1000}) {
        const std::vector<std::int64_t> order = orderOf(42, 0, size);
        QCOMPARE(std::set<std::int64_t>(order.begin(), order.end()).size(), static_cast<std::size_t>(size));
        if (size > 0)
            QVERIFY(*std::max_element(order.begin(), order.end()) == size - 1
                && *std::min_element(order.begin(), order.end()) == 0);
    }
    QCOMPARE(orderOf(42, 3, 1000), orderOf(42, 3, 1000));
    QVERIFY(orderOf(42, 3, 1000) != orderOf(42, 4, 1000));
    QVERIFY(orderOf(42, 3, 1000) != orderOf(43, 3, 1000));
    // Written down, so that a change of the generator, which would break resuming, is noticed.
    QCOMPARE(orderOf(42, 1, 8), (std::vector<std::int64_t>{1, 7, 6, 3, 2, 5, 4, 0}));
    // Each row is first about equally often.
    std::array<int, 5> first{};
    for (std::uint64_t seed = 0; seed < 5000; ++seed)
        ++first[static_cast<std::size_t>(orderOf(seed, 0, 5).front())];
    for (const int count : first)
        QVERIFY(count > 850 && count < 1150);
}

void TestDataset::drawsUniformlyAndResumes()
{
    RandomSource random(1);
    std::array<int, 7> counts{};
    for (int i = 0; i < 7000; ++i)
        ++counts[random.uniform(7)];
    for (const int count : counts)
        QVERIFY(count > 850 && count < 1150);
    QCOMPARE(random.uniform(1), std::uint64_t{0});
    const std::uint64_t state = random.state();
    const std::uint64_t next = random.next();
    RandomSource other(5);
    other.setState(state);
    QCOMPARE(other.next(), next);
    QCOMPARE(RandomSource(0).next(), std::uint64_t{0xE220A8397B1DCDAF}); // The published first output for seed 0.
}

QTEST_GUILESS_MAIN(TestDataset)
#include "dataset_test.moc"
