#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/stopwatch.h"
#include "core/base/time_left.h"
#include "core/options/learning_rate.h"
#include "core/options/run_options.h"
#include "core/processes/communicator.h"
#include "core/report/reports.h"
#include "core/processes/agreement.h"
#include "core/train/checkpoint_store.h"
#include "core/train/gradient_reducer.h"
#include "core/train/objective.h"
#include "core/train/sample_feed.h"
#include "core/train/validation.h"

namespace icf {

/// What a trainer works on; all of it outlives the trainer.
struct TrainerParts {
    const LanguageModel& lm;
    Compressor& compressor;
    AdamW& optimizer;
    const Objective& objective;
    SampleFeed& feed;
    const LearningRate& learningRate;
    const Validation* validation = nullptr;  ///< Null without validation data.
    std::int64_t samplesPerEpoch = 0;        ///< Of all processes together.
    std::unique_ptr<GradientReducer> reducer = std::make_unique<SingleProcess>();
    Communicator* processes = nullptr;       ///< That train together, with reducer and feed to fit; null: this one alone.  The first saves.
    std::function<SavedCheckpoint(const TrainingState&)> save{};  ///< Writes a checkpoint.  Throws Error or Failure when it cannot be written.
    std::string resumedFrom{};               ///< The run's own checkpoint that holds the state it goes on from.  Empty when there is none in its folder.
    bool lossesReadLate = false;  ///< For a GPU, which the host then need not wait for in every micro-batch: each loss stays there until the step ends or a
                                  ///< checkpoint is written.  The same numbers.
    std::function<void(std::int64_t)> beforeStep{};  ///< Sees the gradients of a step before they are judged; tests spoil them here.
};

/// Samples of the micro-batch that begins after so many samples of an epoch: up to batch_size for each process, but not beyond the end of the step, of
/// the save interval or of the epoch.
std::int64_t microBatchSize(const TrainOptions& options, std::int64_t sample, std::int64_t samplesPerEpoch, std::int64_t processes = 1);

/// The training loop: micro-batches, gradient accumulation, optimizer steps, checkpoints.  Knows nothing of threads.
/// Several processes each take up to batch_size samples of a micro-batch.  What each has of a step under way is in no checkpoint of theirs: one that falls
/// due inside a step is written after it, and a stop gives the step up, so that whoever resumes does the whole of it.
/// Source: docs/reference.md, "Trainer".
class Trainer {
public:
    Trainer(const TrainOptions& options, TrainerParts parts, TrainingObserver& observer, CancelToken& cancel);

    /// Goes on from state (a fresh one for a new run) to the end or until stopped.
    TrainingResult run(TrainingState state);

private:
    using Clock = std::chrono::steady_clock;

    bool trainEpoch();
    template <class Read> auto savedWhenItFails(Read read);
    bool trainMicroBatch(std::int64_t count);
    std::vector<TrainingSample> takeSamples(std::int64_t count, std::int64_t after);
    std::int64_t digestsOf(const TrainingSample& sample) const;
    void addDigests(std::int64_t digests);
    bool addGradients(const std::vector<TrainingSample>& samples);
    bool addLoss(double loss);
    void readLateLosses();
    void finishStep();
    void skipStep(StepReport& report);
    void reportSpike(const StepReport& report);
    void validate();
    void fitOtherData();
    void dropPending();
    void goBackToStep();
    void reduceStep(StepSums& sums);
    void tellRates(const std::vector<double>& rates);
    bool stepLimitReached() const { return options_.loop.steps > 0 && state_.steps >= options_.loop.steps; }
    bool earlyStopReached() const { return options_.validation.patience > 0 && state_.validationsSinceBest >= options_.validation.patience; }
    std::int64_t samplesTotal() const;
    std::int64_t samplesDone() const { return state_.epoch * parts_.samplesPerEpoch + state_.sample; }
    void progress(bool force);
    void saveCheckpoint();
    void saveCheckpointOrWait();
    void shareSaved();
    double elapsed() const;
    double secondsNow() const { return state_.seconds + sinceResumed_.seconds(); }

    const TrainOptions& options_;
    TrainerParts parts_;
    TrainingObserver& observer_;
    Alone alone_;
    Agreement agreement_;
    CancelToken& cancel_;                ///< That of the agreement.
    TrainingState state_;
    TrainingResult result_;
    std::int64_t lastSaved_ = -1;
    bool saveDue_ = false;
    std::int64_t pendingSamples_ = 0;    ///< Of the step under way since the run began or was resumed: samples of all processes,
    std::int64_t pendingTokens_ = 0;     ///< context tokens of this one,
    std::int64_t pendingDigests_ = 0;    ///< and what they became.
    std::vector<at::Tensor> lateLosses_; ///< Scalars on the device that state_ does not have yet: TrainerParts::lossesReadLate.
    Stopwatch sinceResumed_;             ///< Counts on top of state_.seconds.
    Clock::time_point progressAt_{};
    TimeLeft timeLeft_;
    std::int64_t rateSamples_ = 0;       ///< For the rate: samples and tokens since the last step report.
    std::int64_t rateTokens_ = 0;
    double rateSeconds_ = 0;
    Stopwatch computing_;                ///< Of a micro-batch.
    double ownSeconds_ = 0;              ///< For the rate of this process among several: of its own micro-batches since the last step,
    std::int64_t ownSamples_ = 0;        ///< and their samples.
    Clock::time_point ratesToldAt_{};
    double samplesPerSecond_ = 0, tokensPerSecond_ = 0;
};

} // namespace icf
