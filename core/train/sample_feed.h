#pragma once
#include <cstdint>
#include <future>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/shuffle.h"
#include "core/layout/layout.h"
#include "core/options/run_options.h"
#include "core/text/tokenizer.h"
#include "core/train/objective.h"

namespace icf {

/// Lengths that samples are cut to.
struct SampleLimits {
    std::int64_t maxSeqLen = 512;
    std::int64_t maxLabelLen = 65535;
};

/// Those that the options of a run say.
inline SampleLimits limitsOf(const TrainOptions& options)
{
    return {options.compression.max_seq_len, options.loop.max_label_len};
}

/// How a task reads its data.
inline DataKind dataKindOf(TrainingTask task)
{
    return task == TrainingTask::pretrain ? DataKind::pile : DataKind::pwc;
}

/// Turns a row into token ids.  Pre-training: bos + text, and of a longer one a window of maxSeqLen that starts at
/// windowSeed modulo the possible places.  Fine-tuning: no bos, the context's first maxSeqLen ids, the answer's first
/// maxLabelLen.  Source: docs/reference.md, "Objectives".
TrainingSample makeSample(const DataRow& row, TrainingTask task, const SampleLimits& limits, const Tokenizer& tokenizer,
                          const LayoutBuilder& layouts, std::uint64_t windowSeed);

/// Hands out the samples of an epoch in order, tokenizing the next ones on a thread of its own while the trainer computes.
class SampleFeed {
public:
    struct Settings {
        TrainingTask task = TrainingTask::finetune;
        SampleLimits limits;
        std::uint64_t seed = 0;
        bool shuffle = false;
        std::int64_t rank = 0;       ///< Of several processes that train together each takes every processes-th sample of one common order.
        std::int64_t processes = 1;
    };
    SampleFeed(const DataSet& data, const Tokenizer& tokenizer, const LayoutBuilder& layouts, const Settings& settings);
    ~SampleFeed();

    /// This process's share of the samples first … first + count - 1 of an epoch; that of the nextCount following ones is then prepared.
    std::vector<TrainingSample> take(std::int64_t epoch, std::int64_t first, std::int64_t count, std::int64_t nextCount);

    /// The row of the data that is this sample of an epoch.  Not while samples of another epoch are being prepared.
    std::int64_t rowOf(std::int64_t epoch, std::int64_t sample);

private:
    std::int64_t rowAt(std::int64_t sample) const { return order_.size() == 0 ? sample : order_[sample]; }
    std::vector<TrainingSample> prepare(std::int64_t epoch, std::int64_t first, std::int64_t count) const;
    void orderFor(std::int64_t epoch);

    const DataSet& data_;
    const Tokenizer& tokenizer_;
    const LayoutBuilder& layouts_;
    Settings settings_;
    std::int64_t orderedEpoch_ = -1;
    EpochOrder order_;  ///< Empty without shuffling.
    std::int64_t aheadEpoch_ = -1, aheadFirst_ = 0, aheadCount_ = 0;
    std::future<std::vector<TrainingSample>> ahead_;
};

} // namespace icf
