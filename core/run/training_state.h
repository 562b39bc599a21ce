#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/byte_sink.h"
#include "core/report/reports.h"

namespace icf {

/// Everything about a run, apart from tensors, that going on exactly needs.  All but the log stands in resume.json; that, which
/// grows, lies as numbers in resume.safetensors and times.safetensors, and its answers in samples.jsonl.
/// Order and random windows are functions of seed, epoch and sample, so no generator has a hidden state.
struct TrainingState {
    std::int64_t epoch = 0;
    std::int64_t sample = 0;           ///< Samples done in this epoch.
    std::int64_t steps = 0;            ///< Optimizer steps done (skipped ones included).
    std::int64_t optimizerSteps = 0;   ///< Updates AdamW has made.
    std::int64_t tokens = 0;           ///< Context tokens read.
    std::int64_t digests = 0;          ///< Vectors that they became; -1: not known, since an older version wrote the checkpoint.
    double seconds = 0;
    double pendingLoss = 0;            ///< Sum of the losses of the step under way.
    std::int64_t pendingUnits = 0;     ///< Label tokens (avg_level token) or samples (sentence) in it.
    bool pendingBroken = false;        ///< A loss in it was not finite.
    std::vector<std::int64_t> pendingLines;  ///< Data lines in it.
    std::int64_t skippedSteps = 0;
    std::int64_t skippedInARow = 0;
    double bestLoss = 0;               ///< Lowest validation loss; meaningful when validations > 0.
    std::int64_t validations = 0;
    bool validationDue = false;        ///< A stop fell between the last step and its validation.
    std::int64_t validationsSinceBest = 0;
    std::int64_t bestSample = -1;      ///< Number of the checkpoint with the best validation loss.
    double spikeMean = 0;              ///< Running mean of the loss, for reporting spikes.
    double lastLoss = 0;
    std::int64_t samplesPerEpoch = 0;  ///< The key is steps_per_epoch, as in trainer_state.json.
    RunLog log;                        ///< Its steps become log_history.

    /// Number of the checkpoint at this position: samplesPerEpoch · epoch + sample.
    std::int64_t checkpointNumber() const { return samplesPerEpoch * epoch + sample; }

    /// resume.json without the fingerprints.
    nlohmann::json toJson() const;
    /// Throws Error naming source and field on anything missing, of the wrong type, or that no run can have.  The log stays empty.
    static TrainingState fromJson(const nlohmann::json& json, const std::string& source);
    /// What a checkpoint's resume.json says; nothing when there is none that this version can read.
    static std::optional<TrainingState> ofCheckpoint(const std::string& folder);
    /// The log's steps as rows of kLogColumns numbers, and back.  Throws Error naming source when a whole number is none.
    std::vector<double> logNumbers() const;
    void setLogNumbers(std::span<const double> numbers, const std::string& source);
    static constexpr std::size_t kLogColumns = 6;
    /// What the log says about time and speed, as rows of kTimeColumns numbers, and back into a log of as many steps.
    std::vector<double> logTimes() const;
    void setLogTimes(std::span<const double> numbers, const std::string& source);
    static constexpr std::size_t kTimeColumns = 4;
    /// The validations as rows of kValidationColumns numbers, and back.
    std::vector<double> validationNumbers() const;
    void setValidationNumbers(std::span<const double> numbers, const std::string& source);
    static constexpr std::size_t kValidationColumns = 6;

    /// Of resume.json; told apart when it changes.  2 keeps the log in resume.safetensors; 3 the validations too, times in times.safetensors,
    /// and the run; 4 the answers in samples.jsonl.
    static constexpr int kFormat = 4;
    /// Why a resume.json of another format cannot be resumed; empty for one of ours.
    static std::string formatProblem(const nlohmann::json& json);
    /// trainer_state.json in the reference's format, piece by piece: after millions of steps it is large.
    void writeTrainerState(ByteSink& sink) const;
};

} // namespace icf
