#include <QTest>

#include <filesystem>

#include "core/train/checkpoint.h"
#include "tests/core/stopped_run.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

namespace {

/// Copies a checkpoint to a name that the run will need, when it has done so many steps.
struct Meddler : Watcher {
    Meddler(std::int64_t step, std::string from_, std::string there_) : atStep(step), from(std::move(from_)), there(std::move(there_)) {}
    void onStep(const StepReport& report) override
    {
        if (report.step == atStep)
            fs::copy(from, there);
    }
    std::int64_t atStep;
    std::string from, there;
};

} // namespace

/// Names of checkpoints that somebody else's folders have: they are never replaced unasked.
class TakenNamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFinishedRunMakesRoomWithItsCheckpoints()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        options.loop.steps = 1;
        const std::string mine = runWhole(options).lastCheckpoint, hash = fileHash(mine, "manifest.json");
        QCOMPARE(runWhole(options).lastCheckpoint, mine);
        QCOMPARE(fileHash(options.save_path + "/previous-1/" + fs::path(mine).filename().string(), "manifest.json"), hash);
        QCOMPARE(listCheckpoints(options.save_path), std::vector<std::string>{mine});
    }

    void aRunThatGoesOnFromTheRunThatItReplacesIsResumedAsItWasStarted()
    {
        QTemporaryDir folder;
        TrainOptions pretrain = tinyRun("pretrain", folder, "run");
        pretrain.loop.steps = 2;
        TrainOptions finetune = tinyRun("finetune", folder, "run");
        finetune.model.icformer_path = runWhole(pretrain).lastCheckpoint;
        finetune.checkpoint.save_interval = 3;
        CancelToken cancel;
        Watcher stopper(&cancel, 2);
        train(finetune, {}, stopper, cancel);
        TrainingStart resume;
        resume.resume = true;
        QCOMPARE(runWhole(finetune, resume).state, RunState::finished);
        const RunInfo run = readRun(finetune.save_path);
        QVERIFY2(says(run.options.model.icformer_path, "/previous-1/checkpoint-6"), run.options.model.icformer_path.c_str());
        // The same as from a copy elsewhere.
        TrainOptions apart = finetune;
        apart.model.icformer_path = run.options.model.icformer_path;
        apart.save_path = folder.filePath(QStringLiteral("apart")).toStdString();
        QCOMPARE(fileHash(runWhole(apart).lastCheckpoint, "model.safetensors"), fileHash(run.checkpoints.back(), "model.safetensors"));
    }

    void anotherRunsCheckpointIsNotReplacedByTheBestOne()
    {
        QTemporaryDir folder;
        TrainOptions first = tinyRun("finetune", folder, "run");
        first.loop.steps = 1;
        const std::string mine = runWhole(first).lastCheckpoint, hash = fileHash(mine, "manifest.json");
        // Nobody knows of which run it is.
        fs::remove(first.save_path + "/run.json");
        TrainOptions second = validatedRun(folder);
        const std::string message = refusal(second);
        QVERIFY2(says(message, mine) && says(message, "not known to be its own"), message.c_str());
        QCOMPARE(fileHash(mine, "manifest.json"), hash);
        TrainingStart overwrite;
        overwrite.overwrite = true;
        QCOMPARE(runWhole(second, overwrite).state, RunState::finished);
    }

    void aResumedRunDoesNotReplaceAnothersCheckpoint_data()
    {
        QTest::addColumn<std::string>("whose");
        for (const char* whose : {"another run's", "the Python code's", "a copy of its own"})
            QTest::newRow(whose) << std::string(whose);
    }
    void aResumedRunDoesNotReplaceAnothersCheckpoint()
    {
        QFETCH(std::string, whose);
        const StoppedRun run(2), other(3);
        const std::string there = run.path("checkpoint-10");  // After step 4.
        fs::copy(whose == "another run's" ? other.newest() : run.newest(), there);
        if (whose == "the Python code's") {
            for (const char* name : {"manifest.json", "resume.json", "resume.safetensors", "times.safetensors", "samples.jsonl"})
                fs::remove(there + "/" + name);
        }
        const std::string hash = fileHash(there, "model.safetensors");
        const std::string message = refusal(run.options, run.resume);
        QVERIFY2(says(message, "checkpoint-10") && says(message, "move it away") && says(message, "--overwrite"), message.c_str());
        QCOMPARE(fileHash(there, "model.safetensors"), hash);
        TrainingStart overwrite = run.resume;
        overwrite.overwrite = true;
        QCOMPARE(runWhole(run.options, overwrite).state, RunState::finished);
        QVERIFY(fileHash(there, "model.safetensors") != hash);
    }

    void aRunThatWasStartedOverAnotherMayBeResumedOverIt()
    {
        StoppedRun run(4);
        const std::string before = fileHash(run.newest(), "resume.json");
        TrainingStart overwrite;
        overwrite.overwrite = true;
        CancelToken cancel;
        Watcher stopper(&cancel, 1);
        train(run.options, overwrite, stopper, cancel);
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QVERIFY(fileHash(run.path("checkpoint-10"), "resume.json") != before);
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void aCheckpointThatSomebodyPutInTheWayIsWaitedFor()
    {
        StoppedRun run(1);
        struct Mender : Meddler {
            using Meddler::Meddler;
            void onMessage(Severity severity, const std::string& text) override
            {
                if (severity != Severity::error)
                    return;
                Watcher::onMessage(severity, text);
                kept = fileHash(there, "model.safetensors") == fileHash(from, "model.safetensors");
                fs::rename(there, there + "-away");
            }
            bool kept = false;
        } meddler(2, run.newest(), run.path("checkpoint-6"));
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, meddler, cancel).state, RunState::finished);
        QCOMPARE(meddler.messages.size(), std::size_t(1));
        QVERIFY2(says(meddler.messages[0], "checkpoint-6") && says(meddler.messages[0], "move it away"), meddler.messages[0].c_str());
        QVERIFY(meddler.kept && fs::is_directory(meddler.there));
    }

    void aStopBeforeATakenNameSaysThatNothingWasSaved()
    {
        StoppedRun run(1);
        struct Stopper : Meddler {
            using Meddler::Meddler;
            void onMessage(Severity severity, const std::string& text) override
            {
                Watcher::onMessage(severity, text);
                if (severity == Severity::error)
                    cancel.stop(StopRequest::save);
            }
            CancelToken cancel;
        } meddler(9, run.newest(), run.path("checkpoint-21"));  // The last one.
        QVERIFY_THROWS_EXCEPTION(Error, train(run.options, run.resume, meddler, meddler.cancel));
        QCOMPARE(fileHash(meddler.there, "model.safetensors"), fileHash(meddler.from, "model.safetensors"));
        const RunInfo read = readRun(run.options.save_path);
        QCOMPARE(read.state, RunState::failed);
        QVERIFY2(says(read.message, "checkpoint-21") && says(read.message, "move it away"), read.message.c_str());
        fs::rename(meddler.there, run.path("away"));
        QCOMPARE(run.goOn().result.state, RunState::finished);
    }

    void onlyNamesThatTheRunReachesAreTaken()
    {
        const StoppedRun other(5);
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        options.checkpoint.save_interval = 1;
        fs::create_directories(options.save_path);
        fs::copy(other.newest(), options.save_path + "/checkpoint-14");
        const std::string message = refusal(options);
        QVERIFY2(says(message, "checkpoint-14") && says(message, "not known to be its own"), message.c_str());
        options.loop.steps = 5;  // Ends with checkpoint-13.
        QCOMPARE(runWhole(options).lastCheckpoint, options.save_path + "/checkpoint-13");
    }

    void onlyADamagedCheckpointIsTheRunsToMakeAnew()
    {
        const StoppedRun run(2);
        const std::string newest = run.newest();
        const auto passedOver = [&] {
            std::vector<PassedOver> skipped;
            newestValidCheckpoint(run.options.save_path, readRun(run.options.save_path).course, skipped);
            return skipped.at(0);
        };
        const auto damaged = [&] { return passedOver().folder == newest && passedOver().damaged; };
        const std::string copy = run.path("checkpoint-30");
        fs::copy(newest, copy);
        fs::remove(copy + "/param.pt");
        QVERIFY(passedOver().folder == copy && !passedOver().damaged);
        fs::remove_all(copy);
        nlohmann::json state = nlohmann::json::parse(fileBytes(newest + "/resume.json"));
        // Somebody kept the model alone.
        fs::remove(newest + "/resume.json");
        QVERIFY(!damaged());
        std::ofstream(newest + "/resume.json") << "x";
        QVERIFY(damaged());
        // What an early version wrote, which did not tell the run yet.
        state.erase("run");
        state["format"] = 2;
        std::ofstream(newest + "/resume.json") << state.dump();
        QVERIFY(!damaged());
    }
};

QTEST_GUILESS_MAIN(TakenNamesTest)
#include "taken_names_test.moc"
