#include <QtTest>

#include <bit>
#include <cmath>
#include <cstring>

#include <QProcess>

#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/options/learning_rate.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;

namespace {

PickleValue textValue(const std::string& text)
{
    PickleValue value;
    value.value = text;
    return value;
}

template <typename Plain> PickleValue plain(Plain content)
{
    PickleValue value;
    value.value = content;
    return value;
}

PickleValue listOf(PickleValue::List items, bool tuple = false)
{
    PickleValue value;
    value.value = std::make_shared<PickleValue::List>(std::move(items));
    value.tuple = tuple;
    return value;
}

PickleValue dictOf(PickleValue::Dict items)
{
    PickleValue value;
    value.value = std::make_shared<PickleValue::Dict>(std::move(items));
    return value;
}

template <typename Element>
TensorData tensorOf(ElementType type, std::vector<std::int64_t> shape, const std::vector<Element>& elements)
{
    auto owner = std::make_shared<std::vector<Element>>(elements);
    TensorData tensor{.name = {}, .type = type, .shape = std::move(shape), .bytes = {}, .owner = owner};
    tensor.bytes = std::as_bytes(std::span(*owner));
    return tensor;
}

/// The elements as numbers, whatever their type.
std::vector<double> numbers(const TensorData& tensor)
{
    std::vector<double> values;
    const std::size_t size = elementSize(tensor.type);
    for (std::size_t at = 0; at < tensor.bytes.size(); at += size) {
        const std::byte* p = tensor.bytes.data() + at;
        const auto read = [&](auto kind) {
            std::memcpy(&kind, p, sizeof kind);
            return kind;
        };
        switch (tensor.type) {
        case ElementType::f64:
            values.push_back(read(double{}));
            break;
        case ElementType::f32:
            values.push_back(read(float{}));
            break;
        case ElementType::bf16:
            values.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(read(std::uint16_t{})) << 16));
            break;
        case ElementType::f16: {
            // Whole numbers below 100 are normal in float16.
            const unsigned bits = read(std::uint16_t{});
            values.push_back(
                bits == 0 ? 0.0 : std::ldexp(1024 + (bits & 1023), static_cast<int>(bits >> 10 & 31) - 25));
            break;
        }
        case ElementType::i64:
            values.push_back(static_cast<double>(read(std::int64_t{})));
            break;
        case ElementType::i32:
            values.push_back(read(std::int32_t{}));
            break;
        case ElementType::i16:
            values.push_back(read(std::int16_t{}));
            break;
        case ElementType::i8:
            values.push_back(read(std::int8_t{}));
            break;
        case ElementType::u8:
        case ElementType::boolean:
            values.push_back(read(std::uint8_t{}));
            break;
        default: // Of GGUF files only.
            break;
        }
    }
    return values;
}

QString pythonWithTorch()
{
    static const QString python = [] {
        QProcess process;
        process.start(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral("import torch, numpy")});
        return process.waitForFinished(120000) && process.exitCode() == 0 ? QStringLiteral("python3") : QString();
    }();
    return python;
}

/// Runs torch_files.py; returns what it complained about, empty when all went well.
QString runPython(const QString& action, const TemporaryFolder& folder)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("python3"),
        {QStringLiteral(ICF_TEST_DATA "/core/torch_files.py"), action, QString::fromStdString(folder.path())});
    if (!process.waitForFinished(120000))
        return QStringLiteral("python did not end");
    return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAll());
}

/// A folder that torch_files.py has filled; made once, since starting torch takes seconds.
const TemporaryFolder& writtenByTorch(QString& complaint)
{
    static const TemporaryFolder folder;
    static const QString said = runPython(QStringLiteral("write"), folder);
    complaint = said;
    return folder;
}

} // namespace

class TestTorchPython : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatTorchWrites_data();
    void readsWhatTorchWrites();
    void refusesWhatTorchWritesButWeDoNotRun();
    void isReadByTorch();
    void exchangesSafetensorsWithThePublishedPackage();
};

void TestTorchPython::readsWhatTorchWrites_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name :
        {"float32", "bfloat16", "float16", "float64", "int64", "int32", "int16", "int8", "uint8", "bool"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestTorchPython::readsWhatTorchWrites()
{
    if (pythonWithTorch().isEmpty())
        QSKIP("Python torch is not installed here");
    QFETCH(QString, name);
    QString complaint;
    const TemporaryFolder& folder = writtenByTorch(complaint);
    QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    const PickleValue value = readTorchPickle(folder.path(name.toStdString() + ".pt"));
    const TensorData& tensor = *value.find("plain")->tensor();
    QCOMPARE(tensor.shape, (std::vector<std::int64_t>{3, 4}));
    const std::vector<double> all = numbers(tensor);
    const TensorData& transposed = *value.find("transposed")->tensor();
    QCOMPARE(transposed.shape, (std::vector<std::int64_t>{4, 3}));
    const std::vector<double> turned = numbers(transposed);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 4; ++k)
            QCOMPARE(turned[k * 3 + i], all[i * 4 + k]);
    QCOMPARE(numbers(*value.find("row")->tensor()), std::vector<double>(all.begin() + 4, all.begin() + 8));
    QCOMPARE(numbers(*value.find("scalar")->tensor()), std::vector<double>{all.back()});
    QVERIFY(value.find("scalar")->tensor()->shape.empty());
    QCOMPARE(value.find("empty")->tensor()->shape, (std::vector<std::int64_t>{0, 5}));
    QVERIFY(value.find("parameter")->parameter);
    QCOMPARE(numbers(*value.find("parameter")->tensor()), all);
    const auto& shared = *std::get<std::shared_ptr<PickleValue::List>>(value.find("shared")->value);
    QCOMPARE(numbers(*shared[1].tensor()), (std::vector<double>{all[1], all[2], all[5], all[6], all[9], all[10]}));
    const PickleValue* nested = value.find("nested");
    QCOMPARE(std::get<std::int64_t>(nested->find("big")->value), std::int64_t{1} << 40);
    QCOMPARE(std::get<std::int64_t>(nested->find("small")->value), -(std::int64_t{1} << 40));
    QCOMPARE(std::get<std::string>(nested->find(std::int64_t{7})->value), std::string("seven"));
    const auto& list = *std::get<std::shared_ptr<PickleValue::List>>(nested->find("list")->value);
    QCOMPARE(std::get<std::int64_t>(list[1].value), std::int64_t{-2});
    QCOMPARE(std::get<double>(list[2].value), 3.5);
    QVERIFY(std::holds_alternative<std::monostate>(list[3].value));
    QVERIFY(std::get<bool>(list[4].value) && !std::get<bool>(list[5].value));
    QCOMPARE(std::get<std::string>(list[6].value), std::string("text é"));
}

void TestTorchPython::refusesWhatTorchWritesButWeDoNotRun()
{
    if (pythonWithTorch().isEmpty())
        QSKIP("Python torch is not installed here");
    QString complaint;
    const TemporaryFolder& folder = writtenByTorch(complaint);
    QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    const PickleValue state = readTorchPickle(folder.path("state_dict.pt"));
    QCOMPARE(state.find("weight")->tensor()->shape, (std::vector<std::int64_t>{2, 3}));
    QVERIFY(errorOf([&] {
        readTorchPickle(folder.path("expanded.pt"));
    }).contains(QStringLiteral("larger than its storage")));
    QVERIFY(errorOf([&] { readTorchPickle(folder.path("module.pt")); }).contains(QStringLiteral("is not allowed")));
    QVERIFY(errorOf([&] { readTorchPickle(folder.path("protocol4.pt")); }).contains(QStringLiteral("pickle protocol 4")));
    QVERIFY(errorOf([&] { readTorchPickle(folder.path("legacy.pt")); }).contains(QStringLiteral("before 1.6")));
}

void TestTorchPython::isReadByTorch()
{
    if (pythonWithTorch().isEmpty())
        QSKIP("Python torch is not installed here");
    QString complaint;
    const TemporaryFolder& folder = writtenByTorch(complaint);
    QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    writeTorchPickle(
        folder.path("optimizer_again.pt"), readTorchPickle(folder.path("optimizer.pt")), "optimizer_again");

    TrainingLoopOptions schedule;
    schedule.lr = 0.5;
    schedule.lr_schedule = Schedule::linear;
    writeTorchPickle(folder.path("scheduler.pt"), LearningRate(schedule, 14).toPickle(7), "scheduler");

    const auto tensor = [](TensorData data, bool parameter = false, bool requiresGrad = true) {
        PickleValue value;
        value.value = std::move(data);
        value.parameter = parameter;
        value.requiresGrad = requiresGrad;
        return value;
    };
    const auto six = tensorOf<float>(ElementType::f32, {2, 3}, {0, 1, 2, 3, 4, 5});
    PickleValue::List types;
    for (const ElementType type :
        {ElementType::f64, ElementType::f32, ElementType::f16, ElementType::bf16, ElementType::i64, ElementType::i32,
            ElementType::i16, ElementType::i8, ElementType::u8, ElementType::boolean})
        types.push_back(tensor(tensorOf<char>(type, {2}, std::vector<char>(2 * elementSize(type), 0))));
    PickleValue::Dict dict;
    const auto put = [&](const char* key, PickleValue value) { dict.emplace_back(textValue(key), std::move(value)); };
    put("a", tensor(six));
    put("p", tensor(six, true));
    put("frozen", tensor(six, true, false));
    put("list", listOf({plain(std::int64_t{1}), listOf({plain(std::int64_t{2})}), dictOf({})}));
    put("tuple", listOf({plain(std::int64_t{1}), textValue("x")}, true));
    put("none", {});
    put("yes", plain(true));
    put("no", plain(false));
    put("small", plain(std::int64_t{0}));
    put("byte", plain(std::int64_t{255}));
    put("word", plain(std::int64_t{65535}));
    put("int", plain(std::int64_t{INT32_MAX}));
    put("long", plain(std::int64_t{1} << 62));
    put("minus", plain(-(std::int64_t{1} << 40)));
    put("real", plain(0.1));
    put("text", textValue("é\n"));
    dict.emplace_back(plain(std::int64_t{7}), textValue("seven"));
    put("types", listOf(std::move(types)));
    put("scalar", tensor(tensorOf<float>(ElementType::f32, {}, {4})));
    put("empty", tensor(tensorOf<float>(ElementType::f32, {0, 3}, {})));
    writeTorchPickle(folder.path("ours.pt"), dictOf(std::move(dict)), "ours");
    QCOMPARE(runPython(QStringLiteral("read"), folder), QString());
}

void TestTorchPython::exchangesSafetensorsWithThePublishedPackage()
{
    QProcess process;
    process.start(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral("import torch, safetensors.torch")});
    if (!process.waitForFinished(120000) || process.exitCode() != 0)
        QSKIP("Python safetensors and torch are not installed here");
    const TemporaryFolder folder;
    QCOMPARE(runPython(QStringLiteral("write_safetensors"), folder), QString());
    const SafetensorsFile file(folder.path("theirs.safetensors"));
    QCOMPARE(file.metadata().at("format"), std::string("pt"));
    QCOMPARE(file.tensors().size(), std::size_t{12});
    for (const TensorData& tensor : file.tensors())
        if (tensor.name.starts_with("type."))
            QCOMPARE(numbers(tensor), (std::vector<double>{0, 1, 1, 0, 1, 1}));
    QVERIFY(file.find("scalar")->shape.empty());
    QCOMPARE(file.find("empty")->shape, (std::vector<std::int64_t>{0, 5}));
    writeSafetensors(folder.path("ours.safetensors"), file.tensors(), {{"format", "pt"}, {"note", "é"}});
    QCOMPARE(runPython(QStringLiteral("read_safetensors"), folder), QString());
}

QTEST_GUILESS_MAIN(TestTorchPython)
#include "torch_python_test.moc"
