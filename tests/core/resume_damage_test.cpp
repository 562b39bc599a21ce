#include <QTest>

#include <cmath>
#include <filesystem>

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
        rows("format", {"2", "4", "\"3\""});
        rows("fingerprints", {"null", "[]", "3", "{}", R"({"options": [], "files": {}})", R"({"options": {}, "files": 1})"});
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
        QCOMPARE(fileBytes(file), std::string("mine"));
        // Another name is not in the way.
        fs::rename(file, run.path("checkpoint-10.txt"));
        QCOMPARE(runWhole(run.options, run.resume).state, RunState::finished);
        QCOMPARE(fileBytes(run.path("checkpoint-10.txt")), std::string("mine"));
    }
};

QTEST_GUILESS_MAIN(ResumeDamageTest)
#include "resume_damage_test.moc"
