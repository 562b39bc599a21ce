#include <QStandardPaths>
#include <QTest>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <map>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/run/run_folder.h"
#include "tests/cli/program.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const std::string kRun = "finetune --lm_path @/lm --icformer_path @/finetune_start --data_path @/pwc.jsonl --eval_data @/pwc.jsonl --eval_interval 3"
                         " --eval_samples 2 --max_new_tokens 4 --gradient_accumulation 3 --shuffle --clip_grad --max_norm 0.5 --lr 0.001 --dtype float32"
                         " --threads 1 ";

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

/// The programs that a launcher has started, in the order of their ranks.
std::vector<pid_t> childrenOf(qint64 launcher)
{
    std::map<int, pid_t> byRank;
    for (const fs::directory_entry& entry : fs::directory_iterator("/proc")) {
        std::error_code gone;
        if (fs::read_symlink(entry.path() / "exe", gone).string() != fs::canonical(ICF_PROGRAM).string())
            continue;
        const QString environment = QString::fromStdString(Program::read((entry.path() / "environ").string()));
        const QString status = QString::fromStdString(Program::read((entry.path() / "status").string()));
        if (!status.contains(QStringLiteral("\nPPid:\t%1\n").arg(launcher)))
            continue;
        for (const QString& variable : environment.split(QChar(u'\0'))) {
            if (variable.startsWith(u"OMPI_COMM_WORLD_RANK="))
                byRank[variable.section(u'=', 1).toInt()] = pid_t(std::stol(entry.path().filename().string()));
        }
    }
    std::vector<pid_t> children;
    for (const auto& [rank, child] : byRank)
        children.push_back(child);
    return children;
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
        mpirun_ = QStandardPaths::findExecutable(QStringLiteral("mpirun"));
        if (mpirun_.isEmpty())
            QSKIP("mpirun is not installed (Debian: openmpi-bin)");
        if (!fs::exists(fs::path(ICF_PROGRAM).parent_path() / "../lib/icformer-mpi.so"))
            QSKIP("the program was built without MPI (Debian: libopenmpi-dev)");
        // Tests run anywhere: as root in a container, on fewer cores than processes, without a network.
        for (const char* name : {"OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "OMPI_MCA_rmaps_base_oversubscribe", "OMPI_MCA_mpi_yield_when_idle"})
            qputenv(name, "1");
        qputenv("OMPI_MCA_oob_tcp_if_include", "lo");
        qputenv("OMPI_MCA_btl", "self,vader");
        qputenv("OMPI_MCA_btl_vader_single_copy_mechanism", "none");
        qputenv("OMPI_MCA_hwloc_base_binding_policy", "none");
        qputenv("OMPI_MCA_plm_rsh_agent", "");
    }
    void init() { program_ = std::make_unique<Program>(); }

    void processesOfALauncherEqualOne_data()
    {
        QTest::addColumn<int>("processes");
        QTest::newRow("two") << 2;
        QTest::newRow("four") << 4;
    }
    void processesOfALauncherEqualOne()
    {
        QFETCH(int, processes);
        const Outcome one = program_->run(kRun + "--max_epoch 3 --save_path #/one");
        QVERIFY2(one.code == 0, one.text().c_str());
        launch(processes);
        const Outcome several = program_->run(kRun + "--max_epoch 3 --save_path #/several");
        QVERIFY2(several.code == 0, several.text().c_str());
        QCOMPARE(several.out, program_->path("several/checkpoint-21") + "\n");
        QCOMPARE(countOf(several.err, "finished after"), 1);
        QVERIFY2(several.says((std::to_string(processes) + " processes on 1 host train together").c_str()), several.text().c_str());
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

    void aSignalToOneProcessStopsAllWithACheckpoint()
    {
        launch(2);
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

    void aProcessThatGivesNoSignOfLifeIsNamed()
    {
        qputenv("ICF_MPI_PATIENCE", "3");
        launch(2);
        const auto process = program_->start(kRun + "--max_epoch 4000 --save_interval 100000 --keep_last 2 --save_path #/run");
        std::string seen;
        QVERIFY2(reaches(*process, "checkpoint-14", seen), seen.c_str());
        const std::vector<pid_t> ranks = childrenOf(process->processId());
        QCOMPARE(ranks.size(), std::size_t(2));
        kill(ranks[1], SIGSTOP);
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
    void launch(int processes) { program_->launchWith({mpirun_, QStringLiteral("-n"), QString::number(processes)}); }

    QString mpirun_;
    std::unique_ptr<Program> program_;
};

QTEST_GUILESS_MAIN(MpiTest)
#include "mpi_test.moc"
