#pragma once
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/cancel_token.h"

namespace icf::ui {

class Runner;

/// Brings plain values from the computing thread to the interface thread: the function given to it runs there within about
/// 30 ms, in order, and is dropped when the job's receiver is gone.  Capture values only, never references into the job.
using Post = std::function<void(std::function<void()>)>;

/// Long work.  Runs on the Runner's thread; checks the token; may throw (Cancelled, Error, Failure, any std::exception).
using Work = std::function<void(CancelToken& cancel, const Post& post)>;

/// One piece of work given to a Runner.  Lives on the interface thread and is deleted soon after its last signal: keep it in
/// a QPointer.
class Job : public QObject {
    Q_OBJECT
public:
    /// Asks the work to end; returns at once.  A job that has not begun ends as cancelled.
    void cancel(StopRequest request = StopRequest::discard);
    /// The reins of the work (pause, checkpoint now); valid as long as the job.
    CancelToken& token() { return *token_; }
    /// True once the thread has taken it up.
    bool isRunning() const { return running_; }

Q_SIGNALS:
    /// The thread has taken the job up.
    void started();
    /// The work returned.
    void finished();
    /// The work was cancelled before it had anything to return.
    void cancelled();
    /// The work failed; one line: what was wrong, where, and what to do.
    void failed(const QString& message);
    /// After exactly one of finished, cancelled and failed.
    void ended();

private:
    friend class Runner;
    Job(QObject* parent, QObject* receiver, Work work);

    std::shared_ptr<CancelToken> token_ = std::make_shared<CancelToken>();
    QPointer<QObject> receiver_;
    Work work_;
    bool running_ = false;
};

/// The one adapter between the engine and the interface: a long-lived thread that does jobs one after the other.  All public
/// functions belong to the interface thread and none of them waits, except the destructor.
class Runner : public QObject {
    Q_OBJECT
public:
    explicit Runner(QObject* parent = nullptr);
    /// Cancels everything (discard) and waits for the work to notice.
    ~Runner() override;

    /// Queues work.  receiver: posts are dropped and the job is cancelled when it is destroyed; may be null.
    Job* submit(QObject* receiver, Work work);
    /// Jobs that have not ended yet.
    int pending() const { return int(jobs_.size()); }
    /// Asks all jobs to end.
    void cancelAll(StopRequest request = StopRequest::discard);

Q_SIGNALS:
    /// The number of pending jobs changed.
    void pendingChanged(int pending);

private:
    enum class Kind { started, post, finished, cancelled, failed };
    struct Event {
        Job* job;
        Kind kind;
        std::function<void()> function;
        QString message;
    };
    struct Task {
        Job* job;
        std::shared_ptr<CancelToken> token;
        Work work;
    };

    void loop();
    void runTask(const Task& task);
    void push(Event event);
    void drain();
    void deliver(const Event& event);

    QTimer timer_;
    std::vector<Job*> jobs_;      ///< Not ended yet; interface thread only.
    std::deque<Event> draining_;  ///< Taken from events_, not delivered yet; interface thread only.

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Task> tasks_;     ///< Guarded by mutex_.
    std::vector<Event> events_;  ///< Guarded by mutex_.
    bool quit_ = false;          ///< Guarded by mutex_.
    std::thread thread_;
};

} // namespace icf::ui
