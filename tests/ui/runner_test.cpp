#include <QCoreApplication>
#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>

#include <memory>

#include "core/base/error.h"
#include "ui/runner/runner.h"

using namespace icf;
using namespace icf::ui;

/// The one adapter between computing and interface threads.
class RunnerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deliversPostsInOrderOnTheInterfaceThread()
    {
        Runner runner;
        std::vector<int> seen;
        bool right = true;
        Job* job = runner.submit(this, [&](CancelToken&, const Post& post) {
            for (int i = 0; i < 500; ++i)
                post([&seen, &right, i] {
                    seen.push_back(i);
                    right = right && QThread::currentThread() == qApp->thread();
                });
        });
        QSignalSpy finished(job, &Job::finished);
        QVERIFY(finished.wait());
        QCOMPARE(int(seen.size()), 500);
        QVERIFY(std::ranges::is_sorted(seen));
        QVERIFY(right);
    }

    void endsEachJobExactlyOnce_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("finished") << 0;
        QTest::newRow("cancelled") << 1;
        QTest::newRow("failed") << 2;
    }
    void endsEachJobExactlyOnce()
    {
        QFETCH(int, how);
        Runner runner;
        Job* job = runner.submit(this, [how](CancelToken&, const Post&) {
            if (how == 1)
                throw Cancelled();
            if (how == 2)
                throw Error("here", "it went wrong");
        });
        QSignalSpy finished(job, &Job::finished), cancelled(job, &Job::cancelled), failed(job, &Job::failed), ended(job, &Job::ended);
        QVERIFY(ended.wait());
        QCOMPARE(finished.count(), how == 0 ? 1 : 0);
        QCOMPARE(cancelled.count(), how == 1 ? 1 : 0);
        QCOMPARE(failed.count(), how == 2 ? 1 : 0);
        if (how == 2)
            QCOMPARE(failed.first().first().toString(), QStringLiteral("[here] it went wrong"));
        QCOMPARE(runner.pending(), 0);
    }

    void doesJobsOneAfterTheOther()
    {
        Runner runner;
        std::atomic<int> active{0}, most{0};
        QPointer<Job> last;
        for (int i = 0; i < 5; ++i)
            last = runner.submit(this, [&](CancelToken&, const Post&) {
                most = std::max(most.load(), ++active);
                QThread::msleep(5);
                --active;
            });
        QSignalSpy ended(last, &Job::ended);
        QVERIFY(ended.wait());
        QCOMPARE(most.load(), 1);
    }

    void cancelsAtOnceWithoutWaiting()
    {
        Runner runner;
        Job* job = runner.submit(this, [](CancelToken& cancel, const Post&) {
            for (;;) {
                cancel.throwIfStopped();
                QThread::msleep(1);
            }
        });
        QSignalSpy started(job, &Job::started), cancelled(job, &Job::cancelled);
        QVERIFY(started.wait());
        job->cancel();
        QCOMPARE(cancelled.count(), 0);
        QVERIFY(cancelled.wait());
    }

    void neverBeginsAJobCancelledInTheQueue()
    {
        Runner runner;
        bool began = false;
        runner.submit(this, [](CancelToken&, const Post&) { QThread::msleep(50); });
        Job* second = runner.submit(this, [&began](CancelToken&, const Post&) { began = true; });
        QSignalSpy cancelled(second, &Job::cancelled);
        second->cancel();
        QVERIFY(cancelled.wait());
        QVERIFY(!began);
    }

    void dropsPostsOfAReceiverThatIsGone()
    {
        Runner runner;
        auto receiver = std::make_unique<QObject>();
        bool called = false;
        Job* job = runner.submit(receiver.get(), [&called](CancelToken& cancel, const Post& post) {
            post([&called] { called = true; });
            while (!cancel.stopRequested())
                QThread::msleep(1);
            throw Cancelled();
        });
        QSignalSpy cancelled(job, &Job::cancelled);
        receiver.reset();
        QVERIFY(cancelled.wait());
        QVERIFY(!called);
    }

    void keepsTheOrderWhenAPostOpensAnEventLoop()
    {
        Runner runner;
        std::vector<int> seen;
        Job* job = runner.submit(this, [&seen](CancelToken&, const Post& post) {
            post([&seen] {
                QEventLoop loop;
                QTimer::singleShot(120, &loop, &QEventLoop::quit);
                loop.exec();
                seen.push_back(1);
            });
            post([&seen] { seen.push_back(2); });
        });
        QSignalSpy ended(job, &Job::ended);
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(seen, (std::vector<int>{1, 2}));
    }

    void stopsItsThreadWhenDestroyedAmidWork()
    {
        auto runner = std::make_unique<Runner>();
        std::atomic<bool> began{false}, left{false};
        runner->submit(nullptr, [&](CancelToken& cancel, const Post&) {
            began = true;
            while (!cancel.stopRequested())
                QThread::msleep(1);
            left = true;
        });
        QTRY_VERIFY(began);
        runner.reset();
        QVERIFY(left);
    }
};

std::unique_ptr<QObject> makeRunnerTest()
{
    return std::make_unique<RunnerTest>();
}

#include "runner_test.moc"
