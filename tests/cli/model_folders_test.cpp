#include <QTest>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/io/safetensors.h"
#include "tests/cli/program.h"

using namespace icf::test;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string kDemo = ICF_RESOURCES "/demo";
const std::string kRow = R"({"input": "Hana lives in Oslo.", "prompt": "Where?", "answer": "Oslo."})";

} // namespace

/// Language model folders as they are found: commands that load one say what inspect says.
class ModelFoldersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        program_ = std::make_unique<Program>();
        fs::create_directory(program_->path("lm"));
        for (const auto& entry : fs::directory_iterator(kDemo + "/lm"))
            program_->write("lm/" + entry.path().filename().string(), Program::read(entry.path().string()));
        program_->write("data.jsonl", kRow + "\n");
    }

    void aHeadThatIsNotUsedIsSaidByEveryCommand()
    {
        change("config.json", {{"tie_word_embeddings", true}});
        everyCommand(0, "warning: ", "lm_head.weight");
    }

    void anAddedTokenBeyondTheEmbeddingRefusesOnlyTextsThatNeedIt()
    {
        program_->write("lm/added_tokens.json", R"({"<pad>": 1536})");
        everyCommand(0, "warning: ", "\"<pad>\" has the id 1536");
        program_->write("data.jsonl", kRow + "\n" + R"({"input": "a <pad> b", "prompt": "Where?", "answer": "Oslo."})" + "\n");
        const Outcome outcome = program_->run(kGenerate);
        QVERIFY2(outcome.code == 2, outcome.text().c_str());
        QVERIFY2(outcome.lastLine().starts_with("error: ") && outcome.says("\"<pad>\" has the id 1536"), outcome.text().c_str());
    }

    void quantizedWeightsAreNamedAsTheCause()
    {
        change("config.json", {{"quantization_config", {{"quant_method", "fp8"}}}});
        everyCommand(2, "error: ", "quantized (\"fp8\")");
    }

    void aMissingHeadIsExplained()
    {
        rewriteWeights([](const icf::TensorData& tensor) { return tensor.name != "lm_head.weight"; });
        everyCommand(2, "error: ", "\"tie_word_embeddings\": true");
    }

    void aTensorThatNobodyNeedsIsNoMatter()
    {
        // An index that lists what no shard has, as old exports do.
        Json map;
        const std::string shard = "model-00001-of-00001.safetensors";
        const icf::SafetensorsFile whole(kDemo + "/lm/model.safetensors");
        for (const icf::TensorData& tensor : whole.tensors())
            map[tensor.name] = shard;
        map["model.layers.0.self_attn.rotary_emb.inv_freq"] = shard;
        fs::rename(program_->path("lm/model.safetensors"), program_->path("lm/" + shard));
        program_->write("lm/model.safetensors.index.json", Json{{"metadata", nullptr}, {"weight_map", map}}.dump());
        everyCommand(0, "", "");
    }

    void tokenizersOfTransformers5GiveTheSameAnswer()
    {
        const std::string before = answer();
        change("tokenizer_config.json", {{"tokenizer_class", "TokenizersBackend"}, {"backend", "tokenizers"}, {"extra_special_tokens", {"<s>", "</s>"}}});
        QCOMPARE(answer(), before);
    }

    void rotarySettingsBesideAnEmptyScalingAreNotLost()
    {
        const std::string before = answer();
        change("config.json", {{"rope_theta", nullptr}, {"rope_scaling", Json::object()}, {"rope_parameters", {{"rope_theta", 100000}, {"rope_type", "default"}}}});
        QCOMPARE(answer(), before);
        const Outcome inspected = program_->run("inspect #/lm --json");
        QCOMPARE(Json::parse(inspected.out)["rotary"].get<std::string>(), std::string("theta 100000"));
        change("config.json", {{"rope_theta", 10000}});
        everyCommand(2, "error: ", "rope_theta 10000 contradicts rope_parameters.rope_theta 100000");
    }

private:
    /// Runs inspect, generate and compress on the folder; all give this code and say this in a line that starts like that.
    void everyCommand(int code, const std::string& start, const std::string& said)
    {
        program_->write("text.txt", "Hana lives in Oslo.");
        for (const std::string& command : {std::string("inspect #/lm"), kGenerate, kCompress}) {
            const Outcome outcome = program_->run(command);
            QVERIFY2(outcome.code == code, outcome.text().c_str());
            QVERIFY2(("\n" + outcome.err).find("\n" + start) != std::string::npos && outcome.says(said), outcome.text().c_str());
        }
    }

    std::string answer()
    {
        const Outcome outcome = program_->run(kGenerate);
        return outcome.code == 0 ? Program::read(program_->path("output/output.jsonl")) : outcome.text();
    }

    void change(const std::string& file, const Json& values) const
    {
        Json json = Json::parse(Program::read(program_->path("lm/" + file)));
        json.update(values);
        program_->write("lm/" + file, json.dump());
    }

    template <class Keep> void rewriteWeights(Keep keep) const
    {
        const icf::SafetensorsFile whole(kDemo + "/lm/model.safetensors");
        std::vector<icf::TensorData> tensors;
        for (const icf::TensorData& tensor : whole.tensors())
            if (keep(tensor))
                tensors.push_back(tensor);
        icf::writeSafetensors(program_->path("lm/model.safetensors"), tensors);
    }

    const std::string kModels = "--lm_path #/lm --icformer_path " + kDemo + "/icformer-trained --dtype float32 --threads 1 ";
    const std::string kGenerate = "generate " + kModels + "--data_path #/data.jsonl --max_new_tokens 4 --save_path #/output";
    const std::string kCompress = "compress " + kModels + "--text_file #/text.txt --output_file #/digest.safetensors";
    std::unique_ptr<Program> program_;
};

QTEST_GUILESS_MAIN(ModelFoldersTest)
#include "model_folders_test.moc"
