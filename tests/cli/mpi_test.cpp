#include <QTest>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <string_view>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/run/run_folder.h"
#include "tests/cli/mpirun.h"
#include "tests/cli/program.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const std::string kRun = "finetune --lm_path @/lm --icformer_path @/finetune_start --data_path @/pwc.jsonl --eval_data @/pwc.jsonl --eval_interval 3"
                         " --eval_samples 2 --max_new_tokens 4 --gradient_accumulation 3 --shuffle --clip_grad --max_norm 0.5 --lr 0.001 --dtype float32"
                         " --threads 1 ";

/// Rows that are answered in batches of three, with a whole and a started one at the end.
const std::string kDemo = ICF_RESOURCES "/demo";
const std::string kDemoModels = "--lm_path " + kDemo + "/lm --icformer_path " + kDemo + "/icformer-trained --dtype float32 --threads 1 --use_chunk --max_chunk_len 32 ";
const std::string kGenerate = "generate " + kDemoModels + "--data_path #/rows.jsonl --batch_size 3 --max_new_tokens 12 --temperature 1.5 --sampling_seed 3 --save_path #/";
const std::string kEvaluate = "evaluate " + kDemoModels + "--data_path " + kDemo + "/pwc_test.jsonl --batch_size 3 --max_new_tokens 6 --resamples 100 --rows 11 "
                              "--tasks qa,autoencode --systems compressed,full,random_tokens --checkpoints " + kDemo + "/icformer-start --save_path #/";

/// The first lines of a file.
std::string linesOf(const std::string& path, int count)
{
    const std::string all = Program::read(path);
    std::size_t end = 0;
    for (int line = 0; line < count; ++line)
        end = all.find('\n', end) + 1;
    return all.substr(0, end);
}

/// mpirun may end before the last process that it killed; milliseconds.
constexpr int kUntilGone = 30'000;

/// Program::waitFor with more patience: several processes wait for each other on a machine that may have other work.
bool reaches(QProcess& process, std::string_view text, std::string& seen)
{
    for (int tries = 0; tries < 4 && process.state() != QProcess::NotRunning; ++tries) {
        if (Program::waitFor(process, text, seen))
            return true;
    }
    return seen.find(text) != std::string::npos;
}

std::vector<Json> metricsOf(const std::string& folder)
{
    std::vector<Json> lines;
    for (const QByteArray& line : QByteArray::fromStdString(Program::read(folder + "/metrics.jsonl")).split('\n')) {
        if (!line.isEmpty())
            lines.push_back(Json::parse(line.toStdString()));
    }
    return lines;
}

qsizetype countOf(const std::string& text, const char* part) { return QString::fromStdString(text).count(QString::fromLatin1(part)); }

} // namespace

/// The real program under mpirun, on this machine.
class MpiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString problem = prepareForMpirun(mpirun_); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }
    void init() { program_ = std::make_unique<Program>(); }

    void processesOfALauncherEqualOne_data()
    {
        QTest::addColumn<int>("processes");
        QTest::addColumn<bool>("mpi");
        QTest::newRow("two") << 2 << true;
        QTest::newRow("four") << 4 << true;
        QTest::newRow("two by torchrun's variables") << 2 << false;
        QTest::newRow("four by torchrun's variables") << 4 << false;
    }
    void processesOfALauncherEqualOne()
    {
        QFETCH(int, processes);
        QFETCH(bool, mpi);
        const Outcome one = program_->run(kRun + "--max_epoch 3 --save_path #/one");
        QVERIFY2(one.code == 0, one.text().c_str());
        launch(processes, mpi);
        const Outcome several = program_->run(kRun + "--max_epoch 3 --save_path #/several");
        QVERIFY2(several.code == 0, several.text().c_str());
        QCOMPARE(several.out, program_->path("several/checkpoint-21") + "\n");
        QCOMPARE(countOf(several.err, "finished after"), 1);
        QVERIFY2(several.says((std::to_string(processes) + " processes work together").c_str()), several.text().c_str());
        const std::vector<Json> a = metricsOf(program_->path("one")), b = metricsOf(program_->path("several"));
        QCOMPARE(b.size(), a.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            for (const char* key : {"loss", "grad_norm", "token_accuracy", "tokens", "step", "sample", "rows"}) {
                if (a[i].contains(key))
                    QVERIFY2(std::abs(a[i][key].get<double>() - b[i][key].get<double>()) <= 1e-5 * std::abs(a[i][key].get<double>()), (a[i].dump() + b[i].dump()).c_str());
            }
        }
        QCOMPARE(Program::read(program_->path("several/samples.jsonl")), Program::read(program_->path("one/samples.jsonl")));
    }

    void aKilledProcessEndsTheOthersAndTheResumedRunEndsAsTheUnbrokenOne()
    {
        launch(2);
        const std::string flags = kRun + "--max_epoch 12 --save_interval 3 --keep_last 2 --save_path #/";
        QCOMPARE(program_->run(flags + "unbroken").code, 0);
        const auto process = program_->start(flags + "killed");
        std::string seen;
        QVERIFY2(reaches(*process, "checkpoint-14", seen), seen.c_str());
        const std::vector<pid_t> ranks = childrenOf(process->processId());
        QCOMPARE(ranks.size(), std::size_t(2));
        kill(ranks[1], SIGKILL);
        const Outcome killed = Program::wait(*process);
        QVERIFY2(killed.code != 0, killed.text().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(readRun(program_->path("killed")).state, RunState::interrupted, kUntilGone);
        const Outcome resumed = program_->run(flags + "killed --resume");
        QVERIFY2(resumed.code == 0, resumed.text().c_str());
        const std::string wanted = listCheckpoints(program_->path("unbroken")).back(), made = listCheckpoints(program_->path("killed")).back();
        for (const char* file : {"model.safetensors", "param.pt", "resume.safetensors", "trainer_state.json"})
            QVERIFY2(sha256OfFile(made + "/" + file) == sha256OfFile(wanted + "/" + file), file);
    }

    void answersOfSeveralProcessesAreTheFileOfOne_data() { severalByEach(); }
    void answersOfSeveralProcessesAreTheFileOfOne()
    {
        QFETCH(int, processes);
        QFETCH(bool, mpi);
        program_->write("rows.jsonl", linesOf(kDemo + "/pwc_test.jsonl", 32));
        const Outcome one = program_->run(kGenerate + "one");
        QVERIFY2(one.code == 0, one.text().c_str());
        launch(processes, mpi);
        const Outcome several = program_->run(kGenerate + "several");
        QVERIFY2(several.code == 0, several.text().c_str());
        QCOMPARE(several.out, program_->path("several/output.jsonl") + "\n");
        QCOMPARE(countOf(several.err, " answers in "), 1);
        const std::string whole = Program::read(program_->path("one/output.jsonl"));
        QVERIFY(Program::read(program_->path("several/output.jsonl")) == whole);

        const Outcome refused = program_->run(kGenerate + "broken --resume");
        QVERIFY2(refused.code == 2 && countOf(refused.err, "error: ") == 1 && refused.says("there is no such file to go on with"), refused.text().c_str());
    }

    void answersThatAStopInterruptedAreGoneOnWithByAnotherNumberOfProcesses()
    {
        program_->write("rows.jsonl", linesOf(kDemo + "/pwc_test.jsonl", 400));
        launch(2);
        const auto process = program_->start(kGenerate + "out");
        const auto answers = [&] { return countOf(fs::exists(program_->path("out/output.jsonl.partial")) ? Program::read(program_->path("out/output.jsonl.partial")) : "", "\n"); };
        QTRY_VERIFY_WITH_TIMEOUT(answers() > 10, 60000);
        const std::vector<pid_t> ranks = childrenOf(process->processId());
        QCOMPARE(ranks.size(), std::size_t(2));
        kill(ranks[1], SIGTERM);
        const Outcome stopped = Program::wait(*process);
        QVERIFY2(stopped.code != 0 && stopped.says("--resume goes on with them"), stopped.text().c_str());
        QVERIFY2(answers() < 400 && answers() % 3 == 0, "it was through, or a batch was cut");
        const std::string before = Program::read(program_->path("out/output.jsonl.partial"));
        program_->launchWith({});
        const Outcome resumed = program_->run(kGenerate + "out --resume");
        QVERIFY2(resumed.code == 0, resumed.text().c_str());
        const Outcome whole = program_->run(kGenerate + "whole");
        QVERIFY2(whole.code == 0, whole.text().c_str());
        QVERIFY(Program::read(program_->path("out/output.jsonl")) == Program::read(program_->path("whole/output.jsonl")));
        QVERIFY(Program::read(program_->path("out/output.jsonl")).starts_with(before));
    }

    void anEvaluationOfSeveralProcessesEndsInTheFilesOfOne_data() { severalByEach(); }
    void anEvaluationOfSeveralProcessesEndsInTheFilesOfOne()
    {
        QFETCH(int, processes);
        QFETCH(bool, mpi);
        const Outcome one = program_->run(kEvaluate + "results");
        QVERIFY2(one.code == 0, one.text().c_str());
        fs::rename(program_->path("results"), program_->path("one"));
        launch(processes, mpi);
        const Outcome several = program_->run(kEvaluate + "results");
        QVERIFY2(several.code == 0 && several.says((std::to_string(processes) + " processes work together").c_str()), several.text().c_str());
        QCOMPARE(several.out, one.out);
        for (const char* name : {"examples.jsonl", "evaluation.json", "results.csv", "results.md", "results.tex", "results.svg"})
            QVERIFY2(Program::read(program_->path(std::string("results/") + name)) == Program::read(program_->path(std::string("one/") + name)), name);

        // Killed in between: the rest of the examples is computed again.
        const std::string examples = Program::read(program_->path("one/examples.jsonl"));
        program_->write("results/examples.jsonl", examples.substr(0, examples.size() / 3));
        fs::remove(program_->path("results/results.csv"));
        const Outcome resumed = program_->run(kEvaluate + "results");
        QVERIFY2(resumed.code == 0, resumed.text().c_str());
        QVERIFY(Program::read(program_->path("results/examples.jsonl")) == examples);
        QVERIFY(Program::read(program_->path("results/results.csv")) == Program::read(program_->path("one/results.csv")));
    }

    void whatOneProcessDoesByItselfIsRefusedOnce()
    {
        launch(2);
        const Outcome outcome = program_->run("compress " + kDemoModels + "--data_path " + kDemo + "/pwc_test.jsonl --output_file #/out.safetensors");
        QVERIFY2(outcome.code == 2 && countOf(outcome.err, "error: ") == 1 && outcome.says("is done by one process"), outcome.text().c_str());
        QVERIFY(!fs::exists(program_->path("out.safetensors")));
    }

    void aSignalToOneProcessStopsAllWithACheckpoint_data() { twoByEach(); }
    void aSignalToOneProcessStopsAllWithACheckpoint()
    {
        QFETCH(bool, mpi);
        launch(2, mpi);
        const std::string flags = kRun + "--max_epoch 4000 --save_interval 100000 --keep_last 2 --save_path #/run";
        const auto process = program_->start(flags);
        std::string seen;
        QVERIFY2(reaches(*process, "checkpoint-14", seen), seen.c_str());
        const std::vector<pid_t> ranks = childrenOf(process->processId());
        QCOMPARE(ranks.size(), std::size_t(2));
        kill(ranks[1], SIGTERM);
        const Outcome stopped = Program::wait(*process);
        QVERIFY2(stopped.code != 0 && stopped.says("stopped after"), (seen + stopped.text()).c_str());
        const RunInfo run = readRun(program_->path("run"));
        QCOMPARE(run.state, RunState::stopped);
        // With one process, too.
        program_->launchWith({});
        const Outcome resumed = program_->run("finetune --save_path #/run --resume --steps " + std::to_string(run.steps + 2));
        QVERIFY2(resumed.code == 0 && resumed.says("processes (was 2, is 1)"), resumed.text().c_str());
        QCOMPARE(readRun(program_->path("run")).steps, run.steps + 2);
    }

    void aProcessThatGivesNoSignOfLifeIsNamed_data() { twoByEach(); }
    void aProcessThatGivesNoSignOfLifeIsNamed()
    {
        QFETCH(bool, mpi);
        qputenv("ICF_MPI_PATIENCE", "3");
        launch(2, mpi);
        const auto process = program_->start(kRun + "--max_epoch 4000 --save_interval 100000 --keep_last 2 --save_path #/run");
        std::string seen;
        QVERIFY2(reaches(*process, "checkpoint-14", seen), seen.c_str());
        const std::vector<pid_t> ranks = childrenOf(process->processId());
        QCOMPARE(ranks.size(), std::size_t(2));
        kill(ranks[1], SIGSTOP);
        // The launcher of a cluster kills what is left; this one waits for it.
        QTRY_VERIFY_WITH_TIMEOUT(!fs::exists("/proc/" + std::to_string(ranks[0]) + "/exe"), kUntilGone);
        kill(ranks[1], SIGKILL);
        const Outcome ended = Program::wait(*process);
        qunsetenv("ICF_MPI_PATIENCE");
        QVERIFY2(ended.code != 0 && ended.says("error: process 1 of 2 on ") && ended.says("no sign of life"), (seen + ended.text()).c_str());
        QTRY_COMPARE_WITH_TIMEOUT(readRun(program_->path("run")).state, RunState::interrupted, kUntilGone);
        QVERIFY(!listCheckpoints(program_->path("run")).empty());
    }

    void whatFailsInOneProcessAloneNamesItAndEndsAll()
    {
        // Answers are read anew at each validation, each by one process.
        const std::string own = program_->write("own.jsonl", Program::read(golden() + "/pwc.jsonl"));
        launch(1);
        const std::string flags = kRun + "--max_epoch 4000 --save_interval 100000 --keep_last 2 --save_path #/run";
        const auto process = program_->start(flags + " : -n 1 " ICF_PROGRAM " " + flags + " --eval_data #/own.jsonl");
        std::string seen;
        QVERIFY2(reaches(*process, "checkpoint-14", seen), seen.c_str());
        fs::resize_file(own, 10);
        const Outcome ended = Program::wait(*process);
        QVERIFY2(ended.code != 0 && ended.says("error: process 1 of 2 on ") && ended.says("own.jsonl"), (seen + ended.text()).c_str());
        QCOMPARE(countOf(ended.err, "error: "), 1);
        QTRY_COMPARE_WITH_TIMEOUT(readRun(program_->path("run")).state, RunState::interrupted, kUntilGone);
    }

    void mistakesAreToldOnceAndASecondLauncherIsRefused()
    {
        launch(2);
        const Outcome wrong = program_->run(kRun + "--lr -1 --save_path #/run");
        QVERIFY2(wrong.code == 2 && countOf(wrong.err, "error: ") >= 1, wrong.text().c_str());
        const Outcome missing = program_->run(kRun + "--icformer_path #/nowhere --save_path #/run");
        QVERIFY2(missing.code == 2 && countOf(missing.err, "error: ") == 1, missing.text().c_str());
        const auto first = program_->start(kRun + "--max_epoch 4000 --save_interval 100000 --keep_last 2 --save_path #/run");
        std::string seen;
        QVERIFY2(reaches(*first, "checkpoint-7", seen), seen.c_str());
        const Outcome second = program_->run(kRun + "--save_path #/run");
        QVERIFY2(second.code == 2 && countOf(second.err, "error: ") == 1 && second.says("a run is being written here by process"), second.text().c_str());
        const std::vector<pid_t> ranks = childrenOf(first->processId());
        QCOMPARE(ranks.size(), std::size_t(2));
        kill(ranks[0], SIGTERM);
        Program::wait(*first);
        QCOMPARE(readRun(program_->path("run")).state, RunState::stopped);
    }

private:
    static void severalByEach()
    {
        QTest::addColumn<int>("processes");
        QTest::addColumn<bool>("mpi");
        QTest::newRow("two") << 2 << true;
        QTest::newRow("four") << 4 << true;
        QTest::newRow("two by torchrun's variables") << 2 << false;
    }
    static void twoByEach()
    {
        QTest::addColumn<bool>("mpi");
        QTest::newRow("MPI") << true;
        QTest::newRow("torchrun's variables") << false;
    }
    void launch(int processes, bool mpi = true)
    {
        if (mpi)
            return program_->launchWith({mpirun_, QStringLiteral("-n"), QString::number(processes)});
        // What torchrun does: it sets the variables and ends all when one fails.
        program_->write("torchrun", "export WORLD_SIZE=$1 MASTER_ADDR=127.0.0.1 MASTER_PORT=$2; shift 2\n"
                                    "for RANK in $(seq 0 $((WORLD_SIZE - 1))); do export RANK LOCAL_RANK=$RANK; \"$@\" & done\n"
                                    "code=0; for RANK in $(seq $WORLD_SIZE); do wait -n || { code=$?; }; done; exit $code\n");
        program_->launchWith({QStringLiteral("/bin/bash"), QString::fromStdString(program_->path("torchrun")), QString::number(processes), QString::number(freePort())});
    }
    static int freePort()
    {
        const int one = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        bind(one, reinterpret_cast<const sockaddr*>(&address), length);
        getsockname(one, reinterpret_cast<sockaddr*>(&address), &length);
        close(one);
        return ntohs(address.sin_port);
    }

    QString mpirun_;
    std::unique_ptr<Program> program_;
};

QTEST_GUILESS_MAIN(MpiTest)
#include "mpi_test.moc"
