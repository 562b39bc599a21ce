#include "ui/runner/runner.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <new>

#if defined(__linux__)
#include <sys/resource.h>
#include <unistd.h>
#endif

#include "core/base/error.h"
#include "ui/common/engine_text.h"

namespace icf::ui {

namespace {
constexpr int kDrainMilliseconds = 30;
}

Job::Job(QObject* parent, QObject* receiver, Work work) : QObject(parent), receiver_(receiver), work_(std::move(work)) {}

void Job::cancel(StopRequest request)
{
    token_->pause(false);
    token_->stop(request);
}

Runner::Runner(QObject* parent) : QObject(parent)
{
    timer_.setInterval(kDrainMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &Runner::drain);
    thread_ = std::thread([this] { loop(); });
}

Runner::~Runner()
{
    for (Job* job : jobs_)
        job->cancel(StopRequest::discard);
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

Job* Runner::submit(QObject* receiver, Work work)
{
    auto* job = new Job(this, receiver ? receiver : this, std::move(work));
    jobs_.push_back(job);
    if (receiver)
        connect(receiver, &QObject::destroyed, job, [job] { job->cancel(StopRequest::discard); });
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back({job, job->token_, std::move(job->work_)});
    }
    wake_.notify_all();
    timer_.start();
    Q_EMIT pendingChanged(pending());
    return job;
}

void Runner::cancelAll(StopRequest request)
{
    for (Job* job : jobs_)
        job->cancel(request);
}

void Runner::loop()
{
#if defined(__linux__)
    // Linux keeps this per thread, and the threads that torch makes here inherit it: the window comes first on busy cores.
    constexpr int kBehindTheWindow = 5;
    setpriority(PRIO_PROCESS, id_t(gettid()), kBehindTheWindow);
#endif
    for (;;) {
        Task task;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return quit_ || !tasks_.empty(); });
            if (quit_)
                return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        runTask(task);
    }
}

void Runner::runTask(const Task& task)
{
    Event end{task.job, Kind::finished, {}, {}};
    try {
        task.token->throwIfStopped();
        push({task.job, Kind::started, {}, {}});
        task.work(*task.token, [this, job = task.job](std::function<void()> function) {
            push({job, Kind::post, std::move(function), {}});
        });
    } catch (const Cancelled&) {
        end.kind = Kind::cancelled;
    } catch (const DeviceOutOfMemory&) {
        end.kind = Kind::failed;
        end.message = tr("Not enough memory on the GPU. Use shorter contexts or a smaller micro-batch size, or end other programs that use it.");
    } catch (const std::bad_alloc&) {
        end.kind = Kind::failed;
        end.message = tr("Not enough memory. Use shorter contexts or a smaller micro-batch size.");
    } catch (const std::exception& error) {
        end.kind = Kind::failed;
        end.message = engineText(error);
    } catch (...) {
        end.kind = Kind::failed;
        end.message = tr("Unknown error in the computation.");
    }
    push(std::move(end));
}

void Runner::push(Event event)
{
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
}

void Runner::drain()
{
    {
        const std::lock_guard lock(mutex_);
        std::move(events_.begin(), events_.end(), std::back_inserter(draining_));
        events_.clear();
    }
    // A slot may end up in here again by an event loop of its own; taking from a queue keeps the order even then.
    while (!draining_.empty()) {
        const Event event = std::move(draining_.front());
        draining_.pop_front();
        deliver(event);
    }
    if (jobs_.empty())
        timer_.stop();
}

void Runner::deliver(const Event& event)
{
    Job* job = event.job;
    switch (event.kind) {
    case Kind::post:
        if (job->receiver_)
            event.function();
        return;
    case Kind::started:
        job->running_ = true;
        Q_EMIT job->started();
        return;
    case Kind::finished:
    case Kind::cancelled:
    case Kind::failed:
        break;
    }
    job->running_ = false;
    std::erase(jobs_, job);
    if (event.kind == Kind::finished)
        Q_EMIT job->finished();
    else if (event.kind == Kind::cancelled)
        Q_EMIT job->cancelled();
    else
        Q_EMIT job->failed(event.message);
    Q_EMIT job->ended();
    job->deleteLater();
    Q_EMIT pendingChanged(pending());
}

} // namespace icf::ui
