#include <QTest>

#include <cmath>
#include <filesystem>
#include <map>

#include <sys/stat.h>

#include "tests/core/stopped_run.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

json readJson(const std::string& path) { return json::parse(fileBytes(path)); }

void writeText(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

/// Validates at every step, with an answer each.
void validatedWithAnswers(TrainOptions& options)
{
    options.validation.eval_data = options.data_path;
    options.validation.eval_interval = 1;
    options.validation.eval_rows = 2;
    options.validation.eval_samples = 2;
    options.sampling.max_new_tokens = 3;
}

/// Makes the manifest fit what a test did to a checkpoint.
void renewManifest(const std::string& folder)
{
    json manifest = readJson(folder + "/manifest.json");
    for (auto& [name, entry] : manifest["files"].items())
        entry = {{"size", fs::file_size(folder + "/" + name)}, {"sha256", sha256OfFile(folder + "/" + name)}};
    writeText(folder + "/manifest.json", manifest.dump());
}

} // namespace

/// Run folders that somebody damaged: what is put right when the run is resumed, and what is refused.
class ResumeDamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStateThatNoRunCanHaveIsRefusedByName_data()
    {
        QTest::addColumn<std::string>("field");
        QTest::addColumn<std::string>("value");
        const auto rows = [](const char* field, std::initializer_list<const char*> values) {
            for (const char* value : values)
                QTest::addRow("%s: %s", field, value) << std::string(field) << std::string(value);
        };
        for (const char* counter : {"epoch", "sample", "steps", "optimizer_steps", "pending_units", "steps_per_epoch", "skipped_steps", "validations_since_best"})
            rows(counter, {"-1", "9223372036854775807", "-9223372036854775808", "1.5", "\"1\"", "null", "[]"});
        rows("sample", {"8"});
        rows("steps", {"0", "4"});
        rows("pending_units", {"3"});
        rows("seconds", {"-1", "null"});
        rows("pending_lines", {"[1,2,3,4,5,6,7,8,9]", "7", "[\"a\"]"});
        rows("format", {"3", "5", "\"4\""});
        rows("fingerprints", {"null", "[]", "3", "{}", R"({"options": [], "files": {}})", R"({"options": {}, "files": 1})", R"({"options": {}, "files": {}})"});
    }
    void aStateThatNoRunCanHaveIsRefusedByName()
    {
        QFETCH(std::string, field);
        QFETCH(std::string, value);
        static const StoppedRun run(2);
        const std::string path = run.newest() + "/resume.json";
        const std::string good = fileBytes(path);
        json state = json::parse(good);
        QVERIFY(state.contains(field));
        state[field] = json::parse(value);
        writeText(path, state.dump());
        renewManifest(run.newest());
        TrainingStart named = run.from(run.newest());
        const std::string message = refusal(run.options, named);
        writeText(path, good);
        renewManifest(run.newest());
        QVERIFY2(says(message, run.newest()), message.c_str());
        // Counters belong together: a wrong one may show in the next.
        const bool together = field == "steps" || field == "skipped_steps" || field == "steps_per_epoch" || field == "sample";
        QVERIFY2(together || field == "format" || says(message, field), message.c_str());
        QVERIFY2(!says(message, "json.exception"), message.c_str());
    }

    void aLogThatIsNoneIsRefused()
    {
        const StoppedRun run(2);
        for (const char* file : {"resume.safetensors", "times.safetensors"}) {
            const std::string path = run.newest() + "/" + file;
            const std::string good = fileBytes(path);
            std::string bad = good;
            // Not a number, in every place of the tables; they lie behind the header.
            const double none = std::nan("");
            const std::size_t header = 8 + std::size_t(*reinterpret_cast<const std::uint64_t*>(good.data()));
            for (int i = 0; i < 2 * 4; ++i)
                bad.replace(header + std::size_t(i) * sizeof none, sizeof none, reinterpret_cast<const char*>(&none), sizeof none);
            writeText(path, bad);
            renewManifest(run.newest());
            const std::string message = refusal(run.options, run.from(run.newest()));
            QVERIFY2(says(message, file) && says(message, "damaged"), message.c_str());
            writeText(path, good);
            renewManifest(run.newest());
        }
        QCOMPARE(runWhole(run.options, run.resume).state, RunState::finished);
    }

    void aCheckpointThatCannotBeCheckedIsPassedOverAndRefusedByName()
    {
        StoppedRun run;
        const std::string newest = run.newest();
        const std::string good = fileBytes(newest + "/manifest.json");
        TrainingStart named = run.from(newest);
        fs::remove(newest + "/manifest.json");
        QVERIFY(says(refusal(run.options, named), "no manifest.json"));
        json few = json::parse(good);
        few["files"].erase("resume.safetensors");
        writeText(newest + "/manifest.json", few.dump());
        QVERIFY(says(refusal(run.options, named), "resume.safetensors is not in manifest.json"));
        fs::remove(newest + "/manifest.json");
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QVERIFY(says(resumed.messages.at(0), newest + ": it has no manifest.json"));
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void aCheckpointThatContradictsItselfIsPassedOver()
    {
        StoppedRun run;
        json state = readJson(run.newest() + "/resume.json");
        state["validations"] = 7;
        writeText(run.newest() + "/resume.json", state.dump());
        renewManifest(run.newest());
        const std::string newest = run.newest();
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        QVERIFY2(says(resumed.messages.at(0), newest), resumed.messages.at(0).c_str());
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void aRunFileOfAnotherVersionIsNotWrittenOver()
    {
        const StoppedRun run(1);
        json file = readJson(run.path("run.json"));
        file["format"] = 99;
        const std::string text = file.dump();
        writeText(run.path("run.json"), text);
        const std::string message = refusal(run.options, run.resume);
        QVERIFY2(says(message, "another version") && says(message, "--icformer_path"), message.c_str());
        QCOMPARE(fileBytes(run.path("run.json")), text);
    }

    void aSnapshotOfHardLinksStaysWhatItWas()
    {
        const StoppedRun run(1);
        const std::string snapshot = run.folder.filePath(QStringLiteral("snapshot")).toStdString();
        fs::copy(run.options.save_path, snapshot, fs::copy_options::create_hard_links | fs::copy_options::recursive);
        std::map<std::string, std::string> before;
        for (const auto& entry : fs::recursive_directory_iterator(snapshot)) {
            if (entry.is_regular_file())
                before[entry.path().string()] = fileBytes(entry.path().string());
        }
        QCOMPARE(run.goOn().result.state, RunState::finished);
        for (const auto& [path, bytes] : before)
            QVERIFY2(fileBytes(path) == bytes, path.c_str());
        QVERIFY(fileBytes(run.path("log.txt")).starts_with(before.at(snapshot + "/log.txt")));
    }

    void aCheckpointOfAnotherVersionSaysSo()
    {
        StoppedRun run(1);
        // As versions wrote it that had no samples.jsonl.
        json old = readJson(run.newest() + "/resume.json"), manifest = readJson(run.newest() + "/manifest.json");
        old["format"] = 3;
        writeText(run.newest() + "/resume.json", old.dump());
        fs::remove(run.newest() + "/samples.jsonl");
        manifest["files"].erase("samples.jsonl");
        writeText(run.newest() + "/manifest.json", manifest.dump());
        renewManifest(run.newest());
        TrainingStart named = run.from(run.newest());
        const std::string message = refusal(run.options, named);
        QVERIFY2(says(message, "another version") && says(message, "--icformer_path"), message.c_str());
        QVERIFY(says(refusal(run.options, run.resume), "--icformer_path"));
    }

    void aRunWithoutItsRunFileSaysHowToGoOn()
    {
        StoppedRun run(1);
        writeText(run.path("run.json"), "{\"form");
        std::string message = refusal(run.options, run.resume);
        QVERIFY2(says(message, "run.json") && says(message, "--icformer_path"), message.c_str());
        fs::remove(run.path("run.json"));
        message = refusal(run.options, run.resume);
        QVERIFY2(says(message, "no run.json") && says(message, "--icformer_path"), message.c_str());
        TrainOptions again = run.options;
        again.model.icformer_path = run.newest();
        again.save_path = run.folder.filePath(QStringLiteral("again")).toStdString();
        QCOMPARE(runWhole(again).state, RunState::finished);
    }

    void metricsThatSomebodySpoiledArePutBack_data()
    {
        QTest::addColumn<std::string>("how");
        for (const char* how : {"deleted", "emptied", "torn", "without the first line", "a line twice", "other numbers", "nonsense", "not spoiled"})
            QTest::newRow(how) << std::string(how);
    }
    void metricsThatSomebodySpoiledArePutBack()
    {
        QFETCH(std::string, how);
        StoppedRun run;
        const std::string path = run.path("metrics.jsonl"), good = fileBytes(path);
        const std::size_t first = good.find('\n') + 1;
        if (how == "deleted")
            fs::remove(path);
        else if (how == "emptied")
            writeText(path, "");
        else if (how == "torn")
            writeText(path, good.substr(0, good.size() / 2));
        else if (how == "without the first line")
            writeText(path, good.substr(first));
        else if (how == "a line twice")
            writeText(path, good.substr(0, first) + good);
        else if (how == "other numbers")
            writeText(path, std::string(good).replace(good.find("\"loss\":") + 7, 3, "9.5"));
        else if (how == "nonsense")
            writeText(path, good + std::string("\0\xFF[[[\n{}\n3\n", 11));
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        const bool lost = how != "not spoiled" && how != "nonsense" && how != "a line twice";
        QCOMPARE(std::any_of(resumed.messages.begin(), resumed.messages.end(), [](const auto& text) { return says(text, "put back"); }), lost);
        QVERIFY2(fileBytes(path).starts_with(good), "the lines of before are there, with their times");
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void samplesThatSomebodySpoiledArePutBack_data()
    {
        QTest::addColumn<std::string>("how");
        for (const char* how : {"deleted", "a line twice", "other words", "not spoiled"})
            QTest::newRow(how) << std::string(how);
    }
    void samplesThatSomebodySpoiledArePutBack()
    {
        QFETCH(std::string, how);
        StoppedRun run(3, validatedWithAnswers);
        const std::string path = run.path("samples.jsonl"), good = fileBytes(path);
        QVERIFY(std::count(good.begin(), good.end(), '\n') >= 2);
        if (how == "deleted")
            fs::remove(path);
        else if (how == "a line twice")
            writeText(path, good.substr(0, good.find('\n') + 1) + good);
        else if (how == "other words")
            writeText(path, std::string(good).replace(good.find("\"output\":\"") + 10, 0, "spoiled "));
        const Resumed resumed = run.goOn();
        QCOMPARE(resumed.result.state, RunState::finished);
        const bool lost = how == "deleted" || how == "other words";
        QCOMPARE(std::any_of(resumed.messages.begin(), resumed.messages.end(), [](const auto& text) { return says(text, "put back"); }), lost);
        QVERIFY(fileBytes(path).starts_with(good));
        QCOMPARE(fileBytes(path), fileBytes(run.unbroken() + "/samples.jsonl"));
    }

    void answersThatNoRunCanHaveGivenAreRefused()
    {
        const StoppedRun run(3, validatedWithAnswers);
        const std::string path = run.newest() + "/samples.jsonl", good = fileBytes(path);
        for (const std::string& bad : {good + good, good + "{}\n", good + "nonsense\n", std::string(good).replace(good.rfind("\"step\":") + 7, 1, "9")}) {
            writeText(path, bad);
            renewManifest(run.newest());
            const std::string message = refusal(run.options, run.from(run.newest()));
            QVERIFY2(says(message, path) && says(message, "damaged"), message.c_str());
        }
    }

    void linesOfAFileThatWasMovedArePutBackAtTheNextCheckpoint()
    {
        StoppedRun run(1);
        struct Mover : Watcher {
            void onStep(const StepReport& report) override
            {
                if (report.step == 3)
                    fs::rename(path, path + "-away");
            }
            std::string path;
        } mover;
        mover.path = run.path("metrics.jsonl");
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, mover, cancel).state, RunState::finished);
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void aStopWritesItsCheckpointThoughTheLogCannotBeWritten()
    {
        StoppedRun run(1);
        struct Spoiler : Watcher {
            void onStep(const StepReport&) override
            {
                fs::remove(path);
                fs::create_directory(path);
                cancel->stop(StopRequest::save);
            }
            std::string path;
            CancelToken* cancel = nullptr;
        } spoiler;
        CancelToken cancel;
        spoiler.path = run.path("log.txt");
        spoiler.cancel = &cancel;
        run.options.checkpoint.save_interval = 1000;
        const TrainingResult result = train(run.options, run.resume, spoiler, cancel);
        QCOMPARE(result.state, RunState::stopped);
        QCOMPARE(fs::path(result.lastCheckpoint).filename().string(), std::string("checkpoint-6"));
        QVERIFY(!spoiler.messages.empty() && says(spoiler.messages.back(), "log.txt"));
        fs::remove(spoiler.path);
        QCOMPARE(run.goOn().result.state, RunState::finished);
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void aRunFileThatCannotBeWrittenAtTheEndIsWaitedFor()
    {
        StoppedRun run(1);
        struct Mender : Watcher {
            void onProgress(const ProgressReport& report) override
            {
                if (report.samplesDone == report.samplesTotal && !fs::is_directory(path)) {
                    fs::remove(path);
                    fs::create_directory(path);
                }
            }
            void onMessage(Severity severity, const std::string& text) override
            {
                Watcher::onMessage(severity, text);
                if (severity == Severity::error)
                    fs::remove(path);
            }
            std::string path;
        } mender;
        mender.path = run.path("run.json");
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, mender, cancel).state, RunState::finished);
        QVERIFY2(says(mender.messages.back(), "paused") && says(mender.messages.back(), "run.json"), mender.messages.back().c_str());
        QCOMPARE(readRun(run.options.save_path).state, RunState::finished);
    }

    void aLinkThatLeadsNowhereInPlaceOfALogIsRefusedBeforeAnythingIsWritten()
    {
        const StoppedRun run(1);
        for (const char* name : {"metrics.jsonl", "samples.jsonl"}) {
            const std::string path = run.path(name), before = fileBytes(run.path("run.json"));
            fs::rename(path, path + "-away");
            fs::create_symlink(run.path("nowhere"), path);
            const std::string message = refusal(run.options, run.resume);
            QVERIFY2(says(message, path) && says(message, "not a regular file"), message.c_str());
            QCOMPARE(fileBytes(run.path("run.json")), before);
            fs::rename(path + "-away", path);
        }
    }

    void pipesAndDevicesInPlaceOfTheRunsFilesAreRefused_data()
    {
        QTest::addColumn<std::string>("name");
        for (const char* name : {"run.json", "metrics.jsonl", "samples.jsonl", "log.txt"})
            QTest::newRow(name) << std::string(name);
    }
    void pipesAndDevicesInPlaceOfTheRunsFilesAreRefused()
    {
        QFETCH(std::string, name);
        StoppedRun run(1);
        const std::string path = run.path(name), kept = fileBytes(path);
        const auto refused = [&](const char* reason) {
            const std::string message = refusal(run.options, run.resume);
            QVERIFY2(says(message, path) && says(message, reason), message.c_str());
        };
        fs::remove(path);
        QCOMPARE(mkfifo(path.c_str(), 0600), 0);
        refused("not a regular file");
        fs::remove(path);
        fs::create_symlink("/dev/zero", path);
        refused("not a regular file");
        fs::remove(path);
        writeText(path, kept);
        QCOMPARE(runWhole(run.options, run.resume).state, RunState::finished);
    }

    void whatAKilledRunLeftHalfWrittenIsRemoved()
    {
        StoppedRun run(1);
        const pid_t child = goneProcess();
        const auto half = [&](const std::string& name) { return run.path(name) + ".tmp-" + std::to_string(child) + "-0123abcd"; };
        fs::create_directory(half("checkpoint-6"));
        writeText(half("checkpoint-6") + "/model.safetensors", "half");
        writeText(half("run.json"), "half");
        writeText(half("answers.jsonl"), "somebody else's");
        QCOMPARE(runWhole(run.options, run.resume).state, RunState::finished);
        QVERIFY(!fs::exists(half("checkpoint-6")) && !fs::exists(half("run.json")) && fs::exists(half("answers.jsonl")));
    }

    void aCheckpointThatAKilledRunLeftWithoutItsNameIsNotInTheWayOfTheNext()
    {
        const StoppedRun run(1);
        const std::string nameless = run.newest() + ".tmp-" + std::to_string(goneProcess()) + "-0123abcd", named = run.newest();
        fs::rename(named, nameless);
        fs::remove(run.path("run.json"));
        const std::string message = refusal(run.options);
        QVERIFY2(says(message, named) && says(message, "--overwrite"), message.c_str());
        fs::rename(named, nameless);
        TrainingStart overwrite;
        overwrite.overwrite = true;
        QCOMPARE(runWhole(run.options, overwrite).state, RunState::finished);
        QVERIFY(!fs::exists(nameless));
    }

    void aFileNamedAsACheckpointIsNeverReplaced()
    {
        StoppedRun run(1);
        const std::string file = run.path("checkpoint-10");
        writeText(file, "mine");
        TrainingStart overwrite;
        overwrite.overwrite = true;
        const std::string atResume = refusal(run.options, run.resume), atStart = refusal(run.options, overwrite);
        QVERIFY2(says(atResume, file) && says(atResume, "not a folder"), atResume.c_str());
        QVERIFY2(says(atStart, file) && says(atStart, "move it away"), atStart.c_str());
        QCOMPARE(fileBytes(file), std::string("mine"));
        // Another name is not in the way.
        fs::rename(file, run.path("checkpoint-10.txt"));
        QCOMPARE(runWhole(run.options, run.resume).state, RunState::finished);
        QCOMPARE(fileBytes(run.path("checkpoint-10.txt")), std::string("mine"));
    }
};

QTEST_GUILESS_MAIN(ResumeDamageTest)
#include "resume_damage_test.moc"
