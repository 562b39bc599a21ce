#include <algorithm>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/facts/new_compressor.h"
#include "core/facts/prompt_choice.h"
#include "core/models/context_segment.h"
#include "core/options/option_tools.h"
#include "core/train/trainer.h"

namespace icf {
namespace {

/// Vectors that are not there: a layout only counts them.
VectorRows placeholder(std::int64_t count)
{
    return {at::empty({count, 0}), 0, count};
}

/// What is read of a text: these ids, which stand in it after so many others.
ReadText readText(const Tokenizer& tokenizer, const std::vector<std::int64_t>& whole, const std::vector<std::int64_t>& read, std::int64_t before)
{
    const auto first = whole.begin() + std::ptrdiff_t(before), last = first + std::ptrdiff_t(read.size());
    const auto decoded = [&](auto from, auto to) { return tokenizer.decode({from, to}, false); };
    return {std::int64_t(read.size()), before, std::int64_t(whole.end() - last), decoded(first, last), decoded(whole.begin(), first), decoded(last, whole.end())};
}

/// The row's parts as the layout has them.
std::vector<BatchPart> partsOf(const Layout& layout, const Tokenizer& tokenizer)
{
    std::vector<BatchPart> parts;
    for (const Segment& segment : layout.segments) {
        if (segment.vectors.defined())
            parts.push_back({.role = segment.role, .vectors = segment.vectors.count});
        else
            parts.push_back({.role = segment.role, .ids = segment.ids, .text = tokenizer.decode(segment.ids, false)});
    }
    return parts;
}

} // namespace

FirstBatch firstBatch(const TrainOptions& options, CancelToken& cancel, const BatchPlace& from)
{
    for (const OptionProblem& problem : rangeProblems(options))
        throw Error("--" + problem.key, problem.message);
    const bool finetune = options.task == TrainingTask::finetune;
    const DecoderConfig lm = DecoderConfig::read(options.model.lm_path);
    const std::unique_ptr<CompressorConfig> compressor = startingCompressorConfig(options, lm);
    const std::unique_ptr<Tokenizer> tokenizer = Tokenizer::open(options.model.lm_path, Tokenizer::kStretchBytes, lm.vocab);
    const LayoutBuilder layouts(*tokenizer, lm.rotary.stretchedPositions(), finetune ? choosePromptTemplate(options.model) : PromptTemplate::published());
    const std::unique_ptr<DataSet> data = DataSet::open(options.data_path, dataKindOf(options.task), options.loop.strict, cancel);
    SampleFeed feed(*data, *tokenizer, layouts, {options.task, limitsOf(options), std::uint64_t(options.loop.seed), options.loop.shuffle});

    FirstBatch batch;
    batch.samplesPerEpoch = data->size();
    batch.place = from;
    BatchPlace& place = batch.place;
    // Several processes do the whole of a step that one of them left.
    if (place.processes > 1)
        place.sample -= place.sample % options.loop.gradient_accumulation;
    if (place.sample >= data->size()) {
        ++place.epoch;
        place.sample = 0;
    }
    if (place.epoch >= options.loop.max_epoch)
        throw Error("--max_epoch", "the run has read all of its epochs: there is nothing more to read");
    if (finetune) {
        batch.promptTemplate = layouts.promptTemplate().description();
        if (std::string warning = otherTemplateWarning(layouts.promptTemplate(), options.model); !warning.empty())
            batch.notes.push_back(std::move(warning));
    }
    const std::vector<TrainingSample> samples = feed.take(place.epoch, place.sample, microBatchSize(options, place.sample, data->size(), place.processes), 0);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        cancel.throwIfStopped();
        const TrainingSample& sample = samples[i];
        const DataRow source = data->row(feed.rowOf(place.epoch, place.sample + std::int64_t(i)));
        BatchRow row{.line = sample.line};
        row.context = readText(*tokenizer, tokenizer->encode(source.context, !finetune), sample.context, sample.windowStart);
        if (finetune) {
            row.prompt = readText(*tokenizer, tokenizer->encode(layouts.promptTemplate().promptText(source.prompt), false), sample.prompt, 0);
            row.answer = readText(*tokenizer, tokenizer->encode(source.answer, false), sample.answer, 0);
        }
        row.chunks = std::int64_t(chunksOf(row.context.tokens, options.compression).size());
        row.digests = digestBudget(row.context.tokens, options.compression, *compressor);
        row.parts = partsOf(trainingLayout(layouts, options.task, sample, placeholder(row.digests), placeholder(1)), *tokenizer);
        batch.rows.push_back(std::move(row));
    }
    return batch;
}

} // namespace icf
