#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QUndoStack>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <future>
#include <thread>

#include <sys/resource.h>

#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "core/run/run_folder.h"
#include "page_fixture.h"
#include "ui/common/message_bar.h"
#include "ui/options/option_form.h"
#include "ui/plot/curve_panel.h"
#include "ui/runs/run_details.h"
#include "ui/runs/runs_page.h"
#include "ui/session/payload.h"
#include "ui/train/config_panel.h"
#include "ui/train/facts_view.h"
#include "ui/train/launched_run.h"
#include "ui/train/live_panel.h"
#include "ui/train/samples_view.h"
#include "ui/train/train_page.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// A training that takes moments: the smallest golden case.
TrainOptions tinyRun(const QString& folder)
{
    const std::string golden = ICF_TEST_DATA "/golden/base";
    TrainOptions options;
    options.task = TrainingTask::finetune;
    options.model.lm_path = golden + "/lm";
    options.model.icformer_path = golden + "/finetune_start";
    options.model.dtype = Dtype::float32;
    options.model.threads = 1;
    options.data_path = golden + "/pwc.jsonl";
    options.save_path = folder.toStdString();
    options.compression.max_seq_len = 96;
    options.loop.gradient_accumulation = 2;
    options.loop.max_epoch = 2;
    options.validation.eval_data = golden + "/pwc.jsonl";
    options.validation.eval_interval = 2;
    options.validation.eval_samples = 2;
    options.sampling.max_new_tokens = 4;
    return options;
}

/// Answers the next message box by the button with this text.
void answerNextQuestion(const QString& button)
{
    QTimer::singleShot(50, qApp, [button] {
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            auto* box = qobject_cast<QMessageBox*>(widget);
            if (!box || !box->isVisible())
                continue;
            for (QAbstractButton* choice : box->buttons())
                if (choice->text() == button)
                    QTest::mouseClick(choice, Qt::LeftButton);
            return;
        }
        answerNextQuestion(button);
    });
}

/// Notes the buttons of the next message box and cancels it.
void readAndCancelNextQuestion(QStringList& buttons)
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* box = qobject_cast<QMessageBox*>(widget);
        if (!box || !box->isVisible())
            continue;
        for (const QAbstractButton* choice : box->buttons())
            buttons << choice->text();
        box->reject();
        return;
    }
    QTimer::singleShot(50, qApp, [&buttons] { readAndCancelNextQuestion(buttons); });
}

} // namespace

/// Train and Runs, by clicks and keys, with the real engine.
class TrainPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trainsThroughTheStartButton()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        const QString folder = fixture.folder.filePath(QStringLiteral("runs/tiny"));
        page.config()->setOptions(tinyRun(folder), {});
        auto* start = PageFixture::child<QPushButton>(page, "start");
        QSignalSpy ended(&page.controller(), &TrainingController::ended), stepped(&page.controller(), &TrainingController::stepped);
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(stepped.count() > 0, kComputing);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kComputing);
        const auto run = ended.first().first().value<QueuedRun>();
        QCOMPARE(run.message, QString());
        QCOMPARE(run.result->state, RunState::finished);
        QCOMPARE(stepped.count(), qsizetype(run.result->steps));
        QTRY_COMPARE(page.live()->curves()->plot(Metric::loss)->drawnPoints(0), int(run.result->steps));
        QVERIFY(page.live()->run()->validations() > 0);
        QCOMPARE(page.live()->findChild<SamplesView*>()->samples()->rowCount(), 2);
        // The run folder appeared and says the same.
        const RunInfo info = readRun(folder.toStdString());
        QCOMPARE(info.state, RunState::finished);
        QCOMPARE(info.steps, run.result->steps);
        QVERIFY(!info.checkpoints.empty());
    }

    void severalProcessesAreStartedFollowedAndStoppedByTheButton()
    {
        if (const Launcher launcher = Launcher::find(); launcher.mpirun.isEmpty())
            QSKIP(qPrintable(launcher.whyNot));
        for (const char* name : {"OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"})
            qputenv(name, "1");
        qputenv("OMPI_MCA_oob_tcp_if_include", "lo");
        qputenv("OMPI_MCA_btl", "self,vader");
        qputenv("OMPI_MCA_btl_vader_single_copy_mechanism", "none");
        qputenv("OMPI_MCA_plm_rsh_agent", "");
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        TrainOptions options = tinyRun(fixture.folder.filePath(QStringLiteral("runs/several")));
        options.loop.max_epoch = 100000;
        page.config()->setOptions(options, {});
        auto* processes = PageFixture::child<QSpinBox>(page, "processes");
        if (processes->maximum() < 2)
            QSKIP("this machine has one core");
        processes->selectAll();
        QTest::keyClicks(processes, QStringLiteral("2"));
        const QList<QLineEdit*> fields = page.findChildren<QLineEdit*>();
        QVERIFY(std::ranges::any_of(fields, [](const QLineEdit* field) { return field->text().startsWith(QStringLiteral("mpirun -n 2 ")); }));

        TrainingController& controller = page.controller();
        QSignalSpy started(&controller, &TrainingController::started), stepped(&controller, &TrainingController::stepped), ended(&controller, &TrainingController::ended);
        QStringList messages;
        connect(&controller, &TrainingController::messaged, this, [&](Severity, const QString& text) { messages << text; });
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "start"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(stepped.count() > 2, kComputing);
        QVERIFY(started.first().first().value<TrainingStarted>().samplesPerEpoch > 0);
        QVERIFY(!PageFixture::child<QPushButton>(page, "pause")->isEnabled() && !PageFixture::child<QPushButton>(page, "checkpoint")->isEnabled());
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "stop"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kComputing);
        const auto run = ended.first().first().value<QueuedRun>();
        QCOMPARE(run.message, QString());
        QCOMPARE(run.result->state, RunState::stopped);
        QVERIFY(!run.result->lastCheckpoint.empty());
        QCOMPARE(stepped.count(), qsizetype(run.result->steps));
        QVERIFY2(messages.join(QLatin1Char('\n')).contains(QStringLiteral("samples per second by process")), qPrintable(messages.join(QLatin1Char('\n'))));
        QCOMPARE(readRun(options.save_path).extra["effective"]["processes"], nlohmann::json(2));

        // Resumed from Runs it has as many again.
        page.receive({{QStringLiteral("resume"), QString::fromStdString(toJson(options).dump())}});
        QTRY_COMPARE_WITH_TIMEOUT(started.count(), 2, kComputing);
        QVERIFY(started.last().first().value<TrainingStarted>().resumedAtStep > 0);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "stop"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, kComputing);
        QCOMPARE(ended.last().first().value<QueuedRun>().processes, 2);
        QCOMPARE(ended.last().first().value<QueuedRun>().message, QString());

        // What the processes refuse is told as a run's own error is.
        options.data_path = fixture.folder.filePath(QStringLiteral("nowhere.jsonl")).toStdString();
        options.save_path += "-2";
        controller.enqueue(options, {}, 2);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 3, kComputing);
        QVERIFY2(ended.last().first().value<QueuedRun>().message.contains(QStringLiteral("nowhere.jsonl")), qPrintable(ended.last().first().value<QueuedRun>().message));
    }

    void stopsAndSavesByTheButton()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        TrainOptions options = tinyRun(fixture.folder.filePath(QStringLiteral("runs/long")));
        options.loop.max_epoch = 100000;
        options.validation = {};
        page.config()->setOptions(options, {});
        QSignalSpy ended(&page.controller(), &TrainingController::ended), stepped(&page.controller(), &TrainingController::stepped);
        QTest::keyClick(&page, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(stepped.count() > 2, kComputing);
        auto* pause = PageFixture::child<QPushButton>(page, "pause");
        QTest::mouseClick(pause, Qt::LeftButton);
        QCOMPARE(page.controller().phase(), Phase::paused);
        QTest::mouseClick(pause, Qt::LeftButton);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "stop"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kComputing);
        const auto run = ended.first().first().value<QueuedRun>();
        QCOMPARE(run.result->state, RunState::stopped);
        QVERIFY(QDir(QString::fromStdString(run.result->lastCheckpoint)).exists(QStringLiteral("model.safetensors")));
    }

    void asksWhatToDoWhenClosedWhileTraining()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        TrainOptions options = tinyRun(fixture.folder.filePath(QStringLiteral("runs/close")));
        options.loop.max_epoch = 100000;
        options.validation = {};
        page.config()->setOptions(options, {});
        QSignalSpy stepped(&page.controller(), &TrainingController::stepped), ended(&page.controller(), &TrainingController::ended);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "start"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(stepped.count() > 0, kComputing);
        bool closed = false;
        answerNextQuestion(QStringLiteral("Cancel"));
        QVERIFY(!page.mayClose([&closed] { closed = true; }));
        QCOMPARE(page.controller().phase(), Phase::running);
        answerNextQuestion(QStringLiteral("Save and quit"));
        QVERIFY(!page.mayClose([&closed] { closed = true; }));
        QTRY_VERIFY_WITH_TIMEOUT(closed, kComputing);
        QVERIFY(!ended.first().first().value<QueuedRun>().result->lastCheckpoint.empty());
        QVERIFY(page.mayClose([] {}));
    }

    void listsAllReasonsWhyItCannotStart()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        TrainOptions options = tinyRun(fixture.folder.filePath(QStringLiteral("runs/x")));
        options.data_path = "/nowhere/data.jsonl";
        options.model.lm_path = "/nowhere/lm";
        page.config()->setOptions(options, {});
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "start"), Qt::LeftButton);
        QTRY_VERIFY(!page.config()->messages()->text().isEmpty());
        const QString text = page.config()->messages()->text();
        QVERIFY2(text.contains(QStringLiteral("Training data")) && text.contains(QStringLiteral("Language model")), qPrintable(text));
        QCOMPARE(page.controller().phase(), Phase::idle);
        QVERIFY(!QDir(fixture.folder.filePath(QStringLiteral("runs/x"))).exists());
        // Mending the fields takes the message away.
        page.config()->setOptions(tinyRun(fixture.folder.filePath(QStringLiteral("runs/x"))), {});
        QTRY_VERIFY(page.config()->messages()->text().isEmpty());
    }

    void saysInThePageWhatTheEngineRefuses()
    {
        PageFixture fixture;
        TrainPage page(fixture.services, [](const TrainOptions&, const TrainingStart&, TrainingObserver&, CancelToken&) -> TrainingResult {
            throw Error("data.jsonl:3", "no answer");
        });
        PageFixture::show(page);
        page.config()->setOptions(tinyRun(fixture.folder.filePath(QStringLiteral("runs/x"))), {});
        QSignalSpy ended(&page.controller(), &TrainingController::ended);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "start"), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        bool shown = false;
        for (const MessageBar* bar : page.findChildren<MessageBar*>())
            shown = shown || bar->text().contains(QStringLiteral("data.jsonl:3"));
        QVERIFY(shown);
    }

    void showsTheMeasuredPeakBesideTheEstimateOfTheSameSettings()
    {
        PageFixture fixture;
        TrainPage page(fixture.services, [](const TrainOptions& options, const TrainingStart&, TrainingObserver& observer, CancelToken&) {
            TrainingStarted started;
            started.saveFolder = options.save_path;
            observer.onStarted(started);
            TrainingResult result;
            result.peakMemoryBytes = 123'000'000;
            return result;
        });
        PageFixture::show(page);
        page.config()->setOptions(tinyRun(fixture.folder.filePath(QStringLiteral("runs/x"))), {});
        const auto measured = [&page] {
            const auto labels = page.config()->facts()->findChildren<QLabel*>();
            return std::ranges::any_of(labels, [](const QLabel* label) { return label->text().contains(QStringLiteral("measured 123.0 MB")); });
        };
        QSignalSpy ended(&page.controller(), &TrainingController::ended);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "start"), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        QTRY_VERIFY(measured());
        page.config()->form()->setValue(QStringLiteral("seed"), std::int64_t(4711));
        QVERIFY(!measured());
    }

    void startsWhatTheFormShowsAlthoughAnOlderCheckIsStillUnderWay()
    {
        PageFixture fixture;
        std::promise<void> release;
        fixture.background.submit(nullptr, [gate = release.get_future().share()](CancelToken&, const Post&) { gate.wait(); });
        std::string trained;
        TrainPage page(fixture.services, [&trained](const TrainOptions& options, const TrainingStart&, TrainingObserver&, CancelToken&) {
            trained = options.save_path;
            return TrainingResult{};
        });
        PageFixture::show(page);
        // The check of what was there before has been asked for, and cannot be answered yet.
        QTest::qWait(300);
        const QString folder = fixture.folder.filePath(QStringLiteral("runs/new"));
        page.config()->setOptions(tinyRun(folder), {});
        QSignalSpy ended(&page.controller(), &TrainingController::ended);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "start"), Qt::LeftButton);
        release.set_value();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(QString::fromStdString(trained), folder);
    }

    void keepsUnsavedSettingsForTheNextStart()
    {
        PageFixture fixture;
        {
            ConfigPanel panel(fixture.services);
            panel.show();
            panel.form()->setValue(QStringLiteral("seed"), std::int64_t(4711));
            QTRY_VERIFY(fixture.settings.value(QStringLiteral("train/options")).toByteArray().contains("4711"));
        }
        ConfigPanel again(fixture.services);
        QCOMPARE(again.options().loop.seed, std::int64_t(4711));
    }

    void importsSettingsAndRefusesBrokenOnes()
    {
        PageFixture fixture;
        ConfigPanel panel(fixture.services);
        const QString good = fixture.folder.filePath(QStringLiteral("good.json")), bad = fixture.folder.filePath(QStringLiteral("bad.json"));
        TrainOptions wanted = tinyRun(QStringLiteral("/runs/imported"));
        const auto write = [](const QString& file, const std::string& text) {
            QFile target(file);
            QVERIFY(target.open(QIODevice::WriteOnly));
            target.write(QByteArray::fromStdString(text));
        };
        write(good, toJson(wanted).dump());
        write(bad, R"({"learning_rate": 1})");
        QVERIFY(panel.take(good));
        QCOMPARE(QString::fromStdString(toJson(panel.options()).dump()), QString::fromStdString(toJson(wanted).dump()));
        QVERIFY(panel.take(bad));
        QVERIFY(panel.messages()->text().contains(QStringLiteral("learning_rate")));
        QCOMPARE(QString::fromStdString(toJson(panel.options()).dump()), QString::fromStdString(toJson(wanted).dump()));
        panel.form()->undoStack()->undo();
        QVERIFY(panel.options().save_path != wanted.save_path);
    }

    void saysWhenSettingsCannotBeReadForNow()
    {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("the undefined-behaviour sanitizer opens a pipe to see whether an exception can be read, and takes it for broken without one");
#endif
        PageFixture fixture;
        ConfigPanel panel(fixture.services);
        const QString file = fixture.folder.filePath(QStringLiteral("settings.json"));
        QFile target(file);
        QVERIFY(target.open(QIODevice::WriteOnly));
        target.write("{}");
        target.close();
        // No file can be opened any more, which is no fault of this one.
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
        const rlimit none{0, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
        const bool taken = panel.take(file);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
        QVERIFY(taken);
        QVERIFY2(panel.messages()->text().contains(QStringLiteral("settings.json")), qPrintable(panel.messages()->text()));
    }

    void choosesPresetsWithTheKeyboard()
    {
        PageFixture fixture;
        ConfigPanel panel(fixture.services);
        panel.show();
        auto* presets = PageFixture::child<QComboBox>(panel, "preset");
        const int paper = presets->findData(QStringLiteral("paper-pretrain"));
        QVERIFY(paper > 0);
        presets->setFocus();
        for (int i = 0; i < paper; ++i)
            QTest::keyClick(presets, Qt::Key_Down);
        QCOMPARE(panel.options().task, TrainingTask::pretrain);
        QCOMPARE(panel.options().loop.gradient_accumulation, std::int64_t(16));
    }

    void resumesAnUnfinishedRunWhenAsked()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        const QString folder = fixture.folder.filePath(QStringLiteral("runs/again"));
        TrainOptions options = tinyRun(folder);
        options.loop.max_epoch = 6;
        options.validation = {};
        page.config()->setOptions(options, {});
        QSignalSpy stepped(&page.controller(), &TrainingController::stepped), ended(&page.controller(), &TrainingController::ended);
        auto* start = PageFixture::child<QPushButton>(page, "start");
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(stepped.count() > 0, kComputing);
        page.controller().stop(StopRequest::save);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kComputing);
        if (ended.first().first().value<QueuedRun>().result->state == RunState::finished)
            QSKIP("The run was over before it could be stopped.");
        answerNextQuestion(QStringLiteral("Resume it"));
        // Lets the page look at the folder again, which holds an unfinished run now.
        page.config()->form()->setValue(QStringLiteral("keep_last"), std::int64_t(0));
        page.config()->setOptions(options, {});
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, kComputing);
        const auto run = ended.at(1).first().value<QueuedRun>();
        QVERIFY2(run.result && run.result->state == RunState::finished, qPrintable(run.message));
        QCOMPARE(readRun(folder.toStdString()).state, RunState::finished);
        // The plot shows the run from its first step, not from where it was resumed.
        const std::shared_ptr<RunCurves> curves = page.live()->run();
        QTRY_COMPARE(curves->size(), std::size_t(run.result->steps));
        QCOMPARE(curves->x(Horizontal::step, 0), 1.0);
        QTRY_COMPARE(page.live()->curves()->plot(Metric::loss)->drawnPoints(0), int(run.result->steps));
    }

    void offersNoResumeWhereThereIsNoCheckpoint()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        const QString folder = fixture.folder.filePath(QStringLiteral("runs/none"));
        // A run that was killed before its first checkpoint.
        RunWriter::create(tinyRun(folder), false, {});
        QVERIFY(readRun(folder.toStdString()).checkpoints.empty());
        page.config()->setOptions(tinyRun(folder), {});
        auto* start = PageFixture::child<QPushButton>(page, "start");
        QStringList offered;
        QTimer::singleShot(0, &page, [&offered] { readAndCancelNextQuestion(offered); });
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY(!offered.isEmpty());
        QVERIFY2(offered.contains(QStringLiteral("Replace it")) && !offered.contains(QStringLiteral("Resume it")), qPrintable(offered.join(QLatin1Char(','))));
        // Neither does the list of runs.
        fixture.settings.setValue(QStringLiteral("runs/roots"), QStringList{fixture.folder.filePath(QStringLiteral("runs"))});
        RunsPage runs(fixture.services);
        PageFixture::show(runs);
        runs.activated();
        QTRY_COMPARE(runs.table()->selectionModel()->selectedRows().size(), 1);
        for (const QAction* action : runs.actions())
            if (action->text() == QStringLiteral("Resume")) {
                QVERIFY(!action->isEnabled());
                QVERIFY2(action->toolTip().contains(QStringLiteral("no checkpoint")), qPrintable(action->toolTip()));
            }
    }

    void refusesARunThatAnotherProcessWrites()
    {
        PageFixture fixture;
        const QString folder = fixture.folder.filePath(QStringLiteral("runs/live"));
        CancelToken cancel;
        TrainingObserver quiet;
        icf::train(tinyRun(folder), {}, quiet, cancel);
        const std::unique_ptr<FolderLock> other = lockRunFolder(folder.toStdString());
        bool trained = false;
        TrainPage page(fixture.services, [&trained](const TrainOptions&, const TrainingStart&, TrainingObserver&, CancelToken&) {
            trained = true;
            return TrainingResult{};
        });
        PageFixture::show(page);
        page.config()->setOptions(tinyRun(folder), {});
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "start"), Qt::LeftButton);
        QTRY_VERIFY2(page.config()->messages()->text().contains(QStringLiteral("a run is being written here")), qPrintable(page.config()->messages()->text()));
        page.receive({{QStringLiteral("resume"), QString::fromStdString(toJson(tinyRun(folder)).dump())}});
        QVERIFY(!trained);
        QVERIFY(page.controller().queue().empty());
    }

    void undoTakesBackWhatIsSaidOfPresetsAndDuplicatedRuns()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        auto* presets = PageFixture::child<QComboBox>(page, "preset");
        const QLabel* note = PageFixture::child<QLabel>(page, "presetNote");
        const int paper = presets->findData(QStringLiteral("paper-pretrain"));
        presets->setFocus();
        for (int i = 0; i < paper; ++i)
            QTest::keyClick(presets, Qt::Key_Down);
        QCOMPARE(presets->currentIndex(), paper);
        QVERIFY(note->isVisible());
        const QString ofPreset = note->text();
        page.receive({{QStringLiteral("options"), QString::fromStdString(toJson(tinyRun(QStringLiteral("/runs/mine"))).dump())}});
        QVERIFY2(note->text().contains(QStringLiteral("mine")), qPrintable(note->text()));
        QCOMPARE(presets->currentIndex(), 0);
        QTest::keyClick(&page, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(note->text(), ofPreset);
        QCOMPARE(presets->currentIndex(), paper);
        page.config()->form()->undoStack()->setIndex(0);
        QVERIFY(!note->isVisible());
        QCOMPARE(presets->currentIndex(), 0);
        page.config()->form()->undoStack()->redo();
        QVERIFY(note->isVisible());
    }

    void addsToTheQueueAgainAndAgainAndSaysThatAStopHoldsIt()
    {
        PageFixture fixture;
        TrainPage page(fixture.services, [](const TrainOptions& options, const TrainingStart&, TrainingObserver& observer, CancelToken& cancel) {
            TrainingStarted started;
            started.saveFolder = options.save_path;
            observer.onStarted(started);
            while (cancel.requested() == StopRequest::none)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return TrainingResult{.state = RunState::stopped, .message = {}, .lastCheckpoint = {}};
        });
        PageFixture::show(page);
        page.config()->setOptions(tinyRun(fixture.folder.filePath(QStringLiteral("mine/run"))), {});
        auto* start = PageFixture::child<QPushButton>(page, "start");
        QSignalSpy started(&page.controller(), &TrainingController::started), ended(&page.controller(), &TrainingController::ended);
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE(started.count(), 1);
        // The first is refused, since it would write where the active one does; a folder of its own is free.
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY(page.config()->messages()->text().contains(QStringLiteral("Another run of the queue")));
        page.config()->form()->setValue(QStringLiteral("save_path"), fixture.folder.filePath(QStringLiteral("mine/next")).toStdString());
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE(page.controller().waiting(), 1);
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE(page.controller().waiting(), 2);
        QVERIFY(page.config()->messages()->text().isEmpty());
        const MessageBar* held = PageFixture::child<MessageBar>(page, "queueHeld");
        QVERIFY(!held->isVisible());
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "stop"), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(held->isVisible());
        QCOMPARE(start->text(), QStringLiteral("Add to the queue"));
        QTest::mouseClick(held->findChild<QPushButton*>(), Qt::LeftButton);
        QVERIFY(!held->isVisible());
        QTRY_COMPARE(started.count(), 2);
        for (int i = 2; i <= 3; ++i) {
            QTRY_COMPARE(page.controller().phase(), Phase::running);
            page.controller().stop(StopRequest::discard);
            QTRY_COMPARE(ended.count(), i);
            page.controller().continueQueue();
        }
    }

    void listsRunsAndShowsTheirCurves()
    {
        PageFixture fixture;
        fixture.settings.setValue(QStringLiteral("runs/roots"), QStringList{fixture.folder.filePath(QStringLiteral("runs"))});
        RunsPage runs(fixture.services);
        PageFixture::show(runs);
        QAbstractItemModelTester tester(runs.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        runs.activated();
        // Two runs, made as the command line makes them, appear while the page is open.
        CancelToken cancel;
        TrainingObserver quiet;
        for (int i = 0; i < 2; ++i) {
            TrainOptions options = tinyRun(fixture.folder.filePath(QStringLiteral("runs/run-%1").arg(i + 1)));
            options.loop.lr = i == 0 ? 1e-4 : 2e-4;
            icf::train(options, {}, quiet, cancel);
            QTRY_COMPARE_WITH_TIMEOUT(runs.table()->model()->rowCount(), i + 1, 10'000);
        }
        // The option that differs has a column of its own.
        QAbstractItemModel* model = runs.table()->model();
        QStringList headers;
        for (int column = 0; column < model->columnCount(); ++column)
            headers << model->headerData(column, Qt::Horizontal).toString();
        QVERIFY(headers.contains(QStringLiteral("Learning rate")));
        QVERIFY(!headers.contains(QStringLiteral("Seed")));
        runs.table()->setFocus();
        QTest::keyClick(runs.table(), Qt::Key_A, Qt::ControlModifier);
        MetricPlot* plot = runs.details()->curves()->plot(Metric::loss);
        QTRY_VERIFY(plot->drawnPoints(0) > 0 && plot->drawnPoints(1) > 0);
        QCOMPARE(plot->drawnPoints(0), plot->drawnPoints(1));
    }

    void movesRunsToTheTrashAndBack()
    {
        PageFixture fixture;
        const QString folder = fixture.folder.filePath(QStringLiteral("runs/gone"));
        fixture.settings.setValue(QStringLiteral("runs/roots"), QStringList{fixture.folder.filePath(QStringLiteral("runs"))});
        CancelToken cancel;
        TrainingObserver quiet;
        icf::train(tinyRun(folder), {}, quiet, cancel);
        RunsPage runs(fixture.services);
        PageFixture::show(runs);
        QTRY_COMPARE(runs.table()->model()->rowCount(), 1);
        runs.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&runs));
        // The first run is selected by itself.
        QTRY_COMPARE(runs.table()->selectionModel()->selectedRows().size(), 1);
        runs.table()->setFocus();
        QTest::keyClick(runs.table(), Qt::Key_Delete, Qt::ControlModifier);
        auto* bar = runs.findChild<MessageBar*>();
        QVERIFY(bar->isVisible());
        QVERIFY2(bar->severity() == QStringLiteral("info"), qPrintable(bar->text()));
        QTRY_COMPARE(runs.table()->model()->rowCount(), 0);
        QVERIFY(!QDir(folder).exists());
        QPushButton* undo = bar->findChild<QPushButton*>();
        QVERIFY(undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE(runs.table()->model()->rowCount(), 1);
        QVERIFY(isRunFolder(folder.toStdString()));
    }

    void keepsTagsAndNotesInTheRunFolder()
    {
        PageFixture fixture;
        const QString folder = fixture.folder.filePath(QStringLiteral("runs/noted"));
        CancelToken cancel;
        TrainingObserver quiet;
        icf::train(tinyRun(folder), {}, quiet, cancel);
        RunDetails details(fixture.services);
        PageFixture::show(details);
        details.show({{readRun(folder.toStdString()), 0}});
        QLineEdit* tags = nullptr;
        for (QLineEdit* edit : details.findChildren<QLineEdit*>())
            tags = edit->isEnabled() && !edit->isReadOnly() ? edit : tags;
        QVERIFY(tags);
        QTest::keyClicks(tags, QStringLiteral("good, seed 42"));
        QTRY_COMPARE(readRun(folder.toStdString()).tags, (std::vector<std::string>{"good", "seed 42"}));
    }
};

std::unique_ptr<QObject> makeTrainPageTest()
{
    return std::make_unique<TrainPageTest>();
}

#include "train_page_test.moc"
