#include <QTest>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/run/run_folder.h"
#include "tests/cli/program.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const std::string kFinetune = "finetune --lm_path @/lm --data_path @/pwc.jsonl --num_query_tokens 8 --num_hidden_layers 1 --dtype float32 --threads 1 ";
const std::string kPretrain = "pretrain --lm_path @/lm --data_path @/pile.jsonl --num_query_tokens 8 --num_hidden_layers 1 --dtype float32 --threads 1 ";

/// Everything in a folder with its bytes, to see that nothing changed.
std::map<std::string, std::string> snapshot(const std::string& folder)
{
    std::map<std::string, std::string> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            files[entry.path().string()] = Program::read(entry.path().string());
    }
    return files;
}

} // namespace

/// Run folders as the real program treats them: started, stopped, refused and resumed.
class CliRunsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { program_ = std::make_unique<Program>(); }

    void flagsOverrideTheOptionsFileAndThatTheDefaults()
    {
        program_->write("options.json", R"({"lr": 0.5, "max_epoch": 7, "shuffle": true, "seed": 5})");
        const Outcome outcome = program_->run(kFinetune + "--save_path #/run --config #/options.json --lr 0.25 --shuffle=false --steps 1");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        const TrainOptions options = readRun(program_->path("run")).options;
        QCOMPARE(options.loop.lr, 0.25);
        QCOMPARE(options.loop.max_epoch, std::int64_t(7));
        QCOMPARE(options.loop.seed, std::int64_t(5));
        QVERIFY(!options.loop.shuffle);
        QCOMPARE(options.loop.gradient_accumulation, std::int64_t(32));

        const Outcome repeated = program_->run("finetune --config #/run/run.json --save_path #/again");
        QVERIFY2(repeated.code == 0, repeated.text().c_str());
        QCOMPARE(Program::read(program_->path("again/checkpoint-7/model.safetensors")), Program::read(program_->path("run/checkpoint-7/model.safetensors")));
        const Outcome otherTask = program_->run("pretrain --config #/run/run.json --save_path #/other");
        QVERIFY2(otherTask.code == 2 && otherTask.says("icformer finetune"), otherTask.text().c_str());
        program_->write("wrong.json", R"({"learning_rate": 0.5})");
        const Outcome wrong = program_->run(kFinetune + "--save_path #/wrong --config #/wrong.json");
        QVERIFY2(wrong.code == 2 && wrong.says("learning_rate: there is no such option"), wrong.text().c_str());
    }

    void presetsAreStartedFrom()
    {
        const Outcome outcome = program_->run("finetune --preset smoke --lm_path @/lm --data_path @/pwc.jsonl --save_path #/run --lr 0.002");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        const RunInfo run = readRun(program_->path("run"));
        QCOMPARE(run.steps, std::int64_t(3));
        QCOMPARE(run.options.loop.lr, 0.002);
        QCOMPARE(run.options.compression.num_query_tokens, std::int64_t(4));
    }

    void aFinishedRunMakesRoomWithItsCheckpoints()
    {
        QCOMPARE(program_->run(kPretrain + "--save_path #/run").code, 0);
        const std::string weights = Program::read(program_->path("run/checkpoint-8/model.safetensors"));
        const Outcome second = program_->run(kPretrain + "--save_path #/run --lr 0.5");
        QVERIFY2(second.code == 0, second.text().c_str());
        QVERIFY(Program::read(program_->path("run/previous-1/checkpoint-8/model.safetensors")) == weights);
        QVERIFY(Program::read(program_->path("run/checkpoint-8/model.safetensors")) != weights);
        const Json told = Json::parse(program_->run("inspect #/run --json").out);
        QCOMPARE(told.at("checkpoints").size(), std::size_t(1));
        QCOMPARE(told.at("as_icformer_path").get<std::string>(), program_->path("run/checkpoint-8"));
    }

    void fineTuningWhereItWasPreTrainedFollowsTheCheckpoint()
    {
        QCOMPARE(program_->run(kPretrain + "--save_path #/run").code, 0);
        const std::string command = kFinetune + "--save_path #/run --gradient_accumulation 2 --icformer_path ";
        const auto process = program_->start(command + "#/run --max_epoch 400 --save_interval 100000 --keep_last 2");
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        kill(pid_t(process->processId()), SIGINT);
        QCOMPARE(Program::wait(*process).code, 130);
        QVERIFY2(seen.find("run is a run; its last checkpoint is taken: " + program_->path("run/checkpoint-8")) != std::string::npos, seen.c_str());
        const std::string start = readRun(program_->path("run")).options.model.icformer_path;
        QCOMPARE(start, program_->path("run/previous-1/checkpoint-8"));
        // As it was started, with the checkpoint's old place, and with nothing but the folder.
        for (const std::string& again : {command + "#/run --max_epoch 400 --keep_last 2", command + "#/run/checkpoint-8 --max_epoch 400 --keep_last 2",
                 std::string("finetune --save_path #/run")}) {
            const std::string end = " --resume --steps " + std::to_string(readRun(program_->path("run")).steps + 2);
            const Outcome resumed = program_->run(again + end);
            QVERIFY2(resumed.code == 0, resumed.text().c_str());
            QVERIFY2(!resumed.says("changed since"), resumed.text().c_str());
            QCOMPARE(readRun(program_->path("run")).options.model.icformer_path, start);
        }
        const Outcome other = program_->run("pretrain --save_path #/run --resume");
        QVERIFY2(other.code == 2 && other.says("use icformer finetune"), other.text().c_str());
    }

    void aCompressorIsAskedWithTheTemplateThatItWasTrainedWith()
    {
        const Outcome trained = program_->run(kFinetune + "--save_path #/run --steps 2 --gradient_accumulation 2 --prompt_template plain");
        QVERIFY2(trained.code == 0, trained.text().c_str());
        const std::string checkpoint = program_->path("run/checkpoint-4");
        const Json stored = Json::parse(Program::read(checkpoint + "/config.json")).at("prompt_template");
        QCOMPARE(stored.at("name").get<std::string>(), std::string("plain"));
        QVERIFY(Json::parse(Program::read(program_->path("run/run.json"))).at("prompt_template") == stored);
        const std::string generate = "generate --lm_path @/lm --data_path @/pwc.jsonl --dtype float32 --threads 1 --max_new_tokens 3 --save_path #/out --icformer_path #/run/checkpoint-4";
        const Outcome asTrained = program_->run(generate);
        QVERIFY2(asTrained.code == 0 && !asTrained.says("fine-tuned with the prompt template"), asTrained.text().c_str());
        const std::string answers = Program::read(program_->path("out/output.jsonl"));
        QVERIFY2(Json::parse(answers.substr(0, answers.find('\n'))).at("prompt").get<std::string>().starts_with("\n\nQuestion: "), answers.c_str());
        const Outcome otherwise = program_->run(generate + " --prompt_template llama2");
        QVERIFY2(otherwise.code == 0 && otherwise.says("fine-tuned with the prompt template \"plain\" and is asked with \"llama2\""), otherwise.text().c_str());
        const Outcome unknown = program_->run(generate + " --prompt_template alpaca");
        QVERIFY2(unknown.code == 2 && unknown.says("unknown template \"alpaca\""), unknown.text().c_str());
        const Outcome inspected = program_->run("inspect #/run/checkpoint-4");
        QVERIFY2(inspected.out.find("plain: [bos] Text:") != std::string::npos, inspected.text().c_str());
    }

    void aRunStandsForItsCheckpointAndCutsContextsAsItDid()
    {
        const Outcome trained = program_->run(kFinetune + "--save_path #/run --steps 2 --gradient_accumulation 2 --use_chunk --max_chunk_len 9");
        QVERIFY2(trained.code == 0, trained.text().c_str());
        const std::string checkpoint = program_->path("run/checkpoint-4");
        QCOMPARE(Json::parse(Program::read(checkpoint + "/config.json")).at("max_chunk_len").get<int>(), 9);
        const std::string common = " --lm_path @/lm --data_path @/pwc.jsonl --dtype float32 --threads 1 --max_new_tokens 3 --save_path #/out";
        const auto answers = [&](const std::string& arguments) {
            const Outcome outcome = program_->run("generate" + common + arguments);
            return outcome.code == 0 ? Program::read(program_->path("out/output.jsonl")) + outcome.err : outcome.text();
        };
        const auto rows = [](const std::string& text) { return text.substr(0, text.rfind("}\n") + 2); };
        fs::copy(checkpoint, program_->path("renamed"));
        const std::string said = answers(" --icformer_path #/renamed --use_chunk --max_chunk_len 9"), taken = answers(" --icformer_path #/renamed");
        const std::string whole = answers(" --icformer_path #/renamed --use_chunk=false"), run = answers(" --icformer_path #/run");
        QVERIFY2(taken.find("chunks of at most 9 tokens") != std::string::npos, taken.c_str());
        QCOMPARE(rows(taken), rows(said));
        QCOMPARE(rows(run), rows(said));
        QVERIFY2(run.find(checkpoint) != std::string::npos, run.c_str());
        QVERIFY2(whole.find("warning: [--use_chunk]") != std::string::npos && whole.find("contexts are cut into") == std::string::npos, whole.c_str());
        // The options of the run that trained it.
        const std::string config = answers(" --config #/run/run.json");
        QCOMPARE(rows(config), rows(said));
        QVERIFY2(config.find("leaves out: ") != std::string::npos && config.find("alpha") != std::string::npos, config.c_str());
    }

    void runFilesTellTheCheckpointsSizes()
    {
        QCOMPARE(program_->run(kPretrain + "--save_path #/run --use_chunk --max_chunk_len 9").code, 0);
        const Outcome outcome = program_->run("finetune --lm_path @/lm --data_path @/pwc.jsonl --dtype float32 --threads 1 --icformer_path #/run --save_path #/second");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        const RunInfo run = readRun(program_->path("second"));
        QCOMPARE(run.options.compression.num_hidden_layers, std::int64_t(1));
        QCOMPARE(run.options.compression.num_query_tokens, std::int64_t(8));
        QVERIFY(run.options.compression.use_chunk);
        QCOMPARE(run.options.compression.max_chunk_len, std::int64_t(9));
        QVERIFY(run.extra.at("effective").at("dtype") == "float32");
    }

    void settingsUnderWhichLittleIsLearntAreWarnedOf_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("key");
        QTest::newRow("no rate") << "--lr 0" << "--lr";
        QTest::newRow("no gradient") << "--clip_grad --max_norm 0" << "--max_norm";
        QTest::newRow("warm-up beyond the run") << "--lr_schedule linear --warmup_steps 1000" << "--warmup_steps";
        QTest::newRow("steps beyond the epochs") << "--steps 1000" << "--steps";
    }
    void settingsUnderWhichLittleIsLearntAreWarnedOf()
    {
        QFETCH(QString, settings);
        QFETCH(QString, key);
        const Outcome outcome = program_->run(kFinetune + "--save_path #/run " + settings.toStdString());
        QVERIFY2(outcome.code == 0 && outcome.says("warning: [" + key.toStdString() + "]"), outcome.text().c_str());
    }

    void anInterruptedRunSavesIsRefusedAndResumes_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("code");
        QTest::newRow("SIGINT") << SIGINT << 130;
        QTest::newRow("SIGTERM") << SIGTERM << 143;
    }
    void anInterruptedRunSavesIsRefusedAndResumes()
    {
        QFETCH(int, signal);
        QFETCH(int, code);
        const std::string command = kFinetune + "--save_path #/run --max_epoch 400 --gradient_accumulation 2 --save_interval 100000 --keep_last 2";
        const auto process = program_->start(command);
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        kill(pid_t(process->processId()), signal);
        Outcome stopped = Program::wait(*process);
        QVERIFY2(stopped.code == code, stopped.text().c_str());
        const RunInfo run = readRun(program_->path("run"));
        QCOMPARE(run.state, RunState::stopped);
        QVERIFY(run.steps > 0);
        const std::string checkpoint = stopped.out.substr(0, stopped.out.find('\n'));
        QVERIFY2(fs::exists(checkpoint + "/model.safetensors"), stopped.text().c_str());

        const auto before = snapshot(program_->path("run"));
        const Outcome refused = program_->run(kFinetune + "--save_path #/run");
        QVERIFY2(refused.code == 2 && refused.says("--resume") && refused.says("--overwrite"), refused.text().c_str());
        QVERIFY(snapshot(program_->path("run")) == before);

        const std::string end = " --steps " + std::to_string(run.steps + 5);
        const Outcome resumed = program_->run(command + end + " --resume");
        QVERIFY2(resumed.code == 0, resumed.text().c_str());
        QVERIFY2(resumed.says("resumed after optimizer step"), resumed.text().c_str());
        const Outcome unbroken = program_->run(kFinetune + "--save_path #/unbroken --max_epoch 400 --gradient_accumulation 2 --keep_last 2" + end);
        QVERIFY2(unbroken.code == 0, unbroken.text().c_str());
        const auto last = [](const Outcome& outcome) { return outcome.out.substr(0, outcome.out.find('\n')); };
        QCOMPARE(fs::path(last(resumed)).filename().string(), fs::path(last(unbroken)).filename().string());
        QVERIFY2(Program::read(last(resumed) + "/model.safetensors") == Program::read(last(unbroken) + "/model.safetensors"),
            "a resumed run ends with other weights than an unbroken one");
    }

    void aCheckpointElsewhereBeginsARunWithTheOptionsOfItsOwn()
    {
        QCOMPARE(program_->run(kFinetune + "--save_path #/run --max_epoch 3 --gradient_accumulation 2 --lr 0.001 --seed 3").code, 0);
        const auto before = snapshot(program_->path("run"));
        const Outcome refused = program_->run("finetune --save_path #/run --resume #/run/checkpoint-7");
        QVERIFY2(refused.code == 2 && refused.says("checkpoint-7") && refused.says("--overwrite"), refused.text().c_str());
        const Outcome apart = program_->run("finetune --save_path #/apart --resume #/run/checkpoint-7");
        QVERIFY2(apart.code == 0 && apart.says("resumed after optimizer step 4"), apart.text().c_str());
        QVERIFY(snapshot(program_->path("run")) == before);
        QCOMPARE(readRun(program_->path("apart")).options.loop.seed, std::int64_t(3));
        QCOMPARE(Program::read(program_->path("apart/checkpoint-21/model.safetensors")), Program::read(program_->path("run/checkpoint-21/model.safetensors")));
        const Outcome back = program_->run("finetune --save_path #/run --resume #/run/checkpoint-7 --overwrite");
        QVERIFY2(back.code == 0, back.text().c_str());
        QVERIFY(fs::exists(program_->path("run/previous-1/checkpoint-14")));
        QCOMPARE(Program::read(program_->path("run/checkpoint-21/model.safetensors")), Program::read(program_->path("apart/checkpoint-21/model.safetensors")));
        QCOMPARE(readRun(program_->path("run")).extra.at("resumed").at(0).at("checkpoint").get<std::string>(), program_->path("run/previous-1/checkpoint-7"));
    }

    void aSecondSignalEndsTheProgramAtOnce_data()
    {
        QTest::addColumn<int>("pause");
        QTest::newRow("after a while") << 700;
        QTest::newRow("in a hurry") << 250;
    }
    void aSecondSignalEndsTheProgramAtOnce()
    {
        QFETCH(int, pause);
        // The stop waits until the first text is tokenized, which takes some seconds.
        std::string words = "{\"text\": \"";
        while (words.size() < (20U << 20))
            words += "and then they went to the house where ";
        program_->write("long.jsonl", words + "\"}\n");
        const auto process = program_->start("pretrain --lm_path @/lm --data_path #/long.jsonl --num_query_tokens 8 --num_hidden_layers 1 --dtype float32 --threads 1 --save_path #/run");
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "trainable parameters", seen), seen.c_str());
        const pid_t pid = pid_t(process->processId());
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        kill(pid, SIGINT);
        std::this_thread::sleep_for(std::chrono::milliseconds(pause));
        kill(pid, SIGTERM);
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == 143, outcome.text().c_str());
        QVERIFY2(outcome.out.empty() && outcome.says("stopped at once"), outcome.text().c_str());
        QCOMPARE(readRun(program_->path("run")).state, RunState::interrupted);
    }

    void aSignalThatWasIgnoredWhenItStartedStaysIgnored()
    {
        const auto process = program_->start(kFinetune + "--save_path #/run --max_epoch 100000 --save_interval 100000 --keep_last 2",
                                             [] { signal(SIGINT, SIG_IGN); });
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        const pid_t pid = pid_t(process->processId());
        kill(pid, SIGINT);
        seen.clear();
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        kill(pid, SIGTERM);
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == 143, outcome.text().c_str());
        QVERIFY2(fs::is_directory(outcome.out.substr(0, outcome.out.find('\n'))), outcome.text().c_str());
    }

    void signalsOfOneMomentAreOneWish_data()
    {
        QTest::addColumn<bool>("nohup");
        QTest::addColumn<int>("code");
        QTest::newRow("as a terminal starts it") << false << 129;
        QTest::newRow("as nohup starts it") << true << 130;
    }
    void signalsOfOneMomentAreOneWish()
    {
        QFETCH(bool, nohup);
        QFETCH(int, code);
        const auto process = program_->start(kFinetune + "--save_path #/run --max_epoch 100000 --save_interval 100000 --keep_last 2",
                                             [nohup] { signal(SIGHUP, nohup ? SIG_IGN : SIG_DFL); });
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        const pid_t pid = pid_t(process->processId());
        // All are pending when it wakes; the lowest number that is not ignored is taken first, SIGHUP or SIGINT.
        kill(pid, SIGSTOP);
        siginfo_t stopped;
        QCOMPARE(waitid(P_PID, id_t(pid), &stopped, WSTOPPED), 0);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            kill(pid, signal);
        kill(pid, SIGCONT);
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == code, outcome.text().c_str());
        QVERIFY2(fs::is_directory(outcome.out.substr(0, outcome.out.find('\n'))), outcome.text().c_str());
        QCOMPARE(readRun(program_->path("run")).state, RunState::stopped);
    }

    void aModelFileThatIsSpoiledInUseDisturbsNothing()
    {
        fs::copy(golden() + "/lm", program_->path("lm"));
        const std::string command = "finetune --lm_path #/lm --data_path @/pwc.jsonl --num_query_tokens 8 --num_hidden_layers 1 --dtype float32 --threads 1"
                                    " --save_path #/run --max_epoch 100000 --keep_last 2";
        const auto process = program_->start(command);
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        fs::resize_file(program_->path("lm/model.safetensors"), 0);
        for (int more = 0; more < 3; ++more) {
            seen.clear();
            QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        }
        kill(pid_t(process->processId()), SIGINT);
        const Outcome stopped = Program::wait(*process);
        QVERIFY2(stopped.code == 130, stopped.text().c_str());
        const Outcome refused = program_->run(command + " --resume");
        QVERIFY2(refused.code == 2 && refused.lastLine().find("model.safetensors") != std::string::npos, refused.text().c_str());
    }

    void theSecondWriterIsToldWhoHoldsTheFolder()
    {
        const auto process = program_->start(kFinetune + "--save_path #/run --max_epoch 100000 --keep_last 2");
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        const std::string pid = std::to_string(process->processId());
        for (const char* more : {"", " --overwrite", " --resume"}) {
            const Outcome second = program_->run(kFinetune + "--save_path #/run" + more);
            QVERIFY2(second.code == 2, second.text().c_str());
            QVERIFY2(second.lastLine().find("process " + pid) != std::string::npos, second.text().c_str());
        }
        const Outcome watched = program_->run("inspect #/run --json");
        QCOMPARE(Json::parse(watched.out).at("state").get<std::string>(), std::string("running"));
        process->terminate();
        QCOMPARE(Program::wait(*process).code, 143);
    }

    void tooLittleMemoryToStartIsAnErrorToo()
    {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("the address sanitizer reserves terabytes of addresses");
#endif
        const auto runWith = [&](rlim_t mebibytes) {
            const auto process = program_->start(kFinetune + "--steps 1 --overwrite --save_path #/run", [mebibytes] {
                const rlimit allowed{mebibytes << 20, mebibytes << 20};
                setrlimit(RLIMIT_AS, &allowed);
            });
            return Program::wait(*process);
        };
        // Between what the loader needs to map the libraries and what everything needs, which depends on the build of LibTorch.
        constexpr int kLoaderFailed = 127;
        rlim_t tooLittle = 50, enough = 16'000;
        Outcome outcome;
        do {
            const rlim_t middle = (tooLittle + enough) / 2;
            outcome = runWith(middle);
            (outcome.code == kLoaderFailed ? tooLittle : enough) = middle;
        } while ((outcome.code == 0 || outcome.code == kLoaderFailed) && enough - tooLittle > 2);
        QVERIFY2(outcome.code == 1, outcome.text().c_str());
        for (rlim_t limit = tooLittle + 5; limit <= enough + 40; limit += 15) {
            outcome = runWith(limit);
            QVERIFY2(outcome.code == 0 || outcome.code == 1 || outcome.code == kLoaderFailed, (std::to_string(limit) + " MiB: " + outcome.text()).c_str());
            QVERIFY2(outcome.code != 1 || outcome.lastLine().starts_with("error: ") || outcome.says("libgomp: Out of memory"), outcome.text().c_str());
        }
    }

    void runningOutOfMemoryIsAnErrorAndAResumableRun()
    {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("the address sanitizer keeps its books beside every byte and would take the limit for itself");
#endif
        // A hundred short texts fit into the memory that is allowed, the hundred long ones behind them do not when taken together.
        const std::string command = "finetune --lm_path @/lm --data_path #/data.jsonl --num_query_tokens 8 --num_hidden_layers 1 --dtype float32 --threads 1 "
                                    "--max_seq_len 16000 --gradient_accumulation 100 --save_interval 100 --save_path #/run ";
        std::string rows, words;
        for (int i = 0; i < 5400; ++i)
            words += "Anna walks. ";
        for (const std::string& text : {std::string("Anna walks."), words}) {
            for (int i = 0; i < 100; ++i)
                rows += Json{{"input", text}, {"prompt", "Who?"}, {"answer", "Anna."}}.dump() + "\n";
        }
        program_->write("data.jsonl", rows);
        const auto limit = [] {
            const rlimit allowed{rlim_t(400) << 20, rlim_t(400) << 20};
            setrlimit(RLIMIT_DATA, &allowed);
        };
        const auto process = program_->start(command + "--batch_size 100", limit);
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == 1, outcome.text().c_str());
        QVERIFY2(outcome.lastLine().starts_with("error: out of memory") && outcome.lastLine().find("--batch_size") != std::string::npos, outcome.text().c_str());
        const RunInfo run = readRun(program_->path("run"));
        QCOMPARE(run.state, RunState::failed);
        QVERIFY2(run.message.starts_with("out of memory"), run.message.c_str());
        QCOMPARE(run.checkpoints.size(), std::size_t(1));
        const Outcome resumed = program_->run(command + "--batch_size 2 --resume");
        QVERIFY2(resumed.code == 0, resumed.text().c_str());
        QCOMPARE(readRun(program_->path("run")).state, RunState::finished);
    }

private:
    std::unique_ptr<Program> program_;
};

QTEST_GUILESS_MAIN(CliRunsTest)
#include "cli_runs_test.moc"
