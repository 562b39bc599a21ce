#include <QtTest>

#include <zlib.h>
#include <zstd.h>

#include "core/base/decompressor.h"
#include "core/base/line_reader.h"
#include "core/base/text_kind.h"
#include "core/data/data_file.h"
#include "core/data/dataset.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using namespace std::string_literals;

namespace {

std::string gzip(const std::string& text)
{
    std::string out(compressBound(text.size()) + 64, '\0');
    z_stream state{};
    deflateInit2(&state, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    state.avail_in = static_cast<uInt>(text.size());
    state.next_out = reinterpret_cast<Bytef*>(out.data());
    state.avail_out = static_cast<uInt>(out.size());
    deflate(&state, Z_FINISH);
    out.resize(state.total_out);
    deflateEnd(&state);
    return out;
}

std::string zstandard(const std::string& text)
{
    ZSTD_CCtx* state = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(state, ZSTD_c_checksumFlag, 1);
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress2(state, out.data(), out.size(), text.data(), text.size()));
    ZSTD_freeCCtx(state);
    return out;
}

/// A Zstandard frame that says it needs a window of 256 MiB.
std::string wideWindow()
{
    return "\x28\xB5\x2F\xFD\x00\x90\x01\x00\x00"s;
}

std::string rows(int count)
{
    std::string text;
    Numbers random(5);
    for (int i = 0; i < count; ++i) {
        text += "{\"text\":\"row " + std::to_string(i) + " ";
        for (int n = 0; n < 40; ++n)
            text += static_cast<char>('a' + random.below(26));
        text += "\"}\n";
    }
    return text;
}

std::unique_ptr<DataSet> openPath(const std::string& path, DataKind kind = DataKind::pile, bool strict = false)
{
    CancelToken cancel;
    return DataSet::open(path, kind, strict, cancel, nullptr, DataCache::none());
}

} // namespace

class TestDataFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesWhatAFileIsInsteadOfText_data();
    void namesWhatAFileIsInsteadOfText();
    void takesTextsForWhatTheyAre();
    void dropsAByteOrderMarkFromAText();
    void refusesATextThatIsNotUtf8();
    void namesJsonThatIsNotJsonl_data();
    void namesJsonThatIsNotJsonl();
    void keepsAJsonlThatBeginsWithAnArray();
    void readsPackedRows_data();
    void readsPackedRows();
    void refusesDamagedStreams_data();
    void refusesDamagedStreams();
    void refusesAPackedFileOfAnotherKind();
    void stopsAtAFirstLineWithoutEnd();
    void readsTheBeginningOfAPackedFile();
};

void TestDataFile::namesWhatAFileIsInsteadOfText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("packed");
    const auto row = [](const char* tag, const std::string& bytes, const char* name, bool packed = false) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes) << QString::fromUtf8(name) << packed;
    };
    row("gzip", gzip("a"), "is a gzip file; decompress it first", true);
    row("zstd", zstandard("a"), "is a Zstandard file; decompress it first", true);
    row("bzip2", "BZh91AY&SY", "is a bzip2 file");
    row("xz", "\xFD" "7zXZ\0\0"s, "is an xz file");
    row("lz4", "\x04\x22\x4D\x18\x64"s, "is an LZ4 file");
    row("7-Zip", "7z\xBC\xAF\x27\x1C\0"s, "is a 7-Zip archive");
    row("zip", "PK\x03\x04\x14"s, "is a zip archive");
    row("tar", "name"s + std::string(253, '\0') + "ustar\0"s, "is a tar archive");
    row("Parquet", "PAR1\x15\x04"s, "is a Parquet file; write its rows as jsonl first");
    row("Arrow", "ARROW1\0\0"s, "is an Arrow file");
    row("Avro", "Obj\x01\x04"s, "is an Avro file");
    row("SQLite", "SQLite format 3\0\x10"s, "is an SQLite database");
    row("HDF5", "\x89HDF\r\n\x1A\n", "is an HDF5 file");
    row("NumPy", "\x93NUMPY\x01", "is a NumPy file");
    row("PDF", "%PDF-1.7\n", "is a PDF file");
    row("PNG", "\x89PNG\r\n\x1A\n", "is a picture");
    row("JPEG", "\xFF\xD8\xFF\xE0", "is a picture");
    row("program", "\x7F" "ELF\x02", "is a program");
    row("UTF-16 LE", "\xFF\xFE{\0\"\0"s, "is UTF-16;");
    row("UTF-16 BE", "\xFE\xFF\0{\0\""s, "is UTF-16;");
    row("UTF-32 LE", "\xFF\xFE\0\0{\0\0\0"s, "is UTF-32");
    row("UTF-32 BE", "\0\0\xFE\xFF\0\0\0{"s, "is UTF-32");
    row("UTF-16 LE without a mark", "{\0\"\0t\0e\0x\0t\0"s, "is UTF-16 (little-endian)");
    row("UTF-16 BE without a mark", "\0{\0\"\0t\0e\0x\0t"s, "is UTF-16 (big-endian)");
}

void TestDataFile::namesWhatAFileIsInsteadOfText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(bool, packed);
    const TemporaryFolder folder;
    const std::string path = folder.write("data.jsonl", bytes.toStdString());
    const QString asText = errorOf([&] { readTextFile(path); });
    QVERIFY2(asText.contains(QStringLiteral("data.jsonl] ") + name), qPrintable(asText));
    if (packed)
        return;
    for (const bool strict : {false, true}) {
        const QString asData = errorOf([&] { openPath(path, DataKind::pile, strict); });
        QVERIFY2(asData.contains(QStringLiteral("data.jsonl] ") + name), qPrintable(asData));
    }
}

void TestDataFile::takesTextsForWhatTheyAre()
{
    const TemporaryFolder folder;
    for (const std::string& text : {""s, "a"s, "é"s, "中文"s, "PK"s, "{\"text\":\"a\"}\n"s, "a\0b"s, "\0\0\0\0"s, "PARIS"s, "Objekt"s})
        QCOMPARE(readTextFile(folder.write("t", text)), text);
}

void TestDataFile::dropsAByteOrderMarkFromAText()
{
    const TemporaryFolder folder;
    QCOMPARE(readTextFile(folder.write("t", "\xEF\xBB\xBF" "a\r\n")), "a\r\n"s);
    // One only, and only at the start, where it is a mark.
    QCOMPARE(readTextFile(folder.write("t", "a\xEF\xBB\xBF")), "a\xEF\xBB\xBF"s);
    QCOMPARE(readTextFile(folder.write("t", "\xEF\xBB\xBF")), ""s);
}

void TestDataFile::refusesATextThatIsNotUtf8()
{
    const TemporaryFolder folder;
    const auto refused = [&](const std::string& text) { return errorOf([&] { readTextFile(folder.write("t", text)); }); };
    QVERIFY(refused("caf\xE9 noir").contains(QStringLiteral("is not UTF-8: byte 0xE9 at byte 4, in Latin-1 é; convert it to UTF-8 first (iconv -f LATIN1")));
    QVERIFY(refused("\x93quoted\x94").contains(QStringLiteral("byte 0x93 at byte 1; convert it to UTF-8 first (iconv -f WINDOWS-1252")));
    QVERIFY(refused("cut \xE4\xB8").contains(QStringLiteral("byte 0xE4 at byte 5; convert it to UTF-8 or mend it first")));
    const QString line = errorOf([&] { openPath(folder.write("d", "{\"text\":\"caf\xE9\"}\n"), DataKind::pile, true); });
    QVERIFY2(line.contains(QStringLiteral("d:1] is not UTF-8: byte 0xE9 at column 13, in Latin-1 é")), qPrintable(line));
}

void TestDataFile::namesJsonThatIsNotJsonl_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    const QString array = QStringLiteral("data.json] is a JSON array, not jsonl"), several = QStringLiteral("data.json] is JSON over several lines");
    QTest::newRow("array in one line") << QByteArray("[{\"text\":\"a\"},{\"text\":\"b\"}]") << array;
    QTest::newRow("array after a mark and blank lines") << QByteArray("\xEF\xBB\xBF\n [1]") << array;
    QTest::newRow("array over lines") << QByteArray("[\n{\"text\":\"a\"},\n{\"text\":\"b\"}\n]\n") << array;
    QTest::newRow("indented array") << QByteArray("[\n  {\n    \"text\": \"a\"\n  }\n]\n") << array;
    QTest::newRow("indented object") << QByteArray("{\n  \"text\": \"a\"\n}\n") << several;
}

void TestDataFile::namesJsonThatIsNotJsonl()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    const TemporaryFolder folder;
    for (const bool strict : {false, true}) {
        const QString error = errorOf([&] { openPath(folder.write("data.json", bytes.toStdString()), DataKind::pile, strict); });
        QVERIFY2(error.contains(name), qPrintable(error));
    }
}

void TestDataFile::keepsAJsonlThatBeginsWithAnArray()
{
    const TemporaryFolder folder;
    const auto data = openPath(folder.write("data.jsonl", "[\"text\"]\n" + rows(5)));
    QCOMPARE(data->size(), std::int64_t{5});
    QCOMPARE(data->counts().skipped, std::int64_t{1});
}

void TestDataFile::readsPackedRows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* tag, const std::string& bytes) { QTest::newRow(tag) << QByteArray::fromStdString(bytes); };
    const std::string text = rows(3000), first = text.substr(0, 50'001), second = text.substr(50'001);
    const std::string skippable = "\x5A\x2A\x4D\x18\x04\0\0\0abcd"s;
    row("gzip", gzip(text));
    row("gzip in members", gzip(first) + gzip("") + gzip(second));
    row("gzip with padding", gzip(text) + std::string(512, '\0'));
    row("zstd", zstandard(text));
    row("zstd in frames", zstandard(first) + zstandard("") + skippable + zstandard(second));
    row("zstd after a skippable frame", skippable + zstandard(text));
}

void TestDataFile::readsPackedRows()
{
    QFETCH(QByteArray, bytes);
    const TemporaryFolder folder;
    const auto plain = openPath(folder.write("plain.jsonl", rows(3000)));
    // Told by its bytes, not by its name.
    const auto packed = openPath(folder.write("packed", bytes.toStdString()));
    QCOMPARE(packed->size(), std::int64_t{3000});
    for (const std::int64_t i : {2999, 0, 1500}) {
        QCOMPARE(packed->row(i).context, plain->row(i).context);
        QCOMPARE(packed->row(i).line, plain->row(i).line);
    }
    // So that a run goes on when its data was packed or unpacked meanwhile.
    QCOMPARE(packed->fingerprint(), plain->fingerprint());
    const QString error = errorOf([&] { openPath(folder.write("bad.gz", gzip(rows(2) + "{bad\n")), DataKind::pile, true); });
    QVERIFY2(error.contains(QStringLiteral("bad.gz:3]")), qPrintable(error));
}

void TestDataFile::refusesDamagedStreams_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* tag, const std::string& bytes, const char* reason) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes) << QString::fromUtf8(reason);
    };
    const auto flipped = [](std::string bytes, std::size_t at) {
        bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
        return bytes;
    };
    const std::string text = rows(2000), gz = gzip(text), zst = zstandard(text);
    row("gzip cut", gz.substr(0, gz.size() / 2), "is cut short: it ends inside its gzip stream");
    row("gzip without its checksum", gz.substr(0, gz.size() - 8), "is cut short");
    row("gzip header only", gz.substr(0, 5), "is cut short");
    row("gzip magic only", gz.substr(0, 2), "is cut short");
    // The kind of its first block becomes one that does not exist.
    row("gzip with an unknown block", gz.substr(0, 10) + static_cast<char>(gz[10] | 0x06) + gz.substr(11), "is damaged: its gzip stream");
    row("gzip checksum flipped", flipped(gz, gz.size() - 6), "is damaged");
    row("gzip and text", gz + "text", "has something else after its gzip stream");
    row("gzip, padding, gzip", gz + "\0"s + gz, "has something else after its gzip stream");
    row("zstd cut", zst.substr(0, zst.size() / 2), "is cut short: it ends inside its Zstandard stream");
    row("zstd without its checksum", zst.substr(0, zst.size() - 4), "is cut short");
    row("zstd magic only", zst.substr(0, 4), "is cut short");
    row("zstd flipped", flipped(zst, zst.size() / 2), "is damaged: its Zstandard stream");
    row("zstd checksum flipped", flipped(zst, zst.size() - 1), "is damaged");
    row("zstd and text", zst + "some other text", "is damaged");
    row("zstd with a wide window", wideWindow(), "was packed with a window of more than 128 MiB");
}

void TestDataFile::refusesDamagedStreams()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const TemporaryFolder folder;
    const QString error = errorOf([&] { openPath(folder.write("data.jsonl.gz", bytes.toStdString())); });
    QVERIFY2(error.contains(QStringLiteral("data.jsonl.gz] ") + reason), qPrintable(error));
}

void TestDataFile::refusesAPackedFileOfAnotherKind()
{
    const TemporaryFolder folder;
    const std::string tar = "name"s + std::string(253, '\0') + "ustar\0"s + std::string(250, '\0');
    QVERIFY(errorOf([&] { openPath(folder.write("data.tar.gz", gzip(tar))); }).contains(QStringLiteral("] decompressed, it is a tar archive")));
    QVERIFY(errorOf([&] { openPath(folder.write("twice.gz", gzip(gzip("a")))); }).contains(QStringLiteral("] decompressed, it is a gzip file")));
    QVERIFY(errorOf([&] { openPath(folder.write("array.gz", gzip("[1]"))); }).contains(QStringLiteral("is a JSON array")));
    QVERIFY(errorOf([&] { openPath(folder.write("empty.gz", gzip(""))); }).contains(QStringLiteral("no usable row")));
}

void TestDataFile::stopsAtAFirstLineWithoutEnd()
{
    // 10 MB of a file stand for 10 GB; the disk must not be filled to learn that there is no line in them.
    const TemporaryFolder folder;
    const std::string member = gzip(std::string(8 << 20, '\0'));
    std::string bomb;
    for (int i = 0; i < 1280; ++i)
        bomb += member;
    const QString error = errorOf([&] { openPath(folder.write("bomb.gz", bomb)); });
    QVERIFY2(error.contains(QStringLiteral("decompressed, its first line has more than ")), qPrintable(error));
}

void TestDataFile::readsTheBeginningOfAPackedFile()
{
    const TemporaryFolder folder;
    const std::string text = rows(100'000);
    for (const std::string& bytes : {text, gzip(text), zstandard(text)})
        QCOMPARE(beginningOfDataFile(folder.write("d", bytes), 1000), text.substr(0, 1000));
    QCOMPARE(beginningOfDataFile(folder.write("d", gzip("ab")), 1000), "ab"s);
}

QTEST_GUILESS_MAIN(TestDataFile)
#include "data_file_test.moc"
