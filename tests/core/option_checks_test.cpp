#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/options/option_lists.h"
#include "core/options/option_tools.h"
#include "core/options/presets.h"
#include "core/results/evaluate_options.h"
#include "tests/core/messages.h"

using namespace icf;
using namespace icf::test;

namespace {

std::string problemOf(const std::vector<OptionProblem>& problems, std::string_view key)
{
    for (const OptionProblem& problem : problems) {
        if (problem.key == key)
            return problem.message;
    }
    return {};
}

} // namespace

/// What validate() forbids and advise() warns of, and what presets set.
class OptionChecksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void explainsHubNames()
    {
        const std::string message = problemOf(validate(TrainOptions{}), "lm_path");
        QVERIFY2(contains(message, "local directory"), message.c_str());
        TrainOptions options;
        options.model.lm_path = "./missing/model";
        QVERIFY(contains(problemOf(validate(options), "lm_path"), "no such folder: ./missing/model"));
        options.model.lm_path = folder_.path().toStdString();
        QVERIFY(contains(problemOf(validate(options), "lm_path"), "no config.json"));
        options.model.lm_path = "";
        QVERIFY(contains(problemOf(validate(options), "lm_path"), "needed"));
    }

    void validatesPathsDevicesAndDependencies()
    {
        TrainOptions options;
        options.data_path = folder_.path().toStdString();
        options.save_path = "/dev/null/run";
        options.model.device = "gpu";
        options.validation.eval_interval = 10;
        options.checkpoint.keep_best = true;
        options.validation.patience = 2;
        options.model.icformer_path = "/nowhere";
        options.loop.max_epoch = 0;
        const std::vector<OptionProblem> problems = validate(options);
        for (const char* key : {"data_path", "save_path", "device", "eval_interval", "keep_best", "patience", "icformer_path", "max_epoch"})
            QVERIFY2(!problemOf(problems, key).empty(), key);
        for (const OptionProblem& problem : problems)
            QVERIFY2(problem.message.find('\n') == std::string::npos, problem.message.c_str());

        for (const char* device : {"auto", "cpu", "cuda", "cuda:0", "cuda:12", "mps"}) {
            options.model.device = device;
            QVERIFY2(problemOf(validate(options), "device").empty(), device);
        }
        for (const char* device : {"", "cuda:", "cuda:x", "cuda:-1", "CPU", "cud"}) {
            options.model.device = device;
            QVERIFY2(!problemOf(validate(options), "device").empty(), device);
        }
    }

    void saysWhereACheckpointWentAndThatARunIsNone()
    {
        const std::string run = folder_.filePath(QStringLiteral("shared")).toStdString();
        std::filesystem::create_directories(run + "/previous-2/checkpoint-8");
        std::filesystem::create_directories(run + "/previous-1");
        std::ofstream(run + "/run.json") << "{}";
        TrainOptions options;
        options.model.icformer_path = run + "/checkpoint-8";
        const std::string message = problemOf(validate(options), "icformer_path");
        QVERIFY2(contains(message, "no such folder") && contains(message, run + "/previous-2/checkpoint-8"), message.c_str());
        options.model.icformer_path = run;
        QVERIFY(contains(problemOf(validate(options), "icformer_path"), "one of its checkpoints"));
    }

    void validatesGenerateOptions()
    {
        GenerateOptions options;
        // Without a compressor whole contexts are read.
        QVERIFY(problemOf(validate(options), "icformer_path").empty());
        for (const char* name : {"a/b.jsonl", "", ".", ".."}) {
            options.output_file = name;
            QVERIFY2(!problemOf(validate(options), "output_file").empty(), name);
        }
        options.output_file = "my output.jsonl";
        QVERIFY(problemOf(validate(options), "output_file").empty());
    }

    void acceptsTheGoldenFolders()
    {
        const std::string golden = std::string(ICF_TEST_DATA) + "/golden/base";
        QVERIFY2(std::filesystem::exists(golden), "tests/golden/base is a part of the project");
        TrainOptions options;
        options.model.lm_path = golden + "/lm";
        options.model.icformer_path = golden + "/start";
        options.data_path = golden + "/pile.jsonl";
        options.save_path = folder_.filePath(QStringLiteral("new/run")).toStdString();
        const std::vector<OptionProblem> problems = validate(options);
        QVERIFY2(problems.empty(), problems.empty() ? "" : (problems[0].key + ": " + problems[0].message).c_str());
        options.save_path = options.model.lm_path;
        QVERIFY(!problemOf(validate(options), "save_path").empty());
        options.model.dtype = Dtype::float16;
        QVERIFY(contains(problemOf(validate(options), "dtype"), "train in bfloat16 or float32"));
    }

    void advisesWithoutForbidding()
    {
        TrainOptions options;
        QVERIFY(advise(options).empty());
        options.compression.use_chunk = true;
        options.compression.max_chunk_len = 64;
        options.model.dtype = Dtype::float16;
        options.loop.max_norm = 1;
        QVERIFY(contains(problemOf(advise(options), "max_chunk_len"), "128 digests"));
        QVERIFY(!problemOf(advise(options), "dtype").empty());
        QVERIFY(!problemOf(advise(options), "max_norm").empty());
        QVERIFY(problemOf(validate(options), "max_chunk_len").empty());
        options.loop.clip_grad = true;
        options.loop.max_norm = 0;
        QVERIFY(contains(problemOf(advise(options), "max_norm"), "changes nothing"));
    }

    void advisesWhatOnlyTheNumberOfRowsTells()
    {
        TrainingLoopOptions loop;
        loop.gradient_accumulation = 4;
        loop.max_epoch = 2;
        QCOMPARE(stepsInAll(loop, 9), std::int64_t(6));
        QVERIFY(adviseLength(loop, 9).empty());
        loop.warmup_steps = 6;
        QVERIFY(contains(problemOf(adviseLength(loop, 9), "warmup_steps"), "after 6 steps"));
        loop.steps = 7;
        QVERIFY(contains(problemOf(adviseLength(loop, 9), "steps"), "after 6 steps"));
        loop.steps = 5;
        loop.warmup_steps = 4;
        QCOMPARE(stepsInAll(loop, 9), std::int64_t(5));
        QVERIFY(adviseLength(loop, 9).empty());
    }

    void aCheckpointSaysHowItCutContexts()
    {
        const std::string folder = folder_.filePath(QStringLiteral("cut")).toStdString();
        std::filesystem::create_directory(folder);
        const auto told = [&](const char* config) {
            std::ofstream(folder + "/config.json") << config;
            return trainedChunkLength(folder);
        };
        QCOMPARE(told(R"({"max_chunk_len": 32})"), std::optional<std::int64_t>(32));
        QCOMPARE(told(R"({"max_chunk_len": 0})"), std::optional<std::int64_t>(0));
        for (const char* config : {"{}", R"({"max_chunk_len": null})", R"({"max_chunk_len": -1})", R"({"max_chunk_len": 1e30})", "[]"})
            QVERIFY2(!told(config), config);
        QVERIFY(!trainedChunkLength(""));
        std::ofstream(folder + "/config.json") << R"({"max_chunk_len": 32, "num_query_tokens": 8})";
        GenerateOptions options;
        options.model.icformer_path = folder;
        QVERIFY(contains(problemOf(advise(options), "use_chunk"), "chunks of at most 32 tokens"));
        options.compression.use_chunk = true;
        QVERIFY(contains(problemOf(advise(options), "max_chunk_len"), "chunks of at most 32 tokens"));
        options.compression.max_chunk_len = 32;
        QVERIFY(problemOf(advise(options), "max_chunk_len").empty());
    }

    void advisesOnSamplingThatSamplesNothing()
    {
        GenerateOptions options;
        options.sampling.top_p = 0;
        options.sampling.top_k = 5;
        QVERIFY(contains(problemOf(advise(options), "top_p"), "no effect at temperature 0"));
        QVERIFY(contains(problemOf(advise(options), "top_k"), "no effect at temperature 0"));
        options.sampling.temperature = 1;
        QVERIFY(contains(problemOf(advise(options), "top_p"), "most likely token"));
        QVERIFY(problemOf(advise(options), "top_k").empty());
        options.sampling.top_p = 0.9;
        QVERIFY(advise(options).empty());
        TrainOptions training;
        training.sampling.top_p = 0;
        QVERIFY(!problemOf(advise(training), "top_p").empty());
    }

    void aLoadedCheckpointsDigestsCountForTheAdvice()
    {
        const std::string folder = folder_.filePath(QStringLiteral("compressor")).toStdString();
        std::filesystem::create_directory(folder);
        std::ofstream(folder + "/config.json") << R"({"model_type": "icformer", "num_query_tokens": 8})";
        TrainOptions options;
        options.model.icformer_path = folder;
        options.compression.use_chunk = true;
        options.compression.max_chunk_len = 32;
        QVERIFY(problemOf(advise(options), "max_chunk_len").empty());
        options.compression.max_chunk_len = 4;
        QVERIFY(contains(problemOf(advise(options), "max_chunk_len"), "8 digests"));
    }

    void presetsKeepTheUsersPaths()
    {
        for (const Preset& preset : presets()) {
            TrainOptions options;
            options.model.lm_path = "/my/lm";
            options.data_path = "/my/data.jsonl";
            options.save_path = "/my/run";
            options.model.threads = 3;
            applyPreset(options, preset.key);
            QCOMPARE(options.model.lm_path, std::string("/my/lm"));
            QCOMPARE(options.data_path, std::string("/my/data.jsonl"));
            QCOMPARE(options.save_path, std::string("/my/run"));
            QCOMPARE(options.model.threads, std::int64_t(3));
            QCOMPARE(options.task, preset.options.task);
            for (const OptionProblem& problem : validate(options))
                QVERIFY2(problem.key.ends_with("_path"), (std::string(preset.key) + " " + problem.key + ": " + problem.message).c_str());
            for (const OptionProblem& problem : advise(options))
                QFAIL((std::string(preset.key) + " " + problem.key + ": " + problem.message).c_str());
        }
        TrainOptions options;
        QVERIFY(contains(messageOf([&] { applyPreset(options, "papr"); }), "there are: demo, paper-pretrain"));
    }

    void presetsHoldThePapersAndTheScriptsNumbers()
    {
        TrainOptions options;
        applyPreset(options, "paper-pretrain");
        QCOMPARE(options.loop.lr, 1e-4);
        QCOMPARE(options.loop.gradient_accumulation, std::int64_t(16));
        QCOMPARE(options.loop.steps, std::int64_t(9300));
        QCOMPARE(options.loop.max_norm, 2.0);
        applyPreset(options, "paper-finetune");
        QCOMPARE(options.loop.lr, 5e-5);
        QCOMPARE(options.loop.gradient_accumulation, std::int64_t(256));
        QCOMPARE(options.loop.steps, std::int64_t(7900));
        QVERIFY(options.loop.clip_grad);
        applyPreset(options, "script-finetune");
        QCOMPARE(options.compression.max_seq_len, std::int64_t(1024));
        QCOMPARE(options.loop.avg_level, Averaging::sentence);
        QCOMPARE(options.loop.max_norm, 1.0);
        QCOMPARE(options.loop.max_epoch, std::int64_t(3));
        applyPreset(options, "script-pretrain");
        QCOMPARE(options.loop.gradient_accumulation, std::int64_t(32));
        QVERIFY(options.checkpoint.save_optimizer);
    }

    void listsInOptionsAreChecked()
    {
        EvaluateOptions options;
        QCOMPARE(splitList(" a, b ,,c"), (std::vector<std::string>{"a", "b", "c"}));
        options.comparison.tasks = "qa,nonsense";
        QVERIFY_THROWS_EXCEPTION(Error, tasksOf(options));
        options.comparison.systems = "full, compressed,full";
        QCOMPARE(systemsOf(options), (std::vector<std::string>{"compressed", "full"}));
        options.comparison.seeds = "1,x";
        QVERIFY_THROWS_EXCEPTION(Error, seedsOf(options));
        options.comparison.seeds = "3,1";
        QCOMPARE(seedsOf(options), (std::vector<std::int64_t>{3, 1}));
        QVERIFY_THROWS_EXCEPTION(Error, splitNumbers("0.5,2", "needle_depths", 0, 1));
        options.model.icformer_path.clear();
        const auto problems = validate(options);
        QVERIFY(std::any_of(problems.begin(), problems.end(), [](const OptionProblem& p) { return p.key == "icformer_path"; }));
        EvaluateOptions fresh;
        fresh.comparison.rows = 5;
        QCOMPARE(commandLine(fresh), std::string("icformer evaluate --rows 5"));
    }

private:
    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(OptionChecksTest)
#include "option_checks_test.moc"
