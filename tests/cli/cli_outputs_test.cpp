#include <QTest>

#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/cli/program.h"

using namespace icf::test;
namespace fs = std::filesystem;

namespace {

const std::string kModels = "--lm_path @/lm --icformer_path @/finetune_start --dtype float32 --threads 1 ";
const std::string kCompress = "compress " + kModels + "--text_file #/text --output_file ";
const std::string kGenerate = "generate " + kModels + "--max_new_tokens 2 --save_path # --data_path #/rows.jsonl --output_file ";
const std::string kBench = "bench --works data --repeats 1 --data_path #/rows.jsonl --output_file ";
const std::string kFinetune = "finetune " + kModels + "--data_path @/pwc.jsonl --save_path #/run --gradient_accumulation 2 --save_interval 4 --max_epoch ";

/// In a new process: makes the streams pipes that nobody reads any more.
void leaveReaderOf(std::initializer_list<int> streams)
{
    int ends[2];
    if (pipe(ends) != 0)
        return;
    close(ends[0]);
    for (const int stream : streams)
        dup2(ends[1], stream);
    close(ends[1]);
}

} // namespace

/// What the real program does with the files and streams that it writes to: none is destroyed, and none fails in silence.
class CliOutputsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        program_ = std::make_unique<Program>();
        program_->write("text", "Tina likes to eat noodles.");
        program_->write("rows.jsonl", R"({"input": "Tina likes noodles.", "prompt": "Who likes noodles?", "answer": "Tina"})"
                                      "\n");
    }

    void anOutputFileIsNoPipeLinkDeviceOrFolder_data()
    {
        QTest::addColumn<std::string>("command");
        QTest::newRow("compress") << kCompress + "#/";
        QTest::newRow("generate") << kGenerate;
        QTest::newRow("bench") << kBench + "#/";
    }
    void anOutputFileIsNoPipeLinkDeviceOrFolder()
    {
        QFETCH(std::string, command);
        QCOMPARE(mkfifo(program_->path("pipe").c_str(), 0600), 0);
        fs::create_symlink("text", program_->path("link"));
        fs::create_symlink("/dev/stdout", program_->path("stdout"));
        fs::create_directory(program_->path("folder"));
        for (const auto& [name, reason] : {std::pair{"pipe", "not a regular file"}, {"link", "is a link"}, {"stdout", "is a link"}, {"folder", "is a folder"}}) {
            const Outcome outcome = program_->run(command + name);
            QVERIFY2(outcome.code == 2 && outcome.says("--output_file") && outcome.says(reason), outcome.text().c_str());
        }
        QCOMPARE(fs::symlink_status(program_->path("pipe")).type(), fs::file_type::fifo);
        QCOMPARE(fs::symlink_status(program_->path("link")).type(), fs::file_type::symlink);
        QCOMPARE(Program::read(program_->path("text")), std::string("Tina likes to eat noodles."));
    }

    void anOutputFileIsNoneThatTheCommandReads_data()
    {
        QTest::addColumn<std::string>("command");
        QTest::addColumn<std::string>("file");
        QTest::addColumn<std::string>("reason");
        const auto row = [](const char* name, const std::string& command, const std::string& file, const std::string& reason) {
            QTest::newRow(name) << command << file << reason;
        };
        row("compress a text", kCompress + "#/text", "text", "the file that --text_file reads");
        row("by another path", kCompress + "#/./text", "text", "the file that --text_file reads");
        row("compress rows", "compress " + kModels + "--data_path #/rows.jsonl --output_file #/rows.jsonl", "rows.jsonl", "the file that --data_path reads");
        row("generate", kGenerate + "rows.jsonl", "rows.jsonl", "the file that --data_path reads");
        row("bench", kBench + "#/rows.jsonl", "rows.jsonl", "the file that --data_path reads");
        row("generate over its settings", kGenerate + "settings.json --config #/settings.json", "settings.json", "the file that --config reads");
        row("bench over its settings", kBench + "#/settings.json --config #/settings.json", "settings.json", "the file that --config reads");
        row("compress into a model", "compress --lm_path @/lm --icformer_path #/model --text_file #/text --output_file #/model/model.safetensors",
            "model/model.safetensors", "would replace a file of the model");
        row("generate into a model", "generate --lm_path @/lm --icformer_path #/model --data_path #/rows.jsonl --save_path #/model --output_file param.pt",
            "model/param.pt", "would replace a file of the model");
        row("evaluate its own results", "evaluate " + kModels + "--data_path #/examples.jsonl --save_path #", "examples.jsonl", "its own data");
    }
    void anOutputFileIsNoneThatTheCommandReads()
    {
        QFETCH(std::string, command);
        QFETCH(std::string, file);
        QFETCH(std::string, reason);
        fs::copy(golden() + "/finetune_start", program_->path("model"));
        fs::copy(program_->path("rows.jsonl"), program_->path("examples.jsonl"));
        program_->write("settings.json", R"({"threads": 1})");
        const std::string before = Program::read(program_->path(file));
        const Outcome outcome = program_->run(command);
        QVERIFY2(outcome.code == 2 && outcome.says(reason), outcome.text().c_str());
        QVERIFY(Program::read(program_->path(file)) == before);
    }

    void anOptionsFileAloneReplacesNoFile_data()
    {
        QTest::addColumn<std::string>("command");
        QTest::addColumn<std::string>("settings");
        QTest::addColumn<std::string>("flags");
        const auto row = [](const char* name, const std::string& command, const std::string& settings, const std::string& flags) {
            QTest::newRow(name) << command + " --config #/settings.json" << settings << flags;
        };
        row("generate", "generate " + kModels + "--max_new_tokens 2 --data_path #/rows.jsonl", "{\"save_path\": \"#\", \"output_file\": \"mine\"}",
            " --save_path # --output_file mine");
        row("generate into its folder", "generate " + kModels + "--max_new_tokens 2 --data_path #/rows.jsonl --output_file mine", "{\"save_path\": \"#\"}",
            " --save_path #");
        row("bench", "bench --works data --repeats 3 --data_path @/pile_short.jsonl", "{\"output_file\": \"#/mine\"}", " --output_file #/mine");
    }
    void anOptionsFileAloneReplacesNoFile()
    {
        QFETCH(std::string, command);
        QFETCH(std::string, settings);
        QFETCH(std::string, flags);
        for (std::size_t at; (at = settings.find('#')) != std::string::npos;)
            settings.replace(at, 1, program_->path(""));
        program_->write("settings.json", settings);
        // What is not there yet may be made.
        const Outcome made = program_->run(command);
        QVERIFY2(made.code == 0 && fs::exists(program_->path("mine")), made.text().c_str());
        program_->write("mine", "mine\n");
        const Outcome outcome = program_->run(command);
        QVERIFY2(outcome.code == 2 && outcome.says("--output_file") && outcome.says("only the --config file names it"), outcome.text().c_str());
        QCOMPARE(Program::read(program_->path("mine")), std::string("mine\n"));
        const Outcome allowed = program_->run(command + flags);
        QVERIFY2(allowed.code == 0, allowed.text().c_str());
        QVERIFY(Program::read(program_->path("mine")) != "mine\n");
    }

    void anOptionsFileAloneClearsNoResultsAway()
    {
        program_->write("results.csv", "mine\n");
        program_->write("settings.json", "{\"overwrite\": true, \"save_path\": \"" + program_->path("") + "\"}");
        const std::string command = "evaluate " + kModels + "--max_new_tokens 2 --systems compressed --data_path #/rows.jsonl --config #/settings.json";
        const Outcome outcome = program_->run(command);
        QVERIFY2(outcome.code == 2 && outcome.says("results.csv") && outcome.says("--overwrite"), outcome.text().c_str());
        QCOMPARE(Program::read(program_->path("results.csv")), std::string("mine\n"));
        QCOMPARE(program_->run(command + " --overwrite").code, 0);
    }

    void anEvaluationReplacesNoFilesOfOthers_data()
    {
        QTest::addColumn<std::string>("name");
        for (const std::string name : {"results.csv", "examples.jsonl"})
            QTest::newRow(name.c_str()) << name;
    }
    void anEvaluationReplacesNoFilesOfOthers()
    {
        QFETCH(std::string, name);
        program_->write(name, "mine\n");
        const std::string command = "evaluate " + kModels + "--max_new_tokens 2 --systems compressed --data_path #/rows.jsonl --save_path #";
        const Outcome outcome = program_->run(command);
        QVERIFY2(outcome.code == 2 && outcome.says(name) && outcome.says("--overwrite"), outcome.text().c_str());
        QCOMPARE(Program::read(program_->path(name)), std::string("mine\n"));
        const Outcome allowed = program_->run(command + " --overwrite");
        QVERIFY2(allowed.code == 0, allowed.text().c_str());
        // Nor is what another evaluation left taken for one's own.
        fs::remove(program_->path("evaluation.json"));
        const std::string examples = Program::read(program_->path("examples.jsonl"));
        program_->write("examples.jsonl", std::string(examples).replace(examples.find("\"output\":\"") + 10, 0, "not of this model "));
        QCOMPARE(program_->run(command + " --overwrite").code, 0);
        QCOMPARE(Program::read(program_->path("examples.jsonl")), examples);
    }

    void anEvaluationIsNotHeldUpByAPipeNorCutsWhatALinkLeadsTo()
    {
        const std::string command = "evaluate " + kModels + "--max_new_tokens 2 --systems compressed --data_path #/rows.jsonl --save_path #/results";
        QCOMPARE(program_->run(command).code, 0);
        for (const std::string file : {"examples.jsonl", "evaluation.json"}) {
            fs::rename(program_->path("results/" + file), program_->path(file));
            QCOMPARE(mkfifo(program_->path("results/" + file).c_str(), 0600), 0);
            const Outcome outcome = program_->run(command);
            QVERIFY2(outcome.code == 2 && outcome.says("results/" + file) && outcome.says("not a regular file"), outcome.text().c_str());
            fs::rename(program_->path(file), program_->path("results/" + file));
        }
        fs::rename(program_->path("results/examples.jsonl"), program_->path("mine"));
        program_->write("mine", Program::read(program_->path("mine")) + "and more\n");
        const std::string before = Program::read(program_->path("mine"));
        fs::create_symlink(program_->path("mine"), program_->path("results/examples.jsonl"));
        QCOMPARE(program_->run(command).code, 2);
        QCOMPARE(Program::read(program_->path("mine")), before);
        fs::remove(program_->path("results/examples.jsonl"));
        QCOMPARE(program_->run(command).code, 0);
    }

    void inputThatCannotBeReadIsAFailure()
    {
        const auto folder = program_->start("tokenize --lm_path @/lm", [] { dup2(open("/", O_RDONLY | O_CLOEXEC), STDIN_FILENO); });
        const Outcome ofAFolder = Program::wait(*folder);
        QVERIFY2(ofAFolder.code == 1 && ofAFolder.says("[stdin] cannot be read"), ofAFolder.text().c_str());
        const auto closed = program_->start("tokenize --lm_path @/lm", [] { close(STDIN_FILENO); });
        const Outcome withoutStdin = Program::wait(*closed);
        QVERIFY2(withoutStdin.code == 1 && withoutStdin.says("[stdin] cannot be read"), withoutStdin.text().c_str());
    }

    void printingWhereNothingArrivesIsAFailure_data()
    {
        QTest::addColumn<std::string>("command");
        for (const std::string command : {"inspect @/lm", "inspect @/lm --json", "--version", "man"})
            QTest::newRow(command.c_str()) << command;
    }
    void printingWhereNothingArrivesIsAFailure()
    {
        QFETCH(std::string, command);
        const auto closed = program_->start(command, [] { close(STDOUT_FILENO); });
        const Outcome withoutStdout = Program::wait(*closed);
        QVERIFY2(withoutStdout.code == 1 && withoutStdout.says("[stdout] cannot be written"), withoutStdout.text().c_str());
        const auto full = program_->start(command, [] { dup2(open("/dev/full", O_WRONLY | O_CLOEXEC), STDOUT_FILENO); });
        const Outcome onAFullDisk = Program::wait(*full);
        QVERIFY2(onAFullDisk.code == 1 && onAFullDisk.says("[stdout] cannot be written"), onAFullDisk.text().c_str());
        const auto left = program_->start(command, [] { leaveReaderOf({STDOUT_FILENO}); });
        const Outcome withoutReader = Program::wait(*left);
        QVERIFY2(withoutReader.code == 128 + SIGPIPE && withoutReader.err.empty(), withoutReader.text().c_str());
    }

    void tokenizeEndsAsOtherProgramsWhenItsReaderLeft()
    {
        const auto process = program_->start("tokenize --lm_path @/lm", [] { leaveReaderOf({STDOUT_FILENO}); });
        process->write("\"Anna walks.\"\n\"Tina walks.\"\n");
        process->closeWriteChannel();
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == 128 + SIGPIPE && outcome.err.empty(), outcome.text().c_str());
    }

    void whatIsPrintedNeverGetsIntoAFileWhenTheStreamsAreClosed()
    {
        const auto process = program_->start(kFinetune + "1", [] {
            for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
                close(stream);
        });
        const Outcome outcome = Program::wait(*process);
        QCOMPARE(outcome.code, 1);
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(program_->path("run")))
            QVERIFY2(entry.path().filename() == "log.txt" || !entry.is_regular_file() || Program::read(entry.path().string()).find("run folder: ") == std::string::npos,
                entry.path().c_str());
        const Outcome again = program_->run("inspect #/run");
        QVERIFY2(again.code == 0 && again.out.find("finished") != std::string::npos, again.text().c_str());
    }

    void trainingGoesOnWhenWhoeverReadItsMessagesLeft()
    {
        const auto process = program_->start(kFinetune + "4", [] { leaveReaderOf({STDOUT_FILENO, STDERR_FILENO}); });
        const Outcome outcome = Program::wait(*process);
        QCOMPARE(outcome.code, 128 + SIGPIPE);
        const Outcome inspected = program_->run("inspect #/run");
        QVERIFY2(inspected.code == 0 && inspected.out.find("finished") != std::string::npos, inspected.text().c_str());
    }

    void trainingWaitsForALimitOnFileSizesToBeLifted()
    {
        const auto process = program_->start(kFinetune + "1", [] {
            const rlimit limit{8192, RLIM_INFINITY};
            setrlimit(RLIMIT_FSIZE, &limit);
        });
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "paused: ", seen), seen.c_str());
        QVERIFY2(seen.find("File too large") != std::string::npos, seen.c_str());
        const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
        QCOMPARE(prlimit(pid_t(process->processId()), RLIMIT_FSIZE, &unlimited, nullptr), 0);
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        QVERIFY(fs::exists(outcome.out.substr(0, outcome.out.find('\n')) + "/manifest.json"));
    }

private:
    std::unique_ptr<Program> program_;
};

QTEST_GUILESS_MAIN(CliOutputsTest)
#include "cli_outputs_test.moc"
