#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>

#include "core/base/memory.h"
#include "core/io/gguf.h"
#include "core/io/model_path.h"
#include "core/io/model_scan.h"
#include "core/quantized/block_kernels.h"
#include "tests/core/temporary_folder.h"
#include "tests/support/gguf_bytes.h"

using namespace icf;
using namespace icf::test;

namespace {

const std::string kBlocks = ICF_TEST_DATA "/core/data/blocks.gguf";

std::string shown(const TensorData& tensor)
{
    return {reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size()};
}

/// A file with one of everything.
GgufBytes goodFile()
{
    GgufBytes file;
    file.add("general.architecture", "llama").add("llama.block_count", 2U).add("tokenizer.ggml.tokens", std::vector<std::string>{"a", "b"});
    file.addTensor("first", 0, {2, 3}, std::string(24, '\1')).addTensor("second", 8, {1, 32}, std::string(34, '\2'));
    return file;
}

QString errorOfBytes(const std::string& bytes)
{
    const TemporaryFolder folder;
    folder.write("model.gguf", bytes);
    return errorOf([&] { GgufFile file(folder.path("model.gguf")); });
}

} // namespace

class TestGguf : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dequantizesEveryBlockAsTheGgufPackageDoes_data();
    void dequantizesEveryBlockAsTheGgufPackageDoes();
    void readsMetadataOfEveryType();
    void readsASplitModelAsOne();
    void namesTheKeyOfAnotherType();
    void readsTensorsInTorchOrder();
    void keepsTensorsOfOtherTypesApart();
    void readsVersionTwoAndOtherAlignments();
    void refusesEveryBrokenRule_data();
    void refusesEveryBrokenRule();
    void refusesEveryTruncation();
    void takesNoMemoryForWhatIsOnlyClaimed();
};

void TestGguf::dequantizesEveryBlockAsTheGgufPackageDoes_data()
{
    QTest::addColumn<int>("type");
    for (int type = int(ElementType::q4_0); type <= int(ElementType::q6_k); ++type)
        QTest::newRow(elementName(ElementType(type))) << type;
}

void TestGguf::dequantizesEveryBlockAsTheGgufPackageDoes()
{
    QFETCH(int, type);
    const GgufFile file(kBlocks);
    const auto named = [&](const std::string& name) { return *std::ranges::find(file.tensors(), name, &TensorData::name); };
    const TensorData blocks = named(elementName(ElementType(type)));
    const TensorData expected = named(std::string(elementName(ElementType(type))) + ".values");
    QVERIFY(blocks.type == ElementType(type));
    QCOMPARE(blocks.shape, expected.shape);
    std::vector<float> recorded(std::size_t(blocks.count()));
    std::memcpy(recorded.data(), expected.bytes.data(), expected.bytes.size());
    // In the instructions that this CPU runs it with, and in all others that it has.
    for (const BlockKernels& kernels : blockKernels()) {
        std::vector<float> values(recorded.size());
        kernels.dequantize(blocks.type, reinterpret_cast<const std::uint8_t*>(blocks.bytes.data()), blocks.bytes.size() / blockSize(blocks.type).bytes, values.data());
        std::size_t finite = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            // Which NaN an infinity times zero is depends on the CPU.
            if (std::isnan(recorded[i]) && std::isnan(values[i]))
                continue;
            finite += std::isfinite(values[i]) ? 1 : 0;
            if (std::memcmp(&values[i], &recorded[i], sizeof(float)) != 0)
                QFAIL(qPrintable(QStringLiteral("%1, element %2: %3 in place of %4").arg(QLatin1String(kernels.isa)).arg(i).arg(double(values[i])).arg(double(recorded[i]))));
        }
        QVERIFY(finite > values.size() / 2);
    }
}

void TestGguf::readsMetadataOfEveryType()
{
    const GgufFile file(kBlocks);
    QCOMPARE(file.version(), 3U);
    QCOMPARE(file.metadata().size(), std::size_t{16});
    const std::map<std::string, std::int64_t> wholes{{"number.u8", 200}, {"number.i8", -100}, {"number.u16", 60000}, {"number.i16", -30000},
        {"number.u32", 4000000000}, {"number.i32", -2000000000}, {"number.i64", -(std::int64_t{1} << 62)}};
    for (const auto& [key, value] : wholes) {
        QCOMPARE(file.whole(key), std::optional(value));
        QCOMPARE(file.number(key), std::optional(double(value)));
    }
    QCOMPARE(file.number("number.u64"), std::optional(0x1p63));
    QCOMPARE(file.number("number.f32"), std::optional(double(0.1F)));
    QCOMPARE(file.number("number.f64"), std::optional(0.1));
    QCOMPARE(file.flag("flag"), std::optional(true));
    QCOMPARE(file.text("text"), std::optional(std::string_view("Grüße")));
    const auto texts = file.texts("texts");
    QVERIFY(texts && std::ranges::equal(*texts, std::vector<std::string_view>{"a", "", "ü"}));
    QCOMPARE(file.numbers("numbers"), std::optional(std::vector<double>{1, -2, 3}));
    QCOMPARE(file.numbers("fractions"), std::optional(std::vector<double>{0.5, -0.25}));
    QVERIFY(!file.whole("absent") && !file.number("absent") && !file.flag("absent") && !file.text("absent") && !file.texts("absent")
        && !file.numbers("absent"));
}

void TestGguf::namesTheKeyOfAnotherType()
{
    const GgufFile file(kBlocks);
    const auto refused = [&](auto read, const char* message) { return errorOf(read) == QString::fromStdString("[" + kBlocks + "] ") + QString::fromUtf8(message); };
    QVERIFY(refused([&] { file.whole("number.f32"); }, "number.f32: expected a whole number"));
    QVERIFY(refused([&] { file.whole("number.u64"); }, "number.u64: expected a whole number"));
    QVERIFY(refused([&] { file.number("text"); }, "text: expected a number"));
    QVERIFY(refused([&] { file.flag("number.u8"); }, "number.u8: expected true or false"));
    QVERIFY(refused([&] { file.text("texts"); }, "texts: expected a text"));
    QVERIFY(refused([&] { file.texts("numbers"); }, "numbers: expected a list of texts"));
    QVERIFY(refused([&] { file.numbers("texts"); }, "texts: expected a list of numbers"));
}

void TestGguf::readsTensorsInTorchOrder()
{
    const TemporaryFolder folder;
    folder.write("model.gguf", goodFile().bytes());
    const GgufFile file(folder.path("model.gguf"));
    QCOMPARE(file.tensors().size(), std::size_t{2});
    QCOMPARE(file.tensors()[0].name, std::string("first"));
    QCOMPARE(file.tensors()[0].shape, (std::vector<std::int64_t>{2, 3}));
    QCOMPARE(shown(file.tensors()[0]), std::string(24, '\1'));
    QVERIFY(file.tensors()[1].type == ElementType::q8_0);
    QCOMPARE(shown(file.tensors()[1]), std::string(34, '\2'));
}

void TestGguf::keepsTensorsOfOtherTypesApart()
{
    GgufBytes made = goodFile();
    made.addTensor("small", 10, {3, 256}, std::string(3 * 84, '\3')).addTensor("new", 250, {7}, "???").addTensor("last", 1, {2}, "abcd");
    const TemporaryFolder folder;
    folder.write("model.gguf", made.bytes());
    const GgufFile file(folder.path("model.gguf"));
    QCOMPARE(file.tensors().size(), std::size_t{3});
    QCOMPARE(file.tensors()[2].name, std::string("last"));
    QCOMPARE(shown(file.tensors()[2]), std::string("abcd"));
    QCOMPARE(file.foreign(), (std::map<std::string, std::string>{{"small", "Q2_K"}, {"new", "type 250"}}));
}

void TestGguf::readsVersionTwoAndOtherAlignments()
{
    const TemporaryFolder folder;
    for (const std::uint32_t alignment : {1U, 8U, 64U, 4096U}) {
        GgufBytes made;
        made.version = 2;
        made.alignment = alignment;
        made.add("general.alignment", alignment).addTensor("a", 0, {1}, "abcd").addTensor("b", 24, {3}, "efg").addTensor("c", 0, {1}, "hijk");
        folder.write("model.gguf", made.bytes());
        const GgufFile file(folder.path("model.gguf"));
        QCOMPARE(file.version(), 2U);
        QCOMPARE(shown(file.tensors()[0]), std::string("abcd"));
        QCOMPARE(shown(file.tensors()[1]), std::string("efg"));
        QCOMPARE(shown(file.tensors()[2]), std::string("hijk"));
        QCOMPARE(reinterpret_cast<std::uintptr_t>(file.tensors()[2].bytes.data()) % 4, std::uintptr_t{0});
    }
}

void TestGguf::refusesEveryBrokenRule_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& bytes, const char* message) {
        QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << QString::fromUtf8(message);
    };
    const auto changed = [](auto change) {
        GgufBytes file = goodFile();
        change(file);
        return file.bytes();
    };
    constexpr std::uint64_t kHuge = std::numeric_limits<std::uint64_t>::max();
    row("empty", "", "not a GGUF file");
    row("another format", "PK\3\4" + std::string(100, '\0'), "not a GGUF file");
    row("version 1", changed([](GgufBytes& file) { file.version = 1; }), "is GGUF version 1; versions 2 and 3 are read");
    row("version 4", changed([](GgufBytes& file) { file.version = 4; }), "is GGUF version 4");
    row("big-endian", changed([](GgufBytes& file) { file.version = 0x03000000; }), "big-endian");
    row("tensors beyond the limit", changed([](GgufBytes& file) { file.claimedTensors = 200'001; }), "at most 200000 are read");
    row("tensors beyond the file", changed([](GgufBytes& file) { file.claimedTensors = 100; }), "claims 100 tensors, more than it has bytes for");
    row("entries beyond the limit", changed([](GgufBytes& file) { file.claimedEntries = 65'537; }), "at most 65536 are read");
    row("fewer entries than there are", changed([](GgufBytes& file) { file.claimedEntries = 2; }), "");
    row("key twice", changed([](GgufBytes& file) { file.add("llama.block_count", 3U); }), "has the metadata key \"llama.block_count\" twice");
    row("empty key", changed([](GgufBytes& file) { file.add("", 3U); }), "unusable metadata key \"\"");
    row("key of broken text", changed([](GgufBytes& file) { file.add("a\xFF", 3U); }), "unusable metadata key \"a?\"");
    row("long key", changed([](GgufBytes& file) { file.add(std::string(65'536, 'k'), 3U); }), "unusable metadata key");
    row("type", changed([](GgufBytes& file) { file.add("k", GgufType(13), "????????"); }), "\"k\" has the unknown metadata type 13");
    row("text beyond the file", changed([&](GgufBytes& file) { file.add("k", GgufType::text, GgufBytes::number(kHuge)); }), "ends inside its header");
    row("array beyond the file", changed([&](GgufBytes& file) { file.add("k", GgufType::array, GgufBytes::type(GgufType::u64) + GgufBytes::number(kHuge)); }),
        "elements of \"k\", more than it has bytes for");
    row("array of no type", changed([](GgufBytes& file) { file.add("k", GgufType::array, GgufBytes::type(GgufType(77)) + GgufBytes::number(std::uint64_t{0})); }),
        "unknown metadata type 77");
    std::string nested;
    for (int i = 0; i < 9; ++i)
        nested += GgufBytes::type(GgufType::array) + GgufBytes::number(std::uint64_t{1});
    row("deep array", changed([&](GgufBytes& file) { file.add("k", GgufType::array, nested + GgufBytes::type(GgufType::u8) + GgufBytes::number(std::uint64_t{0})); }),
        "nested deeper than 8");
    for (const std::uint32_t alignment : {0U, 3U, 1U << 21})
        row(qPrintable(QStringLiteral("alignment %1").arg(alignment)), changed([&](GgufBytes& file) { file.add("general.alignment", alignment); }),
            "general.alignment: expected a power of two");
    row("alignment in words", changed([](GgufBytes& file) { file.add("general.alignment", "x"); }), "general.alignment: expected a whole number");
    row("tensor twice", changed([](GgufBytes& file) { file.addTensor("first", 0, {1}, "abcd"); }), "has the tensor \"first\" twice");
    row("five dimensions", changed([](GgufBytes& file) { file.addTensor("t", 0, {1, 1, 1, 1, 1}, "abcd"); }), "tensor \"t\" has 5 dimensions");
    row("huge dimension", changed([&](GgufBytes& file) { file.addTensor("t", 0, {kHuge}, "abcd"); }), "unusable dimension 18446744073709551615");
    row("huge product", changed([](GgufBytes& file) { file.addTensor("t", 0, {1ULL << 40, 1ULL << 40}, "abcd"); }), "does not fit its type F32");
    row("huge product beside nothing", changed([](GgufBytes& file) { file.addTensor("t", 0, {1ULL << 40, 0, 1ULL << 40}, ""); }), "does not fit its type F32");
    row("torn block", changed([](GgufBytes& file) { file.addTensor("t", 2, {2, 33}, std::string(40, ' ')); }), "does not fit its type Q4_0");
    row("torn block of another type", changed([](GgufBytes& file) { file.addTensor("t", 10, {2, 255}, std::string(168, ' ')); }), "not a whole number of blocks of Q2_K");
    row("block of no dimension", changed([](GgufBytes& file) { file.addTensor("t", 2, {}, std::string(18, ' ')); }), "does not fit its type Q4_0");
    row("off the alignment", changed([](GgufBytes& file) { file.addTensor("t", 0, {1}, "abcd", 129); }), "multiple of the file's alignment of 32");
    row("overlap", changed([](GgufBytes& file) { file.addTensor("t", 0, {1}, "abcd", 32); }), "overlaps the one before it");
    row("past the end", changed([](GgufBytes& file) { file.addTensor("t", 0, {100}, "abcd"); }), "reaches past the end of the file");
    row("far past the end", changed([](GgufBytes& file) { file.addTensor("t", 0, {1}, "abcd", std::numeric_limits<std::int64_t>::max() / 32 * 32); }),
        "reaches past the end of the file");
}

void TestGguf::refusesEveryBrokenRule()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    const QString error = errorOfBytes(bytes.toStdString());
    QVERIFY2(!error.isEmpty() && error.contains(message), qPrintable(error));
    QVERIFY(!error.contains(QLatin1Char('\n')));
}

void TestGguf::refusesEveryTruncation()
{
    const std::string bytes = goodFile().bytes();
    // The last tensor ends before the padding of the file.
    for (std::size_t length = 0; length < bytes.size() - (64 - 34); ++length)
        QVERIFY2(!errorOfBytes(bytes.substr(0, length)).isEmpty(), qPrintable(QString::number(length)));
    QVERIFY(errorOfBytes(bytes).isEmpty());
}

void TestGguf::takesNoMemoryForWhatIsOnlyClaimed()
{
    // A file of 16 MB whose text array claims as many texts as fit, each of which would take twice its bytes, and breaks off at once.
    std::string array = GgufBytes::type(GgufType::text) + GgufBytes::number(std::uint64_t{2'000'000}) + GgufBytes::number(std::uint64_t{1} << 60);
    array.resize(16 << 20, '\0');
    GgufBytes file;
    PeakMemory peak;
    const QString error = errorOfBytes(file.add("k", GgufType::array, array).bytes());
    QVERIFY2(error.contains(QStringLiteral("ends inside its header")), qPrintable(error));
    QVERIFY(peak.own() < std::int64_t{120} << 20);
}

void TestGguf::readsASplitModelAsOne()
{
    const auto part = [](std::uint32_t number, const char* tensor) {
        GgufBytes file;
        if (number == 0)
            file.add("general.architecture", "llama");
        file.add("split.no", GgufType::u16, GgufBytes::number(std::uint16_t(number))).add("split.count", GgufType::u16, GgufBytes::number(std::uint16_t(2)));
        file.add("split.tensors.count", GgufType::i32, GgufBytes::number(std::int32_t(2)));
        return file.addTensor(tensor, 0, {2, 3}, std::string(24, char('1' + number))).bytes();
    };
    const TemporaryFolder folder;
    const std::string first = folder.write("model-00001-of-00002.gguf", part(0, "first")), second = folder.path("model-00002-of-00002.gguf");
    QVERIFY(errorOf([&] { GgufFile file(first); }).contains(QLatin1String("model-00002-of-00002.gguf")));
    folder.write("model-00002-of-00002.gguf", part(1, "second"));
    const GgufFile file(first);
    QCOMPARE(file.tensors().size(), std::size_t{2});
    QCOMPARE(file.tensors()[1].name, std::string("second"));
    QCOMPARE(shown(file.tensors()[1]), std::string(24, '2'));
    QCOMPARE(ggufParts(first), (std::vector<std::string>{first, second}));
    QCOMPARE(ggufParts("a-00002-of-00002.gguf").size(), std::size_t{1});
    QCOMPARE(ggufParts("a-0000x-of-00002.gguf").size(), std::size_t{1});
    // The folder is the model, and the first part is what a search finds.
    QCOMPARE(findModels(folder.path(), {}, CancelToken()), std::vector<std::string>{first});
    QCOMPARE(modelFiles(folder.path("")), first);
    QCOMPARE(errorOf([&] { GgufFile other(second); }), QString::fromStdString("[" + second + "] is part 2 of 2 of a model; give the first part"));
    folder.write("model-00002-of-00002.gguf", part(1, "first"));
    QVERIFY(errorOf([&] { GgufFile twice(first); }).contains(QLatin1String("which another part has too")));
    folder.write("model-00002-of-00002.gguf", part(0, "second"));
    QVERIFY(errorOf([&] { GgufFile other(first); }).contains(QLatin1String("does not say that it is part 2 of 2")));
    folder.write("renamed.gguf", part(0, "first"));
    QVERIFY(errorOf([&] { GgufFile other(folder.path("renamed.gguf")); }).contains(QLatin1String("give it its name back")));
}

QTEST_GUILESS_MAIN(TestGguf)
#include "gguf_test.moc"
