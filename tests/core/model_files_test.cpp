#include <QtTest>

#include <filesystem>

#include "core/base/mapped_file.h"
#include "core/base/sha256.h"
#include "core/engine/model_hashes.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/lm/language_model.h"
#include "core/nn/tensor_io.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;

namespace {

namespace fs = std::filesystem;

const std::string kModel = ICF_TEST_DATA "/golden/base/lm";

/// A state dict of those of the golden case's tensors that wanted takes, as torch.save writes it.
template <class Wanted> void writeStateDict(const std::string& path, Wanted wanted)
{
    const SafetensorsFile original(kModel + "/model.safetensors");
    PickleValue state;
    auto entries = std::make_shared<PickleValue::Dict>();
    for (const TensorData& tensor : original.tensors())
        if (wanted(tensor.name)) {
            PickleValue key, value;
            key.value = tensor.name;
            value.value = tensor;
            entries->emplace_back(std::move(key), std::move(value));
        }
    state.value = std::move(entries);
    writeTorchPickle(path, state, fs::path(path).stem().string());
}

bool isFirstLayer(const std::string& name)
{
    return name.find(".layers.0.") != std::string::npos;
}

std::string checksumOf(const std::string& folder)
{
    return LanguageModel::load(folder, at::kFloat, at::kCPU)->checksum();
}

} // namespace

/// Language models in other files than model.safetensors, and what is remembered of them.
class TestModelFiles : public QObject {
    Q_OBJECT
private:
    TemporaryFolder folder_;
    QString problem() const
    {
        return errorOf([&] { checksumOf(folder_.path("lm")); });
    }
    void writeShards() const
    {
        writeStateDict(folder_.path("lm/pytorch_model-00001-of-00002.bin"), isFirstLayer);
        writeStateDict(folder_.path("lm/pytorch_model-00002-of-00002.bin"), [](const std::string& name) { return !isFirstLayer(name); });
        nlohmann::json map = nlohmann::json::object();
        const SafetensorsFile original(kModel + "/model.safetensors");
        for (const TensorData& tensor : original.tensors())
            map[tensor.name] = isFirstLayer(tensor.name) ? "pytorch_model-00001-of-00002.bin" : "pytorch_model-00002-of-00002.bin";
        folder_.write("lm/pytorch_model.bin.index.json", nlohmann::json{{"weight_map", map}}.dump());
    }
    std::string bytesOf(const std::string& name) const { return readWholeFile(folder_.path(name), std::size_t{1} << 30); }

private Q_SLOTS:
    void init()
    {
        fs::remove_all(folder_.path("lm"));
        fs::copy(kModel, folder_.path("lm"));
        fs::remove(folder_.path("lm/model.safetensors"));
    }

    void readsPytorchModelBinAndItsShards()
    {
        const std::string expected = checksumOf(kModel);
        writeStateDict(folder_.path("lm/pytorch_model.bin"), [](const std::string&) { return true; });
        QCOMPARE(checksumOf(folder_.path("lm")), expected);
        fs::remove(folder_.path("lm/pytorch_model.bin"));
        writeShards();
        QCOMPARE(checksumOf(folder_.path("lm")), expected);
    }

    void namesADamagedPytorchModelBin()
    {
        const std::string path = folder_.path("lm/pytorch_model.bin");
        writeStateDict(path, [](const std::string&) { return true; });
        const std::string whole = bytesOf("lm/pytorch_model.bin");
        std::string flipped = whole;
        flipped[whole.size() / 2] = char(flipped[whole.size() / 2] ^ 1);
        folder_.write("lm/pytorch_model.bin", flipped);
        QVERIFY2(problem().contains(QStringLiteral("pytorch_model.bin] entry \"pytorch_model/data/")) && problem().contains(QStringLiteral("is damaged")), qPrintable(problem()));
        folder_.write("lm/pytorch_model.bin", whole.substr(0, whole.size() - 100));
        QVERIFY2(problem().contains(QStringLiteral("pytorch_model.bin] ")), qPrintable(problem()));
        writeStateDict(path, [](const std::string& name) { return name != "model.norm.weight"; });
        QVERIFY2(problem().contains(QStringLiteral("\"model.norm.weight\"")), qPrintable(problem()));
        writeTorchPickle(path, PickleValue{}, "pytorch_model");
        QVERIFY2(problem().contains(QStringLiteral("is not a state dict")), qPrintable(problem()));
    }

    void namesAShardThatIsMissingOrNotThere()
    {
        writeShards();
        const std::string index = bytesOf("lm/pytorch_model.bin.index.json");
        writeStateDict(folder_.path("lm/pytorch_model-00001-of-00002.bin"), [](const std::string& name) { return isFirstLayer(name) && name.find("q_proj") == std::string::npos; });
        QVERIFY2(problem().contains(QStringLiteral("q_proj.weight\" is missing in pytorch_model-00001-of-00002.bin")), qPrintable(problem()));
        fs::remove(folder_.path("lm/pytorch_model-00001-of-00002.bin"));
        QVERIFY2(problem().contains(QStringLiteral("pytorch_model-00001-of-00002.bin] no such file")), qPrintable(problem()));
        std::string outside = index;
        outside.replace(outside.find("pytorch_model-00002"), 19, "../pytorch_model-02");
        folder_.write("lm/pytorch_model.bin.index.json", outside);
        QVERIFY2(problem().contains(QStringLiteral("only .bin files of this folder are read")), qPrintable(problem()));
    }

    void convertsBlocksOfALargeFileAsTheWhole()
    {
        // Of several blocks, with an odd start: every element is the one of the plain conversion.
        const at::Tensor values = at::arange(9'000'000, at::kFloat).view({9'000, 1'000}).to(at::kHalf);
        TensorData other = tensorBytes("a", at::zeros({3}, at::kByte));
        writeSafetensors(folder_.path("large.safetensors"), {other, tensorBytes("b", values)});
        const SafetensorsFile file(folder_.path("large.safetensors"));
        for (const at::ScalarType type : {at::kHalf, at::kFloat, at::kBFloat16})
            QVERIFY(at::equal(loadTensor(*file.find("b"), type), values.to(type)));
        // Pages that were given back come again.
        QVERIFY(at::equal(loadTensor(*file.find("b"), at::kFloat), values.to(at::kFloat)));
    }

    void loadingTellsItsShareAndStopsBetweenTensors()
    {
        std::vector<double> shares;
        LanguageModel::load(kModel, at::kFloat, at::kCPU, [&](double share) { shares.push_back(share); });
        QCOMPARE(shares.front(), 0.0);
        QVERIFY(shares.size() > 10 && std::ranges::is_sorted(shares) && shares.back() == 1);
        const auto stop = [](double share) {
            if (share > 0.5)
                throw Cancelled();
        };
        QVERIFY_THROWS_EXCEPTION(Cancelled, LanguageModel::load(kModel, at::kFloat, at::kCPU, stop));
    }

    void hashesWhatShapesTheNumbersWhereverItLies()
    {
        ModelOptions options;
        options.lm_path = folder_.path("lm");
        folder_.write("lm/tokenizer.json", "{}");
        const nlohmann::json plain = modelFileHashes(options);
        QVERIFY(plain.contains("lm_path/config.json") && plain.contains("lm_path/tokenizer.json"));
        // In the hub's cache under the same names.
        fs::create_directories(folder_.path("models--a--b/snapshots"));
        fs::rename(folder_.path("lm"), folder_.path("models--a--b/snapshots/1"));
        options.lm_path = folder_.path("models--a--b");
        QCOMPARE(modelFileHashes(options), plain);
        options.lm_path = folder_.write("model.gguf", "one");
        const nlohmann::json gguf = modelFileHashes(options);
        QCOMPARE(gguf.at("lm_path/gguf").get<std::string>(), sha256OfFile(options.lm_path));
        folder_.write("model.gguf", "two");
        QVERIFY(modelFileHashes(options) != gguf);
    }

    void anOlderRecordWithoutTokenizerJsonIsNoChange()
    {
        nlohmann::json now{{"lm_path/config.json", "1"}, {"lm_path/tokenizer.json", "2"}};
        const nlohmann::json both = now;
        dropUnrecordedHashes(both, now);
        QCOMPARE(now, both);
        dropUnrecordedHashes({{"lm_path/config.json", "1"}}, now);
        QCOMPARE(now, (nlohmann::json{{"lm_path/config.json", "1"}}));
    }
};

QTEST_GUILESS_MAIN(TestModelFiles)
#include "model_files_test.moc"
