#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <limits>

#include "core/base/error.h"
#include "core/results/example_store.h"
#include "core/results/results.h"
#include "tests/core/example_records.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;

/// examples.jsonl: what is taken up of it, cut off, and refused.
class ExampleStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordsSurviveTheirFile();
    void storeGoesOnBehindTheLastWholeUnit();
    void storeCutsATornLine();
    void storeKeepsLinesThatEndAsOnWindows();
    void numbersThatNoExampleHasAreRefused();
    void storeEndsAtALineOfTooManyKeys();
    void storeRefusesAnotherPlansExamples();
};

void ExampleStoreTest::recordsSurviveTheirFile()
{
    ExampleRecord before = record(3, "compressed", 7, 1, "step-3");
    before.chunkStarts = {0, 20};
    before.surprisal.right[2] = 4;
    before.surprisal.total[2] = 5;
    const std::string line = recordToJson(before).dump();
    const ExampleRecord after = recordFromJson(nlohmann::ordered_json::parse(line));
    QCOMPARE(recordToJson(after).dump(), line);
    QVERIFY(after.metrics == before.metrics);
    QCOMPARE(surprisalBin(0.05), std::size_t{0});
    QCOMPARE(surprisalBin(0.1), std::size_t{1});
    QCOMPARE(surprisalBin(100), kSurprisalBins - 1);
}

void ExampleStoreTest::storeGoesOnBehindTheLastWholeUnit()
{
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const std::vector<std::int64_t> sizes{2, 0, 1};
    {
        ExampleStore store(path, sizes);
        QCOMPARE(store.finishedUnits(), std::int64_t{0});
        store.append({record(0, "compressed", 0, 1), record(0, "full", 0, 1)});
        store.append({});
        store.append({record(2, "compressed", 1, 1)});
        QCOMPARE(store.finishedUnits(), std::int64_t{3});
    }
    const std::string whole = fileBytes(path + "/examples.jsonl");
    std::filesystem::resize_file(path + "/examples.jsonl", whole.find('\n') + 1);  // Only half of unit 0 is left.
    ExampleStore store(path, sizes);
    QCOMPARE(store.finishedUnits(), std::int64_t{0});
    store.append({record(0, "compressed", 0, 1), record(0, "full", 0, 1)});
    store.append({});
    store.append({record(2, "compressed", 1, 1)});
    QCOMPARE(fileBytes(path + "/examples.jsonl"), whole);
    QCOMPARE(readExamples(path).size(), std::size_t{3});
}

void ExampleStoreTest::storeCutsATornLine()
{
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    ExampleStore(path, {1, 1}).append({record(0, "compressed", 0, 1)});
    const std::string whole = fileBytes(path + "/examples.jsonl");
    std::ofstream(path + "/examples.jsonl", std::ios::app) << "{\"unit\": 1, \"task\": \"q";
    ExampleStore store(path, {1, 1});
    QCOMPARE(store.finishedUnits(), std::int64_t{1});
    QCOMPARE(store.records().size(), std::size_t{1});
    QCOMPARE(fileBytes(path + "/examples.jsonl"), whole);
}

void ExampleStoreTest::storeKeepsLinesThatEndAsOnWindows()
{
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const std::string line = recordToJson(record(0, "compressed", 0, 1)).dump() + "\r\n";
    std::ofstream(path + "/examples.jsonl", std::ios::binary) << line;
    {
        ExampleStore store(path, {1, 1});
        QCOMPARE(store.finishedUnits(), std::int64_t{1});
        QCOMPARE(fileBytes(path + "/examples.jsonl"), line);
        store.append({record(1, "compressed", 1, 1)});
    }
    QCOMPARE(ExampleStore(path, {1, 1}).finishedUnits(), std::int64_t{2});
    // A carriage return alone ends no line.
    std::ofstream(path + "/examples.jsonl", std::ios::binary) << line.substr(0, line.size() - 1);
    QCOMPARE(readExamples(path).size(), std::size_t{0});
}

void ExampleStoreTest::numbersThatNoExampleHasAreRefused()
{
    ExampleRecord good = record(0, "compressed", 0, 1);
    good.task = "autoencode";
    good.contextTokens = 10;
    good.labels = 1;
    good.hits = "1";
    good.chunkStarts = {0, 5};
    const nlohmann::ordered_json json = recordToJson(good);
    QCOMPARE(recordFromJson(json).chunkStarts.size(), std::size_t{2});
    constexpr auto kSmallest = std::numeric_limits<std::int64_t>::min(), kLargest = std::numeric_limits<std::int64_t>::max();
    for (const auto& [key, value] : std::vector<std::pair<std::string, nlohmann::ordered_json>>{{"chunk_starts", {5}}, {"chunk_starts", {kSmallest}},
             {"chunk_starts", {0, 5, 5}}, {"chunk_starts", {0, 6, 3}}, {"chunk_starts", {0, 10}}, {"context_tokens", -1}, {"context_tokens", kLargest},
             {"context_read", -1}, {"labels", -1},
             {"surprisal", {{"right", {1, 0, 0, 0, 0, 0, 0}}, {"total", {0, 0, 0, 0, 0, 0, 0}}}},
             {"surprisal", {{"right", {0, 0, 0, 0, 0, 0, 0}}, {"total", {kLargest, 0, 0, 0, 0, 0, 0}}}}}) {
        nlohmann::ordered_json changed = json;
        changed[key] = value;
        QVERIFY_THROWS_EXCEPTION(nlohmann::json::exception, recordFromJson(changed));
        QVERIFY_THROWS_EXCEPTION(nlohmann::json::exception, recordFromJson(nlohmann::json(changed)));
    }
    // Nothing to read: one chunk, and nothing in it.
    ExampleRecord empty = good;
    empty.contextTokens = 0;
    empty.chunkStarts = {0};
    QCOMPARE(recordFromJson(recordToJson(empty)).chunkStarts.size(), std::size_t{1});
}

void ExampleStoreTest::storeEndsAtALineOfTooManyKeys()
{
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const std::string line = recordToJson(record(0, "compressed", 0, 1)).dump() + "\n";
    std::string metrics;
    // As many as a record may have values.  Looked up one by one they would take half a minute.
    for (int i = 0; i < 90'000; ++i)
        metrics += "\"" + std::to_string(i) + "\":0,";
    std::string wide = line, deep = line;
    wide.insert(wide.find("\"metrics\":{") + 11, metrics);
    deep.insert(1, "\"x\":" + std::string(20, '[') + std::string(20, ']') + ",");
    for (const std::string& last : {wide, deep}) {
        std::ofstream(path + "/examples.jsonl", std::ios::binary) << line << last;
        QCOMPARE(readExamples(path).size(), std::size_t{1});
    }
}

void ExampleStoreTest::storeRefusesAnotherPlansExamples()
{
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    ExampleStore(path, {1, 1}).append({record(0, "compressed", 0, 1)});
    const std::string before = fileBytes(path + "/examples.jsonl");
    QVERIFY_THROWS_EXCEPTION(Error, ExampleStore(path, {}));
    QCOMPARE(fileBytes(path + "/examples.jsonl"), before);
    QVERIFY_THROWS_EXCEPTION(Error, readExamples(path + "/none"));
}

QTEST_GUILESS_MAIN(ExampleStoreTest)
#include "example_store_test.moc"
