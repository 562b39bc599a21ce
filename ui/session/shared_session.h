#pragma once
#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

#include "core/engine/engine.h"
#include "ui/runner/runner.h"

namespace icf::ui {

struct Services;

/// The chunk settings that a compressor was trained with, when that can be told: from its config.json, or for checkpoints that do not say yet from
/// the run.json beside it; otherwise the defaults.  Reads the disk.
ChunkSettings chunkingOf(const ModelSummary& compressor);

/// Work on the open models; runs on the generation thread.
using SessionWork = std::function<void(Session& session, CancelToken& cancel, const Post& post)>;

/// The language model and the compressor that Compare and Inspect share.  The models are opened late, by the first work
/// that needs them, and kept; choosing others closes the old ones when the next work begins.  Interface thread only.
class SharedSession : public QObject {
    Q_OBJECT
public:
    enum class State {
        empty, ///< No language model chosen.
        closed, ///< Chosen, not opened yet.
        opening,
        ready,
        failed, ///< Opening failed; problem() says why.
    };

    explicit SharedSession(Services& services, QObject* parent = nullptr);
    ~SharedSession() override;

    const QString& lmPath() const { return lmPath_; }
    const QString& compressorPath() const { return compressorPath_; }
    const QString& precision() const { return precision_; }
    const QString& device() const { return device_; }
    State state() const { return state_; }
    /// Why the language model cannot be used; empty when nothing is known against it.
    const QString& problem() const { return problem_; }
    /// Why the compressor cannot be used with it; empty when nothing is known against it.  The other columns still work.
    const QString& compressorProblem() const { return compressorProblem_; }
    /// What is known of the chosen folders; kind is empty until they have been read.
    const ModelSummary& languageModel() const { return lm_; }
    const ModelSummary& compressor() const { return compressor_; }
    /// Number format of the open model ("bfloat16"); empty while none is open.
    const QString& computeType() const { return computeType_; }
    /// How the chosen compressor was trained to cut contexts; the default until isKnown().
    const ChunkSettings& chunking() const { return chunking_; }
    /// False between a choice and the arrival of its summaries and chunk settings, a moment later.
    bool isKnown() const { return known_; }
    /// Calls a function once the chosen folders have been read: at once when they have been.  A question asked before would
    /// cut its context in another way than the one after.  Dropped when the receiver is gone.
    void whenKnown(QObject* receiver, std::function<void()> then);

    /// Chooses the folders; an empty compressor means none.  Reads their summaries in the background.  recent: the compressor joins the recent
    /// ones, which steps through a run's checkpoints would fill.
    void choose(const QString& lmPath, const QString& compressorPath, bool recent = true);
    /// Chooses precision (a Dtype's name, or "int8" or "int4" for rounded weights and dtype "auto") and device ("auto", "cpu", …).
    void chooseDevice(const QString& precision, const QString& device);

    /// Queues work on the open language model with this compressor (empty: none).  The models are opened or exchanged
    /// before it when need be.  receiver as in Runner::submit.
    Job* submit(QObject* receiver, const QString& compressorPath, SessionWork work);
    /// Opens the models now if they are not open, so that the first answer does not wait.
    void warmUp();

Q_SIGNALS:
    /// The folders, the precision or the device changed.
    void choiceChanged();
    /// Summaries of the chosen folders arrived; chunking() is known too.
    void summariesChanged();
    /// state() or problem() changed.
    void stateChanged();
    /// How much of the language model is loaded, some ten times a second while state() is opening.
    void openingProgress(const WorkProgress& progress);

private:
    struct Holder;
    ModelOptions options() const;
    void setState(State state, const QString& problem = {});
    void readSummaries();
    void becomeKnown();

    Services& services_;
    Runner looking_; ///< Of its own: a question waits for it, and scans of slow folders may hold the shared one up.
    std::shared_ptr<Holder> holder_; ///< Touched on the generation thread only.
    QString lmPath_, compressorPath_;
    QString precision_ = QStringLiteral("auto"), device_ = QStringLiteral("auto");
    State state_ = State::empty;
    QString problem_, compressorProblem_, computeType_;
    ModelSummary lm_, compressor_;
    ChunkSettings chunking_;
    QPointer<Job> summaries_;
    bool known_ = false;
    std::vector<std::pair<QPointer<QObject>, std::function<void()>>> waiting_; ///< See whenKnown.
    quint64 choice_ = 0; ///< Counts choices, so that late answers about older ones are dropped.
};

} // namespace icf::ui
