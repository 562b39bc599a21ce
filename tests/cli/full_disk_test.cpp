#include <QCoreApplication>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/run/run_folder.h"
#include "tests/cli/mpirun.h"
#include "tests/cli/program.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

namespace {

/// Gives this process, and those it starts, a view of the mounts of their own; before any thread is there.  Returns why not.
std::string ownMounts()
{
    const auto put = [](const char* path, const std::string& text) {
        std::ofstream(path) << text;
    };
    const uid_t user = getuid();
    const gid_t group = getgid();
    if (unshare(CLONE_NEWNS) != 0) {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return std::string("this account may not mount: ") + std::strerror(errno);
        put("/proc/self/setgroups", "deny");
        put("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
        put("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
    }
    if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return std::string("mounts cannot be made private: ") + std::strerror(errno);
    return {};
}

std::string whyNot;

} // namespace

/// Training onto a small disk of its own that is really full.
class FullDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!whyNot.empty())
            QSKIP(whyNot.c_str());
        program_ = std::make_unique<Program>();
        disk_ = program_->path("disk");
        fs::create_directory(disk_);
        const Outcome unbroken = program_->run(kCommand + "--save_path #/unbroken");
        QVERIFY2(unbroken.code == 0, unbroken.text().c_str());
    }
    void init() { ballast_ = 0; }
    void cleanup()
    {
        if (program_)
            umount2(disk_.c_str(), MNT_DETACH);
    }

    void aRunWaitsForRoomAndEndsAsIfNothingHadHappened_data()
    {
        QTest::addColumn<QString>("size");
        QTest::newRow("no bytes left") << QStringLiteral("size=4m");
        QTest::newRow("no inodes left") << QStringLiteral("nr_inodes=300");
    }
    void aRunWaitsForRoomAndEndsAsIfNothingHadHappened()
    {
        QFETCH(QString, size);
        mountDisk(size);
        const auto process = program_->start(kCommand + "--save_path #/disk/run");
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        fillUntilPaused(*process, seen);
        QVERIFY2(seen.find("paused: ") != std::string::npos, seen.c_str());
        QVERIFY2(seen.find("No space left on device") != std::string::npos, seen.c_str());
        // While it waits: the last checkpoint is whole, and nothing half-made lies about.
        const std::vector<std::string> kept = listCheckpoints(disk_ + "/run");
        QVERIFY(!kept.empty());
        for (const std::string& folder : kept)
            QVERIFY2(verifyManifest(folder).state == ManifestState::valid, folder.c_str());
        QCOMPARE(process->state(), QProcess::Running);
        makeRoom();
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        requireSame(disk_ + "/run");
    }

    void aRunStoppedOnAFullDiskIsResumedFromItsLastCheckpoint()
    {
        mountDisk(QStringLiteral("size=4m"));
        const auto process = program_->start(kCommand + "--save_path #/disk/run");
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        fillUntilPaused(*process, seen);
        QVERIFY2(seen.find("paused: ") != std::string::npos, seen.c_str());
        process->terminate();
        const Outcome stopped = Program::wait(*process);
        QVERIFY2(stopped.code == 1, stopped.text().c_str());
        QVERIFY2(stopped.lastLine().starts_with("error: ") && stopped.says("No space left on device"), stopped.text().c_str());
        const Outcome early = program_->run(kCommand + "--save_path #/disk/run --resume");
        QVERIFY2(early.code == 1 && early.says("No space left on device"), early.text().c_str());
        makeRoom();
        const Outcome resumed = program_->run(kCommand + "--save_path #/disk/run --resume");
        QVERIFY2(resumed.code == 0, resumed.text().c_str());
        requireSame(disk_ + "/run");
    }

    void aStopOfAnotherProcessEndsTheFirstOnesWaitForTheDisk()
    {
        QString mpirun;
        if (const QString problem = prepareForMpirun(mpirun); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        mountDisk(QStringLiteral("size=4m"));
        program_->launchWith({mpirun, QStringLiteral("-n"), QStringLiteral("2")});
        // Longer than it takes to fill the disk.
        const auto process = program_->start(kCommand + "--max_epoch 4000 --save_path #/disk/run");
        program_->launchWith({});
        std::string seen;
        QVERIFY2(Program::waitFor(*process, "checkpoint: ", seen), seen.c_str());
        fillUntilPaused(*process, seen);
        QVERIFY2(seen.find("paused: ") != std::string::npos, seen.c_str());
        const std::vector<pid_t> ranks = childrenOf(process->processId());
        QCOMPARE(ranks.size(), std::size_t(2));
        kill(ranks[1], SIGTERM);
        const Outcome stopped = Program::wait(*process);
        QVERIFY2(stopped.code != 0 && stopped.code != -1 && stopped.says("No space left on device"), stopped.text().c_str());
        makeRoom();
        QVERIFY(!listCheckpoints(disk_ + "/run").empty());
    }

    void answersWaitForRoomAndEndAsIfNothingHadHappened()
    {
        const std::string command = "generate --lm_path @/lm --icformer_path @/finetune_start --data_path #/rows.jsonl --max_new_tokens 32 --dtype float32 --threads 1 ";
        std::string rows;
        for (int i = 0; i < 400; ++i)
            rows += nlohmann::json{{"input", "Tina Stone owns " + std::to_string(i) + " lamps. " + std::string(400, 'x')}, {"prompt", "Who has lamps?"}}.dump() + "\n";
        program_->write("rows.jsonl", rows);
        const Outcome unbroken = program_->run(command + "--save_path #/answers");
        QVERIFY2(unbroken.code == 0, unbroken.text().c_str());
        mountDisk(QStringLiteral("size=1m"));
        const auto process = program_->start(command + "--save_path #/disk");
        const std::string partial = disk_ + "/output.jsonl.partial";
        QTRY_VERIFY_WITH_TIMEOUT(fs::exists(partial) && fs::file_size(partial) > 2000, 60000);
        std::string seen;
        fillUntilPaused(*process, seen);
        QVERIFY2(seen.find("paused: the answers could not be written: ") != std::string::npos && seen.find("No space left on device") != std::string::npos, seen.c_str());
        // While it waits: whole answers only, and nothing of the name yet.
        const std::string kept = Program::read(partial);
        QVERIFY(kept.ends_with('\n') && Program::read(program_->path("answers/output.jsonl")).starts_with(kept));
        QVERIFY(!fs::exists(disk_ + "/output.jsonl"));
        makeRoom();
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        QVERIFY(Program::read(disk_ + "/output.jsonl") == Program::read(program_->path("answers/output.jsonl")));
        QVERIFY(!fs::exists(partial) && !fs::exists(partial + ".json"));
    }

    void aDiskThatIsFullOrReadOnlyFromTheStartIsRefused()
    {
        mountDisk(QStringLiteral("size=64k"));
        fill();
        const Outcome full = program_->run(kCommand + "--save_path #/disk/run");
        QVERIFY2(full.code == 1, full.text().c_str());
        QVERIFY2(full.lastLine().starts_with("error: [") && full.says("No space left on device"), full.text().c_str());
        QVERIFY(mount("none", disk_.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0);
        const Outcome readOnly = program_->run(kCommand + "--save_path #/disk/other");
        QVERIFY2(readOnly.code == 2, readOnly.text().c_str());
        QVERIFY2(readOnly.lastLine().starts_with("error: [") && readOnly.lastLine().find("save_path") != std::string::npos, readOnly.text().c_str());
        const std::string models = "--lm_path @/lm --icformer_path @/finetune_start ";
        for (const auto& [command, option] : {std::pair<std::string, std::string>{"generate " + models + "--data_path @/pwc.jsonl --save_path #/disk", "--save_path"},
                 {"generate " + models + "--data_path @/pwc.jsonl --save_path #/disk/new", "--save_path"},
                 {"evaluate " + models + "--data_path @/pwc.jsonl --save_path #/disk/new", "--save_path"},
                 {"compress " + models + "--data_path @/pwc.jsonl --output_file #/disk/out", "--output_file"},
                 {"bench --works data --data_path @/pwc.jsonl --output_file #/disk/out", "--output_file"}}) {
            const Outcome refused = program_->run(command);
            QVERIFY2(refused.code == 2 && refused.lastLine().starts_with("error: [" + option + "] cannot be written to: ") && refused.says("Read-only file system"),
                refused.text().c_str());
        }
        const auto process = program_->start("verify @", [this] { setenv("TMPDIR", disk_.c_str(), 1); });
        const Outcome temporary = Program::wait(*process);
        QVERIFY2(temporary.code == 2 && temporary.lastLine().find("TMPDIR") != std::string::npos, temporary.text().c_str());
    }

private:
    void mountDisk(const QString& options)
    {
        QVERIFY2(mount("tmpfs", disk_.c_str(), "tmpfs", 0, options.toLatin1().constData()) == 0, std::strerror(errno));
    }
    /// Takes all room that is left, bytes and inodes.
    void fill()
    {
        const std::string block(4096, 'x');
        bool room = true;
        for (int k = 0; room && k < 400; ++k) {
            const int descriptor = open((disk_ + "/ballast" + std::to_string(ballast_)).c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
            room = descriptor >= 0;
            ballast_ += room;
            while (room && write(descriptor, block.data(), block.size()) == ssize_t(block.size())) { }
            close(descriptor);
        }
    }
    /// Again and again, since the run frees room when it prunes and when it gives up a checkpoint.
    void fillUntilPaused(QProcess& process, std::string& seen)
    {
        kill(pid_t(process.processId()), SIGSTOP);
        fill();
        kill(pid_t(process.processId()), SIGCONT);
        process.setReadChannel(QProcess::StandardError);
        while (process.state() == QProcess::Running && seen.find("paused: ") == std::string::npos) {
            process.waitForReadyRead(20);
            seen += process.readAllStandardError().toStdString();
            fill();
        }
    }
    void makeRoom()
    {
        while (ballast_ > 0)
            fs::remove(disk_ + "/ballast" + std::to_string(--ballast_));
    }
    /// Against the run on a disk with room.
    void requireSame(const std::string& run)
    {
        const std::vector<std::string> made = listCheckpoints(run), wanted = listCheckpoints(program_->path("unbroken"));
        QCOMPARE(fs::path(made.back()).filename().string(), fs::path(wanted.back()).filename().string());
        for (const char* file : {"model.safetensors", "param.pt", "resume.safetensors", "trainer_state.json"})
            QVERIFY2(Program::read(made.back() + "/" + file) == Program::read(wanted.back() + "/" + file), file);
        const auto steps = [](const std::string& folder) {
            std::vector<std::pair<std::int64_t, double>> list;
            std::ifstream stream(folder + "/metrics.jsonl");
            for (std::string line; std::getline(stream, line);) {
                const nlohmann::json json = nlohmann::json::parse(line);
                list.emplace_back(json.at("step").get<std::int64_t>(), json.at("loss").get<double>());
            }
            return list;
        };
        QVERIFY(steps(run) == steps(program_->path("unbroken")));
        QCOMPARE(readRun(run).state, RunState::finished);
    }

    /// Checkpoints all the time, so that one soon meets the full disk.
    const std::string kCommand = "finetune --lm_path @/lm --icformer_path @/finetune_start --data_path @/pwc.jsonl --max_epoch 20 --gradient_accumulation 3 "
                                 "--save_interval 3 --keep_last 2 --shuffle --lr 0.001 --dtype float32 --threads 1 ";
    std::unique_ptr<Program> program_;
    std::string disk_;
    int ballast_ = 0;
};

int main(int argc, char** argv)
{
    whyNot = ownMounts();
    QCoreApplication application(argc, argv);
    FullDiskTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "full_disk_test.moc"
