#include "core/train/sample_feed.h"

#include "core/base/random_source.h"
#include "core/data/shuffle.h"

namespace icf {
namespace {

/// The window of a row in an epoch: a function of both and the seed, so that it does not matter what was drawn before.
std::uint64_t windowSeed(std::uint64_t seed, std::int64_t epoch, std::int64_t row)
{
    return seed * 0x9E3779B97F4A7C15ULL ^ std::uint64_t(epoch) << 40 ^ std::uint64_t(row);
}

} // namespace

TrainingSample makeSample(const DataRow& row, TrainingTask task, const SampleLimits& limits, const Tokenizer& tokenizer,
                          const LayoutBuilder& layouts, std::uint64_t seed)
{
    TrainingSample sample;
    sample.line = row.line;
    const auto longest = std::size_t(limits.maxSeqLen);
    if (task == TrainingTask::pretrain) {
        sample.context = tokenizer.encode(row.context, true);
        if (sample.context.size() > longest) {
            RandomSource random(seed);
            const auto first = std::ptrdiff_t(random.uniform(sample.context.size() - longest + 1));
            sample.windowStart = first;
            sample.context = {sample.context.begin() + first, sample.context.begin() + first + std::ptrdiff_t(longest)};
        }
        return sample;
    }
    sample.context = tokenizer.encode(row.context, false, longest);
    sample.prompt = layouts.promptIds(row.prompt);
    sample.answer = tokenizer.encode(row.answer, false, std::size_t(limits.maxLabelLen));
    return sample;
}

SampleFeed::SampleFeed(const DataSet& data, const Tokenizer& tokenizer, const LayoutBuilder& layouts, const Settings& settings)
    : data_(data), tokenizer_(tokenizer), layouts_(layouts), settings_(settings)
{
}

SampleFeed::~SampleFeed()
{
    if (ahead_.valid())
        ahead_.wait();
}

void SampleFeed::orderFor(std::int64_t epoch)
{
    if (!settings_.shuffle || orderedEpoch_ == epoch)
        return;
    order_ = EpochOrder(); // Never two at a time.
    order_ = EpochOrder(settings_.seed, epoch, data_.size());
    orderedEpoch_ = epoch;
}

std::vector<TrainingSample> SampleFeed::prepare(std::int64_t epoch, std::int64_t first, std::int64_t count) const
{
    std::vector<TrainingSample> samples;
    for (std::int64_t i = first; i < first + count; ++i) {
        if (i % settings_.processes != settings_.rank)
            continue;
        const std::int64_t row = rowAt(i);
        samples.push_back(makeSample(data_.row(row), settings_.task, settings_.limits, tokenizer_, layouts_,
                                     windowSeed(settings_.seed, epoch, row)));
    }
    return samples;
}

std::int64_t SampleFeed::rowOf(std::int64_t epoch, std::int64_t sample)
{
    orderFor(epoch);
    return rowAt(sample);
}

std::vector<TrainingSample> SampleFeed::take(std::int64_t epoch, std::int64_t first, std::int64_t count, std::int64_t nextCount)
{
    std::vector<TrainingSample> samples;
    if (ahead_.valid()) {
        std::vector<TrainingSample> ready = ahead_.get();
        if (aheadEpoch_ == epoch && aheadFirst_ == first && aheadCount_ == count)
            samples = std::move(ready);
    }
    orderFor(epoch);
    if (samples.empty())
        samples = prepare(epoch, first, count);
    if (nextCount > 0) {
        aheadEpoch_ = epoch;
        aheadFirst_ = first + count;
        aheadCount_ = nextCount;
        ahead_ = std::async(std::launch::async, [this] { return prepare(aheadEpoch_, aheadFirst_, aheadCount_); });
    }
    return samples;
}

} // namespace icf
