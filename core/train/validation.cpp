#include "core/train/validation.h"

#include <algorithm>
#include <array>

#include "core/generate/generator.h"
#include "core/processes/together.h"
#include "core/run/report_json.h"
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

ValidationReport Validation::measure(Agreement& agreement) const
{
    at::NoGradGuard noGrad;
    const std::int64_t processes = agreement.processes().size();
    double loss = 0;
    double correct = 0;
    std::int64_t labels = 0;
    std::int64_t rows = 0;
    const auto size = std::int64_t(samples_.size());
    const std::int64_t step = settings_.batchSize;
    for (std::int64_t round = 0; round < size && !agreement.token().stopRequested(); round += step * processes) {
        // One batch for each process.
        const std::int64_t first = round + step * agreement.processes().rank();
        if (const std::int64_t end = std::min(size, first + step); first < end) {
            const TokenLosses losses = objective_.losses({samples_.begin() + first, samples_.begin() + end});
            loss += losses.losses.sum().item<double>();
            correct += losses.correct.sum().item<double>();
            labels += losses.losses.numel();
            rows += end - first;
        }
        agreement.meet();
    }
    std::array<double, 4> sums{loss, correct, double(labels), double(rows)};
    sumOver(agreement.processes(), std::span(sums));
    ValidationReport report;
    report.rows = std::int64_t(sums[3]);
    report.loss = sums[0] / std::max(1.0, sums[2]);
    report.tokenAccuracy = sums[1] / std::max(1.0, sums[2]);
    report.diagonality = attentionDiagonality(agreement);
    return report;
}

std::optional<double> Validation::attentionDiagonality(Agreement& agreement) const
{
    double sum = 0;
    std::int64_t count = 0;
    if (compressor_.config().layerSizes().attentionLayers == 0)
        return std::nullopt;
    const std::int64_t rows = std::min(kAttentionRows, std::int64_t(samples_.size()));
    const std::int64_t processes = agreement.processes().size();
    for (std::int64_t round = 0; round < rows && !agreement.token().stopRequested(); round += processes) {
        if (const std::int64_t i = round + agreement.processes().rank(); i < rows) {
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
        agreement.meet();
    }
    std::array<double, 2> sums{sum, double(count)};
    sumOver(agreement.processes(), std::span(sums));
    return sums[1] > 0 ? std::optional(sums[0] / sums[1]) : std::nullopt;
}

std::vector<SampleReport> Validation::answers(Agreement& agreement) const
{
    at::NoGradGuard noGrad;
    const std::int64_t count = std::min(settings_.answers, std::int64_t(samples_.size()));
    Communicator& processes = agreement.processes();
    std::vector<SampleReport> reports;
    for (std::int64_t round = 0; round < count && !agreement.token().stopRequested(); round += processes.size()) {
        std::optional<SampleReport> mine;
        if (const std::int64_t i = round + processes.rank(); i < count)
            mine = answer(i, agreement.token());
        agreement.meet();
        if (agreement.alone()) {
            reports.push_back(std::move(*mine));
            continue;
        }
        for (const std::string& line : textsOf(processes, mine ? logLine(*mine) : std::string())) {
            if (std::optional<SampleReport> one = line.empty() ? std::nullopt : sampleFromJson(parseLogLine(line)))
                reports.push_back(std::move(*one));
        }
    }
    return reports;
}

SampleReport Validation::answer(std::int64_t i, CancelToken& cancel) const
{
    const bool finetune = settings_.task == TrainingTask::finetune;
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
    return report;
}

} // namespace icf
