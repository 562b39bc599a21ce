#include <QTest>

#include <cmath>
#include <filesystem>
#include <limits>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/run/run_folder.h"
#include "tests/core/tiny_run.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

json readJson(const std::string& path)
{
    json read;
    std::ifstream(path) >> read;
    return read;
}

void writeText(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::string readText(const std::string& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

/// Makes the manifest fit what a test did to a checkpoint.
void renewManifest(const std::string& folder)
{
    json manifest = readJson(folder + "/manifest.json");
    for (auto& [name, entry] : manifest["files"].items())
        entry = {{"size", fs::file_size(folder + "/" + name)}, {"sha256", sha256OfFile(folder + "/" + name)}};
    writeText(folder + "/manifest.json", manifest.dump());
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A run that was stopped after a few steps, with a checkpoint after each of them.
class StoppedRun {
public:
    explicit StoppedRun(std::int64_t steps = 5, const char* name = "run")
    {
        options = tinyRun("finetune", folder, name);
        options.checkpoint.save_interval = options.loop.gradient_accumulation;
        CancelToken cancel;
        Watcher stopper(&cancel, steps);
        train(options, {}, stopper, cancel);
        resume.resume = true;
    }

    std::string path(const std::string& name) const { return options.save_path + "/" + name; }
    std::string newest() const { return listCheckpoints(options.save_path).back(); }
    /// The same run without a stop; its folder.
    std::string unbroken() const
    {
        TrainOptions whole = options;
        whole.save_path = folder.filePath(QStringLiteral("unbroken")).toStdString();
        runWhole(whole);
        return whole.save_path;
    }

    QTemporaryDir folder;
    TrainOptions options;
    TrainingStart resume;
};

} // namespace

/// What a run is resumed from, what is put right on the way, and what is refused.
class ResumeTest : public QObject {
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
        rows("format", {"2", "4", "\"3\""});
        rows("fingerprints", {"null", "[]", "3", "{}", R"({"options": [], "files": {}})", R"({"options": {}, "files": 1})"});
    }
    void aStateThatNoRunCanHaveIsRefusedByName()
    {
        QFETCH(std::string, field);
        QFETCH(std::string, value);
        static const StoppedRun run(2);
        const std::string path = run.newest() + "/resume.json";
        const std::string good = readText(path);
        json state = json::parse(good);
        QVERIFY(state.contains(field));
        state[field] = json::parse(value);
        writeText(path, state.dump());
        renewManifest(run.newest());
        TrainingStart named = run.resume;
        named.resumeCheckpoint = run.newest();
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
            const std::string good = readText(path);
            std::string bad = good;
            // Not a number, in every place of the tables; they lie behind the header.
            const double none = std::nan("");
            const std::size_t header = 8 + std::size_t(*reinterpret_cast<const std::uint64_t*>(good.data()));
            for (int i = 0; i < 2 * 4; ++i)
                bad.replace(header + std::size_t(i) * sizeof none, sizeof none, reinterpret_cast<const char*>(&none), sizeof none);
            writeText(path, bad);
            renewManifest(run.newest());
            const std::string message = refusal(run.options, run.resume);
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
        const std::string good = readText(newest + "/manifest.json");
        TrainingStart named = run.resume;
        named.resumeCheckpoint = newest;
        fs::remove(newest + "/manifest.json");
        QVERIFY(says(refusal(run.options, named), "no manifest.json"));
        json few = json::parse(good);
        few["files"].erase("resume.safetensors");
        writeText(newest + "/manifest.json", few.dump());
        QVERIFY(says(refusal(run.options, named), "resume.safetensors is not in manifest.json"));
        fs::remove(newest + "/manifest.json");
        Watcher watcher;
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, watcher, cancel).state, RunState::finished);
        QVERIFY(says(watcher.messages.at(0), newest + ": it has no manifest.json"));
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void aCheckpointOfAnotherVersionSaysSo()
    {
        StoppedRun run(1);
        // As versions wrote it that had no times.safetensors.
        json old = readJson(run.newest() + "/resume.json"), manifest = readJson(run.newest() + "/manifest.json");
        old["format"] = 2;
        old.erase("run");
        writeText(run.newest() + "/resume.json", old.dump());
        fs::remove(run.newest() + "/times.safetensors");
        manifest["files"].erase("times.safetensors");
        writeText(run.newest() + "/manifest.json", manifest.dump());
        renewManifest(run.newest());
        TrainingStart named = run.resume;
        named.resumeCheckpoint = run.newest();
        const std::string message = refusal(run.options, named);
        QVERIFY2(says(message, "another version") && says(message, "--icformer_path"), message.c_str());
        QVERIFY(says(refusal(run.options, run.resume), "--icformer_path"));
    }

    void anotherRunsCheckpointIsRefusedUnlessAllowed()
    {
        StoppedRun run(1), other(4);
        TrainingStart named = run.resume;
        named.resumeCheckpoint = other.newest();
        const std::string message = refusal(run.options, named);
        QVERIFY2(says(message, other.newest()) && says(message, "another run") && says(message, "--allow_changes"), message.c_str());
        QCOMPARE(readRun(run.options.save_path).steps, std::int64_t(1));
        named.allowChanges = true;
        // Killed at once: what it went on from lies in its own folder by then.
        CancelToken kill;
        Watcher killed(&kill, -1);
        kill.stop(StopRequest::discard);
        train(run.options, named, killed, kill);
        fs::remove_all(other.options.save_path);
        Watcher watcher;
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, watcher, cancel).state, RunState::finished);
        QCOMPARE(watcher.steps.front().step, std::int64_t(5));
        // The steps that only the other run made are told here too.
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void goingOnFromAnOlderCheckpointLeavesTheLaterOnesBehind()
    {
        StoppedRun run;
        const std::vector<std::string> before = listCheckpoints(run.options.save_path);
        QVERIFY(before.size() >= 5);
        TrainingStart older = run.resume;
        older.resumeCheckpoint = before[1];
        // Killed before it could write another checkpoint.
        CancelToken kill;
        Watcher killed(&kill, -1);
        kill.stop(StopRequest::discard);
        QCOMPARE(train(run.options, older, killed, kill).steps, std::int64_t(2));
        Watcher watcher;
        CancelToken cancel;
        const TrainingResult result = train(run.options, run.resume, watcher, cancel);
        QCOMPARE(result.state, RunState::finished);
        QCOMPARE(watcher.steps.front().step, std::int64_t(3));
        QVERIFY2(says(watcher.messages.at(0), before.back() + ": the run went on from an earlier one"), watcher.messages.at(0).c_str());
        const std::string unbroken = run.unbroken();
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(unbroken));
        for (const char* file : {"model.safetensors", "resume.safetensors", "trainer_state.json"})
            QCOMPARE(fileHash(result.lastCheckpoint, file), fileHash(listCheckpoints(unbroken).back(), file));
    }

    void aRunMayGoBackToWhatItHadLeftBehind()
    {
        StoppedRun run;
        const std::vector<std::string> before = listCheckpoints(run.options.save_path);
        const auto killedAtOnce = [&](const std::string& checkpoint) {
            TrainingStart start = run.resume;
            start.resumeCheckpoint = checkpoint;
            CancelToken kill;
            Watcher killed(&kill, -1);
            kill.stop(StopRequest::discard);
            train(run.options, start, killed, kill);
        };
        killedAtOnce(before.front());
        killedAtOnce(before.back());
        Watcher watcher;
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, watcher, cancel).state, RunState::finished);
        QCOMPARE(watcher.steps.front().step, std::int64_t(before.size()) + 1);
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void validationsAndTheBestOfThemAreKnownWithoutTheMetrics()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        options.validation.eval_data = options.data_path;
        options.validation.eval_interval = 1;
        options.validation.eval_samples = 0;
        options.checkpoint.keep_best = true;
        TrainOptions whole = options;
        whole.save_path = folder.filePath(QStringLiteral("unbroken")).toStdString();
        runWhole(whole);
        CancelToken cancel;
        Watcher stopper(&cancel, 4);
        train(options, {}, stopper, cancel);
        fs::remove(options.save_path + "/metrics.jsonl");
        TrainingStart resume;
        resume.resume = true;
        CancelToken kill;
        Watcher killed(&kill, -1);
        kill.stop(StopRequest::discard);
        train(options, resume, killed, kill);
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
        const std::string rows = readText(run.options.data_path);
        std::size_t end = 0;
        for (int i = 0; i < 4; ++i)
            end = rows.find('\n', end) + 1;
        writeText(data, rows.substr(0, end));
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
        Watcher watcher;
        CancelToken go;
        QCOMPARE(train(run.options, run.resume, watcher, go).state, RunState::finished);
        QCOMPARE(watcher.steps.front().step, std::int64_t(9));
    }

    void theBestOfAnotherRunIsKnownOnceItLiesHere()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        options.validation.eval_data = options.data_path;
        options.validation.eval_interval = 1;
        options.validation.eval_samples = 0;
        options.checkpoint.keep_best = true;
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
        Watcher watcher;
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, watcher, cancel).state, RunState::finished);
        QVERIFY2(says(watcher.messages.at(0), "checkpoint-900: it is a copy of"), watcher.messages.at(0).c_str());
        QCOMPARE(listCheckpoints(run.options.save_path).size(), std::size_t(2));
        QVERIFY(fs::exists(run.path("checkpoint-900/model.safetensors")));
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

    void checkpointsThatWereLeftBehindArePrunedFirst()
    {
        StoppedRun run;
        TrainingStart older = run.resume;
        older.resumeCheckpoint = listCheckpoints(run.options.save_path).front();
        run.options.checkpoint.keep_last = 1;
        CancelToken cancel;
        Watcher stopper(&cancel, 2);
        const std::string fresh = train(run.options, older, stopper, cancel).lastCheckpoint;
        QCOMPARE(listCheckpoints(run.options.save_path), std::vector<std::string>{fresh});
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
        const std::string path = run.path("metrics.jsonl"), good = readText(path);
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
        Watcher watcher;
        CancelToken cancel;
        QCOMPARE(train(run.options, run.resume, watcher, cancel).state, RunState::finished);
        const bool lost = how != "not spoiled" && how != "nonsense" && how != "a line twice";
        QCOMPARE(std::any_of(watcher.messages.begin(), watcher.messages.end(), [](const auto& text) { return says(text, "put back"); }), lost);
        QVERIFY2(readText(path).starts_with(good), "the lines of before are there, with their times");
        QCOMPARE(metricsWithoutTimes(run.options.save_path), metricsWithoutTimes(run.unbroken()));
    }

    void pipesAndFoldersInPlaceOfTheRunsFilesAreRefused_data()
    {
        QTest::addColumn<std::string>("name");
        for (const char* name : {"run.json", "metrics.jsonl", "samples.jsonl", "log.txt"})
            QTest::newRow(name) << std::string(name);
    }
    void pipesAndFoldersInPlaceOfTheRunsFilesAreRefused()
    {
        QFETCH(std::string, name);
        StoppedRun run(1);
        const std::string path = run.path(name), kept = readText(path);
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
        const pid_t child = fork();
        if (child == 0)
            _exit(0);
        waitpid(child, nullptr, 0);
        const auto half = [&](const std::string& name) { return run.path(name) + ".tmp-" + std::to_string(child) + "-0123abcd"; };
        fs::create_directory(half("checkpoint-6"));
        writeText(half("checkpoint-6") + "/model.safetensors", "half");
        writeText(half("run.json"), "half");
        writeText(half("answers.jsonl"), "somebody else's");
        QCOMPARE(runWhole(run.options, run.resume).state, RunState::finished);
        QVERIFY(!fs::exists(half("checkpoint-6")) && !fs::exists(half("run.json")) && fs::exists(half("answers.jsonl")));
    }

    void aFileNamedAsACheckpointIsNeverReplaced()
    {
        StoppedRun run(1);
        const std::string file = run.path("checkpoint-10");
        writeText(file, "mine");
        TrainingStart overwrite;
        overwrite.overwrite = true;
        for (const TrainingStart& start : {run.resume, overwrite}) {
            const std::string message = refusal(run.options, start);
            QVERIFY2(says(message, file) && says(message, "move it away"), message.c_str());
        }
        QCOMPARE(readText(file), std::string("mine"));
        // Another name is not in the way.
        fs::rename(file, run.path("checkpoint-10.txt"));
        QCOMPARE(runWhole(run.options, run.resume).state, RunState::finished);
        QCOMPARE(readText(run.path("checkpoint-10.txt")), std::string("mine"));
    }
};

QTEST_GUILESS_MAIN(ResumeTest)
#include "resume_test.moc"
