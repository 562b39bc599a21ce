#pragma once
#include <torch/types.h>

#include <cstdint>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/compressor/compressor.h"
#include "core/layout/layout.h"
#include "core/options/choices.h"

namespace icf {

/// What a task trains, in the order of optimizer.pt: the learned vectors of param.pt, the task's marker, the weights of model.safetensors.  Asks for
/// gradients of each.
std::vector<NamedParameter> trainedParameters(const Compressor& compressor, TrainingTask task);

/// One row of the data as token ids, cut to the lengths that the options allow.
struct TrainingSample {
    std::vector<std::int64_t> context;  ///< Pre-training: with bos unless a window cut it off.
    std::vector<std::int64_t> prompt;   ///< With its template; empty in pre-training.
    std::vector<std::int64_t> answer;   ///< Without eos; empty in pre-training, where the context is the label.
    std::int64_t line = 0;              ///< Of the data file, for messages.
    std::int64_t windowStart = 0;       ///< Tokens of the row's context before those of this sample: where a random window begins.
};

/// The row that the language model reads for a sample: a question with its answer as the label, or in pre-training the context itself.
/// marker: FT, or AE in pre-training.
Layout trainingLayout(const LayoutBuilder& layouts, TrainingTask task, const TrainingSample& sample, VectorRows digests, VectorRows marker);

/// How losses are computed.
struct ObjectiveSettings {
    TrainingTask task = TrainingTask::finetune;
    ChunkSettings chunks;
    bool encode = false;
    double alpha = 1;                  ///< Weight of cross-entropy against the divergence from the full context.
    at::ScalarType type = at::kFloat;  ///< Of the compressor's computation.
};

/// Losses of the label tokens of several samples, one sample after the other.
struct TokenLosses {
    at::Tensor losses;                 ///< float32 [labels], with gradient
    at::Tensor correct;                ///< bool [labels]: the label is the likeliest token
    std::vector<std::int64_t> counts;  ///< Labels of each sample, eos included

    /// The sum to send backward: every token's loss (perSample false), or each sample's mean (true).
    at::Tensor total(bool perSample) const;
};

/// The pre-training and fine-tuning losses.  Source: paper §3.3; docs/reference.md, "Objectives".
class Objective {
public:
    Objective(const LanguageModel& lm, const Compressor& compressor, const LayoutBuilder& layouts, const ObjectiveSettings& settings)
        : lm_(lm), compressor_(compressor), layouts_(layouts), settings_(settings)
    {
    }

    /// Compresses the samples and scores their labels in one batch.  cancel: when it was stopped, this throws Cancelled between its parts, and so
    /// does going backward before it has changed any gradient; null: never.
    TokenLosses losses(const std::vector<TrainingSample>& samples, const CancelToken* cancel = nullptr) const;

private:
    const LanguageModel& lm_;
    const Compressor& compressor_;
    const LayoutBuilder& layouts_;
    ObjectiveSettings settings_;
};

} // namespace icf
