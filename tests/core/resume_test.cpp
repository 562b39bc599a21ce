#include <QTest>

#include <cmath>
#include <filesystem>

#include "tests/core/stopped_run.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

namespace {

std::string firstLines(const std::string& text, int count)
{
    std::size_t end = 0;
    for (int i = 0; i < count; ++i)
        end = text.find('\n', end) + 1;
    return text.substr(0, end);
}

/// Changes resume.json of a checkpoint as if another program had written it.
void changeState(const std::string& checkpoint, const std::function<void(nlohmann::json&)>& change)
{
    const std::string path = checkpoint + "/resume.json";
    nlohmann::json state = nlohmann::json::parse(fileBytes(path));
    change(state);
    std::ofstream(path) << state.dump() << "\n";
    const std::string manifest = checkpoint + "/manifest.json";
    nlohmann::json files = nlohmann::json::parse(fileBytes(manifest));
    files["files"]["resume.json"] = {{"size", fs::file_size(path)}, {"sha256", sha256OfFile(path)}};
    std::ofstream(manifest) << files.dump();
}

} // namespace

/// Which checkpoint a run is resumed from, and that nothing is lost on the way.
class ResumeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCheckpointFromElsewhereBeginsARunOfItsOwn()
    {
        StoppedRun run(1), other(4);
        const TrainingStart named = run.from(other.newest());
        std::string message = refusal(run.options, named);
        QVERIFY2(says(message, run.options.save_path) && says(message, "unfinished run") && says(message, "another --save_path"), message.c_str());
        QCOMPARE(readRun(run.options.save_path).steps, std::int64_t(1));
        run.options.save_path = run.path("new");
        // Killed at once: what it went on from lies in its own folder by then.
        killedAtOnce(run.options, named);
        fs::remove_all(other.options.save_path);
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QCOMPARE(resumed.steps.front().step, std::int64_t(5));
        // The steps that only the other run made are told here too.
        const std::string unbroken = run.unbroken();
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(unbroken));
        for (const char* file : {"model.safetensors", "resume.safetensors", "trainer_state.json"})
            QCOMPARE(fileHash(resumed.result.lastCheckpoint, file), fileHash(listCheckpoints(unbroken).back(), file));
    }

    void aRunThatBeginsFromTheEndOfAnotherHasItsCheckpoint()
    {
        StoppedRun run(1);
        const TrainingStart named = run.from(run.goOn().result.lastCheckpoint);
        run.options.save_path = run.path("new");
        const TrainingResult result = runWhole(run.options, named);
        QCOMPARE(result.state, RunState::finished);
        QCOMPARE(listCheckpoints(run.options.save_path), std::vector<std::string>{result.lastCheckpoint});
        QCOMPARE(fileHash(result.lastCheckpoint, "resume.safetensors"), fileHash(named.resumeCheckpoint, "resume.safetensors"));
    }

    void goingBackToAnOlderCheckpointMovesTheRunAside()
    {
        StoppedRun run;
        const std::vector<std::string> before = listCheckpoints(run.options.save_path);
        QVERIFY(before.size() >= 5);
        TrainingStart older = run.from(before[1]);
        const std::string message = refusal(run.options, older);
        QVERIFY2(says(message, before[1] + " is not the newest") && says(message, "--overwrite") && says(message, "another --save_path"), message.c_str());
        QCOMPARE(listCheckpoints(run.options.save_path), before);
        older.overwrite = true;
        const std::string id = readRun(run.options.save_path).id;
        QCOMPARE(killedAtOnce(run.options, older).steps, std::int64_t(2));
        QCOMPARE(listCheckpoints(run.path("previous-1")).size(), before.size());
        QCOMPARE(readRun(run.path("previous-1")).id, id);
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QCOMPARE(resumed.steps.front().step, std::int64_t(3));
        QVERIFY2(resumed.messages.empty(), resumed.messages.empty() ? "" : resumed.messages[0].c_str());
        const std::string unbroken = run.unbroken();
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(unbroken));
        for (const char* file : {"model.safetensors", "resume.safetensors", "trainer_state.json"})
            QCOMPARE(fileHash(resumed.result.lastCheckpoint, file), fileHash(listCheckpoints(unbroken).back(), file));
        // And what moved aside can still be continued where it is.
        run.options.save_path = run.path("previous-1");
        QCOMPARE(run.goOn().steps.front().step, std::int64_t(before.size()) + 1);
    }

    void theNewestCheckpointMayBeNamedHoweverItIsWritten()
    {
        StoppedRun run(2);
        const Resumed resumed = [&] {
            run.resume = run.from(run.options.save_path + "/./" + fs::path(run.newest()).filename().string() + "/");
            return run.goOn();
        }();
        QCOMPARE(resumed.result.state, RunState::finished);
        QVERIFY(!fs::exists(run.path("previous-1")));
    }

    void overwriteMovesNothingWhereTheRunContinues()
    {
        StoppedRun run(2);
        run.resume.overwrite = true;
        QCOMPARE(run.goOn().steps.front().step, std::int64_t(3));
        QVERIFY(!fs::exists(run.path("previous-1")));
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

    void otherNumbersOfRowsBeginANewRun()
    {
        StoppedRun run(6);
        const std::vector<std::string> before = listCheckpoints(run.options.save_path);
        const std::string data = run.folder.filePath(QStringLiteral("fewer")).toStdString();
        std::ofstream(data) << firstLines(fileBytes(run.options.data_path), 4);
        run.options.data_path = data;
        run.options.loop.max_epoch = 6;
        run.resume.allowChanges = true;
        const std::string message = refusal(run.options, run.resume);
        QVERIFY2(says(message, "has 4 rows and had 7") && says(message, "another --save_path") && says(message, "--overwrite"), message.c_str());
        QCOMPARE(listCheckpoints(run.options.save_path), before);
        run.resume.overwrite = true;
        CancelToken cancel;
        Watcher stopper(&cancel, 8);
        const std::string fresh = train(run.options, run.resume, stopper, cancel).lastCheckpoint;
        QVERIFY(checkpointNumber(fresh) < checkpointNumber(before.back()));
        QCOMPARE(listCheckpoints(run.path("previous-1")).size(), before.size());
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QCOMPARE(resumed.steps.front().step, std::int64_t(9));
        QVERIFY(!fs::exists(run.path("previous-2")));
    }

    void theBestOfAnotherRunIsKnownOnceItLiesHere()
    {
        QTemporaryDir folder;
        TrainOptions options = validatedRun(folder);
        options.loop.steps = 2;
        TrainingStart start;
        start.resume = true;
        start.resumeCheckpoint = runWhole(options).lastCheckpoint;
        QCOMPARE(readRun(options.save_path).bestCheckpoint, start.resumeCheckpoint);
        options.save_path = folder.filePath(QStringLiteral("other")).toStdString();
        runWhole(options, start);
        QCOMPARE(readRun(options.save_path).bestCheckpoint, listCheckpoints(options.save_path).back());
    }

    void aDamagedNewestCheckpointIsTakenNoticeOfAfterAResumptionToo_data()
    {
        QTest::addColumn<bool>("unreadable");
        QTest::newRow("no JSON") << true;
        QTest::newRow("another count") << false;
    }
    void aDamagedNewestCheckpointIsTakenNoticeOfAfterAResumptionToo()
    {
        QFETCH(bool, unreadable);
        StoppedRun run(2);
        CancelToken cancel;
        Watcher stopper(&cancel, 4);
        train(run.options, run.resume, stopper, cancel);
        const std::string damaged = run.newest();
        nlohmann::json state = nlohmann::json::parse(fileBytes(damaged + "/resume.json"));
        state["sample"] = state["sample"].get<int>() - 1;
        std::ofstream(damaged + "/resume.json") << (unreadable ? "x" : state.dump());
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QVERIFY2(says(resumed.messages.at(0), damaged + ": resume.json"), resumed.messages.at(0).c_str());
        QCOMPARE(resumed.steps.front().step, std::int64_t(4));
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void theBestCheckpointIsTheOneThatIsKept()
    {
        QTemporaryDir folder;
        TrainOptions options = validatedRun(folder);
        options.loop.lr = 0.3;  // So large that validation gets worse.
        options.loop.max_epoch = 2;
        options.checkpoint.save_interval = 2;
        options.checkpoint.keep_last = 1;
        runWhole(options);
        const RunInfo run = readRun(options.save_path);
        QVERIFY2(fs::is_directory(run.bestCheckpoint), run.bestCheckpoint.c_str());
        QCOMPARE(run.extra.at("last_checkpoint").get<std::string>(), run.checkpoints.back());
    }

    void theRunFileOfAKilledRunKnowsItsLastCheckpoint()
    {
        StoppedRun run;
        killedAtOnce(run.options, run.resume);
        QCOMPARE(readRun(run.options.save_path).extra.at("last_checkpoint").get<std::string>(), run.newest());
    }

    void anotherPatienceIsAChange()
    {
        StoppedRun run(1);
        run.options.validation.eval_data = run.options.data_path;
        run.options.validation.patience = 3;
        run.options.save_path = run.path("validated");
        CancelToken cancel;
        Watcher stopper(&cancel, 1);
        train(run.options, {}, stopper, cancel);
        run.options.validation.patience = 0;
        const std::string message = refusal(run.options, run.resume);
        QVERIFY2(says(message, "patience (was 3, is 0)"), message.c_str());
    }

    void anotherShapeOrStartOfTheCompressorIsAChange()
    {
        StoppedRun fresh(1, [](TrainOptions& options) {
            options.model.icformer_path.clear();
            options.compression.num_hidden_layers = 1;
            options.compression.num_query_tokens = 4;
        });
        const TrainOptions options = fresh.options;
        fresh.options.compression.num_query_tokens = 9;
        std::string message = refusal(fresh.options, fresh.resume);
        QVERIFY2(says(message, "num_query_tokens (was 4, is 9)"), message.c_str());
        fresh.options = options;
        fresh.options.model.icformer_path = golden("finetune_start");
        message = refusal(fresh.options, fresh.resume);
        QVERIFY2(says(message, "icformer_path/config.json (was not there)"), message.c_str());
        fresh.options = options;
        QCOMPARE(fresh.goOn().result.state, RunState::finished);
    }

    void aFinishedRunThatIsResumedNamesItsLastCheckpoint()
    {
        StoppedRun run(1);
        const std::string last = run.goOn().result.lastCheckpoint;
        QCOMPARE(run.goOn().result.lastCheckpoint, last);
        run.options.loop.steps = 1;
        QCOMPARE(run.goOn().result.lastCheckpoint, last);
        QCOMPARE(readRun(run.options.save_path).extra.at("last_checkpoint").get<std::string>(), last);
    }

    void namesThatAreNoCheckpointsAreToldApart()
    {
        StoppedRun run(1);
        TrainingStart named = run.from(run.path("nowhere"));
        QVERIFY(says(refusal(run.options, named), "no such folder"));
        named = run.from(run.options.save_path);
        QVERIFY(says(refusal(run.options, named), "is a run folder, not a checkpoint"));
    }

    void aDataFileThatChangesInUseCostsNothingThatWasLearned_data()
    {
        QTest::addColumn<bool>("heldOut");
        QTest::newRow("data_path") << false;
        QTest::newRow("eval_data") << true;
    }
    void aDataFileThatChangesInUseCostsNothingThatWasLearned()
    {
        QFETCH(bool, heldOut);
        StoppedRun run(1);
        const std::string data = run.folder.filePath(QStringLiteral("data")).toStdString(), rows = fileBytes(run.options.data_path);
        std::ofstream(data) << rows;
        (heldOut ? run.options.validation.eval_data : run.options.data_path) = data;
        run.options.validation.eval_interval = 5;
        run.options.validation.eval_samples = 1;
        run.options.sampling.max_new_tokens = 3;
        run.options.save_path = run.folder.filePath(QStringLiteral("changing")).toStdString();
        run.options.checkpoint.save_interval = 1000;
        run.options.loop.max_epoch = 50;
        struct Spoiler : Watcher {
            void onStep(const StepReport& report) override
            {
                if (report.step == 4)
                    std::ofstream(path) << "{}\n";
            }
            std::string path;
        } spoiler;
        spoiler.path = data;
        CancelToken cancel;
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, train(run.options, {}, spoiler, cancel));
        // Not only the end of the first epoch, at sample 7: four steps reach sample 10, five 13.
        const std::string saved = run.newest();
        QVERIFY2(checkpointNumber(saved) >= (heldOut ? 13 : 10), saved.c_str());
        QCOMPARE(readRun(run.options.save_path).state, RunState::failed);
        std::ofstream(data) << rows;
        run.options.loop.max_epoch = 3;
        QCOMPARE(run.goOn().result.state, RunState::finished);
        const std::string whole = run.unbroken();
        QCOMPARE(fileHash(run.newest(), "model.safetensors"), fileHash(listCheckpoints(whole).back(), "model.safetensors"));
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(whole));
    }

    void theTimeLeftAfterResumingIsThatOfTheSession()
    {
        const StoppedRun run(2);
        // As after days on a slower machine.
        changeState(run.newest(), [](nlohmann::json& state) { state["seconds"] = 1e6; });
        struct Left : Watcher {
            void onProgress(const ProgressReport& report) override { longest = std::max(longest, report.secondsLeft); }
            double longest = 0;
        } watcher;
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, watcher, cancel).state, RunState::finished);
        QVERIFY2(watcher.longest < 1e5, std::to_string(watcher.longest).c_str());
    }

    void anOptionThatACheckpointOfAnEarlierVersionLacksHadItsDefault()
    {
        StoppedRun run(2);
        changeState(run.newest(), [](nlohmann::json& state) {
            state["fingerprints"]["options"].erase("alpha");
            state["fingerprints"]["rounding"].erase("gradient_checkpointing");
        });
        run.options.loop.alpha = 0.5;
        QVERIFY(says(refusal(run.options, run.resume), "alpha (was 1.0, is 0.5)"));
        run.options.loop.alpha = 1;
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        for (const std::string& message : resumed.messages)
            QVERIFY2(!says(message, "alpha") && !says(message, "gradient_checkpointing"), message.c_str());
    }

    void whatShowsInTheLastBitsIsToldAndAllowed()
    {
        StoppedRun run(1);
        run.options.loop.batch_size = 2;
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QVERIFY2(says(resumed.messages.at(0), "last bits") && says(resumed.messages[0], "batch_size (was 1, is 2)"), resumed.messages[0].c_str());
    }

    void fewerRowsInTheMiddleOfAStepLeaveCheckpointsThatCanBeResumed_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("fewer than were done") << 2;
        QTest::newRow("just as many") << 5;
    }
    void fewerRowsInTheMiddleOfAStepLeaveCheckpointsThatCanBeResumed()
    {
        QFETCH(int, rows);
        StoppedRun run(1);
        run.options.checkpoint.save_interval = 1;
        run.options.loop.gradient_accumulation = 7;
        run.options.loop.shuffle = false;
        run.options.save_path = run.folder.filePath(QStringLiteral("middle")).toStdString();
        runWhole(run.options);
        // In the middle of the first step: five of seven rows.
        TrainingStart start = run.from(run.path("checkpoint-5"));
        const std::string data = run.folder.filePath(QStringLiteral("fewer")).toStdString();
        std::ofstream(data) << firstLines(fileBytes(run.options.data_path), rows);
        run.options.data_path = data;
        run.options.save_path = run.folder.filePath(QStringLiteral("with fewer")).toStdString();
        run.options.loop.max_epoch = 6;
        start.allowChanges = true;
        struct Stopper : Watcher {
            void onStep(const StepReport& report) override
            {
                Watcher::onStep(report);
                cancel->stop(StopRequest::save);
            }
            CancelToken* cancel = nullptr;
        } stopper;
        CancelToken cancel;
        stopper.cancel = &cancel;
        train(run.options, start, stopper, cancel);
        QVERIFY(checkpointNumber(listCheckpoints(run.options.save_path).front()) == rows);
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        for (const StepReport& step : resumed.steps)
            QVERIFY(std::isfinite(step.loss));
    }

    void aCopyUnderAnotherNameIsRefusedByName()
    {
        StoppedRun run;
        fs::copy(run.newest(), run.path("checkpoint-900"));
        const std::string message = refusal(run.options, run.resume);
        QVERIFY2(says(message, "checkpoint-900") && says(message, "it is a copy of checkpoint-"), message.c_str());
        fs::rename(run.path("checkpoint-900"), run.path("my copy"));
        QCOMPARE(run.goOn().result.state, RunState::finished);
    }
};

QTEST_GUILESS_MAIN(ResumeTest)
#include "resume_test.moc"
