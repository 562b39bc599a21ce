#include <QTest>

#include <filesystem>

#include "tests/core/stopped_run.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

namespace {

/// A run that ends before its first step, without a checkpoint of a stop.
TrainingResult killedAtOnce(const TrainOptions& options, const TrainingStart& start)
{
    CancelToken kill;
    Watcher watcher;
    kill.stop(StopRequest::discard);
    return train(options, start, watcher, kill);
}

/// Options of a run that is validated at every step and keeps the best.
TrainOptions validatedRun(const QTemporaryDir& folder)
{
    TrainOptions options = tinyRun("finetune", folder, "run");
    options.validation.eval_data = options.data_path;
    options.validation.eval_interval = 1;
    options.validation.eval_samples = 0;
    options.checkpoint.keep_best = true;
    return options;
}

} // namespace

/// Which checkpoint a run is resumed from, and that nothing is lost on the way.
class ResumeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anotherRunsCheckpointIsRefusedUnlessAllowed()
    {
        StoppedRun run(1), other(4);
        TrainingStart named = run.from(other.newest());
        const std::string message = refusal(run.options, named);
        QVERIFY2(says(message, other.newest()) && says(message, "another run") && says(message, "--allow_changes"), message.c_str());
        QCOMPARE(readRun(run.options.save_path).steps, std::int64_t(1));
        named.allowChanges = true;
        // Killed at once: what it went on from lies in its own folder by then.
        killedAtOnce(run.options, named);
        fs::remove_all(other.options.save_path);
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QCOMPARE(resumed.steps.front().step, std::int64_t(5));
        // The steps that only the other run made are told here too.
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void goingOnFromAnOlderCheckpointLeavesTheLaterOnesBehind()
    {
        StoppedRun run;
        const std::vector<std::string> before = listCheckpoints(run.options.save_path);
        QVERIFY(before.size() >= 5);
        TrainingStart older = run.from(before[1]);
        // Killed before it could write another checkpoint.
        QCOMPARE(killedAtOnce(run.options, older).steps, std::int64_t(2));
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QCOMPARE(resumed.steps.front().step, std::int64_t(3));
        QVERIFY2(says(resumed.messages.at(0), before.back() + ": the run went on from an earlier one"), resumed.messages.at(0).c_str());
        const std::string unbroken = run.unbroken();
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(unbroken));
        for (const char* file : {"model.safetensors", "resume.safetensors", "trainer_state.json"})
            QCOMPARE(fileHash(resumed.result.lastCheckpoint, file), fileHash(listCheckpoints(unbroken).back(), file));
    }

    void aRunMayGoBackToWhatItHadLeftBehind()
    {
        StoppedRun run;
        const std::vector<std::string> before = listCheckpoints(run.options.save_path);
        killedAtOnce(run.options, run.from(before.front()));
        killedAtOnce(run.options, run.from(before.back()));
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QCOMPARE(resumed.steps.front().step, std::int64_t(before.size()) + 1);
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void validationsAndTheBestOfThemAreKnownWithoutTheMetrics()
    {
        QTemporaryDir folder;
        TrainOptions options = validatedRun(folder);
        TrainOptions whole = options;
        whole.save_path = folder.filePath(QStringLiteral("unbroken")).toStdString();
        runWhole(whole);
        CancelToken cancel;
        Watcher stopper(&cancel, 4);
        train(options, {}, stopper, cancel);
        fs::remove(options.save_path + "/metrics.jsonl");
        TrainingStart resume;
        resume.resume = true;
        killedAtOnce(options, resume);
        const RunInfo read = readRun(options.save_path);
        QVERIFY(read.bestValidationLoss && fs::is_directory(read.bestCheckpoint));
        runWhole(options, resume);
        QCOMPARE(metricsWithoutTimes(options.save_path), metricsWithoutTimes(whole.save_path));
        QCOMPARE(readRun(options.save_path).bestValidationLoss, readRun(whole.save_path).bestValidationLoss);
        QCOMPARE(fs::path(readRun(options.save_path).bestCheckpoint).filename(), fs::path(readRun(whole.save_path).bestCheckpoint).filename());
    }

    void theNewestIsTheOneWrittenLastWhateverItsNumber()
    {
        // With fewer rows than before the numbers begin lower again.
        StoppedRun run(6);
        const std::string before = run.newest();
        const std::string data = run.folder.filePath(QStringLiteral("fewer")).toStdString();
        const std::string rows = fileBytes(run.options.data_path);
        std::size_t end = 0;
        for (int i = 0; i < 4; ++i)
            end = rows.find('\n', end) + 1;
        std::ofstream(data) << rows.substr(0, end);
        run.options.data_path = data;
        run.options.loop.max_epoch = 50;
        run.options.checkpoint.keep_last = 1;
        run.resume.allowChanges = true;
        CancelToken cancel;
        Watcher stopper(&cancel, 8);
        const std::string fresh = train(run.options, run.resume, stopper, cancel).lastCheckpoint;
        QVERIFY(checkpointNumber(fresh) < checkpointNumber(before));
        QCOMPARE(listCheckpoints(run.options.save_path), std::vector<std::string>{fresh});
        run.options.loop.max_epoch = 6;
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QCOMPARE(resumed.steps.front().step, std::int64_t(9));
    }

    void theBestOfAnotherRunIsKnownOnceItLiesHere()
    {
        QTemporaryDir folder;
        TrainOptions options = validatedRun(folder);
        options.loop.steps = 2;
        TrainOptions other = options;
        other.save_path = folder.filePath(QStringLiteral("other")).toStdString();
        runWhole(options);
        TrainingStart start;
        start.resume = start.allowChanges = true;
        start.resumeCheckpoint = runWhole(other).lastCheckpoint;
        QCOMPARE(readRun(other.save_path).bestCheckpoint, start.resumeCheckpoint);
        fs::remove_all(readRun(options.save_path).bestCheckpoint);
        runWhole(options, start);
        QCOMPARE(readRun(options.save_path).bestCheckpoint, listCheckpoints(options.save_path).back());
    }

    void aCopyUnderAnotherNameIsNeitherTakenNorPruned()
    {
        StoppedRun run;
        fs::copy(run.newest(), run.path("checkpoint-900"));
        run.options.checkpoint.keep_last = 1;
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QVERIFY2(says(resumed.messages.at(0), "checkpoint-900: it is a copy of"), resumed.messages.at(0).c_str());
        QCOMPARE(listCheckpoints(run.options.save_path).size(), std::size_t(2));
        QVERIFY(fs::exists(run.path("checkpoint-900/model.safetensors")));
    }

    void checkpointsThatWereLeftBehindArePrunedFirst()
    {
        StoppedRun run;
        TrainingStart older = run.from(listCheckpoints(run.options.save_path).front());
        run.options.checkpoint.keep_last = 1;
        CancelToken cancel;
        Watcher stopper(&cancel, 2);
        const std::string fresh = train(run.options, older, stopper, cancel).lastCheckpoint;
        QCOMPARE(listCheckpoints(run.options.save_path), std::vector<std::string>{fresh});
    }
};

QTEST_GUILESS_MAIN(ResumeTest)
#include "resume_test.moc"
