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
#include "core/report/reports.h"
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
    std::function<SavedCheckpoint(const TrainingState&)> save{};  ///< Writes a checkpoint.  Throws Error or Failure when it cannot be written.
    std::string resumedFrom{};               ///< The run's own checkpoint that holds the state it goes on from.  Empty when there is none in its folder.
    std::function<void(std::int64_t)> beforeStep{};  ///< Sees the gradients of a step before they are judged; tests spoil them here.
};

/// The training loop: micro-batches, gradient accumulation, optimizer steps, checkpoints.  Knows nothing of threads.
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
    bool addGradients(const std::vector<TrainingSample>& samples);
    void finishStep();
    void skipStep(StepReport& report);
    void reportSpike(const StepReport& report);
    void validate();
    void fitOtherData();
    void dropPending();
    bool stepLimitReached() const { return options_.loop.steps > 0 && state_.steps >= options_.loop.steps; }
    bool earlyStopReached() const { return options_.validation.patience > 0 && state_.validationsSinceBest >= options_.validation.patience; }
    std::int64_t untilBoundary() const;
    std::int64_t samplesTotal() const;
    std::int64_t samplesDone() const { return state_.epoch * parts_.samplesPerEpoch + state_.sample; }
    void progress(bool force);
    void saveCheckpoint();
    void saveCheckpointOrWait();
    double elapsed() const;

    const TrainOptions& options_;
    TrainerParts parts_;
    TrainingObserver& observer_;
    CancelToken& cancel_;
    TrainingState state_;
    TrainingResult result_;
    std::int64_t lastSaved_ = -1;
    Stopwatch sinceResumed_;             ///< Counts on top of state_.seconds.
    Clock::time_point progressAt_{};
    TimeLeft timeLeft_;
    std::int64_t rateSamples_ = 0;       ///< For the rate: samples and tokens since the last step report.
    std::int64_t rateTokens_ = 0;
    double rateSeconds_ = 0;
    double samplesPerSecond_ = 0, tokensPerSecond_ = 0;
};

} // namespace icf
