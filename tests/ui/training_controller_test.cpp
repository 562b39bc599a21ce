#include <QAbstractItemModelTester>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

#include "core/base/error.h"
#include "ui/train/queue_model.h"
#include "ui/train/training_controller.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// Stands in for the engine: steps every few milliseconds until told to stop; data_path says how it ends.
TrainingResult pretendToTrain(const TrainOptions& options, const TrainingStart&, TrainingObserver& observer, CancelToken& cancel)
{
    if (options.data_path == "broken")
        throw Error("data_path", "no such file");
    TrainingStarted started;
    started.saveFolder = options.save_path;
    observer.onStarted(started);
    TrainingResult result;
    for (std::int64_t step = 1; options.loop.steps == 0 || step <= options.loop.steps; ++step) {
        cancel.waitWhilePaused();
        if (cancel.requested() == StopRequest::save) {
            result.state = RunState::stopped;
            result.lastCheckpoint = options.save_path + "/checkpoint-1";
            return result;
        }
        if (cancel.requested() == StopRequest::discard) {
            result.state = RunState::stopped;
            return result;
        }
        if (cancel.takeCheckpointRequest())
            observer.onCheckpoint({options.save_path + "/checkpoint-now", step, 0});
        StepReport report;
        report.step = step;
        report.loss = 1.0 / double(step);
        observer.onStep(report);
        result.steps = step;
        QThread::msleep(2);
    }
    result.state = RunState::finished;
    return result;
}

TrainOptions optionsOf(const char* folder, std::int64_t steps = 0, const char* data = "good")
{
    TrainOptions options;
    options.save_path = folder;
    options.data_path = data;
    options.loop.steps = steps;
    return options;
}

} // namespace

/// The queue of runs and its one state machine.
class TrainingControllerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allowsExactlyWhatAPhasePermits()
    {
        QCOMPARE(allowedIn(Phase::idle), AllowedActions{});
        QVERIFY(allowedIn(Phase::running).pause && !allowedIn(Phase::running).resume);
        QVERIFY(allowedIn(Phase::paused).resume && !allowedIn(Phase::paused).pause && !allowedIn(Phase::paused).checkpoint);
        QVERIFY(!allowedIn(Phase::starting).stopAndSave && allowedIn(Phase::starting).stopAndDiscard);
        QVERIFY(!allowedIn(Phase::saving).stopAndSave && allowedIn(Phase::saving).stopAndDiscard);
        QCOMPARE(allowedIn(Phase::discarding), AllowedActions{});
    }

    void reportsStepsAndTheEnd()
    {
        Runner runner;
        TrainingController controller(runner, pretendToTrain);
        QSignalSpy stepped(&controller, &TrainingController::stepped), ended(&controller, &TrainingController::ended);
        controller.enqueue(optionsOf("a", 25));
        QCOMPARE(controller.phase(), Phase::starting);
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(stepped.count(), 25);
        const auto run = ended.first().first().value<QueuedRun>();
        QCOMPARE(run.state, QueuedRun::State::ended);
        QCOMPARE(run.result->state, RunState::finished);
        QCOMPARE(controller.phase(), Phase::idle);
    }

    void goesOnWithTheQueueAfterAFailure()
    {
        Runner runner;
        TrainingController controller(runner, pretendToTrain);
        QueueModel model(controller);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy ended(&controller, &TrainingController::ended);
        controller.enqueue(optionsOf("a", 3));
        controller.enqueue(optionsOf("b", 3, "broken"));
        controller.enqueue(optionsOf("c", 3));
        QCOMPARE(model.rowCount(), 3);
        // The name tells runs apart; where they are is told by the tool tip.
        QCOMPARE(model.index(0, QueueModel::kRun).data().toString(), QFileInfo(QString::fromStdString(optionsOf("a", 3).save_path)).fileName());
        QVERIFY(model.index(0, QueueModel::kRun).data(Qt::ToolTipRole).toString().endsWith(QStringLiteral("a")));
        QTRY_COMPARE(ended.count(), 3);
        QCOMPARE(controller.queue()[1].state, QueuedRun::State::failed);
        QVERIFY(controller.queue()[1].message.contains(QStringLiteral("no such file")));
        QCOMPARE(controller.queue()[2].result->state, RunState::finished);
        QVERIFY(model.index(1, QueueModel::kState).data().toString().contains(QStringLiteral("no such file")));
    }

    void pausesAndResumes()
    {
        Runner runner;
        TrainingController controller(runner, pretendToTrain);
        QSignalSpy stepped(&controller, &TrainingController::stepped);
        controller.enqueue(optionsOf("a"));
        QTRY_VERIFY(stepped.count() > 3);
        controller.pause();
        QCOMPARE(controller.phase(), Phase::paused);
        QTest::qWait(120);
        const qsizetype before = stepped.count();
        QTest::qWait(200);
        QCOMPARE(stepped.count(), before);
        controller.resume();
        QTRY_VERIFY(stepped.count() > before + 3);
        controller.stop(StopRequest::discard);
        QTRY_COMPARE(controller.phase(), Phase::idle);
    }

    void stopAndSaveIsNotStopAndDiscard()
    {
        Runner runner;
        TrainingController controller(runner, pretendToTrain);
        QSignalSpy stepped(&controller, &TrainingController::stepped), ended(&controller, &TrainingController::ended);
        controller.enqueue(optionsOf("a"));
        QTRY_VERIFY(stepped.count() > 0);
        controller.stop(StopRequest::save);
        QCOMPARE(controller.phase(), Phase::saving);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(!ended.at(0).first().value<QueuedRun>().result->lastCheckpoint.empty());
        controller.enqueue(optionsOf("b"));
        QTRY_COMPARE(controller.phase(), Phase::running);
        controller.stop(StopRequest::discard);
        QTRY_COMPARE(ended.count(), 2);
        QVERIFY(ended.at(1).first().value<QueuedRun>().result->lastCheckpoint.empty());
    }

    void holdsTheQueueAfterAStopUntilContinued()
    {
        Runner runner;
        TrainingController controller(runner, pretendToTrain);
        QSignalSpy ended(&controller, &TrainingController::ended);
        controller.enqueue(optionsOf("a"));
        controller.enqueue(optionsOf("b", 2));
        QTRY_COMPARE(controller.phase(), Phase::running);
        controller.stop(StopRequest::save);
        QTRY_COMPARE(ended.count(), 1);
        QTest::qWait(100);
        QCOMPARE(controller.phase(), Phase::idle);
        QVERIFY(controller.isHeld());
        controller.continueQueue();
        QTRY_COMPARE(ended.count(), 2);
    }

    void stopsARunThatWaitsPaused()
    {
        Runner runner;
        TrainingController controller(runner, pretendToTrain);
        QSignalSpy stepped(&controller, &TrainingController::stepped), ended(&controller, &TrainingController::ended);
        controller.enqueue(optionsOf("a"));
        QTRY_VERIFY(stepped.count() > 0);
        controller.pause();
        controller.stop(StopRequest::save);
        QTRY_COMPARE(ended.count(), 1);
    }

    void writesACheckpointOnRequestAndGoesOn()
    {
        Runner runner;
        TrainingController controller(runner, pretendToTrain);
        QSignalSpy stepped(&controller, &TrainingController::stepped), written(&controller, &TrainingController::checkpointed);
        controller.enqueue(optionsOf("a"));
        QTRY_VERIFY(stepped.count() > 0);
        controller.checkpointNow();
        QTRY_COMPARE(written.count(), 1);
        const qsizetype before = stepped.count();
        QTRY_VERIFY(stepped.count() > before);
        controller.stop(StopRequest::discard);
        QTRY_COMPARE(controller.phase(), Phase::idle);
    }

    void freezesTheSettingsOfAQueuedRun()
    {
        Runner runner;
        TrainingController controller(runner, pretendToTrain);
        TrainOptions options = optionsOf("a");
        controller.enqueue(options);
        TrainOptions second = optionsOf("b", 1);
        const int id = controller.enqueue(second);
        second.save_path = "changed";
        QCOMPARE(controller.queue()[1].options.save_path, std::string("b"));
        controller.move(id, -1);  // Cannot pass the run that trains.
        QCOMPARE(controller.queue()[1].id, id);
        controller.remove(id);
        QCOMPARE(controller.queue().size(), std::size_t(1));
        controller.stop(StopRequest::discard);
        QTRY_COMPARE(controller.phase(), Phase::idle);
    }
};

std::unique_ptr<QObject> makeTrainingControllerTest()
{
    return std::make_unique<TrainingControllerTest>();
}

#include "training_controller_test.moc"
