#include <QTest>

#include <filesystem>

#include "core/train/checkpoint_store.h"
#include "tests/core/failing_calls.h"
#include "tests/core/open_trainer.h"
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

/// Saves checkpoints of numbers, of a run whose id is "this" unless said otherwise.
class Saver {
public:
    SavedCheckpoint save(std::int64_t number, const CheckpointOptions& options = {}, const char* run = "this", std::int64_t best = -1)
    {
        TrainingState state;
        state.samplesPerEpoch = 1000;
        state.sample = number;
        state.bestSample = best;
        return CheckpointStore(folder, run, quickSystem()).save({*trainer_.compressor, *trainer_.optimizer, state, rate_, noFingerprints_, options});
    }
    std::vector<std::int64_t> numbers() const
    {
        std::vector<std::int64_t> found;
        for (const std::string& path : listCheckpoints(folder))
            found.push_back(checkpointNumber(path));
        return found;
    }
    std::string path(std::int64_t number) const { return folder + "/" + checkpointName(number); }

private:
    OpenTrainer trainer_;
    LearningRate rate_{trainer_.options.loop, 0};
    nlohmann::json noFingerprints_ = noFingerprints();

public:
    const std::string folder = trainer_.options.save_path;
};

using NumberList = std::vector<std::int64_t>;

} // namespace

/// The checkpoints of a run folder: which are the run's, which is the newest, which stay.
class CheckpointStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewestOnesAndTheBestAreKept()
    {
        Saver saver;
        CheckpointOptions options;
        for (const int number : {1, 9, 10, 11})
            saver.save(number, options);
        QCOMPARE(saver.numbers(), (NumberList{1, 9, 10, 11}));
        options.keep_last = 2;
        options.keep_best = true;
        saver.save(12, options, "this", 9);
        QCOMPARE(saver.numbers(), (NumberList{9, 11, 12}));
        options.keep_best = false;
        saver.save(13, options, "this", 9);
        QCOMPARE(saver.numbers(), (NumberList{12, 13}));
    }

    void whatIsNotTheRunsOwnIsNeitherRemovedNorReplacedNorTaken()
    {
        Saver saver;
        saver.save(1);
        saver.save(2, {}, "another");
        fs::copy(saver.path(1), saver.path(3));
        saver.save(4);
        for (const char* name : {"manifest.json", "resume.json", "resume.safetensors", "times.safetensors", "samples.jsonl"})
            fs::remove(saver.path(4) + "/" + name);
        const std::string outside = saver.folder + "/elsewhere";
        fs::rename(saver.path(1), outside);
        fs::create_directory_symlink(outside, saver.path(1));
        CheckpointOptions options;
        options.keep_last = 1;
        saver.save(5, options);
        saver.save(6, options);
        QCOMPARE(saver.numbers(), (NumberList{1, 2, 3, 4, 6}));
        QVERIFY(fs::exists(outside + "/resume.json"));
        for (const auto& [number, why] : {std::pair{2, "another run wrote it"}, {3, "it is a copy of checkpoint-1"}, {4, "it has no resume.json"}}) {
            const std::string hash = fileHash(saver.path(number), "model.safetensors");
            std::string message;
            try {
                saver.save(number);
            } catch (const Error& error) {
                message = error.what();
            }
            QVERIFY2(says(message, saver.path(number)) && says(message, why) && says(message, "move it away"), message.c_str());
            QCOMPARE(fileHash(saver.path(number), "model.safetensors"), hash);
        }
        const CheckpointStore store(saver.folder, "this");
        QCOMPARE(store.foreign(1)->folder, saver.path(2));
        QVERIFY(!store.foreign(4));
        fs::remove_all(saver.path(6));
        std::vector<PassedOver> skipped;
        QCOMPARE(store.newest(skipped), std::optional(saver.path(1)));
        QCOMPARE(skipped.size(), std::size_t(3));
    }

    void aDamagedCheckpointIsTheRunsToMakeAnew()
    {
        Saver saver;
        saver.save(1);
        for (const char* damage : {"x", R"({"format": 4, "run": "this"})"}) {
            saver.save(2);
            std::ofstream(saver.path(2) + "/resume.json") << damage;
            const CheckpointStore store(saver.folder, "this");
            std::vector<PassedOver> skipped;
            QCOMPARE(store.newest(skipped), std::optional(saver.path(1)));
            QVERIFY(skipped.size() == 1 && says(skipped[0].problem, "resume.json"));
            QVERIFY(!store.holds(2) && !store.foreign(1));
        }
        saver.save(2);
        QVERIFY(CheckpointStore(saver.folder, "this").holds(2));
        // Another version's is not: its model may be whole.
        std::ofstream(saver.path(2) + "/resume.json") << R"({"format": 2})";
        QVERIFY(CheckpointStore(saver.folder, "this").foreign(1).has_value());
    }

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

    void aResumedRunDoesNotReplaceAnothersCheckpoint()
    {
        const StoppedRun run(2), other(3);
        const std::string there = run.path("checkpoint-10");  // After step 4.
        fs::copy(other.newest(), there);
        const std::string hash = fileHash(there, "model.safetensors"), message = refusal(run.options, run.resume);
        QVERIFY2(says(message, there) && says(message, "another run wrote it") && says(message, "--overwrite"), message.c_str());
        QCOMPARE(fileHash(there, "model.safetensors"), hash);
        // All moves aside, and a new run goes on in the empty place.
        TrainingStart overwrite = run.resume;
        overwrite.overwrite = true;
        QCOMPARE(runWhole(run.options, overwrite).state, RunState::finished);
        QCOMPARE(fileHash(run.path("previous-1/checkpoint-10"), "model.safetensors"), hash);
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
};

QTEST_GUILESS_MAIN(CheckpointStoreTest)
#include "checkpoint_store_test.moc"
