#pragma once
#include <optional>
#include <vector>

#include "core/data/dataset.h"
#include "core/generate/sampler.h"
#include "core/options/run_options.h"
#include "core/report/reports.h"
#include "core/text/tokenizer.h"
#include "core/processes/agreement.h"
#include "core/train/objective.h"
#include "core/train/sample_feed.h"

namespace icf {

/// Measures a compressor on held-out rows while it trains.
class Validation {
public:
    struct Settings {
        TrainingTask task = TrainingTask::finetune;
        SampleLimits limits;
        ChunkSettings chunks;
        bool encode = false;
        at::ScalarType type = at::kFloat;
        std::int64_t rows = 64;       ///< 0: all.
        std::int64_t answers = 3;
        std::int64_t batchSize = 1;
        std::int64_t answersAtOnce = 1;  ///< Generated together; changes them by rounding only.
        SamplingOptions sampling;     ///< Of the answers.
    };
    Validation(const DataSet& data, const Tokenizer& tokenizer, const LayoutBuilder& layouts, const LanguageModel& lm,
               const Compressor& compressor, const Objective& objective, const Settings& settings);

    /// Mean loss and accuracy per label token under teacher forcing, and the attention's diagonality on the first rows; step and
    /// best are left to the caller.  Several processes share the rows out, and each gets the whole report.
    ValidationReport measure(Agreement& agreement) const;
    /// Answers (or reconstructions) for the first rows; shared out too.
    std::vector<SampleReport> answers(Agreement& agreement) const;

private:
    std::optional<double> attentionDiagonality(Agreement& agreement) const;
    std::vector<SampleReport> answerRows(std::int64_t first, std::int64_t end, CancelToken& cancel) const;

    const DataSet& data_;
    const Tokenizer& tokenizer_;
    const LayoutBuilder& layouts_;
    const LanguageModel& lm_;
    const Compressor& compressor_;
    const Objective& objective_;
    Settings settings_;
    std::vector<TrainingSample> samples_;
};

} // namespace icf
