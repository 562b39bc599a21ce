#include <QTest>

#include <cstring>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "core/run/run_folder.h"
#include "tests/cli/program.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const std::string kFinetune = "finetune --lm_path @/lm --data_path @/pwc.jsonl --num_query_tokens 8 --num_hidden_layers 1 --dtype float32 --threads 1 ";

Json safetensorsHeader(const std::string& path)
{
    const std::string bytes = Program::read(path);
    std::uint64_t length = 0;
    if (bytes.size() < sizeof length)
        return {};
    std::memcpy(&length, bytes.data(), sizeof length);
    return Json::parse(bytes.substr(sizeof length, length), nullptr, false);
}

std::vector<Json> lines(const std::string& text)
{
    std::vector<Json> found;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        found.push_back(Json::parse(line));
    return found;
}

} // namespace

class CliTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { program_ = std::make_unique<Program>(); }

    void helpAndVersionGoToStdout()
    {
        for (const char* arguments : {"--help", "finetune --help", "verify -h", "--version"}) {
            const Outcome outcome = program_->run(arguments);
            QCOMPARE(outcome.code, 0);
            QVERIFY2(!outcome.out.empty() && outcome.err.empty(), outcome.text().c_str());
        }
        const Outcome version = program_->run("--version");
        QVERIFY(version.out.find("icformer-studio " ICF_VERSION) != std::string::npos);
        QVERIFY(version.out.find("libtorch ") != std::string::npos);
        const Outcome help = program_->run("finetune --help");
        QVERIFY(help.out.find("--gradient_accumulation N") != std::string::npos);
        QVERIFY(help.out.find("[32 samples]") != std::string::npos);
        QVERIFY2(help.out.find("max_seq_ken") == std::string::npos, "the misspelt flag is no advertisement");
    }

    void checksItselfWithTheDemo()
    {
        const Outcome whole = program_->run("selftest --threads 1");
        QVERIFY2(whole.code == 0, whole.text().c_str());
        for (const char* step : {"tokenize", "train", "save", "reload", "compress", "generate"})
            QVERIFY2(whole.out.find(std::string("ok      ") + step) != std::string::npos, step);
        QVERIFY(whole.out.ends_with("The self-test passed.\n"));
        // The name that people try first reaches the same command.
        const Outcome asFlag = program_->run("--selftest --threads 0x");
        QCOMPARE(asFlag.code, 2);
        QVERIFY2(asFlag.says("--threads"), asFlag.text().c_str());
    }

    void wrongUsageIsOneLineAndCodeTwo_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const QByteArray& arguments, const char* part) {
            QTest::newRow(name) << QString::fromUtf8(arguments) << QString::fromUtf8(part);
        };
        row("no command", "", "no command");
        row("unknown command", "fintune", "did you mean finetune?");
        row("unknown option", "finetune --max_seq_lem 3", "did you mean --max_seq_len?");
        row("option before the command", "--lr 3 finetune", "before the command");
        row("missing value", "finetune --lr", "--lr");
        row("missing positional", "verify", "required");
        row("stray word", "finetune hello", "unexpected argument \"hello\"");
        row("text for a number", "finetune --lr fast", "[--lr] expected a number, got \"fast\"");
        row("fraction for a whole number", "finetune --max_epoch 1.5", "[--max_epoch] expected a whole number");
        row("out of range", "finetune --max_epoch 0", "[--max_epoch] 0 is too small");
        row("not finite", "finetune --lr nan", "[--lr] a finite number");
        row("not a choice", "finetune --avg_level word", "token, sentence");
        row("not a switch value", "finetune --shuffle=maybe", "--shuffle");
        row("unknown preset", "finetune --preset papr", "there are: demo, paper-pretrain");
        row("preset of the other task", "finetune --preset paper-pretrain", "is for pretrain");
        row("missing options file", "finetune --config nowhere.json", "[nowhere.json]");
        row("hub name", "finetune --data_path @/pwc.jsonl --lm_path meta-llama/Llama-2-7b-hf", "local directory");
        row("hub name to tokenize", "tokenize --lm_path meta-llama/Llama-2-7b-hf", "local directory");
        row("missing model", "finetune --data_path @/pwc.jsonl --lm_path ./nowhere", "no such folder: ./nowhere");
        row("folder without a model", "finetune --data_path @/pwc.jsonl --lm_path @", "no config.json");
        row("missing data", "finetune --lm_path @/lm --data_path nowhere.jsonl", "[--data_path] no such file: nowhere.jsonl");
        row("folder as data", "finetune --lm_path @/lm --data_path @", "a folder, not a file");
        row("device as data", "finetune --lm_path @/lm --data_path /dev/zero", "not a regular file");
        row("missing checkpoint", "finetune --lm_path @/lm --data_path @/pwc.jsonl --icformer_path ./nowhere", "[--icformer_path]");
        row("save_path is a file", "finetune --lm_path @/lm --data_path @/pwc.jsonl --save_path @/pwc.jsonl", "[--save_path]");
        row("save_path below a file", "finetune --lm_path @/lm --data_path @/pwc.jsonl --save_path /dev/null/run", "[--save_path]");
        row("save_path is the model", "finetune --lm_path @/lm --data_path @/pwc.jsonl --save_path @/lm", "language model's folder");
        row("validation without data", "finetune --lm_path @/lm --data_path @/pwc.jsonl --eval_interval 5", "[--eval_interval] needs");
        const QByteArray longName(300, 'x');
        for (const char* command : {"finetune --lm_path @/lm --data_path @/pwc.jsonl --save_path #/", "generate --lm_path @/lm --data_path @/pwc.jsonl --icformer_path @/start --save_path #/"})
            row("save_path too long", command + longName, "[--save_path] is too long");
        row("save_path far too long", "finetune --lm_path @/lm --data_path @/pwc.jsonl --save_path #" + QByteArray("/folder").repeated(600), "[--save_path] is too long");
        row("output_file too long", "compress --lm_path @/lm --icformer_path @/start --text_file @/pwc.jsonl --output_file #/" + longName, "[--output_file] is too long");
        row("checkpoint with too long a name", "finetune --lm_path @/lm --data_path @/pwc.jsonl --save_path #/empty --resume #/" + longName, "leave out its name");
        row("output_file nowhere", "compress --lm_path @/lm --icformer_path @/start --text_file @/pwc.jsonl --output_file nowhere/o", "[--output_file] no such folder");
        row("unknown device", "finetune --lm_path @/lm --data_path @/pwc.jsonl --device gpu", "[--device] unknown device \"gpu\"");
        row("compressor of another kind", "finetune --lm_path @/lm --data_path @/pwc.jsonl --icformer_path @/start --compressor mean_pooling", "[--compressor] mean_pooling contradicts");
        row("fitting of another size", "finetune --lm_path @/lm --data_path @/pwc.jsonl --icformer_path @/../gqa-bias-linear-chunk/start", "32");
        row("resume without a run", "finetune --lm_path @/lm --data_path @/pwc.jsonl --save_path #/empty --resume", "leave out --resume");
        row("output_file with a folder", "generate --lm_path @/lm --data_path @/pwc.jsonl --icformer_path @/start --output_file a/b", "[--output_file]");
        row("compress without a text", "compress --lm_path @/lm --icformer_path @/start --output_file o.safetensors", "[--text_file]");
        row("compress without an output", "compress --lm_path @/lm --icformer_path @/start --text_file @/pile.jsonl", "[--output_file]");
        row("compress a missing text", "compress --lm_path @/lm --icformer_path @/start --text_file nowhere --output_file o", "no such file: nowhere");
        row("inspect nothing", "inspect ./nowhere", "[./nowhere] no such folder");
        row("inspect another folder", "inspect @", "neither config.json nor run.json");
        row("verify nothing", "verify ./nowhere", "nowhere");
        row("verify on no device", "verify @ --device gpu", "[device] unknown device \"gpu\"");
        row("selftest on no device", "selftest --device gpu", "[device] unknown device \"gpu\"");
        row("unknown shell", "completion tcsh", "bash, zsh or fish");
        row("demo elsewhere", "demo --demo_path @/lm", "[--demo_path]");
    }
    void wrongUsageIsOneLineAndCodeTwo()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, part);
        const Outcome outcome = program_->run(arguments.toStdString());
        QVERIFY2(outcome.code == 2, outcome.text().c_str());
        QVERIFY2(outcome.out.empty(), outcome.text().c_str());
        QVERIFY2(outcome.lastLine().starts_with("error: ["), outcome.text().c_str());
        QVERIFY2(outcome.lastLine().find(part.toStdString()) != std::string::npos, outcome.text().c_str());
        QCOMPARE(std::count(outcome.err.begin(), outcome.err.end(), '\n'), std::ptrdiff_t(1));
        QVERIFY2(!fs::exists(program_->path("output")), "something was written although the usage was wrong");
    }

    void aModelConfigurationThatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<std::string>("model");
        QTest::addColumn<std::string>("key");
        QTest::addColumn<std::string>("value");
        const auto row = [](const char* model, const char* key, const char* value) {
            QTest::addRow("%s %s %s", model, key, value) << std::string(model) << std::string(key) << std::string(value);
        };
        row("lm", "model_type", "\"gpt2\"");
        for (const char* model : {"lm", "start"}) {
            for (const char* value : {"0", "-1", "1e300", "\"x\"", "[]"})
                row(model, "rope_theta", value);
            for (const char* value : {"-1", "1e300", "\"x\""})
                row(model, "rms_norm_eps", value);
            for (const char* value : {"\"x\"", "[]", "3", R"({"type": "linear", "factor": 1e-300})", R"({"type": "linear", "factor": -2})",
                     R"({"type": "dynamic", "factor": 1e300})", R"({"rope_type": "llama3", "low_freq_factor": 4, "high_freq_factor": 4})"})
                row(model, "rope_scaling", value);
        }
        for (const char* value : {"-1", "1e300", "{}"})
            row("start", "initializer_range", value);
        for (const char* value : {"3", "\"x\""})
            row("lm", "attention_bias", value);
        row("start", "attention_bias", "3");
        row("start", "hidden_act", "3");
        // More than the weights beside it are for: no memory is taken for them.
        row("start", "num_query_tokens", "1000000000");
        row("start", "intermediate_size", "1000000000");
        row("start", "num_hidden_layers", "1000000000");
    }
    void aModelConfigurationThatMakesNoSenseIsRefused()
    {
        QFETCH(std::string, model);
        QFETCH(std::string, key);
        QFETCH(std::string, value);
        fs::copy(golden() + "/" + model, program_->path("model"));
        Json config = Json::parse(Program::read(golden() + "/" + model + "/config.json"));
        config[key] = Json::parse(value);
        program_->write("model/config.json", config.dump());
        const std::string models = model == "lm" ? "--lm_path #/model --icformer_path @/start" : "--lm_path @/lm --icformer_path #/model";
        for (const std::string arguments : {"inspect #/model", "finetune --data_path @/pwc.jsonl --save_path #/run ", "generate --data_path @/pwc.jsonl "}) {
            const Outcome outcome = program_->run(arguments.starts_with("inspect") ? arguments : arguments + models);
            QVERIFY2(outcome.code == 2, outcome.text().c_str());
            const std::string said = key.substr(0, key.find("_scaling"));
            const std::string inner = value.find("factor") != std::string::npos ? "factor" : key == "num_hidden_layers" ? "is missing" : key == "intermediate_size" ? "mlp" : key == "num_query_tokens" ? "digest" : said;
            QVERIFY2(outcome.lastLine().find(inner) != std::string::npos || outcome.lastLine().find(value.substr(1, 4)) != std::string::npos, outcome.text().c_str());
            QVERIFY2(outcome.lastLine().find("json.exception") == std::string::npos, outcome.text().c_str());
        }
    }

    void badLinesAreSkippedAndCountedOrRefusedWithTheirNumber()
    {
        const std::string good = R"({"input": "Anna walks.", "prompt": "Who?", "answer": "Anna."})";
        program_->write("data.jsonl", good + "\nnot json\n{\"input\": 3}\n" + good + "\n");
        const std::string command = "finetune --lm_path @/lm --data_path #/data.jsonl --num_query_tokens 4 --num_hidden_layers 1 --dtype float32 ";
        const Outcome strict = program_->run(command + "--save_path #/strict --strict");
        QVERIFY2(strict.code == 2, strict.text().c_str());
        QVERIFY2(strict.lastLine().find("data.jsonl:2") != std::string::npos, strict.text().c_str());
        QVERIFY(!fs::exists(program_->path("strict")));
        const Outcome lenient = program_->run(command + "--save_path #/lenient");
        QVERIFY2(lenient.code == 0, lenient.text().c_str());
        QVERIFY2(lenient.says("2 unusable lines skipped"), lenient.text().c_str());
        QVERIFY2(lenient.says("data.jsonl:2") && lenient.says("data.jsonl:3"), lenient.text().c_str());
    }

    void dataWithoutAUsableRowIsRefused()
    {
        program_->write("empty.jsonl", "");
        program_->write("useless.jsonl", "{\"text\": \"no question here\"}\n");
        for (const char* name : {"empty.jsonl", "useless.jsonl"}) {
            const Outcome outcome = program_->run("finetune --lm_path @/lm --data_path #/" + std::string(name));
            QVERIFY2(outcome.code == 2, outcome.text().c_str());
            QVERIFY2(outcome.lastLine().find("usable") != std::string::npos, outcome.text().c_str());
        }
    }

    void tokenizesLineByLineAsTheReference()
    {
        const Json expected = Json::parse(Program::read(golden() + "/expected.json"));
        for (const char* kind : {"tokenize", "tokenize_bos"}) {
            std::string input;
            for (const Json& one : expected.at(kind))
                input += one.at("text").dump() + "\n";
            const Outcome outcome = program_->run(std::string("tokenize --lm_path @/lm") + (kind == std::string("tokenize") ? "" : " --bos"), input);
            QCOMPARE(outcome.code, 0);
            const std::vector<Json> ids = lines(outcome.out);
            QCOMPARE(ids.size(), expected.at(kind).size());
            for (std::size_t i = 0; i < ids.size(); ++i)
                QVERIFY2(ids[i] == expected.at(kind)[i].at("ids"), expected.at(kind)[i].at("text").dump().c_str());
        }
    }

    void tokenizeRefusesALineWithoutEnd()
    {
        const Outcome outcome = program_->run("tokenize --lm_path @/lm", "\"good\"\n" + std::string((64U << 20) + 1, 'x'));
        QVERIFY2(outcome.code == 2 && outcome.says("stdin:2") && outcome.says("longer than 64 MiB"), outcome.text().c_str());
        QCOMPARE(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 1);
    }

    void tokenizeNamesTheBadLine()
    {
        for (const char* bad : {"plain text", "[1]", "\"\\ud800\"", "", "{\"a\": 1}"}) {
            const Outcome outcome = program_->run("tokenize --lm_path @/lm", std::string("\"good\"\n") + bad + "\n\"never reached\"\n");
            QVERIFY2(outcome.code == 2, outcome.text().c_str());
            QVERIFY2(outcome.lastLine().find("[stdin:2]") != std::string::npos, outcome.text().c_str());
            QCOMPARE(lines(outcome.out).size(), std::size_t(1));
        }
    }

    void tokenizeAnswersBeforeItsInputEnds()
    {
        const auto process = program_->start("tokenize --lm_path @/lm");
        for (int i = 0; i < 3; ++i) {
            process->write("\"Anna walks.\"\n");
            process->setReadChannel(QProcess::StandardOutput);
            QVERIFY(process->canReadLine() || process->waitForReadyRead(30'000));
            QVERIFY(process->readLine().startsWith("[460,"));
        }
#if defined(__linux__)
        // Started a second time with the libraries' settings it still has its name, by which pkill finds it.
        std::ifstream comm("/proc/" + std::to_string(process->processId()) + "/comm");
        std::string name;
        std::getline(comm, name);
        QCOMPARE(name, std::string("icformer"));
#endif
        process->terminate();
        QCOMPARE(Program::wait(*process).code, 143);
    }

    void aFullDiskIsCodeOne()
    {
        if (!fs::exists("/dev/full"))
            QSKIP("there is no /dev/full here");
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(QStringLiteral(ICF_PROGRAM), {QStringLiteral("tokenize"), QStringLiteral("--lm_path"), QString::fromStdString(golden() + "/lm")});
        process.write("\"text\"\n");
        process.closeWriteChannel();
        const Outcome outcome = Program::wait(process);
        QVERIFY2(outcome.code == 1, outcome.text().c_str());
        QVERIFY2(outcome.lastLine().starts_with("error: "), outcome.text().c_str());
    }

    void compressKeepsEveryByteOfTheText()
    {
        const std::string text = "  Anna walks.\n\n two  spaces \n";
        program_->write("text", text);
        const Outcome ids = program_->run("tokenize --lm_path @/lm --bos", Json(text).dump() + "\n");
        const std::size_t count = lines(ids.out).at(0).size();
        const Outcome outcome = program_->run("compress --lm_path @/lm --icformer_path @/start --text_file #/text --bos --dtype float32 --output_file #/out.safetensors");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        const Json header = safetensorsHeader(program_->path("out.safetensors"));
        QVERIFY(header.at("digest").at("shape") == Json({8, 32}));
        QVERIFY(header.at("input_ids").at("shape") == Json::array({count}));

        const Outcome chunked = program_->run("compress --lm_path @/lm --icformer_path @/start --text_file #/text --bos --use_chunk --max_chunk_len "
            + std::to_string((count + 1) / 2) + " --output_file #/chunked.safetensors");
        QVERIFY2(chunked.code == 0, chunked.text().c_str());
        QVERIFY(safetensorsHeader(program_->path("chunked.safetensors")).at("digest").at("shape") == Json({16, 32}));
    }

    void compressesManyContexts()
    {
        program_->write("many.jsonl", "{\"text\": \"Anna walks.\"}\n{\"input\": \"Two.\", \"prompt\": \"x\"}\n");
        const Outcome outcome = program_->run("compress --lm_path @/lm --icformer_path @/start --data_path #/many.jsonl --output_file #/many.safetensors");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        const Json header = safetensorsHeader(program_->path("many.safetensors"));
        for (const char* name : {"digest.0", "digest.1", "input_ids.0", "input_ids.1"})
            QVERIFY2(header.contains(name), name);
    }

    void generatesWhatTheReferenceGenerates()
    {
        const Json expected = Json::parse(Program::read(golden() + "/expected.json")).at("generate");
        const std::string checkpoint = fs::directory_iterator(golden() + "/finetune")->path().filename().string();
        const Outcome outcome = program_->run("generate --lm_path @/lm --icformer_path @/finetune/" + checkpoint
            + " --data_path @/pwc.jsonl --save_path #/results --max_new_tokens 24 --max_seq_len 100000 --dtype float32 --output_file answers.jsonl");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        const std::vector<Json> answers = lines(Program::read(program_->path("results/answers.jsonl")));
        QCOMPARE(answers.size(), expected.size());
        for (std::size_t i = 0; i < answers.size(); ++i) {
            QVERIFY(answers[i].at("input") == expected[i].at("input"));
            QVERIFY(answers[i].at("prompt") == expected[i].at("prompt"));
            QVERIFY2(answers[i].at("answer") == expected[i].at("compressed"), answers[i].dump().c_str());
            QCOMPARE(answers[i].size(), std::size_t(3));
        }
    }

    void theReferencesDocumentedCommandsRunUnchanged()
    {
        // The flags of the released pretrain.sh, finetune.sh and generate.sh; only paths and the answers' length are ours.
        const Outcome pretrain = program_->run("pretrain --data_path @/pile.jsonl --lm_path @/lm --save_path ./output --gradient_accumulation 32 "
                                               "--max_seq_len 512 --save_optimizer --clip_grad --shuffle");
        QVERIFY2(pretrain.code == 0, pretrain.text().c_str());
        QVERIFY(fs::exists(program_->path("output/checkpoint-8/optimizer.pt")));
        const Outcome finetune = program_->run("finetune --data_path @/pwc.jsonl --lm_path @/lm --save_path ./output --max_epoch 3 --max_seq_len 1024 "
                                               "--max_chunk_len 512 --save_interval 5000 --gradient_accumulation 128 --avg_level sentence --clip_grad "
                                               "--max_norm 1 --use_chunk --shuffle");
        QVERIFY2(finetune.code == 0, finetune.text().c_str());
        QVERIFY(fs::exists(program_->path("output/previous-1/metrics.jsonl")));
        QVERIFY2(fs::exists(program_->path("output/previous-1/checkpoint-8")), "the pre-training's checkpoint is kept");
        QCOMPARE(finetune.out, fs::canonical(program_->path("output/checkpoint-21")).string() + "\n");
        const Outcome generate = program_->run("generate --data_path @/pwc.jsonl --lm_path @/lm --icformer_path ./output/checkpoint-21 --save_path ./results "
                                               "--max_new_tokens 4 --max_seq_ken 1024 --max_chunk_len 512 --output_file PwC_output.jsonl --use_chunk");
        QVERIFY2(generate.code == 0, generate.text().c_str());
        QVERIFY(generate.says("warning: [--max_seq_ken] taken as --max_seq_len"));
        QCOMPARE(lines(Program::read(program_->path("results/PwC_output.jsonl"))).size(), std::size_t(5));
    }

    void argumentsOfTheOtherReferenceProgramsAreAcceptedWithAWarning()
    {
        const Outcome generate = program_->run("generate --data_path @/pwc.jsonl --lm_path @/lm --icformer_path @/finetune_start --max_new_tokens 1 --lr 3 --shuffle");
        QVERIFY2(generate.code == 0, generate.text().c_str());
        QVERIFY(generate.says("[--lr] has no effect on generate"));
        QVERIFY(generate.says("[--shuffle] has no effect on generate"));
        const Outcome finetune = program_->run(kFinetune + "--save_path #/run --output_file x.jsonl --save_scheduler --steps 1");
        QVERIFY2(finetune.code == 0, finetune.text().c_str());
        QVERIFY(finetune.says("[--output_file] has no effect on finetune"));
        QVERIFY(!fs::exists(program_->path("run/scheduler.pt")));
    }

    void inspectsModelsCheckpointsAndRuns()
    {
        const Json model = Json::parse(program_->run("inspect @/lm --json").out);
        QVERIFY(model.at("kind") == "llama" && model.at("hidden_size") == 32 && model.at("usable") == true);
        const Json checkpoint = Json::parse(program_->run("inspect @/finetune_start --json").out);
        QVERIFY(checkpoint.at("kind") == "icformer" && checkpoint.at("num_query_tokens") == 8 && checkpoint.at("has_fine_tune_token") == true);
        QVERIFY(program_->run("inspect @/lm").out.find("vocab") != std::string::npos);
        QCOMPARE(program_->run(kFinetune + "--save_path #/run --steps 1").code, 0);
        const Json run = Json::parse(program_->run("inspect #/run --json").out);
        QVERIFY(run.at("state") == "finished" && run.at("options").at("num_query_tokens") == 8 && run.at("checkpoints").size() == 1);
        const Outcome text = program_->run("inspect #/run");
        QVERIFY2(text.out.find("icformer finetune --data_path") != std::string::npos, text.text().c_str());
    }

    void verifyAgreesWithTheGoldenCaseAndNoticesAChange()
    {
        const Outcome good = program_->run("verify @ --json");
        QVERIFY2(good.code == 0, good.text().c_str());
        for (const Json& row : Json::parse(good.out))
            QVERIFY2(row.at("passed") == true, row.dump().c_str());
        fs::copy(golden(), program_->path("case"), fs::copy_options::recursive);
        Json expected = Json::parse(Program::read(golden() + "/expected.json"));
        expected["tokenize"][2]["ids"][0] = 461;
        program_->write("case/expected.json", expected.dump());
        const Outcome changed = program_->run("verify #/case");
        QVERIFY2(changed.code == 1, changed.text().c_str());
        QVERIFY2(changed.out.find("FAILED") != std::string::npos, changed.text().c_str());
    }

    void manualAndCompletionsKnowEveryOption()
    {
        const std::string manual = program_->run("man").out;
        QVERIFY(manual.starts_with(".TH ICFORMER 1"));
        const std::string bash = program_->run("completion bash").out;
        const std::string zsh = program_->run("completion zsh").out;
        const std::string fish = program_->run("completion fish").out;
        for (const Json& key : {Json("gradient_accumulation"), Json("sampling_seed"), Json("text_file")}) {
            const std::string name = key.get<std::string>();
            QVERIFY2(manual.find("\\-\\-" + name) != std::string::npos, name.c_str());
            QVERIFY2(bash.find("--" + name) != std::string::npos, name.c_str());
            QVERIFY2(zsh.find("--" + name) != std::string::npos, name.c_str());
            QVERIFY2(fish.find("-l " + name) != std::string::npos, name.c_str());
        }
        QVERIFY(bash.find("max_seq_ken") == std::string::npos);

        QProcess shell;
        shell.start(QStringLiteral("bash"), {QStringLiteral("-c"), QStringLiteral("source /dev/stdin; COMP_WORDS=(icformer finetune --avg_level s); "
            "COMP_CWORD=3; _icformer; echo \"${COMPREPLY[*]}\"; COMP_WORDS=(icformer fin); COMP_CWORD=1; _icformer; echo \"${COMPREPLY[*]}\"; "
            "COMP_WORDS=(icformer finetune --gradient_a); COMP_CWORD=2; _icformer; echo \"${COMPREPLY[*]}\"")});
        shell.write(QByteArray::fromStdString(bash));
        shell.closeWriteChannel();
        const Outcome completed = Program::wait(shell);
        QCOMPARE(completed.out, std::string("sentence\nfinetune\n--gradient_accumulation\n"));
    }

    void textsFromFilesCannotDriveTheTerminal()
    {
        const Outcome outcome = program_->run("inspect \x1b[2J");
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.find('\x1b') == std::string::npos, outcome.text().c_str());
    }

private:
    std::unique_ptr<Program> program_;
};

QTEST_GUILESS_MAIN(CliTest)
#include "cli_test.moc"
