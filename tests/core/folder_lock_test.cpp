#include <QTest>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

#include "core/run/folder_lock.h"
#include "core/run/run_folder.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

namespace {

StepReport firstStep()
{
    StepReport report;
    report.step = 1;
    report.loss = 1;
    return report;
}

} // namespace

/// Who may write in a run folder.
class FolderLockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<TemporaryFolder>();
        options_ = TrainOptions{};
        options_.save_path = folder_->path("deep/run");
    }

    void twoWritersAreKeptApart()
    {
        auto writer = RunWriter::create(options_, false, {});
        const QString message = errorOf([&] { RunWriter::create(options_, true, {}); });
        QVERIFY2(message.contains(QStringLiteral("process %1").arg(getpid())), qPrintable(message));
        QVERIFY(!errorOf([&] { lockRunFolder(options_.save_path); }).isEmpty());
        QCOMPARE(errorOf([&] { requireFreeRunFolder(options_.save_path, true); }), message);
        QCOMPARE(readRun(options_.save_path).state, RunState::running);
        writer.reset();
        QCOMPARE(readRun(options_.save_path).state, RunState::interrupted);
        RunWriter::create(options_, true, {});
    }

    void aKilledWriterLetsGoOfTheFolder()
    {
        int ready[2];
        QVERIFY(pipe(ready) == 0);
        const pid_t child = fork();
        if (child == 0) {
            auto writer = RunWriter::create(options_, false, {});
            writer->step(firstStep());
            [[maybe_unused]] const ssize_t sent = write(ready[1], "x", 1);
            for (;;)
                pause();
        }
        char byte = 0;
        QCOMPARE(read(ready[0], &byte, 1), ssize_t(1));
        const QString message = errorOf([&] { RunWriter::create(options_, true, {}); });
        QVERIFY2(message.contains(QStringLiteral("process %1").arg(child)), qPrintable(message));
        QCOMPARE(readRun(options_.save_path).state, RunState::running);
        kill(child, SIGKILL);
        QCOMPARE(waitpid(child, nullptr, 0), child);
        const RunInfo run = readRun(options_.save_path);
        QCOMPARE(run.state, RunState::interrupted);
        QCOMPARE(run.steps, std::int64_t(1));
        QCOMPARE(run.lastLoss, std::optional(1.0));
        RunWriter::create(options_, true, {});
        close(ready[0]);
        close(ready[1]);
    }

    void aWriterOnAnotherMachineCountsWhileItsFilesChange()
    {
        fs::create_directories(options_.save_path);
        const std::string lock = options_.save_path + "/run.lock";
        std::ofstream(lock) << R"({"process": 12, "host": "another-machine"})";
        QCOMPARE(FolderLock::holder(options_.save_path), std::optional<std::string>("process 12 on another-machine (if it is gone, remove run.lock)"));
        fs::last_write_time(lock, fs::file_time_type::clock::now() - std::chrono::hours(1));
        QCOMPARE(FolderLock::holder(options_.save_path), std::optional<std::string>());
    }

    void aDeletedFolderThatIsMadeAnewIsLockedAgain()
    {
        const auto writer = RunWriter::create(options_, false, {});
        fs::remove_all(options_.save_path);
        QVERIFY_THROWS_EXCEPTION(Failure, writer->flush({}));
        fs::create_directory(options_.save_path);
        QVERIFY(!FolderLock::holder(options_.save_path));
        writer->flush({});
        QVERIFY(FolderLock::holder(options_.save_path));
        QVERIFY_THROWS_EXCEPTION(Error, RunWriter::create(options_, true, {}));
    }

    void anotherRunInADeletedFolderIsLeftAlone()
    {
        auto first = RunWriter::create(options_, false, {});
        fs::remove_all(options_.save_path);
        auto second = RunWriter::create(options_, false, {});
        const std::string id = second->id();
        const auto writesNothing = [&] {
            QVERIFY_THROWS_EXCEPTION(Failure, first->step(firstStep()));
            QVERIFY_THROWS_EXCEPTION(Failure, first->log(Severity::info, "a line"));
            QVERIFY_THROWS_EXCEPTION(Failure, first->flush({}));
            QVERIFY_THROWS_EXCEPTION(Failure, first->state(RunState::failed, "", {}));
            QCOMPARE(fs::file_size(options_.save_path + "/metrics.jsonl"), std::uintmax_t(0));
            QCOMPARE(readRun(options_.save_path).id, id);
        };
        writesNothing();
        QVERIFY(FolderLock::holder(options_.save_path));
        second.reset();
        writesNothing();
        second = RunWriter::resume(options_, {}, lockRunFolder(options_.save_path), {});
        first.reset();
        QVERIFY(FolderLock::holder(options_.save_path));
    }

private:
    std::unique_ptr<TemporaryFolder> folder_;
    TrainOptions options_;
};

QTEST_GUILESS_MAIN(FolderLockTest)
#include "folder_lock_test.moc"
