#include "core/train/validation.h"

#include <algorithm>
#include <array>
#include <iterator>

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
    const std::int64_t atOnce = settings_.answersAtOnce;
    std::vector<SampleReport> reports;
    for (std::int64_t round = 0; round < count && !agreement.token().stopRequested(); round += atOnce * processes.size()) {
        std::vector<SampleReport> mine;
        const std::int64_t first = round + atOnce * processes.rank();
        if (const std::int64_t end = std::min(count, first + atOnce); first < end)
            mine = answerRows(first, end, agreement.token());
        agreement.meet();
        if (agreement.alone()) {
            std::move(mine.begin(), mine.end(), std::back_inserter(reports));
            continue;
        }
        std::string lines;
        for (const SampleReport& report : mine)
            lines += logLine(report) + '\n';
        for (const std::string& ofOne : textsOf(processes, lines)) {
            for (std::size_t start = 0, end; (end = ofOne.find('\n', start)) != std::string::npos; start = end + 1) {
                if (std::optional<SampleReport> one = sampleFromJson(parseLogLine(std::string_view(ofOne).substr(start, end - start))))
                    reports.push_back(std::move(*one));
            }
        }
    }
    return reports;
}

std::vector<SampleReport> Validation::answerRows(std::int64_t first, std::int64_t end, CancelToken& cancel) const
{
    const bool finetune = settings_.task == TrainingTask::finetune;
    std::vector<TokenSpan> contexts;
    std::vector<std::int64_t> rows, limits;
    for (std::int64_t i = first; i < end; ++i) {
        contexts.push_back(samples_[std::size_t(i)].context);
        rows.push_back(i);
        const std::int64_t most = settings_.sampling.max_new_tokens;
        limits.push_back(finetune ? most : std::min(most, std::int64_t(contexts.back().size()) + 1));
    }
    const DigestBatch digests = compressor_.compress(lm_, contexts, settings_.chunks, settings_.encode, settings_.type);
    std::vector<Layout> layouts;
    for (std::size_t k = 0; k < contexts.size(); ++k) {
        if (finetune) {
            layouts.push_back(layouts_.question({SegmentRole::context, {}, digests.rows(k)}, compressor_.ft(), samples_[std::size_t(rows[k])].prompt, nullptr));
        } else {
            layouts.push_back(layouts_.pretrain(digests.rows(k), compressor_.ae(), {}));
            layouts.back().segments.pop_back();  // The label is what is to be generated.
        }
    }
    const Generated generated = generate(lm_, layouts, *std::max_element(limits.begin(), limits.end()), tokenizer_.eos(), {settings_.sampling, rows}, cancel);
    std::vector<SampleReport> reports;
    for (std::size_t k = 0; k < contexts.size(); ++k) {
        const DataRow row = data_.row(rows[k]);
        std::vector<std::int64_t> ids = generated.rows[k].ids;
        ids.resize(std::min(ids.size(), std::size_t(limits[k])));
        SampleReport& report = reports.emplace_back();
        report.row = rows[k];
        report.input = tokenizer_.decode(samples_[std::size_t(rows[k])].context, true);
        report.prompt = row.prompt;
        report.reference = finetune ? row.answer : report.input;
        report.output = std::string(stripped(tokenizer_.decode(ids, true)));
    }
    return reports;
}

} // namespace icf
