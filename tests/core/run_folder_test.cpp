#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>

#include <unistd.h>

#include "core/base/error.h"
#include "core/run/report_json.h"
#include "core/run/run_folder.h"
#include "tests/core/messages.h"
#include "tests/core/run_reports.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

class RunFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        options_ = runIn(folder_->filePath(QStringLiteral("deep/run")).toStdString());
    }

    void aFinishedRunReadsBack()
    {
        {
            auto writer = RunWriter::create(options_, false, {{"versions", {{"libtorch", "x"}}}});
            writer->step(stepReport(1, 2.5));
            writer->validation({1, 2.25, 0.5, 10, true});
            writer->checkpoint("checkpoint-4", true);
            writer->ratio(3.75);
            writer->checkpoint("checkpoint-6", false);
            writer->sample({1, 0, "in\nput", "prompt", "reference", "out\xFFput"});
            writer->log(Severity::warning, "two\nlines");
            TrainingResult result;
            result.steps = 1;
            result.seconds = 0.75;
            writer->state(RunState::finished, "all done", result);
            writer->flush({});
        }
        fs::create_directories(options_.save_path + "/checkpoint-10");
        fs::create_directories(options_.save_path + "/checkpoint-9");
        fs::create_directories(options_.save_path + "/checkpoint-x");
        fs::create_directories(options_.save_path + "/checkpoint-010");

        std::ofstream(options_.save_path + "/checkpoint-9/resume.json") << R"({"steps": 7})";
        std::ofstream(options_.save_path + "/checkpoint-10/resume.json") << "{";

        QCOMPARE(checkpointSteps(options_.save_path + "/checkpoint-9"), std::optional<std::int64_t>(7));
        QVERIFY(!checkpointSteps(options_.save_path + "/checkpoint-10") && !checkpointSteps(options_.save_path + "/checkpoint-x"));
        QVERIFY(isRunFolder(options_.save_path));
        const RunInfo run = readRun(options_.save_path);
        QCOMPARE(run.name, std::string("run"));
        QCOMPARE(run.state, RunState::finished);
        QCOMPARE(run.message, std::string("all done"));
        QCOMPARE(run.options.loop.lr, 0.125);
        QCOMPARE(run.steps, std::int64_t(1));
        QCOMPARE(run.seconds, 0.75);
        QCOMPARE(run.lastLoss, std::optional(2.5));
        QCOMPARE(run.bestValidationLoss, std::optional(2.25));
        QCOMPARE(run.tokens, std::int64_t(1000));
        QCOMPARE(run.ratio, std::optional(3.75));
        QVERIFY(run.lastValidation && run.lastValidation->tokenAccuracy == 0.5);
        QCOMPARE(run.bestCheckpoint, std::string("checkpoint-4"));
        QVERIFY(run.extra.at("last_checkpoint") == "checkpoint-6");
        QCOMPARE(run.checkpoints.size(), std::size_t(2));
        QVERIFY(run.checkpoints[0].ends_with("checkpoint-9"));
        QVERIFY(run.checkpoints[1].ends_with("checkpoint-10"));
        QCOMPARE(run.id.size(), std::size_t(16));
        QVERIFY(run.started.ends_with('Z') && run.ended.ends_with('Z'));
        QVERIFY(run.extra.at("versions").at("libtorch") == "x");
        QVERIFY(run.extra.at("machine").at("cores").get<int>() > 0);
        QVERIFY(contains(fileBytes(options_.save_path + "/log.txt"), " warning two lines\n"));
        QVERIFY(!fs::exists(options_.save_path + "/run.lock"));

        MetricsReader reader(options_.save_path);
        const Polled polled(reader);
        QCOMPARE(polled.samples.size(), std::size_t(1));
        QCOMPARE(polled.samples[0].input, std::string("in\nput"));
        QCOMPARE(polled.samples[0].output, std::string("out\xEF\xBF\xBDput"));
        QCOMPARE(polled.validations.size(), std::size_t(1));
        QVERIFY(polled.validations[0].best);
    }

    void whatAnOlderRunFileLacksIsReadFromTheMetrics()
    {
        {
            auto writer = RunWriter::create(options_, false, {{"effective", {{kSamplesPerEpochKey, 12}}}});
            writer->step(stepReport(1, 2.5));
            writer->validation({1, 2.25, 0.5, 10, true});
            writer->step(stepReport(2, 2));
            writer->state(RunState::finished, "", {});
        }
        QCOMPARE(samplesPerEpoch(readRun(options_.save_path)), std::int64_t(12));
        const std::string path = options_.save_path + "/run.json";
        nlohmann::json json = nlohmann::json::parse(fileBytes(path));
        for (const char* key : {"tokens", "last_validation", "effective"})
            QVERIFY2(json.erase(key) == 1, key);
        std::ofstream(path) << json.dump();
        const RunInfo run = readRun(options_.save_path);
        QCOMPARE(run.tokens, std::int64_t(2000));
        QVERIFY(run.lastValidation && run.lastValidation->step == 1);
        QVERIFY(!run.ratio);
        QCOMPARE(samplesPerEpoch(run), std::int64_t(0));
    }

    void aFinishedRunMovesAsideWithItsCheckpoints()
    {
        for (int run = 1; run <= 3; ++run) {
            auto writer = RunWriter::create(options_, false, {});
            writer->step(stepReport(run, run));
            writer->state(RunState::finished, {}, {});
            writer->checkpoint(options_.save_path + "/checkpoint-" + std::to_string(run), true);
            writer.reset();
            fs::create_directories(options_.save_path + "/checkpoint-" + std::to_string(run));
            if (run == 1)
                writeRunNotes(options_.save_path, {"first"}, "of three");
        }
        const RunInfo first = readRun(options_.save_path + "/previous-1");
        QCOMPARE(first.name, std::string("run/previous-1"));
        QCOMPARE(first.lastLoss, std::optional(1.0));
        QCOMPARE(first.tags, std::vector<std::string>{"first"});
        QCOMPARE(first.notes, std::string("of three"));
        QCOMPARE(readRun(options_.save_path + "/previous-2").lastLoss, std::optional(2.0));
        const RunInfo last = readRun(options_.save_path);
        QCOMPARE(last.lastLoss, std::optional(3.0));
        QVERIFY(last.tags.empty());
        QCOMPARE(last.checkpoints, std::vector<std::string>{options_.save_path + "/checkpoint-3"});
        QCOMPARE(first.checkpoints, std::vector<std::string>{options_.save_path + "/previous-1/checkpoint-1"});
        QCOMPARE(first.bestCheckpoint, first.checkpoints[0]);
        QVERIFY(first.id != last.id);
        QCOMPARE(findRuns(folder_->path().toStdString()).size(), std::size_t(3));
        QCOMPARE(findRuns(folder_->path().toStdString(), 2).size(), std::size_t(1));
    }

    void aRunThatStartedFromTheRunBeforeKnowsWhereThatIsNow()
    {
        {
            RunWriter::create(options_, false, {})->state(RunState::finished, {}, {});
            fs::create_directories(options_.save_path + "/checkpoint-8");
        }
        options_.model.icformer_path = options_.save_path + "/./checkpoint-8/";
        const std::string given = options_.model.icformer_path;
        { RunWriter::create(options_, false, {}); }
        const RunInfo run = readRun(options_.save_path);
        QVERIFY2(fs::equivalent(run.options.model.icformer_path, options_.save_path + "/previous-1/checkpoint-8"), run.options.model.icformer_path.c_str());
        QCOMPARE(whereItMoved(run, given), run.options.model.icformer_path);
        QCOMPARE(whereItMoved(run, options_.save_path + "/checkpoint-8"), run.options.model.icformer_path);
        QCOMPARE(whereItMoved(run, "/elsewhere/checkpoint-8"), std::string("/elsewhere/checkpoint-8"));
        QCOMPARE(whereItMoved(run, ""), std::string());
    }

    void aRunStandsForItsBestElseItsLastCheckpoint()
    {
        const std::string folder = options_.save_path;
        QVERIFY(!checkpointOfRun(folder));
        auto writer = RunWriter::create(options_, false, {});
        QVERIFY(contains(messageOf([&] { checkpointOfRun(folder); }), "no checkpoint"));
        for (const char* name : {"/checkpoint-4", "/checkpoint-9", "/checkpoint-12"})
            fs::create_directories(folder + name);
        QCOMPARE(checkpointOfRun(folder)->folder, folder + "/checkpoint-12");
        // The last by time, which a run with other data numbers lower.
        writer->checkpoint("/moved/checkpoint-9", false);
        QCOMPARE(checkpointOfRun(folder)->folder, folder + "/checkpoint-9");
        QVERIFY(!checkpointOfRun(folder)->best);
        writer->checkpoint("/moved/checkpoint-4", true);
        QCOMPARE(checkpointOfRun(folder)->folder, folder + "/checkpoint-4");
        QVERIFY(checkpointOfRun(folder)->best);
        QVERIFY(!checkpointOfRun(folder + "/checkpoint-4"));
    }

    void anInterruptedMoveIsCompleted()
    {
        const std::string moving = options_.save_path + "/previous.moving";
        { RunWriter::create(options_, false, {})->state(RunState::finished, {}, {}); }
        fs::create_directories(moving + "/checkpoint-3");
        fs::create_directory(options_.save_path + "/checkpoint-7");
        fs::rename(options_.save_path + "/metrics.jsonl", moving + "/metrics.jsonl");
        { RunWriter::create(options_, false, {})->state(RunState::finished, {}, {}); }
        for (const char* name : {"run.json", "metrics.jsonl", "checkpoint-3", "checkpoint-7"})
            QVERIFY2(fs::exists(options_.save_path + "/previous-1/" + name), name);
        QVERIFY(!fs::exists(moving) && !fs::exists(options_.save_path + "/previous-2"));
        // Interrupted before the last step.
        fs::rename(options_.save_path + "/previous-1", moving);
        for (const char* name : {"run.json", "metrics.jsonl", "samples.jsonl", "log.txt"})
            fs::remove(options_.save_path + "/" + name);
        { RunWriter::create(options_, false, {})->state(RunState::finished, {}, {}); }
        QVERIFY(fs::exists(options_.save_path + "/previous-1/run.json") && !fs::exists(moving));
        // Interrupted, and the run went on since.
        fs::create_directory(moving);
        std::ofstream(moving + "/metrics.jsonl") << "moved";
        RunWriter::create(options_, false, {});
        QCOMPARE(fileBytes(options_.save_path + "/previous-2/metrics.jsonl"), std::string("moved"));
        QVERIFY(fs::exists(options_.save_path + "/previous-3/run.json") && !fs::exists(moving));
    }

    void aFolderOfTheUsersIsNotTakenForAnInterruptedMove()
    {
        {
            auto writer = RunWriter::create(options_, false, {});
            writer->step(stepReport(1, 1));
            writer->state(RunState::finished, {}, {});
        }
        fs::create_directory(options_.save_path + "/previous-1");
        std::ofstream(options_.save_path + "/previous-1/metrics.jsonl") << "my copy";
        auto writer = RunWriter::create(options_, false, {});
        QCOMPARE(fileBytes(options_.save_path + "/metrics.jsonl"), std::string());
        QCOMPARE(fileBytes(options_.save_path + "/previous-1/metrics.jsonl"), std::string("my copy"));
        QCOMPARE(readRun(options_.save_path + "/previous-2").lastLoss, std::optional(1.0));
        QVERIFY(fileBytes(options_.save_path + "/previous-2/metrics.jsonl").size() > 10);
    }

    void aValidationThatIsToldAgainAfterAFullDiskStandsOnce()
    {
        auto writer = RunWriter::create(options_, false, {});
        writer->step(stepReport(1, 1));
        // run.json cannot be replaced as long as there is a folder of its name, while metrics.jsonl takes lines.
        fs::remove(options_.save_path + "/run.json");
        fs::create_directory(options_.save_path + "/run.json");
        const ValidationReport report{1, 2.0, 0, 1, true};
        for (int i = 0; i < 3; ++i)
            QVERIFY_THROWS_EXCEPTION(Error, writer->validation(report));
        fs::remove(options_.save_path + "/run.json");
        writer->validation(report);
        writer->validation({2, 1.0, 0, 1, true});
        MetricsReader reader(options_.save_path);
        QCOMPARE(Polled(reader).validations.size(), std::size_t(2));
        QCOMPARE(readRun(options_.save_path).bestValidationLoss, std::optional(1.0));
    }

    void whatAFailedSaveLeftBehindGoesWithTheNextCheckpoint()
    {
        auto writer = RunWriter::create(options_, false, {});
        const std::string left = options_.save_path + "/checkpoint-5.tmp-" + std::to_string(getpid()) + "-0123abcd";
        fs::create_directory(left);
        writer->checkpoint(options_.save_path + "/checkpoint-5", false);
        QVERIFY(!fs::exists(left));
    }

    void theManyKeysOfAStrangersRunFileAreKept()
    {
        { RunWriter::create(options_, false, {}); }
        nlohmann::json run = nlohmann::json::parse(fileBytes(options_.save_path + "/run.json"));
        for (int i = 0; i < 150'000; ++i)
            run["strange" + std::to_string(i)] = i;
        std::ofstream(options_.save_path + "/run.json") << run.dump();
        resume();
        QVERIFY(readRun(options_.save_path).extra.at("strange149999") == 149'999);
    }

    void anUnfinishedRunIsRefused()
    {
        for (const RunState state : {RunState::running, RunState::stopped, RunState::failed, RunState::interrupted, RunState::paused}) {
            auto writer = RunWriter::create(options_, true, {});
            writer->step(stepReport(1, 1));
            writer->state(state, {}, {});
            writer.reset();
            const std::string before = fileBytes(options_.save_path + "/run.json");
            const std::string message = messageOf([&] { RunWriter::create(options_, false, {}); });
            QVERIFY2(contains(message, "--resume") && contains(message, "--overwrite"), message.c_str());
            QCOMPARE(messageOf([&] { requireFreeRunFolder(options_.save_path, false); }), message);
            QCOMPARE(messageOf([&] { requireFreeRunFolder(options_.save_path, true); }), std::string());
            QCOMPARE(fileBytes(options_.save_path + "/run.json"), before);
            QVERIFY(!fs::exists(options_.save_path + "/run.lock"));
        }
    }

    void aDamagedRunFileIsNotOverwritten()
    {
        fs::create_directories(options_.save_path);
        std::ofstream(options_.save_path + "/run.json") << "{ half";
        QVERIFY(contains(messageOf([&] { RunWriter::create(options_, false, {}); }), "cannot be read"));
        QCOMPARE(fileBytes(options_.save_path + "/run.json"), std::string("{ half"));
        QVERIFY(!messageOf([&] { readRun(options_.save_path); }).empty());
        QVERIFY(!messageOf([&] { resume(); }).empty());
    }

    void otherThingsInTheFolderStay()
    {
        fs::create_directories(options_.save_path + "/checkpoint-x");
        std::ofstream(options_.save_path + "/output.jsonl") << "mine";
        auto writer = RunWriter::create(options_, false, {});
        QCOMPARE(fileBytes(options_.save_path + "/output.jsonl"), std::string("mine"));
        QVERIFY(fs::exists(options_.save_path + "/checkpoint-x"));
        QVERIFY(!fs::exists(options_.save_path + "/previous-1"));
    }

    void checkpointsOfNoRunAreRefusedOrMoveAside()
    {
        const std::string stranger = options_.save_path + "/checkpoint-5";
        fs::create_directories(stranger);
        const std::string message = messageOf([&] { RunWriter::create(options_, false, {}); });
        QVERIFY2(contains(message, stranger) && contains(message, "--overwrite") && contains(message, "another --save_path"), message.c_str());
        QCOMPARE(messageOf([&] { requireFreeRunFolder(options_.save_path, false); }), message);
        QVERIFY(!isRunFolder(options_.save_path) && fs::exists(stranger));
        RunWriter::create(options_, true, {})->state(RunState::finished, {}, {});
        QVERIFY(!fs::exists(stranger) && fs::exists(options_.save_path + "/previous-1/checkpoint-5"));
        // The run that is here now does not join them.
        RunWriter::create(options_, false, {});
        QVERIFY(!fs::exists(options_.save_path + "/previous-1/run.json") && fs::exists(options_.save_path + "/previous-2/run.json"));
    }

    void whatIsNoFolderUnderACheckpointsNameIsRefusedAlways()
    {
        RunWriter::create(options_, false, {})->state(RunState::finished, {}, {});
        const std::string path = options_.save_path + "/checkpoint-5";
        std::ofstream(path) << "mine";
        for (const bool link : {false, true}) {
            for (const bool overwrite : {false, true}) {
                const std::string message = messageOf([&] { RunWriter::create(options_, overwrite, {}); });
                QVERIFY2(contains(message, path) && contains(message, "move it away"), message.c_str());
            }
            fs::remove(path);
            if (!link)
                fs::create_directory_symlink(folder_->path().toStdString(), path);
        }
        RunWriter::create(options_, false, {});
    }

    void aRunThatBeginsFromACheckpointKnowsWhatThatKnows()
    {
        const std::string checkpoint = options_.save_path + "/checkpoint-2";
        std::string id;
        {
            auto writer = RunWriter::create(options_, false, {});
            id = writer->id();
            writer->step(stepReport(1, 9));
            writer->step(stepReport(2, 8));
            fs::create_directories(checkpoint);
        }
        RunBefore before{checkpoint};
        before.log.steps.push_back(stepReport(1, 9));
        { RunWriter::create(options_, true, {}, before)->step(stepReport(2, 3)); }
        const RunInfo run = readRun(options_.save_path);
        QVERIFY(run.id != id && run.checkpoints.empty());
        QCOMPARE(run.steps, std::int64_t(2));
        QCOMPARE(run.lastLoss, std::optional(3.0));
        QVERIFY2(run.extra.at("resumed").at(0).at("checkpoint") == options_.save_path + "/previous-1/checkpoint-2", run.extra.dump().c_str());
        QCOMPARE(readRun(options_.save_path + "/previous-1").lastLoss, std::optional(8.0));
    }

    void resumingCutsBackToTheStep()
    {
        std::string id;
        {
            auto writer = RunWriter::create(options_, false, {{"versions", "old"}, {"hashes", "kept"}});
            id = writer->id();
            for (int i = 1; i <= 6; ++i) {
                writer->step(stepReport(i, 10 - i));
                writer->sample({i, 0, "a", "b", "c", "d"});
            }
            writer->validation({2, 5.0, 0, 1, true});
            writer->validation({6, 1.0, 0, 1, true});
        }
        std::ofstream(options_.save_path + "/metrics.jsonl", std::ios::app) << "{\"step\": 7, \"los";
        MetricsReader reader(options_.save_path);
        QCOMPARE(Polled(reader).steps.size(), std::size_t(6));
        RunBefore resumed{options_.save_path + "/checkpoint-16"};
        resumed.log.validations.push_back({2, 5.0, 0, 1, true});
        for (int i = 1; i <= 4; ++i) {
            resumed.log.steps.push_back(stepReport(i, 10 - i));
            resumed.log.samples.push_back({i, 0, "a", "b", "c", "d"});
        }
        auto writer = resume(resumed, {{"versions", "new"}});
        QCOMPARE(writer->restoredLines(), std::int64_t(0));
        QCOMPARE(writer->id(), id);
        writer->step(stepReport(5, 0.5));
        const Polled polled(reader);
        QVERIFY(polled.restarted);
        QCOMPARE(polled.steps.size(), std::size_t(5));
        QCOMPARE(polled.steps.back().loss, 0.5);
        QCOMPARE(polled.samples.size(), std::size_t(4));
        QCOMPARE(polled.validations.size(), std::size_t(1));
        const RunInfo run = readRun(options_.save_path);
        QCOMPARE(run.bestValidationLoss, std::optional(5.0));
        QVERIFY(run.extra.at("versions") == "new");
        QVERIFY(run.extra.at("hashes") == "kept");
        QVERIFY(run.extra.at("resumed").at(0).at("step") == 4);
        QVERIFY(run.extra.at("resumed").at(0).at("checkpoint") == resumed.checkpoint);
        QVERIFY(run.extra.at("last_checkpoint") == resumed.checkpoint);
    }

    void aTornLastLineDoesNotSpoilTheNext()
    {
        { RunWriter::create(options_, false, {})->step(stepReport(1, 1)); }
        std::ofstream(options_.save_path + "/log.txt", std::ios::app) << "torn";
        auto writer = resume();
        writer->log(Severity::info, "next");
        QVERIFY(contains(fileBytes(options_.save_path + "/log.txt"), "torn\n20"));
    }

    void symlinksAreNotWrittenThrough()
    {
        const std::string target = folder_->filePath(QStringLiteral("precious")).toStdString();
        std::ofstream(target) << "precious";
        fs::create_directories(options_.save_path);
        fs::create_symlink(target, options_.save_path + "/run.lock");
        QVERIFY_THROWS_EXCEPTION(Error, RunWriter::create(options_, false, {}));
        fs::remove(options_.save_path + "/run.lock");
        fs::create_symlink(target, options_.save_path + "/metrics.jsonl");
        RunWriter::create(options_, false, {})->step(stepReport(1, 1));
        QCOMPARE(fileBytes(target), std::string("precious"));
    }

    void saysWhyAFolderCannotBeMade()
    {
        options_.save_path = "/dev/null/run";
        QVERIFY(contains(messageOf([&] { RunWriter::create(options_, false, {}); }), "/dev/null/run"));
        options_.save_path = "";
        QVERIFY(contains(messageOf([&] { RunWriter::create(options_, false, {}); }), "--save_path"));
    }

    void aRunOfANewerVersionStaysReadable()
    {
        fs::create_directories(options_.save_path);
        std::ofstream(options_.save_path + "/run.json")
            << R"({"state": "finished", "steps": 3, "last_loss": "NaN", "new_key": 1, "options": {"lr": 0.5, "future_option": 7}})";
        const RunInfo run = readRun(options_.save_path);
        QCOMPARE(run.options.loop.lr, 0.5);
        QVERIFY(std::isnan(run.lastLoss.value()));
        QVERIFY(run.extra.at("unknown_options").at("future_option") == 7);
        QVERIFY(run.extra.at("new_key") == 1);
    }

    void aRunFileOfAnotherShapeIsRefusedInOneLine()
    {
        fs::create_directories(options_.save_path);
        const auto write = [&](const char* text) { std::ofstream(options_.save_path + "/run.json") << text; };
        for (const char* text : {R"({"unknown_options": 1, "options": {"zzz": 1}})", R"({"unknown_options": [2], "options": {}})", R"({"options": []})",
                 R"({"options": {"lr": "x"}})", "[]"}) {
            write(text);
            const std::string message = messageOf([&] { readRun(options_.save_path); });
            QVERIFY2(contains(message, "run.json") && !contains(message, "json.exception"), message.c_str());
        }
        // A run that was resumed holds the options that were unknown before it.
        write(R"({"unknown_options": {"yyy": 1}, "steps": "NaN", "seconds": "-Infinity", "options": {"zzz": 2}})");
        const RunInfo run = readRun(options_.save_path);
        QVERIFY((run.extra.at("unknown_options") == nlohmann::json{{"yyy", 1}, {"zzz", 2}}));
        QCOMPARE(run.steps, std::int64_t(0));
    }

    void damagedNotesDoNotHideTheRun()
    {
        { RunWriter::create(options_, false, {})->state(RunState::finished, {}, {}); }
        std::ofstream(options_.save_path + "/notes.json") << "[broken";
        QCOMPARE(readRun(options_.save_path).state, RunState::finished);
        writeRunNotes(options_.save_path, {"a", "b"}, "text");
        QCOMPARE(readRun(options_.save_path).tags.size(), std::size_t(2));
        QVERIFY(!messageOf([&] { writeRunNotes("/nowhere", {}, {}); }).empty());
    }

private:
    std::unique_ptr<RunWriter> resume(const RunBefore& before = {}, const nlohmann::json& extra = {}) const
    {
        return RunWriter::resume(options_, before, lockRunFolder(options_.save_path), extra);
    }

    std::unique_ptr<QTemporaryDir> folder_;
    TrainOptions options_;
};

QTEST_GUILESS_MAIN(RunFolderTest)
#include "run_folder_test.moc"
