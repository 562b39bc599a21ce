#include "ui/train/training_controller.h"

#include <algorithm>
#include <utility>

#include "ui/common/engine_text.h"
#include "ui/train/launched_run.h"

namespace icf::ui {

namespace {

/// Carries the reports of the training thread to the controller's signals.
class PostingObserver : public TrainingObserver {
public:
    PostingObserver(TrainingController* controller, const Post& post) : controller_(controller), post_(post) {}

    void onStarted(const TrainingStarted& report) override { send(&TrainingController::started, report); }
    void onStep(const StepReport& report) override { send(&TrainingController::stepped, report); }
    void onProgress(const ProgressReport& report) override { send(&TrainingController::progressed, report); }
    void onValidation(const ValidationReport& report) override { send(&TrainingController::validated, report); }
    void onSample(const SampleReport& report) override { send(&TrainingController::sampled, report); }
    void onCheckpoint(const CheckpointReport& report) override { send(&TrainingController::checkpointed, report); }
    void onMessage(Severity severity, const std::string& text) override
    {
        post_([controller = controller_, severity, line = engineText(text)] {
            Q_EMIT controller->messaged(severity, line);
        });
    }

private:
    template <class Report> void send(void (TrainingController::*signal)(const Report&), const Report& report)
    {
        post_([controller = controller_, signal, report] { Q_EMIT (controller->*signal)(report); });
    }

    TrainingController* controller_;
    const Post& post_;
};

} // namespace

TrainingController::TrainingController(Runner& runner, TrainFunction train, QObject* parent)
    : QObject(parent), runner_(runner), train_(std::move(train))
{
    connect(this, &TrainingController::started, this, [this] {
        if (phase_ == Phase::starting)
            setPhase(Phase::running);
    });
}

int TrainingController::enqueue(const TrainOptions& options, const TrainingStart& start, int processes)
{
    QueuedRun run;
    run.id = nextId_++;
    run.options = options;
    run.start = start;
    run.processes = processes;
    queue_.push_back(std::move(run));
    const int id = queue_.back().id;
    // Whoever starts a run with nothing else waiting wants it now, also after a stop.
    if (waiting() == 1)
        held_ = false;
    Q_EMIT queueChanged();
    startNext();
    return id;
}

void TrainingController::remove(int id)
{
    if (id == activeId_)
        return;
    if (std::erase_if(queue_, [id](const QueuedRun& run) { return run.id == id; }) > 0)
        Q_EMIT queueChanged();
}

void TrainingController::move(int id, int by)
{
    const auto from = std::ranges::find(queue_, id, &QueuedRun::id);
    if (from == queue_.end() || from->state != QueuedRun::State::waiting)
        return;
    const auto place = from - queue_.begin();
    const auto target = place + by;
    if (target < 0 || target >= std::ptrdiff_t(queue_.size()) || queue_[std::size_t(target)].state != QueuedRun::State::waiting)
        return;
    std::swap(queue_[std::size_t(place)], queue_[std::size_t(target)]);
    Q_EMIT queueChanged();
}

const QueuedRun* TrainingController::active() const
{
    const auto found = std::ranges::find(queue_, activeId_, &QueuedRun::id);
    return activeId_ == 0 || found == queue_.end() ? nullptr : &*found;
}

QueuedRun* TrainingController::find(int id)
{
    const auto found = std::ranges::find(queue_, id, &QueuedRun::id);
    return found == queue_.end() ? nullptr : &*found;
}

int TrainingController::waiting() const
{
    return int(std::ranges::count(queue_, QueuedRun::State::waiting, &QueuedRun::state));
}

void TrainingController::continueQueue()
{
    held_ = false;
    startNext();
    Q_EMIT queueChanged();
}

void TrainingController::startNext()
{
    if (isBusy(phase_) || held_)
        return;
    const auto next = std::ranges::find(queue_, QueuedRun::State::waiting, &QueuedRun::state);
    if (next == queue_.end())
        return;
    next->state = QueuedRun::State::active;
    activeId_ = next->id;
    setPhase(Phase::starting);
    Q_EMIT taken(*next);
    Q_EMIT queueChanged();

    const int id = next->id;
    TrainFunction train = train_;
    if (next->processes > 1)
        train = [processes = next->processes, launcher = Launcher::find()](const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel) {
            return trainLaunched(launcher, processes, options, start, observer, cancel);
        };
    job_ = runner_.submit(this, [this, id, train, options = next->options, start = next->start](CancelToken& cancel, const Post& post) {
        PostingObserver observer(this, post);
        const TrainingResult result = train(options, start, observer, cancel);
        post([this, id, result] {
            if (QueuedRun* run = find(id))
                run->result = result;
        });
    });
    connect(job_, &Job::finished, this, [this] { finishActive(QueuedRun::State::ended, {}); });
    connect(job_, &Job::cancelled, this, [this] { finishActive(QueuedRun::State::ended, {}); });
    connect(job_, &Job::failed, this, [this](const QString& message) { finishActive(QueuedRun::State::failed, message); });
}

void TrainingController::finishActive(QueuedRun::State state, const QString& message)
{
    QueuedRun* run = find(activeId_);
    const bool byUser = phase_ == Phase::saving || phase_ == Phase::discarding;
    activeId_ = 0;
    held_ = byUser && waiting() > 0;
    if (run) {
        run->state = state;
        run->message = message;
        if (!run->result && state == QueuedRun::State::ended)
            run->result = TrainingResult{.state = RunState::stopped, .message = {}, .lastCheckpoint = {}};
        if (run->result && run->result->state == RunState::failed) {
            run->state = QueuedRun::State::failed;
            run->message = engineText(run->result->message);
        }
        const QueuedRun copy = *run;
        setPhase(Phase::idle);
        Q_EMIT ended(copy);
    } else {
        setPhase(Phase::idle);
    }
    Q_EMIT queueChanged();
    startNext();
}

AllowedActions TrainingController::allowed() const
{
    AllowedActions actions = allowedIn(phase_);
    // Signals reach several processes, and nothing but a stop is one.
    if (const QueuedRun* run = active(); run && run->processes > 1)
        actions.pause = actions.resume = actions.checkpoint = false;
    return actions;
}

void TrainingController::setPhase(Phase phase)
{
    if (phase == phase_)
        return;
    phase_ = phase;
    Q_EMIT phaseChanged(phase);
}

void TrainingController::pause()
{
    if (!allowed().pause || !job_)
        return;
    job_->token().pause(true);
    setPhase(Phase::paused);
}

void TrainingController::resume()
{
    if (!allowed().resume || !job_)
        return;
    job_->token().pause(false);
    setPhase(Phase::running);
}

void TrainingController::stop(StopRequest request)
{
    const AllowedActions now = allowed();
    if (!job_ || request == StopRequest::none || (request == StopRequest::save ? !now.stopAndSave : !now.stopAndDiscard))
        return;
    setPhase(request == StopRequest::save ? Phase::saving : Phase::discarding);
    job_->cancel(request);
}

void TrainingController::checkpointNow()
{
    if (allowed().checkpoint && job_)
        job_->token().requestCheckpoint();
}

} // namespace icf::ui
