#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/facts/facts.h"
#include "core/facts/memory_fit.h"
#include "core/facts/prompt_choice.h"
#include "core/io/safetensors.h"

using namespace icf;

namespace {

const std::string kDemo = ICF_RESOURCES "/demo";

TrainOptions demoOptions()
{
    TrainOptions options;
    options.model.lm_path = kDemo + "/lm";
    options.model.icformer_path = kDemo + "/icformer-start";
    options.model.dtype = Dtype::float32;
    options.compression.max_seq_len = 128;
    options.compression.use_chunk = true;
    options.compression.max_chunk_len = 32;
    return options;
}

double named(const std::vector<FactItem>& items, const std::string& name)
{
    for (const FactItem& item : items)
        if (item.name == name)
            return item.value;
    return -1;
}

} // namespace

class FactsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aModelFitsWhereItsWeightsAndCacheHaveRoom()
    {
        const ModelSummary demo = summarizeModel(kDemo + "/lm");
        const double weights = 4 * double(demo.parameters);
        const double cache = 4.0 * 2 * double(demo.layers * demo.keyValueHeads * demo.headDim) * double(std::min(kAssumedPositions, demo.contextLimit));
        const std::vector<DeviceFacts> devices{{"cuda:0", "Small", std::int64_t(weights + cache) - 1, 0}, {"cuda:1", "Large", std::int64_t(weights + cache) + 1, 0},
                                               {"mps", {}, 0, 0}};
        const std::vector<MemoryFit> fits = memoryFits(kDemo + "/lm", devices);
        QCOMPARE(fits.size(), std::size_t(9));
        QCOMPARE(fits[0].needed, weights + cache);
        QCOMPARE(fits[1].needed, fits[0].needed / 2);
        QVERIFY(fits[0].known && !fits[0].fits() && fits[1].fits() && fits[2].fits() && fits[3].fits());
        // Of one that says nothing of its memory there is no objection.
        QVERIFY(!fits[6].known && fits[6].fits());
        QVERIFY(memoryFits(kDemo + "/lm", {{"cpu"}})[0].needed >= weights + cache);
        QVERIFY_THROWS_EXCEPTION(Error, memoryFits(kDemo + "/nothing", devices));
    }

    void derivesTheDemosFacts();
    void saysWhyFactsAreUnknown();
    void countsANewCompressor();
    void teacherAndEncodeCostExtra();
    void aCompressorIsAskedAsItWasTrained();
    void recomputingTakesLessMemoryAndMoreWork();
    void precisionChangesMemoryOnly();
    void summarizesTheDemo();
    void saysWhyAFolderCannotBeUsed();
    void saysWhyTwoFoldersDoNotFit();
    void saysOfALanguageModelWhatCommandsSay();
};

void FactsTest::derivesTheDemosFacts()
{
    const DerivedFacts facts = deriveFacts(demoOptions());
    QVERIFY2(facts.known, facts.problem.c_str());
    QCOMPARE(facts.chunks, std::int64_t{4});
    QCOMPARE(facts.digests, std::int64_t{32});
    QCOMPARE(facts.ratioRequested, 4.0);
    QVERIFY(facts.ratioActual > 1 && facts.ratioActual < 4);
    QCOMPARE(facts.frozenParameters, std::int64_t{3950848});
    const ModelSummary compressor = summarizeModel(demoOptions().model.icformer_path);
    // The file also holds the marker that this task does not train.
    QCOMPARE(facts.trainableParameters, compressor.parameters - (compressor.hasFineTuneToken ? compressor.hidden : 0));
    QCOMPARE(named(facts.memory, "Language model"), 4.0 * 3950848);
    QCOMPARE(named(facts.memory, "Gradients"), 4.0 * double(facts.trainableParameters));
    QVERIFY(facts.totalMemory() > 0 && facts.totalFlops() > 0);
}

void FactsTest::saysWhyFactsAreUnknown()
{
    TrainOptions options = demoOptions();
    options.model.lm_path = "/no/such/folder";
    const DerivedFacts missing = deriveFacts(options);
    QVERIFY(!missing.known);
    QVERIFY(missing.problem.find("/no/such/folder") != std::string::npos);
    options = demoOptions();
    options.model.icformer_path = options.model.lm_path;
    QVERIFY(deriveFacts(options).problem.find("model_type") != std::string::npos);
}

void FactsTest::countsANewCompressor()
{
    TrainOptions options = demoOptions();
    const std::int64_t loaded = deriveFacts(options).trainableParameters;
    options.model.icformer_path.clear();
    options.compression.num_hidden_layers = 2;
    options.compression.num_query_tokens = 8;
    QCOMPARE(deriveFacts(options).trainableParameters, loaded);
    options.compression.num_query_tokens = 9;
    QCOMPARE(deriveFacts(options).trainableParameters, loaded + 256);
    options.task = TrainingTask::pretrain;
    options.compression.use_chunk = false;
    QCOMPARE(deriveFacts(options).ratioActual, 128.0 / 10);
}

void FactsTest::teacherAndEncodeCostExtra()
{
    TrainOptions options = demoOptions();
    const double plain = deriveFacts(options).totalFlops();
    options.loop.alpha = 0.5;
    const double taught = deriveFacts(options).totalFlops();
    options.compression.encode = true;
    QVERIFY(plain < taught && taught < deriveFacts(options).totalFlops());
}

void FactsTest::recomputingTakesLessMemoryAndMoreWork()
{
    TrainOptions options = demoOptions();
    const DerivedFacts kept = deriveFacts(options);
    options.loop.gradient_checkpointing = true;
    const DerivedFacts recomputed = deriveFacts(options);
    QVERIFY(named(recomputed.memory, "Activations, language model") < named(kept.memory, "Activations, language model") / 2);
    QCOMPARE(named(recomputed.memory, "Activations, compressor"), named(kept.memory, "Activations, compressor"));
    QVERIFY(recomputed.totalFlops() > kept.totalFlops());
}

void FactsTest::precisionChangesMemoryOnly()
{
    TrainOptions options = demoOptions();
    const DerivedFacts wide = deriveFacts(options);
    options.model.dtype = Dtype::bfloat16;
    const DerivedFacts narrow = deriveFacts(options);
    QCOMPARE(narrow.totalFlops(), wide.totalFlops());
    QCOMPARE(named(narrow.memory, "Language model"), named(wide.memory, "Language model") / 2);
    QCOMPARE(named(narrow.memory, "Optimizer moments"), named(wide.memory, "Optimizer moments"));
    // The frozen model's weights lie ready for products of either direction, in bfloat16 alone.
    QCOMPARE(named(narrow.memory, "Language model, copies for products"), 2 * named(narrow.memory, "Language model"));
    QCOMPARE(named(wide.memory, "Language model, copies for products"), -1.0);
}

void FactsTest::summarizesTheDemo()
{
    const ModelSummary lm = summarizeModel(kDemo + "/lm");
    QVERIFY2(lm.usable, lm.problem.c_str());
    QCOMPARE(lm.kind, std::string("llama"));
    QCOMPARE(lm.dtype, std::string("bfloat16"));
    QCOMPARE(lm.vocab, std::int64_t{1536});
    QCOMPARE(lm.bytes, 2 * lm.parameters);
    QVERIFY(lm.tokenizer.find("legacy: false") != std::string::npos);
    const ModelSummary compressor = summarizeModel(kDemo + "/icformer-start");
    QVERIFY2(compressor.usable, compressor.problem.c_str());
    QCOMPARE(compressor.kind, std::string("icformer"));
    QCOMPARE(compressor.digests, std::int64_t{8});
    QCOMPARE(compressor.layers, std::int64_t{2});
    QVERIFY(whyNotTogether(lm, compressor).empty());
}

void FactsTest::saysWhyAFolderCannotBeUsed()
{
    QVERIFY(!summarizeModel("/no/such/folder").usable);
    QVERIFY(summarizeModel("/no/such/folder").problem.find("no such folder") != std::string::npos);
    const ModelSummary none = summarizeModel(kDemo);
    QVERIFY(!none.usable && !none.problem.empty());
    const QTemporaryDir folder;
    std::ofstream(folder.filePath(QStringLiteral("config.json")).toStdString()) << "{\"model_type\": \"\\u001b[31mx\\ny\"}";
    const ModelSummary hostile = summarizeModel(folder.path().toStdString());
    QCOMPARE(hostile.kind, std::string("?[31mx?y"));
    QVERIFY2(hostile.problem.find("\"?[31mx?y\"") != std::string::npos, hostile.problem.c_str());
}

void FactsTest::saysWhyTwoFoldersDoNotFit()
{
    const ModelSummary lm = summarizeModel(kDemo + "/lm");
    ModelSummary other = summarizeModel(kDemo + "/icformer-start");
    other.hidden = 4096;
    const std::string reason = whyNotTogether(lm, other);
    QVERIFY(reason.find("4096") != std::string::npos && reason.find("256") != std::string::npos);
    QVERIFY(!whyNotTogether(lm, lm).empty());
    QVERIFY(!whyNotTogether(summarizeModel("/no"), other).empty());
}

void FactsTest::saysOfALanguageModelWhatCommandsSay()
{
    namespace fs = std::filesystem;
    const QTemporaryDir folder;
    const std::string lm = folder.path().toStdString() + "/lm";
    const auto summaryWith = [&](const nlohmann::json& change, const std::string& added = {}) {
        fs::remove_all(lm);
        fs::copy(kDemo + "/lm", lm);
        nlohmann::json config = nlohmann::json::parse(std::ifstream(kDemo + "/lm/config.json"));
        if (!change.is_null())
            config.update(change);
        fs::remove(lm + "/config.json"); // What was copied may be read-only.
        std::ofstream(lm + "/config.json") << config;
        if (!added.empty())
            std::ofstream(lm + "/added_tokens.json") << added;
        return summarizeModel(lm);
    };
    const ModelSummary plain = summaryWith({});
    QVERIFY2(plain.usable && plain.notes.empty(), plain.problem.c_str());
    QCOMPARE(plain.rotary, std::string("theta 100000"));
    const ModelSummary tied = summaryWith({{"tie_word_embeddings", true}});
    QVERIFY(tied.usable && tied.notes.size() == 1);
    QVERIFY2(tied.notes[0].find("another lm_head.weight; the embedding is used") != std::string::npos, tied.notes[0].c_str());
    const ModelSummary beyond = summaryWith({}, R"({"<pad>": 1536})");
    QVERIFY(beyond.usable && beyond.notes.size() == 1);
    QVERIFY2(beyond.notes[0].find("\"<pad>\" has the id 1536") != std::string::npos, beyond.notes[0].c_str());
    // Biases are weights that are needed, too.
    const ModelSummary biased = summaryWith({{"attention_bias", true}});
    QVERIFY2(!biased.usable && biased.problem.find("q_proj.bias\" is missing") != std::string::npos, biased.problem.c_str());
    const ModelSummary quantized = summaryWith({{"quantization_config", {{"quant_method", "awq"}}}});
    QVERIFY2(!quantized.usable && quantized.problem.find("quantized (\"awq\")") != std::string::npos, quantized.problem.c_str());
    const ModelSummary small = summaryWith({{"vocab_size", 1500}});
    QVERIFY(!small.usable);

    // Without the head, the cause is what config.json does not say.
    summaryWith({});
    const SafetensorsFile whole(kDemo + "/lm/model.safetensors");
    std::vector<TensorData> tensors;
    for (const TensorData& tensor : whole.tensors())
        if (tensor.name != "lm_head.weight")
            tensors.push_back(tensor);
    writeSafetensors(lm + "/model.safetensors", tensors);
    const ModelSummary headless = summarizeModel(lm);
    QVERIFY2(!headless.usable && headless.problem.find("\"tie_word_embeddings\": true") != std::string::npos, headless.problem.c_str());
}

void FactsTest::aCompressorIsAskedAsItWasTrained()
{
    const std::string golden = ICF_TEST_DATA "/golden/base/";
    ModelOptions options;
    options.lm_path = golden + "lm";
    QCOMPARE(choosePromptTemplate(options).name, std::string("llama2"));
    // Not fine-tuned: it knows no template.
    QVERIFY(!templateOfCompressor(golden + "start"));
    QVERIFY(otherTemplateWarning(*PromptTemplate::known().begin(), golden + "start").empty());
    // Of before there were templates in checkpoints.
    QCOMPARE(templateOfCompressor(golden + "finetune_start")->name, std::string("llama2"));

    const QTemporaryDir folder;
    const std::string other = folder.path().toStdString() + "/other";
    std::filesystem::copy(golden + "finetune_start", other);
    std::ifstream before(golden + "finetune_start/config.json");
    nlohmann::json config = nlohmann::json::parse(before);
    config["prompt_template"] = PromptTemplate::named("chatml").toJson();
    std::filesystem::remove(other + "/config.json");
    std::ofstream(other + "/config.json") << config;
    options.icformer_path = other;
    QCOMPARE(choosePromptTemplate(options).name, std::string("chatml"));
    QVERIFY(otherTemplateWarning(choosePromptTemplate(options), other).empty());
    options.prompt_template = "plain";
    QCOMPARE(choosePromptTemplate(options).name, std::string("plain"));
    const std::string warning = otherTemplateWarning(choosePromptTemplate(options), other);
    QVERIFY(warning.find("fine-tuned with the prompt template \"chatml\" and is asked with \"plain\"") != std::string::npos);
    QCOMPARE(summarizeModel(other).promptTemplate.substr(0, 7), std::string("chatml:"));
}

QTEST_GUILESS_MAIN(FactsTest)
#include "facts_test.moc"
