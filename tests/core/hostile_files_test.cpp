#include <QtTest>

#include <sys/resource.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "core/base/json_limits.h"
#include "core/data/dataset.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/io/zip_archive.h"
#include "core/text/tokenizer.h"
#include "tests/core/mutation.h"

// Thousands of broken files per format in one process: each is read, or refused in one line; no crash, no endless loop, no
// memory beyond a bound.  ICF_MUTATIONS=200000 asks for more of them; ICF_MUTATION_SEED for others.

using namespace icf;
using namespace icf::test;

namespace {

const std::string kGolden = ICF_TEST_DATA "/golden/";
constexpr std::size_t kMaxResidentKiB = std::size_t{1} << 20;

int mutationCount()
{
    return std::max(1, qEnvironmentVariable("ICF_MUTATIONS", QStringLiteral("5000")).toInt());
}

std::uint64_t mutationSeed()
{
    return qEnvironmentVariable("ICF_MUTATION_SEED", QStringLiteral("20240618")).toULongLong();
}

/// Largest resident memory of this process so far.
std::size_t residentKiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss);
}

/// The text of one line, not too long, and valid UTF-8: what may be shown to a user.
bool readable(const std::string& message)
{
    return !message.empty() && message.size() < 2000 && message.find('\n') == std::string::npos
        && QString::fromUtf8(message.c_str()).toStdString() == message;
}

/// Every number that a test may look at is summed here, so that reading cannot be optimised away.
std::size_t walk(const PickleValue& value)
{
    std::size_t sum = 1;
    if (const auto* list = std::get_if<std::shared_ptr<PickleValue::List>>(&value.value)) {
        for (const PickleValue& item : **list)
            sum += walk(item);
    } else if (const auto* dict = std::get_if<std::shared_ptr<PickleValue::Dict>>(&value.value)) {
        for (const auto& [key, item] : **dict)
            sum += walk(key) + walk(item);
    } else if (const TensorData* tensor = value.tensor()) {
        for (const std::byte byte : tensor->bytes)
            sum += std::to_integer<std::size_t>(byte);
    }
    return sum;
}

/// A zip checksum hides most mutants from the pickle reader; this file's are made right again.
std::string resealed(const std::string& program, const std::vector<std::string>& storages)
{
    struct Sink : ByteSink {
        void write(std::span<const std::byte> bytes) override
        {
            text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        }
        std::string text;
    } sink;
    ZipWriter zip(sink);
    zip.add("a/data.pkl", program);
    for (std::size_t i = 0; i < storages.size(); ++i)
        zip.add("a/data/" + std::to_string(i), storages[i]);
    zip.finish();
    return sink.text;
}

std::string entryOf(const std::string& path, const std::string& name)
{
    const ZipReader zip(path);
    const auto bytes = zip.read(name);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

class TestHostileFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void survivesBrokenSafetensors();
    void survivesBrokenShardIndexes();
    void survivesBrokenZips();
    void survivesBrokenPickles();
    void survivesBrokenTokenizerModels();
    void survivesBrokenTokenizerConfigs();
    void survivesBrokenJson();
    void survivesBrokenDataFiles();
    void staysWithinItsMemory();

private:
    /// Feeds mutants to a reader; counts what it accepted and refused.
    void drive(Mutator mutator, const std::string& name, const std::function<void(const std::string& path)>& read);
    const TemporaryFolder folder_;
};

void TestHostileFiles::drive(
    Mutator mutator, const std::string& name, const std::function<void(const std::string&)>& read)
{
    int accepted = 0;
    int refused = 0;
    const int count = mutationCount();
    for (int i = 0; i < count; ++i) {
        const std::string mutant = mutator.next();
        const std::string path = folder_.write(name, mutant);
        // Kept where a crash leaves it, to be looked at.
        try {
            read(path);
            ++accepted;
        } catch (const Error& error) {
            QVERIFY2(readable(error.what()), error.what());
            ++refused;
        } catch (const Failure& failure) {
            QVERIFY2(readable(failure.what()), failure.what());
            ++refused;
        }
    }
    qInfo("%s: %d mutants, %d accepted, %d refused", name.c_str(), count, accepted, refused);
    // Mutants that are all refused at the door would test nothing.
    QVERIFY(accepted > 0 && refused > count / 20);
}

void TestHostileFiles::survivesBrokenSafetensors()
{
    const std::string small = std::string("\x58\0\0\0\0\0\0\0", 8)
        + R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"format":"pt"}})" + "   "
        + std::string(8, '\1');
    Mutator mutator(mutationSeed(), {fileBytes(kGolden + "base/start/model.safetensors"), small, small},
        {"\"shape\":[", "[0,18446744073709551615]", "9223372036854775807", "-1", "1e99", "\"BF16\"", "{}", "[[[[",
            "\"__metadata__\":", ","});
    drive(std::move(mutator), "model.safetensors", [](const std::string& path) {
        const SafetensorsFile file(path);
        std::size_t sum = 0;
        for (const TensorData& tensor : file.tensors())
            for (const std::byte byte : tensor.bytes)
                sum += std::to_integer<std::size_t>(byte);
        QVERIFY(sum < SIZE_MAX);
    });
}

void TestHostileFiles::survivesBrokenShardIndexes()
{
    const TemporaryFolder model;
    model.write("one.safetensors", fileBytes(kGolden + "base/start/model.safetensors"));
    std::string index = R"({"metadata":{"total_size":1},"weight_map":{)";
    const SafetensorsFile file(model.path("one.safetensors"));
    for (const TensorData& tensor : file.tensors())
        index += "\"" + tensor.name + "\":\"one.safetensors\",";
    index.back() = '}';
    Mutator mutator(mutationSeed() + 1, {index + "}"},
        {"../", "/", "\\", "\\u0000", "one.safetensors", "two.safetensors", "\"", "{", "}", "null", "."});
    drive(std::move(mutator), "index", [&](const std::string& path) {
        model.write("model.safetensors.index.json", fileBytes(path));
        ModelWeights weights(model.path());
    });
}

void TestHostileFiles::survivesBrokenZips()
{
    Mutator mutator(mutationSeed() + 2,
        {fileBytes(kGolden + "base/start/param.pt"), fileBytes(kGolden + "base/finetune_start/param.pt")},
        {std::string("PK\x01\x02"), "PK\x03\x04", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "data.pkl", "param/",
            std::string("\1\0\x10\0", 4)});
    drive(std::move(mutator), "param.pt", [](const std::string& path) { QVERIFY(walk(readTorchPickle(path)) > 0); });
}

void TestHostileFiles::survivesBrokenPickles()
{
    const std::string parameters = kGolden + "base/finetune_start/param.pt";
    const std::string optimizer = kGolden + "base/finetune/checkpoint-14/optimizer.pt";
    std::vector<std::string> storages;
    for (int i = 0; i < 3; ++i)
        storages.push_back(entryOf(parameters, "param/data/" + std::to_string(i)));
    Mutator mutator(mutationSeed() + 3,
        {entryOf(parameters, "param/data.pkl"), entryOf(parameters, "param/data.pkl"),
            entryOf(optimizer, "optimizer/data.pkl")},
        {"cos\nsystem\n", "ctorch\nHalfStorage\n", "(", "t", "R", "Q", "u", "e", "]", "}", "b", "0", "1", ".", "\x85",
            "\x86", "\x87", std::string("h\0", 2), std::string("q\0", 2), "K\x01", "J\xFF\xFF\xFF\xFF",
            "\x8A\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", "\x94", "\x93"});
    drive(std::move(mutator), "optimizer.pt", [&](const std::string& path) {
        const std::string program = fileBytes(path);
        std::ofstream(path, std::ios::binary) << resealed(program, storages);
        QVERIFY(walk(readTorchPickle(path)) > 0);
    });
}

void TestHostileFiles::survivesBrokenTokenizerModels()
{
    const TemporaryFolder model;
    model.write("tokenizer_config.json", R"({"legacy": false})");
    Mutator mutator(mutationSeed() + 4, {fileBytes(kGolden + "base/lm/tokenizer.model")},
        {std::string("\x0A\x02\x0A\0", 4), "\x18\x04", "\x18\x02", "\x18\x05", "\x18\x06", "\x1A\x02\x10\x01",
            "\x15\xFF\xFF\xFF\x7F", "\x15\0\0\xC0\x7F", "\x12\x04\x18\x01\x20\x01", "\x12\x02\x18\x03",
            "\x12\x02\x18\x04", "\xE2\x96\x81", "\x1A\x02\x28\x00", "\x1A\x02\x20\x00"});
    drive(std::move(mutator), "tokenizer.model", [&](const std::string& path) {
        model.write("tokenizer.model", fileBytes(path));
        const auto tokenizer = Tokenizer::open(model.path());
        const std::string text =
            "  Anna walks </s> caf\xC3\xA9 \xE2\x98\x83\xFF 12345 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n\n";
        const auto ids = tokenizer->encode(text, true);
        QVERIFY(!ids.empty());
        tokenizer->decode(ids, false);
        tokenizer->decode({0, 1, 2, 3, 300, 511, 512, -5}, true);
    });
}

void TestHostileFiles::survivesBrokenTokenizerConfigs()
{
    const TemporaryFolder model;
    model.write("tokenizer.model", fileBytes(kGolden + "base/lm/tokenizer.model"));
    const std::string config =
        R"({"legacy":false,"bos_token":{"content":"<s>","lstrip":false,"rstrip":true},"eos_token":"</s>","unk_token":"<unk>",)"
        R"("pad_token":null,"additional_special_tokens":["<x>"],"added_tokens_decoder":{"0":{"content":"<unk>"},)"
        R"("1":{"content":"<s>","special":true},"600":{"content":"<new>"}},"tokenizer_class":"LlamaTokenizer"})";
    Mutator mutator(mutationSeed() + 5, {config},
        {"null", "99999999", "-1", "\"\"", "\"content\":", "{", "}", "[", "]", "true", "\\ud800", "1e400", "\"<s>\""});
    drive(std::move(mutator), "config", [&](const std::string& path) {
        model.write("tokenizer_config.json", fileBytes(path));
        const auto tokenizer = Tokenizer::open(model.path());
        tokenizer->decode(tokenizer->encode("<s>a<x> <new>b</s>", false), true);
    });
}

void TestHostileFiles::survivesBrokenJson()
{
    Mutator mutator(mutationSeed() + 6,
        {fileBytes(kGolden + "base/start/config.json"),
            fileBytes(kGolden + "base/pretrain/checkpoint-14/trainer_state.json")},
        {"[", "{", "]", "}", "\"", "\\u", "\\ud83d", "1e400", "-", "null", ":", ",", "[[[[[[[[[[[[[[[[[[[["});
    drive(std::move(mutator), "config.json", [](const std::string& path) { readJsonFile(path); });
}

void TestHostileFiles::survivesBrokenDataFiles()
{
    Mutator mutator(mutationSeed() + 7,
        {fileBytes(kGolden + "base/pwc.jsonl").substr(0, 4000),
            fileBytes(kGolden + "base/pile_short.jsonl").substr(0, 4000)},
        {"\n", "\r\n", "\xEF\xBB\xBF", "\\ud800", "\\u0000", std::string("\0", 1), "\xFF", "{\"text\":\"", "\"}",
            "[[[[[[[[[[", "\xE4\xB8\xAD", "\""});
    drive(std::move(mutator), "data.jsonl", [](const std::string& path) {
        CancelToken cancel;
        for (const DataKind kind : {DataKind::pile, DataKind::pwcTest}) {
            try {
                const auto data = DataSet::open(path, kind, false, cancel);
                for (std::int64_t i = 0; i < data->size(); ++i)
                    QVERIFY(data->row(i).line > 0);
            } catch (const Error&) {
                if (kind == DataKind::pwcTest)
                    throw;
            }
        }
    });
}

void TestHostileFiles::staysWithinItsMemory()
{
    qInfo("largest resident memory: %zu MiB", residentKiB() / 1024);
    QVERIFY(residentKiB() < kMaxResidentKiB);
}

QTEST_GUILESS_MAIN(TestHostileFiles)
#include "hostile_files_test.moc"
