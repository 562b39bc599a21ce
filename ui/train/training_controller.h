#pragma once
#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

#include "core/engine/engine.h"
#include "ui/runner/runner.h"
#include "ui/train/training_phase.h"

namespace icf::ui {

/// One run that was asked for.  Its settings are frozen.
struct QueuedRun {
    enum class State { waiting, active, ended, failed };

    int id = 0;
    TrainOptions options;
    TrainingStart start;
    int processes = 1;  ///< More are started by a launcher.
    State state = State::waiting;
    std::optional<TrainingResult> result;  ///< When ended.
    QString message;                       ///< Why it failed.
};

/// The queue of runs and the one that is training.  Runs go one after the other; a failed one does not keep the next from
/// starting, a stop by the user holds the queue.  Signals arrive on the interface thread.
class TrainingController : public QObject {
    Q_OBJECT
public:
    using TrainFunction = std::function<TrainingResult(const TrainOptions&, const TrainingStart&, TrainingObserver&, CancelToken&)>;

    /// train: what computes; the tests put their own in its place.
    explicit TrainingController(Runner& runner, TrainFunction train = &icf::train, QObject* parent = nullptr);

    /// Puts a run at the end of the queue and starts it when nothing runs and the queue is not held.  Returns its id.
    /// processes: that train together on this machine; more than one where Launcher::find() finds how.
    int enqueue(const TrainOptions& options, const TrainingStart& start = {}, int processes = 1);
    /// Takes a waiting run out of the queue, or forgets an ended one.
    void remove(int id);
    /// Moves a waiting run by one place: −1 up, +1 down.
    void move(int id, int by);
    const std::vector<QueuedRun>& queue() const { return queue_; }
    const QueuedRun* active() const;
    int waiting() const;
    /// True after a stop by the user while runs wait.
    bool isHeld() const { return held_; }
    /// Goes on with the waiting runs.
    void continueQueue();

    Phase phase() const { return phase_; }
    AllowedActions allowed() const;
    void pause();
    void resume();
    void stop(StopRequest request);
    void checkpointNow();

Q_SIGNALS:
    void phaseChanged(icf::ui::Phase phase);
    void queueChanged();
    /// A run was taken up; started() follows when its data and models are loaded.
    void taken(const icf::ui::QueuedRun& run);
    void started(const icf::TrainingStarted& started);
    void stepped(const icf::StepReport& step);
    void progressed(const icf::ProgressReport& progress);
    void validated(const icf::ValidationReport& validation);
    void sampled(const icf::SampleReport& sample);
    void checkpointed(const icf::CheckpointReport& checkpoint);
    void messaged(icf::Severity severity, const QString& text);
    /// The run is over; its state, result and message say how.
    void ended(const icf::ui::QueuedRun& run);

private:
    void startNext();
    void finishActive(QueuedRun::State state, const QString& message);
    void setPhase(Phase phase);
    QueuedRun* find(int id);

    Runner& runner_;
    TrainFunction train_;
    std::vector<QueuedRun> queue_;
    QPointer<Job> job_;
    Phase phase_ = Phase::idle;
    int nextId_ = 1;
    int activeId_ = 0;
    bool held_ = false;
};

} // namespace icf::ui
