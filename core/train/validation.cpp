#include "core/train/validation.h"

#include "core/generate/generator.h"
#include "core/text/white_space.h"
#include "core/train/diagonality.h"

namespace icf {
namespace {

/// Enough to tell diagonal from even; the attention of each is computed on its own.
constexpr std::int64_t kAttentionRows = 16;

} // namespace

Validation::Validation(const DataSet& data, const Tokenizer& tokenizer, const LayoutBuilder& layouts, const LanguageModel& lm,
                       const Compressor& compressor, const Objective& objective, const Settings& settings)
    : data_(data), tokenizer_(tokenizer), layouts_(layouts), lm_(lm), compressor_(compressor), objective_(objective), settings_(settings)
{
    const std::int64_t count = settings.rows > 0 ? std::min(settings.rows, data.size()) : data.size();
    for (std::int64_t i = 0; i < count; ++i)
        samples_.push_back(makeSample(data.row(i), settings.task, settings.limits, tokenizer, layouts, /*windowSeed=*/0));
}

ValidationReport Validation::measure(CancelToken& cancel) const
{
    at::NoGradGuard noGrad;
    ValidationReport report;
    double loss = 0;
    double correct = 0;
    std::int64_t labels = 0;
    const std::size_t step = std::size_t(settings_.batchSize);
    for (std::size_t first = 0; first < samples_.size() && !cancel.stopRequested(); first += step) {
        const std::size_t end = std::min(samples_.size(), first + step);
        const TokenLosses losses = objective_.losses({samples_.begin() + std::ptrdiff_t(first), samples_.begin() + std::ptrdiff_t(end)});
        loss += losses.losses.sum().item<double>();
        correct += losses.correct.sum().item<double>();
        labels += losses.losses.numel();
        report.rows += std::int64_t(end - first);
    }
    report.loss = loss / double(std::max<std::int64_t>(1, labels));
    report.tokenAccuracy = correct / double(std::max<std::int64_t>(1, labels));
    report.diagonality = attentionDiagonality(cancel);
    return report;
}

std::optional<double> Validation::attentionDiagonality(CancelToken& cancel) const
{
    double sum = 0;
    std::int64_t count = 0;
    if (compressor_.config().layerSizes().attentionLayers == 0)
        return std::nullopt;
    for (std::int64_t i = 0; i < std::min(kAttentionRows, std::int64_t(samples_.size())) && !cancel.stopRequested(); ++i) {
        at::Tensor context = lm_.embed(samples_[std::size_t(i)].context).unsqueeze(0);
        if (settings_.encode)
            context = lm_.hiddenStates(context);
        for (const auto& [start, end] : chunksOf(context.size(1), settings_.chunks)) {
            // Fewer tokens than digests have no diagonal.
            if (end - start < compressor_.config().digests)
                continue;
            const auto attention = compressor_.attention(context[0].narrow(0, start, end - start), settings_.type);
            sum += diagonality(attention->weights.back(), end - start);
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / double(count)) : std::nullopt;
}

std::vector<SampleReport> Validation::answers(CancelToken& cancel) const
{
    at::NoGradGuard noGrad;
    std::vector<SampleReport> reports;
    const bool finetune = settings_.task == TrainingTask::finetune;
    for (std::int64_t i = 0; i < std::min(settings_.answers, std::int64_t(samples_.size())) && !cancel.stopRequested(); ++i) {
        const TrainingSample& sample = samples_[std::size_t(i)];
        const at::Tensor digests = compressor_.compress(lm_, {sample.context}, settings_.chunks, settings_.encode, settings_.type)[0];
        Layout layout;
        if (finetune) {
            layout = layouts_.question({SegmentRole::context, {}, digests}, compressor_.ft(), sample.prompt, nullptr);
        } else {
            layout = layouts_.pretrain(digests, compressor_.ae(), {});
            layout.segments.pop_back();  // The label is what is to be generated.
        }
        const std::int64_t limit = finetune ? settings_.sampling.max_new_tokens : std::min(settings_.sampling.max_new_tokens, std::int64_t(sample.context.size()) + 1);
        const Generated generated = generate(lm_, {layout}, limit, tokenizer_.eos(), {settings_.sampling, {i}}, cancel);
        const DataRow row = data_.row(i);
        SampleReport report;
        report.row = i;
        report.input = tokenizer_.decode(sample.context, true);
        report.prompt = row.prompt;
        report.reference = finetune ? row.answer : report.input;
        report.output = std::string(stripped(tokenizer_.decode(generated.rows[0].ids, true)));
        reports.push_back(std::move(report));
    }
    return reports;
}

} // namespace icf
