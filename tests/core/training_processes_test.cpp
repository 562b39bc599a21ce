#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "core/processes/together.h"
#include "core/run/folder_lock.h"
#include "core/run/run_folder.h"
#include "tests/core/threads_as_processes.h"
#include "tests/core/tiny_run.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

namespace {

/// What came of a run of several processes.
struct Trained {
    TrainingResult result;             ///< Of the first process.
    std::vector<std::string> errors;   ///< Of each process; empty for none.
};

/// change: what is different in a process.  stopper, stopAtStep: the process that is asked to stop when the first has done that step.
Trained trainTogether(std::int64_t size, const TrainOptions& options, const TrainingStart& start = {},
                      const std::function<void(std::int64_t, TrainOptions&)>& change = nullptr, std::int64_t stopper = -1, std::int64_t stopAtStep = -1)
{
    Trained trained;
    trained.errors.resize(std::size_t(size));
    std::vector<CancelToken> tokens(static_cast<std::size_t>(size));
    Watcher watcher(stopper >= 0 ? &tokens[std::size_t(stopper)] : nullptr, stopAtStep);
    ThreadsAsProcesses(size).run([&](Communicator& one) {
        const auto rank = std::size_t(one.rank());
        TrainOptions own = options;
        if (change)
            change(one.rank(), own);
        try {
            const TrainingResult result = trainTogether(own, start, watcher, tokens[rank], &one);
            if (rank == 0)
                trained.result = result;
        } catch (const std::exception& error) {
            if (!dynamic_cast<const ThrownByAll*>(&error))
                qFatal("thrown by one process only: %s", error.what());
            trained.errors[rank] = error.what();
        }
    });
    return trained;
}

TrainOptions validatedRunOf(const char* task, const QTemporaryDir& folder, const char* name)
{
    TrainOptions options = tinyRun(task, folder, name);
    options.model.threads = 1;
    options.validation.eval_data = options.data_path;
    options.validation.eval_interval = 2;
    options.validation.eval_samples = 3;
    options.sampling.max_new_tokens = 4;
    options.checkpoint.keep_best = true;
    return options;
}

/// Empty when every number of the two runs' metrics.jsonl is the same within 1e-5 of it.
std::string unlike(const std::string& one, const std::string& other)
{
    const std::vector<std::string> a = metricsWithoutTimes(one), b = metricsWithoutTimes(other);
    if (a.size() != b.size())
        return std::to_string(a.size()) + " and " + std::to_string(b.size()) + " lines";
    for (std::size_t i = 0; i < a.size(); ++i) {
        const nlohmann::json x = nlohmann::json::parse(a[i]), y = nlohmann::json::parse(b[i]);
        for (const auto& [key, value] : x.items()) {
            const bool same = value.is_number_float() ? std::abs(value.get<double>() - y.at(key).get<double>()) <= 1e-5 * std::abs(value.get<double>()) : value == y.at(key);
            if (!same)
                return a[i] + " and " + b[i];
        }
    }
    return {};
}

std::string answersOf(const std::string& folder)
{
    std::ifstream stream(folder + "/samples.jsonl");
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

/// Training by several processes, as threads that meet.
class TrainingProcessesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void severalProcessesEqualOne_data()
    {
        QTest::addColumn<QString>("task");
        QTest::addColumn<int>("processes");
        QTest::addColumn<int>("batch");
        QTest::addColumn<int>("average");
        QTest::newRow("two fine-tune, by token") << "finetune" << 2 << 1 << int(Averaging::token);
        QTest::newRow("two fine-tune, by sample, in batches") << "finetune" << 2 << 2 << int(Averaging::sentence);
        QTest::newRow("four pre-train") << "pretrain" << 4 << 1 << int(Averaging::token);
    }
    void severalProcessesEqualOne()
    {
        QFETCH(QString, task);
        QFETCH(int, processes);
        QFETCH(int, batch);
        QFETCH(int, average);
        QTemporaryDir folder;
        TrainOptions one = validatedRunOf(task.toStdString().c_str(), folder, "one"), several = one;
        one.loop.avg_level = several.loop.avg_level = Averaging(average);
        one.loop.batch_size = std::int64_t(processes) * batch;
        several.loop.batch_size = batch;
        several.save_path = folder.filePath(QStringLiteral("several")).toStdString();
        const TrainingResult alone = runWhole(one);
        const Trained trained = trainTogether(processes, several);
        QCOMPARE(trained.errors, std::vector<std::string>(std::size_t(processes)));
        QCOMPARE(trained.result.state, RunState::finished);
        QCOMPARE(trained.result.steps, alone.steps);
        QCOMPARE(unlike(one.save_path, several.save_path), std::string());
        QCOMPARE(answersOf(several.save_path), answersOf(one.save_path));
        QCOMPARE(listCheckpoints(several.save_path).size(), listCheckpoints(one.save_path).size());
        QCOMPARE(readRun(several.save_path).extra["effective"]["processes"], nlohmann::json(processes));
        std::ifstream log(several.save_path + "/log.txt");
        const std::string told{std::istreambuf_iterator<char>(log), {}};
        QVERIFY2(told.find("samples per second by process, waiting left out: 0: ") != std::string::npos && told.find(", " + std::to_string(processes - 1) + ": ") != std::string::npos, told.c_str());
        QVERIFY(!readRun(one.save_path).extra["effective"].contains("processes"));
        QVERIFY(readRun(one.save_path).ratio);
        QCOMPARE(readRun(several.save_path).ratio, readRun(one.save_path).ratio);
    }

    void aStopOfAnyProcessIsHeededByAllAndTheResumedRunEqualsAnUnbrokenOne()
    {
        QTemporaryDir folder;
        TrainOptions whole = validatedRunOf("finetune", folder, "whole");
        whole.checkpoint.save_interval = 2; // Inside steps too.
        QCOMPARE(trainTogether(2, whole).result.state, RunState::finished);
        TrainOptions broken = whole;
        broken.save_path = folder.filePath(QStringLiteral("broken")).toStdString();
        const Trained stopped = trainTogether(2, broken, {}, nullptr, 1, 3);
        QCOMPARE(stopped.result.state, RunState::stopped);
        QCOMPARE(stopped.result.steps, std::int64_t(3));
        TrainingStart resume;
        resume.resume = true;
        const Trained resumed = trainTogether(2, broken, resume);
        QCOMPARE(resumed.errors, std::vector<std::string>(2));
        QCOMPARE(metricsWithoutTimes(broken.save_path), metricsWithoutTimes(whole.save_path));
        QCOMPARE(answersOf(broken.save_path), answersOf(whole.save_path));
        for (const char* file : {"model.safetensors", "param.pt", "resume.safetensors", "trainer_state.json"})
            QVERIFY2(fileHash(resumed.result.lastCheckpoint, file) == fileHash(listCheckpoints(whole.save_path).back(), file), file);
    }

    void aRunGoesOnWithAnotherNumberOfProcesses_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::addColumn<bool>("inside");
        QTest::newRow("one, then two, inside a step") << 1 << 2 << true;
        QTest::newRow("two, then one") << 2 << 1 << false;
        QTest::newRow("three, then two") << 3 << 2 << false;
    }
    void aRunGoesOnWithAnotherNumberOfProcesses()
    {
        QFETCH(int, before);
        QFETCH(int, after);
        QFETCH(bool, inside);
        QTemporaryDir folder;
        const TrainOptions whole = validatedRunOf("finetune", folder, "whole");
        runWhole(whole);
        TrainOptions broken = whole;
        broken.save_path = folder.filePath(QStringLiteral("broken")).toStdString();
        broken.checkpoint.save_interval = 4;
        trainTogether(before, broken, {}, nullptr, 0, 2);
        TrainingStart resume;
        resume.resume = true;
        if (inside) {
            // The stop's own checkpoint removed, the one before lies inside a step.
            QVERIFY(fs::remove_all(listCheckpoints(broken.save_path).back()) > 0);
            QCOMPARE(fs::path(listCheckpoints(broken.save_path).back()).filename().string(), std::string("checkpoint-4"));
        }
        const Trained resumed = trainTogether(after, broken, resume);
        QCOMPARE(resumed.errors, std::vector<std::string>(std::size_t(after)));
        QCOMPARE(resumed.result.state, RunState::finished);
        QCOMPARE(unlike(whole.save_path, broken.save_path), std::string());
    }

    void aProcessWithOtherDataOrOptionsIsRefusedByName()
    {
        QTemporaryDir folder;
        const TrainOptions options = validatedRunOf("finetune", folder, "run");
        const auto refused = [&](const std::function<void(TrainOptions&)>& change) {
            const Trained trained = trainTogether(2, options, {}, [&](std::int64_t rank, TrainOptions& own) { if (rank == 1) change(own); });
            return trained.errors[0] == trained.errors[1] ? trained.errors[0] : "not alike";
        };
        const auto says = [](const std::string& text, const char* part) { return text.find("process 1 of 2") != std::string::npos && text.find(part) != std::string::npos; };
        const std::string copy = folder.filePath(QStringLiteral("copy.jsonl")).toStdString();
        fs::copy_file(options.data_path, copy);
        std::ofstream(copy, std::ios::app) << R"({"input": "one more", "prompt": "What?", "answer": "That."})" << "\n";
        std::string text = refused([&](TrainOptions& own) { own.data_path = copy; });
        QVERIFY2(says(text, "data_path (holds something else)"), text.c_str());
        text = refused([](TrainOptions& own) { own.loop.lr = 0.5; });
        QVERIFY2(says(text, "lr (0.5, the first has 0.001)"), text.c_str());
        text = refused([](TrainOptions& own) { own.checkpoint.save_interval = 7; });
        QVERIFY2(says(text, "save_interval (7, "), text.c_str());
        text = refused([](TrainOptions& own) { own.data_path = "/nowhere.jsonl"; });
        QVERIFY2(says(text, "/nowhere.jsonl"), text.c_str());
        QVERIFY(!fs::exists(options.save_path));
        // The same data elsewhere are the same.
        const std::string same = folder.filePath(QStringLiteral("same.jsonl")).toStdString();
        fs::copy_file(options.data_path, same);
        QCOMPARE(refused([&](TrainOptions& own) { own.data_path = same; }), std::string());
    }

    void dataThatOneProcessCannotReadEndAllWithACheckpoint()
    {
        QTemporaryDir folder;
        const TrainOptions options = validatedRunOf("finetune", folder, "run");
        const std::string own = folder.filePath(QStringLiteral("own.jsonl")).toStdString();
        fs::copy_file(options.data_path, own);
        struct Spoiler : Watcher {
            void onStep(const StepReport& report) override
            {
                if (report.step == 2)
                    fs::resize_file(path, 10);
            }
            std::string path;
        } spoiler;
        spoiler.path = own;
        std::array<std::string, 2> errors;
        std::array<CancelToken, 2> tokens;
        ThreadsAsProcesses(2).run([&](Communicator& one) {
            TrainOptions mine = options;
            if (one.rank() == 1)
                mine.data_path = own;
            try {
                trainTogether(mine, {}, spoiler, tokens[std::size_t(one.rank())], &one);
            } catch (const FailureOfAll& failure) {
                errors[std::size_t(one.rank())] = failure.what();
            }
        });
        QVERIFY2(errors[0].find("process 1 of 2") != std::string::npos, errors[0].c_str());
        QCOMPARE(errors[1], errors[0]);
        QCOMPARE(readRun(options.save_path).state, RunState::failed);
        // Between steps; which one depends on how far the samples were read ahead.
        QVERIFY(!listCheckpoints(options.save_path).empty());
        TrainingStart resume;
        resume.resume = true;
        QCOMPARE(trainTogether(2, options, resume).result.state, RunState::finished);
        TrainOptions whole = options;
        whole.save_path = folder.filePath(QStringLiteral("whole")).toStdString();
        trainTogether(2, whole);
        QCOMPARE(metricsWithoutTimes(options.save_path), metricsWithoutTimes(whole.save_path));
    }

    void aFolderThatIsBeingWrittenIsRefusedByAll()
    {
        QTemporaryDir folder;
        const TrainOptions options = validatedRunOf("finetune", folder, "run");
        fs::create_directories(options.save_path);
        const FolderLock lock(options.save_path);
        const Trained trained = trainTogether(2, options);
        QVERIFY2(trained.errors[0].find("a run is being written here by process") != std::string::npos, trained.errors[0].c_str());
        QCOMPARE(trained.errors[1], trained.errors[0]);
    }
};

QTEST_GUILESS_MAIN(TrainingProcessesTest)
#include "training_processes_test.moc"
