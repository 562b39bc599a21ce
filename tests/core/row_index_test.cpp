#include <QtTest>

#include <zlib.h>

#include <fcntl.h>
#include <sys/stat.h>

#include "core/data/data_file.h"
#include "core/data/dataset.h"
#include "core/data/row_table.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;

namespace {

namespace fs = std::filesystem;

/// Lines of every fate: usable, twice the same, blank, unusable.
std::string mixedRows(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += "{\"text\":\"row " + std::to_string(i) + "\"}\n";
        if (i % 5 == 1)
            text += "{\"text\":\"row 0\"}\n";
        if (i % 7 == 2)
            text += "\n";
        if (i % 11 == 3)
            text += "{bad\n";
    }
    return text;
}

void gzipTo(const std::string& path, const std::string& text)
{
    const gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
}

/// Data that was written some time ago, and a cache for it.
class Place {
public:
    explicit Place(const std::string& bytes) { write(bytes); }

    void write(const std::string& bytes)
    {
        folder_.write("data.jsonl", bytes);
        age(path());
    }
    /// Its times are hours ago: what was changed just now is not kept.
    static void age(const std::string& path)
    {
        const timespec then[2]{{1'700'000'000, 5}, {1'700'000'000, 5}};
        ::utimensat(AT_FDCWD, path.c_str(), then, 0);
    }
    std::string path(const std::string& name = "data.jsonl") const { return folder_.path(name); }
    DataCache cache() const
    {
        DataCache cache;
        cache.folder = folder_.path("cache/data");
        cache.worthBytes = 1;
        cache.spareBytes = 0;
        cache.settledAfter = std::chrono::nanoseconds(0);
        return cache;
    }
    /// scanned: whether the file was read through.
    std::unique_ptr<DataSet> open(bool* scanned = nullptr, DataKind kind = DataKind::pile, bool strict = false, const std::string& name = "data.jsonl") const
    {
        CancelToken cancel;
        auto data = DataSet::open(path(name), kind, strict, cancel, nullptr, cache());
        if (scanned)
            *scanned = !data->counts().fromCache;
        return data;
    }
    std::vector<std::string> kept(const std::string& ending) const
    {
        std::vector<std::string> names;
        std::error_code none;
        for (const auto& entry : fs::directory_iterator(folder_.path("cache/data"), none))
            if (entry.path().string().ends_with(ending))
                names.push_back(entry.path().string());
        return names;
    }

private:
    TemporaryFolder folder_;
};

void compare(const DataSet& one, const DataSet& other)
{
    QCOMPARE(one.size(), other.size());
    QCOMPARE(one.fingerprint(), other.fingerprint());
    QCOMPARE(one.counts().lines, other.counts().lines);
    QCOMPARE(one.counts().usable, other.counts().usable);
    QCOMPARE(one.counts().duplicates, other.counts().duplicates);
    QCOMPARE(one.counts().skipped, other.counts().skipped);
    QCOMPARE(one.counts().problems, other.counts().problems);
    for (std::int64_t i = 0; i < one.size(); ++i) {
        QCOMPARE(one.row(i).context, other.row(i).context);
        QCOMPARE(one.row(i).line, other.row(i).line);
    }
}

} // namespace

class TestRowIndex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsAgainWhatAScanFound();
    void keepsOneIndexForEachKindOfData();
    void namesTheLineWhenStrictFromTheIndexToo();
    void scansAgainWhenTheFileChanged();
    void scansAgainWhenOnlyTheTimesChanged();
    void keepsNothingOfAFileThatWasJustWritten();
    void ignoresADamagedTornOrForeignIndex();
    void goesOnWithoutACacheFolder();
    void keepsNothingOfSmallFiles();
    void scansAgainAfterARowThatTheIndexHadWrong();
    void keepsADecompressedCopyAndMakesItAnewWhenItIsDamaged();
    void makesACopyAnewWhenThePackedFileChanged();
    void needsNoCopyOfASmallPackedFile();
    void saysWhenTheDiskHasNoRoomForACopy();
    void removesWhatWasNotUsedForLongest();
    void removesAbandonedTemporariesButNothingElse();
    void holdsLongTablesInAFile();
    void putsTheTableInMemoryWhereNoFileCanBeMade();
};

void TestRowIndex::findsAgainWhatAScanFound()
{
    const Place place(mixedRows(300));
    bool scanned = false;
    const auto first = place.open(&scanned);
    QVERIFY(scanned);
    QCOMPARE(place.kept(".index").size(), std::size_t{1});
    const auto second = place.open(&scanned);
    QVERIFY(!scanned);
    compare(*first, *second);
    CancelToken cancel;
    compare(*second, *DataSet::open(place.path(), DataKind::pile, false, cancel, nullptr, DataCache::none()));
    // Nothing half-written is left.
    QCOMPARE(place.kept("").size(), std::size_t{1});
}

void TestRowIndex::keepsOneIndexForEachKindOfData()
{
    const Place place(mixedRows(10));
    bool scanned = false;
    place.open(&scanned);
    QCOMPARE(place.open(&scanned, DataKind::contexts)->counts().duplicates, std::int64_t{0});
    QVERIFY(scanned);
    QCOMPARE(place.open(&scanned)->counts().duplicates, std::int64_t{2});
    QVERIFY(!scanned);
    QCOMPARE(place.kept(".index").size(), std::size_t{2});
}

void TestRowIndex::namesTheLineWhenStrictFromTheIndexToo()
{
    const Place place(mixedRows(10));
    const QString before = errorOf([&] { place.open(nullptr, DataKind::pile, true); });
    QVERIFY(place.kept(".index").empty());
    place.open();
    QCOMPARE(place.kept(".index").size(), std::size_t{1});
    QVERIFY(before.contains(QStringLiteral("data.jsonl:7] ")));
    QCOMPARE(errorOf([&] { place.open(nullptr, DataKind::pile, true); }), before);
}

void TestRowIndex::scansAgainWhenTheFileChanged()
{
    Place place(mixedRows(20));
    const std::string before = place.open()->fingerprint();
    bool scanned = false;
    // Of the same length and with the same time of writing.
    std::string other = mixedRows(20);
    other.replace(other.find("row 7"), 5, "row X");
    place.write(other);
    const auto data = place.open(&scanned);
    QVERIFY(scanned);
    QVERIFY(data->fingerprint() != before);
    QCOMPARE(place.kept(".index").size(), std::size_t{1});
    place.write(other + "{\"text\":\"one more\"}\n");
    QCOMPARE(place.open(&scanned)->size(), std::int64_t{21});
    QVERIFY(scanned);
}

void TestRowIndex::scansAgainWhenOnlyTheTimesChanged()
{
    // Its samples may miss what changed in a large file.
    const Place place(mixedRows(20));
    place.open();
    const timespec later[2]{{1'700'000'001, 0}, {1'700'000'001, 0}};
    ::utimensat(AT_FDCWD, place.path().c_str(), later, 0);
    bool scanned = false;
    place.open(&scanned);
    QVERIFY(scanned);
}

void TestRowIndex::keepsNothingOfAFileThatWasJustWritten()
{
    const Place place(mixedRows(20));
    DataCache cache = place.cache();
    cache.settledAfter = std::chrono::hours(1);
    CancelToken cancel;
    DataSet::open(place.path(), DataKind::pile, false, cancel, nullptr, cache);
    QVERIFY(place.kept(".index").empty());
}

void TestRowIndex::ignoresADamagedTornOrForeignIndex()
{
    const Place place(mixedRows(100));
    const auto good = place.open();
    const std::string index = place.kept(".index").at(0), bytes = fileBytes(index);
    const auto scansWith = [&](const std::string& damaged) {
        std::ofstream(index, std::ios::binary) << damaged;
        bool scanned = false;
        compare(*place.open(&scanned), *good);
        return scanned && fileBytes(index) == bytes;
    };
    for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 16)
        QVERIFY2(scansWith(bytes.substr(0, length)), std::to_string(length).c_str());
    for (std::size_t at = 0; at < bytes.size(); at += 7) {
        std::string flipped = bytes;
        flipped[at] = static_cast<char>(flipped[at] ^ 1);
        QVERIFY2(scansWith(flipped), std::to_string(at).c_str());
    }
    QVERIFY(scansWith(bytes + "x"));
    QVERIFY(scansWith("not an index"));
    // That of another file, under this one's name.
    const Place elsewhere(mixedRows(99));
    elsewhere.open();
    QVERIFY(scansWith(fileBytes(elsewhere.kept(".index").at(0))));
    bool scanned = true;
    place.open(&scanned);
    QVERIFY(!scanned);
}

void TestRowIndex::goesOnWithoutACacheFolder()
{
    const Place place(mixedRows(50));
    const auto good = place.open();
    fs::remove_all(place.path("cache"));
    // A file where the folder should be: nothing can be made below it, by root neither.
    std::ofstream(place.path("cache")) << "in the way";
    bool scanned = false;
    compare(*place.open(&scanned), *good);
    QVERIFY(scanned);
    gzipTo(place.path("data.gz"), mixedRows(50));
    compare(*place.open(nullptr, DataKind::pile, false, "data.gz"), *good);
    fs::remove(place.path("cache"));
}

void TestRowIndex::keepsNothingOfSmallFiles()
{
    const Place place(mixedRows(50));
    DataCache cache = place.cache();
    cache.worthBytes = 1'000'000;
    CancelToken cancel;
    DataSet::open(place.path(), DataKind::pile, false, cancel, nullptr, cache);
    QVERIFY(place.kept("").empty());
}

void TestRowIndex::scansAgainAfterARowThatTheIndexHadWrong()
{
    const Place place(mixedRows(50));
    const auto data = place.open();
    QVERIFY(!place.kept(".index").empty());
    std::fstream file(place.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(9);
    file << 'X';
    file.close();
    QVERIFY_THROWS_EXCEPTION(Failure, data->row(0));
    // "Start again" is then the way to go on.
    QVERIFY(place.kept(".index").empty());
    bool scanned = false;
    QCOMPARE(place.open(&scanned)->row(0).context.front(), 'X');
    QVERIFY(scanned);
}

void TestRowIndex::keepsADecompressedCopyAndMakesItAnewWhenItIsDamaged()
{
    const Place place(mixedRows(300));
    const auto plain = place.open();
    gzipTo(place.path("data.gz"), mixedRows(300));
    const auto packed = place.open(nullptr, DataKind::pile, false, "data.gz");
    compare(*packed, *plain);
    const std::string copy = place.kept(".jsonl").at(0);
    QCOMPARE(fileBytes(copy), mixedRows(300));
    QCOMPARE(packed->counts().copy, copy);
    QVERIFY(copyNote(packed->counts()).find("kept there for the next start") != std::string::npos);
    bool scanned = true;
    compare(*place.open(&scanned, DataKind::pile, false, "data.gz"), *plain);
    QVERIFY(!scanned);
    for (const std::string& damaged : {std::string(), mixedRows(299), "X" + mixedRows(300).substr(1)}) {
        fs::remove(copy);
        std::ofstream(copy, std::ios::binary) << damaged;
        compare(*place.open(nullptr, DataKind::pile, false, "data.gz"), *plain);
        QCOMPARE(fileBytes(copy), mixedRows(300));
    }
    // Another kind of data shares the copy.
    QCOMPARE(place.open(nullptr, DataKind::contexts, false, "data.gz")->counts().copy, copy);
    QCOMPARE(place.kept(".jsonl").size(), std::size_t{1});
}

void TestRowIndex::makesACopyAnewWhenThePackedFileChanged()
{
    const Place place("");
    gzipTo(place.path("data.gz"), mixedRows(300));
    QCOMPARE(place.open(nullptr, DataKind::pile, false, "data.gz")->size(), std::int64_t{300});
    gzipTo(place.path("data.gz"), mixedRows(200));
    QCOMPARE(place.open(nullptr, DataKind::pile, false, "data.gz")->size(), std::int64_t{200});
    QCOMPARE(place.kept(".jsonl").size(), std::size_t{1});
}

void TestRowIndex::needsNoCopyOfASmallPackedFile()
{
    const Place place("");
    gzipTo(place.path("data.gz"), mixedRows(300));
    DataCache cache = place.cache();
    cache.worthBytes = 1'000'000;
    CancelToken cancel;
    const auto data = DataSet::open(place.path("data.gz"), DataKind::pile, false, cancel, nullptr, cache);
    QCOMPARE(data->size(), std::int64_t{300});
    QVERIFY(data->counts().copy.empty());
    QVERIFY(place.kept("").empty());
    QCOMPARE(data->row(299).context, std::string("row 299"));
}

void TestRowIndex::saysWhenTheDiskHasNoRoomForACopy()
{
    const Place place("");
    gzipTo(place.path("data.gz"), mixedRows(300));
    DataCache cache = place.cache();
    cache.spareBytes = std::uint64_t{1} << 60;
    CancelToken cancel;
    try {
        DataSet::open(place.path("data.gz"), DataKind::pile, false, cancel, nullptr, cache);
        QFAIL("there is not as much room");
    } catch (const Failure& failure) {
        QVERIFY(std::string(failure.what()).find("no room for what it holds; make some, set XDG_CACHE_HOME") != std::string::npos);
    }
    QVERIFY(place.kept("").empty());
}

void TestRowIndex::removesWhatWasNotUsedForLongest()
{
    const Place place(mixedRows(100));
    DataCache cache = place.cache();
    CancelToken cancel;
    const auto openAs = [&](DataKind kind) { DataSet::open(place.path(), kind, false, cancel, nullptr, cache); };
    openAs(DataKind::pile);
    const std::string pile = place.kept("pile.index").at(0);
    Place::age(pile);
    openAs(DataKind::contexts);
    const std::string contexts = place.kept("contexts.index").at(0);
    const timespec later[2]{{1'700'000'100, 0}, {1'700'000'100, 0}};
    ::utimensat(AT_FDCWD, contexts.c_str(), later, 0);
    cache.mostBytes = fs::file_size(pile) + fs::file_size(contexts);
    cache.tidy("");
    QCOMPARE(place.kept(".index").size(), std::size_t{2});
    cache.mostBytes -= 1;
    cache.tidy("");
    QCOMPARE(place.kept(".index"), std::vector<std::string>{contexts});
    // Using one makes it the newest; what is being made stays, however little there is room for.
    cache.mostBytes = 0;
    cache.tidy(contexts);
    QCOMPARE(place.kept(".index"), std::vector<std::string>{contexts});
    openAs(DataKind::contexts);
    QVERIFY(fs::last_write_time(contexts) > fs::file_time_type::clock::now() - std::chrono::hours(1));
}

void TestRowIndex::removesAbandonedTemporariesButNothingElse()
{
    const Place place(mixedRows(10));
    place.open();
    const DataCache cache = place.cache();
    const std::string stem = cache.folder + "/0123456789abcdef0123456789abcdef";
    for (const std::string& name : {stem + ".jsonl.tmp-1-00000000", stem + ".jsonl.tmp-1-11111111", cache.folder + "/notes.txt"})
        std::ofstream(name) << "x";
    Place::age(stem + ".jsonl.tmp-1-00000000");
    Place::age(cache.folder + "/notes.txt");
    cache.tidy("");
    QVERIFY(!fs::exists(stem + ".jsonl.tmp-1-00000000"));
    QVERIFY(fs::exists(stem + ".jsonl.tmp-1-11111111"));
    QVERIFY(fs::exists(cache.folder + "/notes.txt"));
}

void TestRowIndex::holdsLongTablesInAFile()
{
    const TemporaryFolder folder;
    RowTable table(folder.path());
    constexpr std::uint64_t kRows = 200'000;
    for (std::uint64_t i = 0; i < kRows; ++i)
        table.add({i * 3, i + 1, std::uint32_t(i % 77), std::uint32_t(i)});
    QCOMPARE(table.size(), kRows);
    QCOMPARE(folder.count(), std::size_t{0});
    RowTable moved = std::move(table);
    for (const std::uint64_t i : {std::uint64_t{0}, std::uint64_t{65'535}, std::uint64_t{65'536}, std::uint64_t{196'607}, std::uint64_t{196'608}, kRows - 1}) {
        QCOMPARE(moved.at(i).offset, i * 3);
        QCOMPARE(moved.at(i).line, i + 1);
        QCOMPARE(moved.at(i).hash, std::uint32_t(i));
    }
    std::uint64_t next = 0;
    moved.forEachBlock([&](std::span<const RowPlace> rows) {
        for (const RowPlace& row : rows)
            QCOMPARE(row.line, ++next);
    });
    QCOMPARE(next, kRows);
}

void TestRowIndex::putsTheTableInMemoryWhereNoFileCanBeMade()
{
    RowTable table("/proc/nowhere");
    for (std::uint64_t i = 0; i < 200'000; ++i)
        table.add({i * 3, i + 1, 1, std::uint32_t(i)});
    QCOMPARE(table.at(199'999).line, std::uint64_t{200'000});
    QCOMPARE(table.at(65'536).offset, std::uint64_t{65'536 * 3});
}

QTEST_GUILESS_MAIN(TestRowIndex)
#include "row_index_test.moc"
