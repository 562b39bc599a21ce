#include <QtTest>

#include <cstring>

#include <nlohmann/json.hpp>

#include "core/base/memory.h"
#include "core/io/safetensors.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;

namespace {

const std::string kGolden = ICF_TEST_DATA "/golden/";

/// The bytes of a file with this header and so many data bytes.
std::string fileWith(const std::string& header, std::size_t dataBytes)
{
    std::string bytes(8, '\0');
    const std::uint64_t size = header.size();
    std::memcpy(bytes.data(), &size, 8);
    return bytes + header + std::string(dataBytes, '\1');
}

TensorData tensorOf(
    const std::string& name, ElementType type, std::vector<std::int64_t> shape, const std::string& bytes)
{
    auto owner = std::make_shared<std::string>(bytes);
    TensorData tensor{.name = name, .type = type, .shape = std::move(shape), .bytes = {}, .owner = owner};
    tensor.bytes = std::as_bytes(std::span(owner->data(), owner->size()));
    return tensor;
}

std::string text(const TensorData& tensor)
{
    return {reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size()};
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheGoldenModels();
    void writesWhatItReads();
    void keepsNamesShapesTypesAndMetadata();
    void writesBytesWhenTheirTurnComes();
    void readsTensorsThatLieUnaligned();
    void refusesEveryBrokenRule_data();
    void refusesEveryBrokenRule();
    void refusesEveryTruncation();
    void refusesMissingFilesFoldersAndDevices();
    void refusesToWriteWhatCannotBeRead();
    void leavesTheOldFileWhenWritingFails();
    void readsShardedModels();
    void refusesBrokenShards_data();
    void refusesBrokenShards();
    void refusesWhatIsWrongWithOneTensorOnlyToThoseWhoNeedIt_data();
    void refusesWhatIsWrongWithOneTensorOnlyToThoseWhoNeedIt();
    void readsTheRestBesideTensorsOfOtherDtypes();
    void readsHeadersOfManyTensorsInLittleMemory();
    void namesTheTensorThatIsMissingOrMisshapen();
};

void TestSafetensors::readsTheGoldenModels()
{
    const SafetensorsFile file(kGolden + "base/lm/model.safetensors");
    const TensorData* embedding = file.find("model.embed_tokens.weight");
    QVERIFY(embedding != nullptr);
    QCOMPARE(embedding->shape, (std::vector<std::int64_t>{512, 32}));
    QCOMPARE(embedding->type, ElementType::f32);
    QCOMPARE(embedding->count(), std::int64_t{512 * 32});
    QCOMPARE(embedding->bytes.size(), std::size_t{512 * 32 * 4});
    QCOMPARE(file.metadata().at("format"), std::string("pt"));
    QVERIFY(file.find("absent") == nullptr);
}

void TestSafetensors::writesWhatItReads()
{
    const TemporaryFolder folder;
    const SafetensorsFile original(kGolden + "base/expected.safetensors");
    writeSafetensors(folder.path("copy"), original.tensors(), original.metadata());
    const SafetensorsFile copy(folder.path("copy"));
    QCOMPARE(copy.tensors().size(), original.tensors().size());
    for (std::size_t i = 0; i < copy.tensors().size(); ++i) {
        const TensorData& tensor = copy.tensors()[i];
        QCOMPARE(tensor.name, original.tensors()[i].name);
        QCOMPARE(tensor.shape, original.tensors()[i].shape);
        QVERIFY(tensor.type == original.tensors()[i].type);
        QVERIFY(text(tensor) == text(original.tensors()[i]));
    }
    QVERIFY(folder.count() == 1);
}

void TestSafetensors::keepsNamesShapesTypesAndMetadata()
{
    const TemporaryFolder folder;
    std::vector<TensorData> tensors;
    std::size_t n = 0;
    for (const ElementType type :
        {ElementType::f64, ElementType::f32, ElementType::f16, ElementType::bf16, ElementType::i64, ElementType::i32,
            ElementType::i16, ElementType::i8, ElementType::u8, ElementType::boolean})
        tensors.push_back(tensorOf(
            "tensor \"" + std::to_string(n++) + "\" é", type, {3, 1}, std::string(3 * elementSize(type), '\2')));
    tensors.push_back(tensorOf("scalar", ElementType::f32, {}, "abcd"));
    tensors.push_back(tensorOf("empty", ElementType::f32, {4, 0}, ""));
    writeSafetensors(folder.path("f"), tensors, {{"format", "pt"}, {"note", "a\nb"}});
    const SafetensorsFile file(folder.path("f"));
    QCOMPARE(file.tensors().size(), tensors.size());
    for (const TensorData& tensor : tensors) {
        const TensorData* read = file.find(tensor.name);
        QVERIFY(
            read != nullptr && read->type == tensor.type && read->shape == tensor.shape && text(*read) == text(tensor));
    }
    QCOMPARE(file.metadata().at("note"), std::string("a\nb"));
}

void TestSafetensors::readsTensorsThatLieUnaligned()
{
    const TemporaryFolder folder;
    const SafetensorsFile file(folder.write("f",
        fileWith(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                 R"("b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}})",
            5)));
    const TensorData* tensor = file.find("b");
    QCOMPARE(reinterpret_cast<std::uintptr_t>(tensor->bytes.data()) % 4, std::uintptr_t{0});
    QCOMPARE(text(*tensor), std::string("\1\1\1\1"));
}

void TestSafetensors::refusesEveryBrokenRule_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& bytes, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(message);
    };
    const auto entry = [](const char* type, const char* shape, const char* offsets) {
        return std::string(R"({"a":{"dtype":)") + type + R"(,"shape":)" + shape + R"(,"data_offsets":)" + offsets
            + "}}";
    };
    row("empty", "", "too short");
    row("seven bytes", "1234567", "too short");
    row("huge header", std::string(8, '\xFF'), "claims a header");
    row("100 MB + 1", std::string("\x01\xE1\xF5\x05\0\0\0\0", 8), "claims a header");
    row("header past the end", fileWith("{}", 0).substr(0, 9), "ends inside its header");
    row("no object", fileWith("[]", 0), "does not start with");
    row("leading space", fileWith(" {}", 0), "does not start with");
    row("bad JSON", fileWith("{\"a\":}", 0), "not valid JSON");
    row("trailing text", fileWith("{}x", 0), "not valid JSON");
    row("invalid UTF-8", fileWith("{\"\xFF\":1}", 0), "not valid JSON");
    row("too deep", fileWith(R"({"a":[[[[[1]]]]]})", 0), "nested deeper");
    row("no description", fileWith(R"({"a":1})", 0), "not described");
    row("no dtype", fileWith(R"({"a":{"shape":[1],"data_offsets":[0,4]}})", 4), "has no dtype");
    row("numeric dtype", fileWith(entry("3", "[1]", "[0,4]"), 4), "unusable dtype");
    row("empty dtype", fileWith(entry("\"\"", "[1]", "[0,4]"), 4), "unusable dtype");
    row("other dtype of another size", fileWith(entry("\"F8_E4M3\"", "[1]", "[0,4]"), 4), "do not agree");
    row("half a byte", fileWith(entry("\"F4\"", "[3]", "[0,1]"), 1), "do not agree");
    row("overflow of another dtype", fileWith(entry("\"C64\"", "[2305843009213693952]", "[0,0]"), 0), "do not agree");
    row("unknown dtype past the end", fileWith(entry("\"Q3\"", "[1]", "[0,8]"), 4), "past the end");
    row("unknown dtype that ends before it begins", fileWith(entry("\"Q3\"", "[1]", "[4,0]"), 4), "do not agree");
    row("duplicate tensor of another dtype",
        fileWith(R"({"a":{"dtype":"U16","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}})", 0), "appears twice");
    row("duplicate good tensor",
        fileWith(R"({"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}})", 0), "appears twice");
    row("duplicate key of a tensor", fileWith(R"({"a":{"dtype":"U8","dtype":"U8","shape":[0],"data_offsets":[0,0]}})", 0), "appears twice");
    row("duplicate metadata", fileWith(R"({"__metadata__":{},"__metadata__":{}})", 0), "appears twice");
    row("shape no array", fileWith(entry("\"F32\"", "1", "[0,4]"), 4), "no usable shape");
    row("negative shape", fileWith(entry("\"F32\"", "[-1]", "[0,4]"), 4), "whole numbers");
    row("fractional shape", fileWith(entry("\"F32\"", "[1.0]", "[0,4]"), 4), "whole numbers");
    row("overflowing shape", fileWith(entry("\"F32\"", "[4294967296,4294967296]", "[0,0]"), 0), "do not agree");
    row("overflow behind a zero", fileWith(entry("\"F32\"", "[0,4294967296,4294967296]", "[0,0]"), 0), "do not agree");
    row("one offset", fileWith(entry("\"F32\"", "[1]", "[4]"), 4), "no usable data_offsets");
    row("negative offset", fileWith(entry("\"F32\"", "[1]", "[-4,0]"), 4), "no usable data_offsets");
    row("end before begin", fileWith(entry("\"F32\"", "[1]", "[4,0]"), 4), "do not agree");
    row("size differs", fileWith(entry("\"F32\"", "[2]", "[0,4]"), 4), "do not agree");
    row("past the end", fileWith(entry("\"F32\"", "[2]", "[0,8]"), 4), "past the end");
    row("hole at the start", fileWith(entry("\"F32\"", "[1]", "[4,8]"), 8), "leaves a hole");
    row("bytes at the end", fileWith(entry("\"F32\"", "[1]", "[0,4]"), 5), "belong to no tensor");
    row("overlap",
        fileWith(
            R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}})",
            6),
        "overlaps");
    row("hole between",
        fileWith(
            R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}})",
            5),
        "leaves a hole");
    row("metadata no object", fileWith(R"({"__metadata__":1})", 0), "not an object");
    row("metadata no text", fileWith(R"({"__metadata__":{"a":1}})", 0), "not a text");
}

void TestSafetensors::refusesEveryBrokenRule()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    const TemporaryFolder folder;
    const std::string path = folder.write("f", bytes.toStdString());
    const QString error = errorOf([&] { SafetensorsFile file(path); });
    QVERIFY2(error.contains(message), qPrintable(error));
    QVERIFY(error.contains(QString::fromStdString(path)) && !error.contains(QLatin1Char('\n')));
}

void TestSafetensors::refusesEveryTruncation()
{
    const TemporaryFolder folder;
    const std::string whole = fileBytes(kGolden + "base/start/model.safetensors");
    const std::string small = fileWith(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8);
    SafetensorsFile file(folder.write("f", small));
    for (std::size_t size = 0; size < small.size(); ++size)
        QVERIFY(!errorOf([&] {
            SafetensorsFile cut(folder.write("cut", std::string_view(small).substr(0, size)));
        }).isEmpty());
    for (std::size_t size = 0; size < whole.size(); size += 211)
        QVERIFY(!errorOf([&] {
            SafetensorsFile cut(folder.write("cut", std::string_view(whole).substr(0, size)));
        }).isEmpty());
}

void TestSafetensors::refusesMissingFilesFoldersAndDevices()
{
    const TemporaryFolder folder;
    QVERIFY(errorOf([&] { SafetensorsFile file(folder.path("absent")); }).contains(QStringLiteral("no such file")));
    QVERIFY(errorOf([&] { SafetensorsFile file(folder.path()); }).contains(QStringLiteral("is a folder")));
    QVERIFY(errorOf([&] { SafetensorsFile file("/dev/zero"); }).contains(QStringLiteral("not a regular file")));
}

void TestSafetensors::writesBytesWhenTheirTurnComes()
{
    const TemporaryFolder folder;
    const std::vector<TensorData> tensors{tensorOf("a", ElementType::f32, {2}, "abcdefgh"), tensorOf("b", ElementType::u8, {3}, "xyz")};
    int asked = 0;
    std::vector<TensorData> later;
    for (const TensorData& tensor : tensors) {
        TensorData& one = later.emplace_back(tensor);
        one.bytes = {};
        one.owner = nullptr;
        one.later = std::make_shared<const std::function<TensorData()>>([&asked, tensor] {
            ++asked;
            return tensor;
        });
    }
    writeSafetensors(folder.path("now"), tensors);
    writeSafetensors(folder.path("later"), later);
    QCOMPARE(asked, 2);
    QVERIFY(fileBytes(folder.path("later")) == fileBytes(folder.path("now")));
    later[1].shape = {4};
    QVERIFY(errorOf([&] { writeSafetensors(folder.path("later"), later); }).contains(QStringLiteral("\"b\" has other bytes")));
    QVERIFY(fileBytes(folder.path("later")) == fileBytes(folder.path("now")));
}

void TestSafetensors::refusesToWriteWhatCannotBeRead()
{
    const TemporaryFolder folder;
    const TensorData good = tensorOf("a", ElementType::f32, {1}, "abcd");
    QVERIFY(!errorOf([&] { writeSafetensors(folder.path("f"), {good, good}); }).isEmpty());
    QVERIFY(!errorOf([&] {
        writeSafetensors(folder.path("f"), {tensorOf("a", ElementType::f32, {2}, "abcd")});
    }).isEmpty());
    QVERIFY(!errorOf([&] {
        writeSafetensors(folder.path("f"), {tensorOf("\xFF", ElementType::f32, {1}, "abcd")});
    }).isEmpty());
    QVERIFY(!errorOf([&] {
        writeSafetensors(folder.path("f"), {tensorOf("__metadata__", ElementType::f32, {1}, "abcd")});
    }).isEmpty());
    QCOMPARE(folder.count(), std::size_t{0});
}

void TestSafetensors::leavesTheOldFileWhenWritingFails()
{
    const TemporaryFolder folder;
    const TensorData good = tensorOf("a", ElementType::f32, {1}, "abcd");
    writeSafetensors(folder.path("f"), {good});
    const std::string before = fileBytes(folder.path("f"));
    QVERIFY(!errorOf([&] { writeSafetensors(folder.path("f"), {good, good}); }).isEmpty());
    QCOMPARE(fileBytes(folder.path("f")), before);
    QCOMPARE(folder.count(), std::size_t{1});
}

void TestSafetensors::readsShardedModels()
{
    const TemporaryFolder folder;
    writeSafetensors(folder.path("model-1.safetensors"), {tensorOf("a", ElementType::f32, {1}, "abcd")});
    writeSafetensors(folder.path("model-2.safetensors"), {tensorOf("b", ElementType::f32, {1}, "efgh")});
    folder.write("model.safetensors.index.json",
        R"({"metadata":{},"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}})");
    const ModelWeights weights(folder.path());
    QCOMPARE(weights.tensors().size(), std::size_t{2});
    QCOMPARE(text(weights.require("b", {1})), std::string("efgh"));
    QVERIFY(weights.find("c") == nullptr);
}

void TestSafetensors::refusesBrokenShards_data()
{
    QTest::addColumn<QString>("index");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* index, const char* message) {
        QTest::newRow(name) << QString::fromUtf8(index) << QString::fromUtf8(message);
    };
    row("no map", R"({})", "no \"weight_map\"");
    row("number", R"({"weight_map":{"a":1}})", "names no file");
    row("parent", R"({"weight_map":{"a":"../one.safetensors"}})", "only .safetensors files of this folder");
    row("absolute", R"({"weight_map":{"a":"/etc/one.safetensors"}})", "only .safetensors files of this folder");
    row("hidden", R"({"weight_map":{"a":"..safetensors"}})", "only .safetensors files of this folder");
    row("other kind", R"({"weight_map":{"a":"pytorch_model.bin"}})", "only .safetensors files of this folder");
    row("NUL", R"({"weight_map":{"a":"one\u0000.safetensors"}})", "only .safetensors files of this folder");
    row("line break", R"({"weight_map":{"a":"one\n.safetensors"}})", "only .safetensors files of this folder");
    row("missing file", R"({"weight_map":{"a":"absent.safetensors"}})", "no such file");
    row("duplicate key", R"({"weight_map":{"a":"one.safetensors","a":"two.safetensors"}})", "appears twice");
}

void TestSafetensors::refusesBrokenShards()
{
    QFETCH(QString, index);
    QFETCH(QString, message);
    const TemporaryFolder folder;
    writeSafetensors(folder.path("one.safetensors"), {tensorOf("a", ElementType::f32, {1}, "abcd")});
    writeSafetensors(folder.path("two.safetensors"), {tensorOf("b", ElementType::f32, {1}, "efgh")});
    writeSafetensors(folder.path("three.safetensors"),
        {tensorOf("a", ElementType::f32, {1}, "abcd"), tensorOf("c", ElementType::f32, {1}, "abcd")});
    folder.write("model.safetensors.index.json", index.toStdString());
    const QString error = errorOf([&] { ModelWeights weights(folder.path()); });
    QVERIFY2(error.contains(message), qPrintable(error));
}

void TestSafetensors::refusesWhatIsWrongWithOneTensorOnlyToThoseWhoNeedIt_data()
{
    QTest::addColumn<QString>("index");
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* index, const char* tensor, const char* message) {
        QTest::newRow(name) << QString::fromUtf8(index) << QString::fromUtf8(tensor) << QString::fromUtf8(message);
    };
    row("in no shard", R"({"weight_map":{"b":"two.safetensors","z":"two.safetensors"}})", "z", "\"z\" is missing in two.safetensors");
    row("in another shard", R"({"metadata":null,"weight_map":{"a":"two.safetensors","b":"two.safetensors","c":"three.safetensors"}})", "a", "but the index says two.safetensors");
    row("in two shards", R"({"weight_map":{"a":"one.safetensors","b":"two.safetensors","c":"three.safetensors"}})", "a", "in more than one file");
    row("of another dtype", R"({"weight_map":{"b":"two.safetensors","f":"foreign.safetensors"}})", "f", "unsupported dtype F8_E5M2");
    row("whole numbers", R"({"weight_map":{"b":"two.safetensors","i":"foreign.safetensors"}})", "i", "unsupported dtype I8");
}

void TestSafetensors::refusesWhatIsWrongWithOneTensorOnlyToThoseWhoNeedIt()
{
    QFETCH(QString, index);
    QFETCH(QString, tensor);
    QFETCH(QString, message);
    const TemporaryFolder folder;
    writeSafetensors(folder.path("one.safetensors"), {tensorOf("a", ElementType::f32, {1}, "abcd")});
    writeSafetensors(folder.path("two.safetensors"), {tensorOf("b", ElementType::f32, {1}, "abcd")});
    writeSafetensors(folder.path("three.safetensors"), {tensorOf("a", ElementType::f32, {1}, "abcd"), tensorOf("c", ElementType::f32, {1}, "abcd")});
    folder.write("foreign.safetensors",
        fileWith(R"({"f":{"dtype":"F8_E5M2","shape":[1],"data_offsets":[0,1]},"i":{"dtype":"I8","shape":[1],"data_offsets":[1,2]}})", 2));
    folder.write("model.safetensors.index.json", index.toStdString());
    const ModelWeights weights(folder.path());
    QCOMPARE(text(weights.require("b", {1})), std::string("abcd"));
    const QString error = errorOf([&] { weights.require(tensor.toStdString(), {1}); });
    QVERIFY2(error.contains(message), qPrintable(error));
    QVERIFY(weights.has(tensor.toStdString()) && !weights.has("absent"));
}

void TestSafetensors::readsTheRestBesideTensorsOfOtherDtypes()
{
    // Beside every dtype of the format that is not read, and one that is not known yet: eight elements each.
    std::string header = R"({"__metadata__":null,"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})";
    std::size_t end = 4, others = 0;
    for (const auto& [dtype, bits] : {std::pair{"F4", 4}, {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8}, {"F8_E4M3FNUZ", 8},
             {"U16", 16}, {"U32", 32}, {"U64", 64}, {"C64", 64}, {"X9", 3}}) {
        const std::size_t begin = end;
        end += std::size_t(bits);
        header += ",\"" + std::to_string(others++) + R"(":{"dtype":")" + dtype + R"(","shape":[2,4],"data_offsets":[)" + std::to_string(begin) + "," + std::to_string(end) + "]}";
    }
    header += ",\"z\":" + (R"({"dtype":"BF16","shape":[1],"data_offsets":[)" + std::to_string(end)) + "," + std::to_string(end + 2) + "]}}";
    const TemporaryFolder folder;
    const SafetensorsFile file(folder.write("f", fileWith(header, end + 2)));
    QCOMPARE(file.tensors().size(), std::size_t{2});
    QCOMPARE(text(*file.find("a")), std::string("\1\1\1\1"));
    QCOMPARE(text(*file.find("z")), std::string("\1\1"));
    QCOMPARE(file.foreign().size(), others);
    QCOMPARE(file.foreign().at("1"), std::string("F6_E2M3"));
    QVERIFY(file.find("1") == nullptr && file.metadata().empty());
}

void TestSafetensors::readsHeadersOfManyTensorsInLittleMemory()
{
    const auto header = [](int count) {
        std::string text = "{";
        for (int i = 0; i < count; ++i)
            text += (i > 0 ? ",\"" : "\"") + std::to_string(i) + R"(":{"dtype":"U8","shape":[0],"data_offsets":[0,0]})";
        return text + "}";
    };
    const TemporaryFolder folder;
    const std::string path = folder.write("model.safetensors", fileWith(header(200'000), 0));
    PeakMemory peak;
    {
        const ModelWeights weights(folder.path());
        QCOMPARE(weights.tensors().size(), std::size_t{200'000});
        QCOMPARE(weights.find("123456")->count(), std::int64_t{0});
    }
    const auto size = std::int64_t(std::filesystem::file_size(path));
    QVERIFY2(peak.own() < 10 * size, qPrintable(QStringLiteral("%1 for a file of %2").arg(peak.own()).arg(size)));
    // No model has as many.
    folder.write("model.safetensors", fileWith(header(200'001), 0));
    QVERIFY(errorOf([&] { ModelWeights weights(folder.path()); }).contains(QStringLiteral("more than 200000 tensors")));
}

void TestSafetensors::namesTheTensorThatIsMissingOrMisshapen()
{
    const TemporaryFolder folder;
    QVERIFY(errorOf([&] {
        ModelWeights weights(folder.path());
    }).contains(QStringLiteral("neither model.safetensors nor")));
    folder.write("pytorch_model.bin", "x");
    QVERIFY(errorOf([&] { ModelWeights weights(folder.path()); }).contains(QStringLiteral("pytorch_model.bin] ")));
    writeSafetensors(folder.path("model.safetensors"), {tensorOf("a", ElementType::f32, {1}, "abcd")});
    const ModelWeights weights(folder.path());
    QVERIFY(errorOf([&] { weights.require("b", {1}); }).contains(QStringLiteral("tensor \"b\" is missing")));
    QVERIFY(errorOf([&] { weights.require("a", {2, 3}); }).contains(QStringLiteral("expected shape [2, 3], got [1]")));
}

QTEST_GUILESS_MAIN(TestSafetensors)
#include "safetensors_test.moc"
