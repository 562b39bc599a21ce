#include <QtTest>

#include <cstring>

#include "core/io/torch_pickle.h"
#include "core/io/zip_archive.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;

namespace {

const std::string kGolden = ICF_TEST_DATA "/golden/";

/// Keeps what is written.
class StringSink : public ByteSink {
public:
    void write(std::span<const std::byte> bytes) override
    {
        text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    std::string text;
};

std::vector<float> floats(const TensorData& tensor)
{
    std::vector<float> values(tensor.bytes.size() / 4);
    std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    return values;
}

/// A torch file around a hand-written pickle program, with storages.
std::string torchFile(
    const std::string& program, const std::vector<std::string>& storages = {}, std::uint64_t wideFrom = 0xFFFFFFFF)
{
    StringSink sink;
    ZipWriter zip(sink, wideFrom);
    zip.add("archive/data.pkl", program);
    for (std::size_t i = 0; i < storages.size(); ++i)
        zip.add("archive/data/" + std::to_string(i), storages[i]);
    zip.finish();
    return sink.text;
}

std::string word(const std::string& text)
{
    return std::string("X") + static_cast<char>(text.size()) + std::string(3, '\0') + text;
}

/// Program text for a float32 tensor over storage 0 of so many elements.
std::string tensorProgram(
    const std::string& elements, const std::string& offset, const std::string& shape, const std::string& strides)
{
    return "ctorch._utils\n_rebuild_tensor_v2\n((" + word("storage") + "ctorch\nFloatStorage\n" + word("0")
        + word("cuda:0") + elements + "tQ" + offset + shape + strides + "\x89" + "ccollections\nOrderedDict\n)RtR";
}

PickleValue readText(const TemporaryFolder& folder, const std::string& bytes)
{
    return readTorchPickle(folder.write("f.pt", bytes));
}

} // namespace

class TestTorchPickle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheGoldenParameters();
    void readsTheGoldenOptimizers();
    void writesWhatItReads();
    void readsStoragesSavedFromAGpu();
    void readsSharedAndStridedTensors();
    void readsZip64();
    void refusesWhatIsNotOnTheAllowList_data();
    void refusesWhatIsNotOnTheAllowList();
    void refusesTensorsOutsideTheirStorage_data();
    void refusesTensorsOutsideTheirStorage();
    void staysSmallOnBombs_data();
    void staysSmallOnBombs();
    void refusesBrokenZips_data();
    void refusesBrokenZips();
    void refusesEveryTruncation();
    void refusesEveryFlippedDataBit();
};

void TestTorchPickle::readsTheGoldenParameters()
{
    for (const char* name : {"base", "gqa-bias-linear-chunk", "dynamic-ntk"}) {
        const PickleValue start = readTorchPickle(kGolden + name + "/start/param.pt");
        const PickleValue* digests = start.find("digest_embeddings");
        QVERIFY(digests != nullptr && digests->parameter && digests->tensor() != nullptr);
        QCOMPARE(digests->tensor()->shape.size(), std::size_t{3});
        QVERIFY(start.find("AE") != nullptr && start.find("FT") == nullptr);
        QVERIFY(digests->requiresGrad);
        const PickleValue tuned = readTorchPickle(kGolden + name + "/finetune_start/param.pt");
        QVERIFY(tuned.find("FT")->requiresGrad);
        QVERIFY(!tuned.find("AE")->requiresGrad);
    }
}

void TestTorchPickle::readsTheGoldenOptimizers()
{
    const PickleValue optimizer = readTorchPickle(kGolden + "base/finetune/checkpoint-14/optimizer.pt");
    const PickleValue* state = optimizer.find("state");
    QVERIFY(state != nullptr);
    const PickleValue* moments = state->find(std::int64_t{0});
    QVERIFY(moments != nullptr);
    QCOMPARE(floats(*moments->find("step")->tensor()).size(), std::size_t{1});
    QCOMPARE(moments->find("exp_avg")->tensor()->bytes.size(), std::size_t{1024});
    const PickleValue* groups = optimizer.find("param_groups");
    const auto& list = *std::get<std::shared_ptr<PickleValue::List>>(groups->value);
    QCOMPARE(list.size(), std::size_t{1});
    QCOMPARE(std::get<double>(list[0].find("lr")->value), 1e-3);
    QVERIFY(list[0].find("betas")->tuple);
    QVERIFY(std::holds_alternative<std::monostate>(list[0].find("foreach")->value));
}

void TestTorchPickle::writesWhatItReads()
{
    const TemporaryFolder folder;
    const PickleValue original = readTorchPickle(kGolden + "base/finetune/checkpoint-14/optimizer.pt");
    writeTorchPickle(folder.path("one.pt"), original, "optimizer");
    writeTorchPickle(folder.path("two.pt"), readTorchPickle(folder.path("one.pt")), "optimizer");
    QVERIFY(fileBytes(folder.path("one.pt")) == fileBytes(folder.path("two.pt")));
    const PickleValue again = readTorchPickle(folder.path("one.pt"));
    const TensorData* before = original.find("state")->find(std::int64_t{5})->find("exp_avg_sq")->tensor();
    const TensorData* after = again.find("state")->find(std::int64_t{5})->find("exp_avg_sq")->tensor();
    QCOMPARE(floats(*after), floats(*before));
    QCOMPARE(after->shape, before->shape);
    // What gives its bytes when their turn comes is written alike.
    TensorData later = *before;
    later.bytes = {};
    later.later = std::make_shared<const std::function<TensorData()>>([before] { return *before; });
    writeTorchPickle(folder.path("now.pt"), {*before}, "tensor");
    writeTorchPickle(folder.path("later.pt"), {later}, "tensor");
    QVERIFY(fileBytes(folder.path("later.pt")) == fileBytes(folder.path("now.pt")));
}

void TestTorchPickle::readsStoragesSavedFromAGpu()
{
    const TemporaryFolder folder;
    const std::vector<float> values{1, 2};
    const std::string bytes(reinterpret_cast<const char*>(values.data()), 8);
    const PickleValue value = readText(folder,
        torchFile("\x80\x02" + tensorProgram("K\x02", std::string("K\0", 2), "K\x02\x85", "K\x01\x85") + ".", {bytes}));
    QCOMPARE(floats(*value.tensor()), values);
}

void TestTorchPickle::readsSharedAndStridedTensors()
{
    const TemporaryFolder folder;
    const std::vector<float> values{0, 1, 2, 3, 4, 5};
    const std::string bytes(reinterpret_cast<const char*>(values.data()), 24);
    // [3, 2] with strides (1, 3): the transpose of [2, 3]; offset 1 with stride 2: every second.
    const PickleValue transposed = readText(folder,
        torchFile("\x80\x02" + tensorProgram("K\x06", std::string("K\0", 2), "K\x03K\x02\x86", "K\x01K\x03\x86") + ".",
            {bytes}));
    QCOMPARE(floats(*transposed.tensor()), (std::vector<float>{0, 3, 1, 4, 2, 5}));
    const PickleValue odd = readText(
        folder, torchFile("\x80\x02" + tensorProgram("K\x06", "K\x01", "K\x03\x85", "K\x02\x85") + ".", {bytes}));
    QCOMPARE(floats(*odd.tensor()), (std::vector<float>{1, 3, 5}));
    // [2, 1] with strides (3, 2^63 - 1): of one element, any stride will do, and none may be added up (the sanitizers see it).
    const PickleValue oneWide = readText(folder,
        torchFile("\x80\x02" + tensorProgram("K\x06", std::string("K\0", 2), "K\x02K\x01\x86",
            "K\x03\x8A\x08" + std::string(7, '\xFF') + "\x7F\x86") + ".", {bytes}));
    QCOMPARE(floats(*oneWide.tensor()), (std::vector<float>{0, 3}));
}

void TestTorchPickle::readsZip64()
{
    const TemporaryFolder folder;
    const std::vector<float> values{1, 2};
    const std::string bytes(reinterpret_cast<const char*>(values.data()), 8);
    const std::string program =
        "\x80\x02" + tensorProgram("K\x02", std::string("K\0", 2), "K\x02\x85", "K\x01\x85") + ".";
    for (const std::uint64_t wideFrom : {0, 1, 9, 200, 400})
        QCOMPARE(floats(*readText(folder, torchFile(program, {bytes}, wideFrom)).tensor()), values);
}

void TestTorchPickle::refusesWhatIsNotOnTheAllowList_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& program, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString("\x80\x02" + program) << QString::fromUtf8(message);
    };
    row("os.system", "cos\nsystem\n" + word("true") + "\x85R.", "asks for os.system, which is not allowed");
    row("builtins.eval", "cbuiltins\neval\n" + word("1") + "\x85R.", "asks for builtins.eval");
    row("torch.load", "ctorch\nload\n)R.", "asks for torch.load");
    row("STACK_GLOBAL", word("posix") + word("system") + "\x93" + word("x") + "\x85R.", "opcode 147");
    row("INST", "(S'x'\nios\nsystem\n.", "opcode 83");
    row("OBJ", "(NNo.", "opcode 111");
    row("NEWOBJ", "ccollections\nOrderedDict\n)\x81.", "opcode 129");
    row("EXT1", "\x82\x01.", "opcode 130");
    row("PERSID", "Pstorage\n.", "opcode 80");
    row("set", "\x8F.", "opcode 143");
    row("bytes", "C\x01x.", "opcode 67");
    row("storage called", "ctorch\nFloatStorage\n)R.", "calls something that is not allowed");
    row("class as value", "ctorch\nFloatStorage\n.", "holds a class");
    row("OrderedDict of items",
        "ccollections\nOrderedDict\n](K\x01K\x02\x86"
        "e\x85R.",
        "from arguments");
    row("number called", "K\x01)R.", "not allowed");
    row("attributes of a list", "]}b.", "sets attributes");
    row("protocol 4", "\x80\x04N.", "pickle protocol 4");
    row("huge integer",
        "\x8A\x09"
        "123456789.",
        "beyond 64 bits");
    row("invalid UTF-8", word("\xFF") + ".", "not UTF-8");
    row("nothing", ".", "does not end in one value");
    row("two values", "NN.", "does not end in one value");
    row("open mark", "(N.", "does not end in one value");
    row("no end", "N", "ends too early");
    row("call nothing", "R.", "not there");
    row("call through a mark", "N(R.", "not there");
    row("no mark", "t.", "a mark that is not there");
    row("tuple through a mark", "N(\x85.", "not there");
    row("append to none", "NNa.", "not a list");
    row("append through a mark", "](Na.", "not a list");
    row("append to nothing", "a.", "not a list");
    row("odd dict", "}(Nu.", "not a dict");
    row("set nothing", "s.", "not a dict");
    row("unknown memo", "h\x05.", "recalls a value");
    row("long text", "X\xFF\xFF\xFF\x7Fx.", "ends too early");
    row("no storage file", tensorProgram("K\x02", std::string("K\0", 2), "K\x02\x85", "K\x01\x85") + ".",
        "has no storage \"0\"");
    row("bad storage", "NQ.", "unknown way");
    row("parameter of none", "ctorch._utils\n_rebuild_parameter\n(N\x88NtR.", "unknown way");
    row("tensor of none", "ctorch._utils\n_rebuild_tensor_v2\n(NNNNNNtR.", "unknown way");
    row("list in itself", std::string("]q\0", 3) + std::string("h\0a.", 4), "in two places");
    row("101 lists", std::string(101, ']') + std::string(100, 'a') + ".", "deeper than 64");
}

void TestTorchPickle::refusesWhatIsNotOnTheAllowList()
{
    QFETCH(QByteArray, program);
    QFETCH(QString, message);
    const TemporaryFolder folder;
    const QString error = errorOf([&] { readText(folder, torchFile(program.toStdString())); });
    QVERIFY2(error.contains(message), qPrintable(error));
    QVERIFY(!error.contains(QLatin1Char('\n')));
}

void TestTorchPickle::refusesTensorsOutsideTheirStorage_data()
{
    QTest::addColumn<QByteArray>("tensor");
    const auto row = [](const char* name, const std::string& elements, const std::string& offset,
                         const std::string& shape, const std::string& strides) {
        QTest::newRow(name) << QByteArray::fromStdString(tensorProgram(elements, offset, shape, strides));
    };
    const std::string zero("K\0", 2);
    const std::string huge = "\x8A\x08" + std::string(7, '\xFF') + "\x3F";
    const std::string minus = "J\xFF\xFF\xFF\xFF";
    row("more elements than bytes", "K\x03", zero, "K\x02\x85", "K\x01\x85");
    row("fewer elements than bytes", "K\x01", zero, "K\x01\x85", "K\x01\x85");
    row("negative elements", minus, zero, "K\x01\x85", "K\x01\x85");
    row("shape too large", "K\x02", zero, "K\x03\x85", "K\x01\x85");
    row("offset too large", "K\x02", "K\x03", "K\x01\x85", "K\x01\x85");
    row("offset and shape", "K\x02", "K\x01", "K\x02\x85", "K\x01\x85");
    row("negative offset", "K\x02", minus, "K\x01\x85", "K\x01\x85");
    row("stride outside", "K\x02", zero, "K\x02\x85", "K\x02\x85");
    row("overflowing stride", "K\x02", zero, "K\x02\x85", huge + "\x85");
    row("negative stride", "K\x02", "K\x01", "K\x02\x85", minus + "\x85");
    row("negative shape", "K\x02", zero, minus + "\x85", "K\x01\x85");
    row("overflowing shape", "K\x02", zero, huge + huge + "\x86", "K\x01K\x01\x86");
    row("expanded", "K\x02", zero, huge + "\x85", zero + "\x85");
    row("overflow behind a zero", "K\x02", zero, zero + huge + huge + "\x87", "K\x01K\x01K\x01\x87");
    row("fewer strides", "K\x02", zero, "K\x01K\x01\x86", "K\x01\x85");
    row("shape is a text", "K\x02", zero, word("x") + "\x85", "K\x01\x85");
    row("shape is a list", "K\x02", zero, "]", "K\x01\x85");
    row("elements are a text", word("x"), zero, "K\x01\x85", "K\x01\x85");
    row("rank 65", "K\x02", zero,
        "("
            + std::string(130, 'K').replace(0, 130,
                [] {
                    std::string s;
                    for (int i = 0; i < 65; ++i)
                        s += "K\x01";
                    return s;
                }())
            + "t",
        "K\x01\x85");
}

void TestTorchPickle::refusesTensorsOutsideTheirStorage()
{
    QFETCH(QByteArray, tensor);
    const TemporaryFolder folder;
    QVERIFY(!errorOf([&] {
        readText(folder, torchFile("\x80\x02" + tensor.toStdString() + ".", {"12345678"}));
    }).isEmpty());
}

void TestTorchPickle::staysSmallOnBombs_data()
{
    QTest::addColumn<QByteArray>("program");
    // Thirty lists, each of ten times the one before.
    std::string laughs = std::string("]q\0", 3);
    for (char i = 1; i < 30; ++i) {
        laughs += "](";
        for (int k = 0; k < 10; ++k)
            laughs += std::string("h") + static_cast<char>(i - 1);
        laughs += std::string("eq") + i;
    }
    QTest::newRow("lists of lists") << QByteArray::fromStdString("\x80\x02(" + laughs + "t.");
    // Thirty tuples, each of ten times the one before.
    std::string tuples = std::string(")q\0", 3);
    for (char i = 1; i < 30; ++i) {
        tuples += "(";
        for (int k = 0; k < 10; ++k)
            tuples += std::string("h") + static_cast<char>(i - 1);
        tuples += std::string("tq") + i;
    }
    QTest::newRow("tuples of tuples") << QByteArray::fromStdString("\x80\x02(" + tuples + "t.");
    std::string repeated = "](X" + std::string("\0\0\x10\0", 4) + std::string(1 << 20, 'x') + std::string("q\0", 2);
    for (int i = 0; i < 100000; ++i)
        repeated += std::string("h\0", 2);
    QTest::newRow("one text many times") << QByteArray::fromStdString("\x80\x02" + repeated + "e.");
    QTest::newRow("ten million lists") << QByteArray::fromStdString("\x80\x02](" + std::string(10'000'000, ']') + "e.");
    QTest::newRow("ten million marks") << QByteArray::fromStdString("\x80\x02" + std::string(10'000'000, '('));
}

void TestTorchPickle::staysSmallOnBombs()
{
    QFETCH(QByteArray, program);
    const TemporaryFolder folder;
    QVERIFY(!errorOf([&] { readText(folder, torchFile(program.toStdString())); }).isEmpty());
}

void TestTorchPickle::refusesBrokenZips_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& bytes, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(message);
    };
    const std::string good = torchFile("\x80\x02N.");
    const auto with = [&](std::size_t at, const std::string& bytes) {
        std::string copy = good;
        return copy.replace(at, bytes.size(), bytes);
    };
    const std::size_t central = good.find("PK\x01\x02");
    const std::size_t end = good.find("PK\x05\x06");
    row("empty", "", "not a torch file");
    row("other file", std::string(100, 'x'), "not a torch file");
    row("no directory", good.substr(0, central), "no zip directory");
    row("central mark", with(central, "XX"), "zip directory is damaged");
    row("encrypted", with(central + 8, "\x01"), "is encrypted");
    row("compressed", with(central + 10, "\x08"), "is compressed");
    row("sizes differ", with(central + 20, "\x7F"), "is compressed");
    row("entry outside", with(central + 20, std::string("\x7F\x7F\0\0\x7F\x7F\0\0", 8)), "reaches outside");
    row("local outside", with(central + 42, "\x7F\x7F"), "lies outside");
    row("local mark", with(central + 42, "\x01"), "has no header");
    row("name too long", with(central + 28, "\xFF\xFF"), "damaged or cut off");
    row("more entries", with(end + 10, "\x09"), "damaged or cut off");
    row("directory outside", with(end + 16, "\xFF\xFF\xFF"), "lies outside the file");
    row("two disks", with(end + 4, "\x01"), "several parts");
    StringSink twice;
    ZipWriter zip(twice);
    zip.add("a/data.pkl", "\x80\x02N.");
    zip.add("a/data.pkl", "\x80\x02N.");
    zip.finish();
    row("name twice", twice.text, "is there twice");
    StringSink two;
    ZipWriter both(two);
    both.add("a/data.pkl", "\x80\x02N.");
    both.add("b/data.pkl", "\x80\x02N.");
    both.finish();
    row("two archives", two.text, "two archives");
    // Both records name the first entry's bytes.
    const std::size_t second = two.text.find("PK\x01\x02", two.text.find("PK\x01\x02") + 1);
    row("one over another", two.text.substr(0, second + 42) + std::string(4, '\0') + two.text.substr(second + 46), "lie over one another");
    StringSink other;
    ZipWriter none(other);
    none.add("a/b/data.pkl", "\x80\x02N.");
    none.finish();
    row("no data.pkl", other.text, "holds no data.pkl");
    StringSink big;
    ZipWriter order(big);
    order.add("a/data.pkl", "\x80\x02N.");
    order.add("a/byteorder", "big");
    order.finish();
    row("big-endian", big.text, "big-endian");
}

void TestTorchPickle::refusesBrokenZips()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    const TemporaryFolder folder;
    const QString error = errorOf([&] { readText(folder, bytes.toStdString()); });
    QVERIFY2(error.contains(message), qPrintable(error));
}

void TestTorchPickle::refusesEveryTruncation()
{
    const TemporaryFolder folder;
    const std::string whole = fileBytes(kGolden + "base/finetune_start/param.pt");
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY2(!errorOf([&] { readText(folder, whole.substr(0, size)); }).isEmpty(), std::to_string(size).c_str());
}

void TestTorchPickle::refusesEveryFlippedDataBit()
{
    const TemporaryFolder folder;
    const std::string whole = fileBytes(kGolden + "base/start/param.pt");
    const PickleValue value = readText(folder, whole);
    // The tensors' bytes are found by what they hold.
    const auto bytes = value.find("digest_embeddings")->tensor()->bytes;
    const std::size_t at = whole.find(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    QVERIFY(at != std::string::npos);
    for (std::size_t i = 0; i < bytes.size(); i += 7) {
        std::string flipped = whole;
        flipped[at + i] = static_cast<char>(flipped[at + i] ^ (1 << (i % 8)));
        QVERIFY(errorOf([&] { readText(folder, flipped); }).contains(QStringLiteral("checksum differs")));
    }
}

QTEST_GUILESS_MAIN(TestTorchPickle)
#include "torch_pickle_test.moc"
