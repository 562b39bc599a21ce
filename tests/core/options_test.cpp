#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/bench/bench_options.h"
#include "core/options/describe.h"
#include "core/options/option_tools.h"
#include "core/options/presets.h"
#include "core/results/evaluate_options.h"

using namespace icf;

namespace {

std::string messageOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string problemOf(const std::vector<OptionProblem>& problems, std::string_view key)
{
    for (const OptionProblem& problem : problems) {
        if (problem.key == key)
            return problem.message;
    }
    return {};
}

/// Gives every option a value that is neither its default nor out of range.
template <class Options> Options allChanged()
{
    Options options;
    for (const OptionDescription& option : describe<Options>()) {
        OptionValue value = option.value;
        if (auto* flag = std::get_if<bool>(&value))
            *flag = !*flag;
        else if (auto* whole = std::get_if<std::int64_t>(&value))
            *whole += *whole + 1 <= option.field.maximum ? 1 : -1;
        else if (auto* number = std::get_if<double>(&value))
            *number = *number / 2 + 0.125;
        else if (auto* text = std::get_if<std::string>(&value)) {
            if (option.field.choices.empty())
                *text += " it's new";
            else
                *text = *text == option.field.choices[0] ? option.field.choices[1] : option.field.choices[0];
        }
        if (!writeOption(options, option.field.key, value))
            throw std::runtime_error("not written: " + std::string(option.field.key));
    }
    return options;
}

} // namespace

class OptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSurvivesJson()
    {
        const auto changed = allChanged<TrainOptions>();
        QCOMPARE(differences(TrainOptions{}, changed).size(), describe<TrainOptions>().size());
        TrainOptions read;
        fromJson(read, nlohmann::json::parse(toJson(changed).dump()), "test");
        QVERIFY(differences(changed, read).empty());

        const auto generate = allChanged<GenerateOptions>();
        GenerateOptions readGenerate;
        fromJson(readGenerate, nlohmann::json::parse(toJson(generate).dump()), "test");
        QVERIFY(differences(generate, readGenerate).empty());
    }

    void everyOptionDeclaresWhatItAffects()
    {
        for (const auto& options : {describe<TrainOptions>(), describe<GenerateOptions>(), describe<CompressOptions>(), describe<TokenizeOptions>(),
                 describe<EvaluateOptions>(), describe<BenchOptions>()}) {
            for (const OptionDescription& option : options) {
                QVERIFY2(option.field.affects != Affects::undeclared, option.field.key.data());
                const bool isRead = option.field.content == Content::inputFile || option.field.content == Content::inputFolder;
                QVERIFY2(!isRead || option.field.affects == Affects::content, option.field.key.data());
            }
        }
    }

    void keysAreUniqueAndNamedLikeTheReferences()
    {
        std::set<std::string_view> keys;
        for (const OptionDescription& option : describe<TrainOptions>()) {
            QVERIFY2(keys.insert(option.field.key).second, option.field.key.data());
            QVERIFY(!option.field.label.empty());
            QVERIFY(!option.field.help.empty());
            QVERIFY(!option.section.title.empty());
        }
        for (const char* key : {"data_path", "lm_path", "icformer_path", "save_path", "num_hidden_layers", "num_query_tokens", "max_seq_len",
                 "use_chunk", "max_chunk_len", "seed", "shuffle", "lr", "max_epoch", "save_interval", "save_optimizer", "save_scheduler",
                 "gradient_accumulation", "clip_grad", "max_norm", "avg_level", "max_new_tokens"})
            QVERIFY2(keys.contains(key), key);
    }

    void defaultsAreTheReferences()
    {
        const nlohmann::json json = toJson(TrainOptions{});
        const nlohmann::json expected = {{"data_path", "./data/pile_small.jsonl"}, {"lm_path", "meta-llama/Llama-2-7b-hf"}, {"icformer_path", ""},
            {"save_path", "./output"}, {"num_hidden_layers", 3}, {"num_query_tokens", 128}, {"max_seq_len", 512}, {"use_chunk", false},
            {"max_chunk_len", 512}, {"seed", 42}, {"shuffle", false}, {"lr", 1e-4}, {"max_epoch", 1}, {"save_interval", 50000},
            {"save_optimizer", false}, {"save_scheduler", false}, {"gradient_accumulation", 32}, {"clip_grad", false}, {"max_norm", 2.0},
            {"avg_level", "token"}, {"max_new_tokens", 256}};
        for (const auto& [key, value] : expected.items())
            QVERIFY2(json.at(key) == value, key.c_str());
        QCOMPARE(toJson(GenerateOptions{}).at("output_file").get<std::string>(), std::string("output.jsonl"));
    }

    void refusesWrongJson_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("part");
        QTest::newRow("unknown key") << R"({"learning_rate": 1})" << "learning_rate: there is no such option";
        QTest::newRow("key for a terminal") << "{\"\\u001b[31mlr\\n\": 1}" << "] ?[31mlr?: there is no such option";
        QTest::newRow("choice for a terminal") << "{\"avg_level\": \"\\u001b[31m\"}" << "\"?[31m\" is not among the choices";
        QTest::newRow("text for a number") << R"({"lr": "fast"})" << "lr: expected a number, got \"fast\"";
        QTest::newRow("fraction for a whole number") << R"({"max_epoch": 1.5})" << "max_epoch: expected a whole number";
        QTest::newRow("number for a switch") << R"({"shuffle": 1})" << "shuffle: expected true or false";
        QTest::newRow("number for text") << R"({"lm_path": 3})" << "lm_path: expected text";
        QTest::newRow("list for a number") << R"({"seed": [1]})" << "seed: expected a whole number, got a list";
        QTest::newRow("below the range") << R"({"max_epoch": 0})" << "max_epoch: 0 is too small";
        QTest::newRow("above the range") << R"({"alpha": 1.25})" << "alpha: 1.25 is too large";
        QTest::newRow("larger than any integer") << R"({"seed": 18446744073709551615})" << "seed: expected a smaller number";
        QTest::newRow("not a choice") << R"({"avg_level": "word"})" << "\"word\" is not among the choices: token, sentence";
        QTest::newRow("not an object") << R"([1, 2])" << "expected a JSON object";
        QTest::newRow("NUL in a path") << R"({"lm_path": "a\u0000b"})" << "NUL";
    }
    void refusesWrongJson()
    {
        QFETCH(QString, json);
        QFETCH(QString, part);
        TrainOptions options;
        options.loop.lr = 0.5;
        const std::string message = messageOf([&] { fromJson(options, nlohmann::json::parse(json.toStdString()), "a.json"); });
        QVERIFY2(contains(message, part.toStdString()), message.c_str());
        QVERIFY2(message.starts_with("[a.json] "), message.c_str());
        QCOMPARE(options.loop.lr, 0.5);
    }

    void leavesOptionsAloneWhenALaterKeyIsWrong()
    {
        TrainOptions options;
        messageOf([&] { fromJson(options, nlohmann::json::parse(R"({"lr": 0.1, "zzz": 1})"), "a.json"); });
        QVERIFY(differences(options, TrainOptions{}).empty());
    }

    void refusesWrongOptionFiles()
    {
        const auto write = [&](const std::string& text) {
            const std::string path = folder_.filePath(QStringLiteral("options.json")).toStdString();
            std::ofstream(path, std::ios::binary) << text;
            return path;
        };
        TrainOptions options;
        const auto message = [&](const std::string& text) { return messageOf([&] { readOptionsFile(options, write(text)); }); };
        QVERIFY(contains(message(std::string(40, '[') + std::string(40, ']')), "deep"));
        QVERIFY(!message(std::string(1'000'001, ' ')).empty());
        QVERIFY(!message("{\"lr\": 0.1").empty());
        QVERIFY(!message("{\"lr\": 0.1, \"lr\": 0.2}").empty());
        QVERIFY(!messageOf([&] { readOptionsFile(options, "/nowhere/options.json"); }).empty());
        QVERIFY(!messageOf([&] { readOptionsFile(options, "/dev/zero"); }).empty());
        QVERIFY(differences(options, TrainOptions{}).empty());
        readOptionsFile(options, write("\xEF\xBB\xBF{\"lr\": 0.25}\r\n"));
        QCOMPARE(options.loop.lr, 0.25);
    }

    void readsTheOptionsOfARunFile()
    {
        const std::string path = folder_.filePath(QStringLiteral("run.json")).toStdString();
        std::ofstream(path) << R"({"state": "finished", "options": {"lr": 0.75}})";
        TrainOptions options;
        readOptionsFile(options, path);
        QCOMPARE(options.loop.lr, 0.75);
    }

    void takesWhatACommandKnowsOfAnothersRun()
    {
        const std::string path = folder_.filePath(QStringLiteral("run.json")).toStdString();
        std::ofstream(path) << R"({"state": "finished", "options": {"task": "finetune", "alpha": 0.5, "use_chunk": true, "max_chunk_len": 32,
            "data_path": "train.jsonl", "save_path": "out", "icformer_path": "start", "lm_path": "lm", "batch_size": 3}})";
        GenerateOptions options;
        const OptionsRead read = readOptionsFile(options, path);
        QCOMPARE(read.leftOut, (std::vector<std::string>{"alpha", "data_path", "save_path", "task"}));
        QVERIFY(options.compression.use_chunk);
        QCOMPARE(options.compression.max_chunk_len, std::int64_t(32));
        QCOMPARE(options.model.lm_path, std::string("lm"));
        QCOMPARE(options.batch_size, std::int64_t(3));
        QCOMPARE(options.data_path, GenerateOptions().data_path);
        QCOMPARE(options.save_path, GenerateOptions().save_path);
        QCOMPARE(options.model.icformer_path, folder_.path().toStdString());
        // A person's file may hold mistakes, which are named.
        std::ofstream(path) << R"({"alpha": 0.5})";
        QVERIFY(contains(messageOf([&] { readOptionsFile(options, path); }), "alpha: there is no such option"));
    }

    void readsTypedText()
    {
        TrainOptions options;
        setFromText(options, "lr", "5e-5");
        setFromText(options, "max_epoch", "+7");
        setFromText(options, "shuffle", "true");
        setFromText(options, "lm_path", "");
        QCOMPARE(options.loop.lr, 5e-5);
        QCOMPARE(options.loop.max_epoch, std::int64_t(7));
        QVERIFY(options.loop.shuffle);
        QVERIFY(options.model.lm_path.empty());
        const auto message = [&](const char* key, const char* text) { return messageOf([&] { setFromText(options, key, text); }); };
        QVERIFY(contains(message("lr", "1e-4x"), "[--lr] expected a number, got \"1e-4x\""));
        QVERIFY(contains(message("lr", "nan"), "finite"));
        QVERIFY(contains(message("lr", "inf"), "finite"));
        QVERIFY(contains(message("lr", ""), "expected a number"));
        QVERIFY(contains(message("max_epoch", "1e3"), "expected a whole number"));
        QVERIFY(contains(message("max_epoch", "99999999999999999999"), "expected a whole number"));
        QVERIFY(contains(message("shuffle", "yes"), "expected true or false"));
        QVERIFY(contains(message("max_seq_ken", "5"), "no such option"));
    }

    void commandLineNamesOnlyWhatDiffers()
    {
        TrainOptions options;
        QCOMPARE(commandLine(options), std::string("icformer finetune"));
        options.task = TrainingTask::pretrain;
        options.loop.lr = 0.001;
        options.loop.shuffle = true;
        options.data_path = "it's here/a b.jsonl";
        options.save_path = "-odd";
        QCOMPARE(commandLine(options),
            std::string("icformer pretrain --data_path 'it'\\''s here/a b.jsonl' --save_path=-odd --lr 0.001 --shuffle"));
        options.data_path = "two\nlines of it's \\ \xFF";
        const std::string line = commandLine(options);
        QVERIFY2(contains(line, R"( --data_path $'two\012lines of it\'s \\ \377' )"), line.c_str());
        options.data_path = "a line\xC2\x85";  // One of the control characters that have two bytes.
        QVERIFY(contains(commandLine(options), R"( --data_path $'a line\302\205' )"));
        QCOMPARE(commandLine(GenerateOptions{}), std::string("icformer generate"));
    }

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
        QVERIFY(contains(problemOf(validate(options), "icformer_path"), "needed"));
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
        if (!std::filesystem::exists(golden))
            QSKIP("tests/golden/base is not there");
        TrainOptions options;
        options.model.lm_path = golden + "/lm";
        options.model.icformer_path = golden + "/start";
        options.data_path = golden + "/pile.jsonl";
        options.save_path = folder_.filePath(QStringLiteral("new/run")).toStdString();
        const std::vector<OptionProblem> problems = validate(options);
        QVERIFY2(problems.empty(), problems.empty() ? "" : (problems[0].key + ": " + problems[0].message).c_str());
        options.save_path = options.model.lm_path;
        QVERIFY(!problemOf(validate(options), "save_path").empty());
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
        QVERIFY(contains(problemOf(advise(options), "top_p"), "likeliest token"));
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

private:
    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(OptionsTest)
#include "options_test.moc"
