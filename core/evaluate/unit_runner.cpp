#include "core/evaluate/unit_runner.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <unordered_set>

#include "core/base/error.h"
#include "core/evaluate/systems.h"
#include "core/generate/generator.h"
#include "core/layout/label_scores.h"
#include "core/metrics/metrics.h"
#include "core/metrics/needle.h"
#include "core/metrics/selection.h"

namespace icf {
namespace {

void addOverlap(ExampleRecord& record, const std::string& name, const std::optional<RougeScores>& scores, Overlap RougeScores::*which)
{
    const Overlap overlap = scores ? *scores.*which : Overlap{kUndefined, kUndefined, kUndefined};
    record.metrics.emplace_back(name + "_precision", overlap.precision);
    record.metrics.emplace_back(name + "_recall", overlap.recall);
    record.metrics.emplace_back(name + "_f1", overlap.f1);
}

void addTextMetrics(ExampleRecord& record, bool allOverlaps)
{
    const TextScores scores = scoreText(record.reference, record.output);
    record.metrics.emplace_back("em", scores.exact ? 1 : 0);
    if (allOverlaps) {
        record.metrics.emplace_back("f1", scores.tokens.f1);
        record.metrics.emplace_back("f1_precision", scores.tokens.precision);
        record.metrics.emplace_back("f1_recall", scores.tokens.recall);
        addOverlap(record, "rouge1", scores.rouge, &RougeScores::rouge1);
        addOverlap(record, "rouge2", scores.rouge, &RougeScores::rouge2);
        addOverlap(record, "rougeL", scores.rouge, &RougeScores::rougeL);
    }
    record.metrics.emplace_back("bleu", scores.bleu.value_or(kUndefined));
    record.metrics.emplace_back("edit_rate", scores.editRate);
}

/// What the language model says of one layout's labels.
struct LabelSummary {
    double loss = 0;                ///< Mean cross-entropy in nats.
    double accuracy = 0;
    double divergence = 0;          ///< Mean KL(full context ‖ this) in nats; 0 where that was not asked.
    std::string hits;               ///< '1' where the likeliest token is the label.
    std::vector<double> surprisal;  ///< Cross-entropy of each label.
};

/// Scores rows of labels and splits them by layout.  teacher: hidden states of the same labels after the full context, or undefined.
std::vector<LabelSummary> summarizeLabels(const LanguageModel& lm, const LabelRows& rows, const at::Tensor& teacher = {})
{
    const LabelScores scores = scoreLabels(lm, rows.hidden, rows.labels, teacher);
    const auto doubles = [](const at::Tensor& values) { return values.to(at::kDouble).cpu().contiguous(); };
    const at::Tensor losses = doubles(scores.losses);
    const at::Tensor divergences = doubles(teacher.defined() ? scores.divergences : at::zeros_like(scores.losses));
    const at::Tensor right = scores.correct(rows.labels).cpu().contiguous();
    const double* loss = losses.const_data_ptr<double>();
    const double* divergence = divergences.const_data_ptr<double>();
    const bool* hit = right.const_data_ptr<bool>();
    std::vector<LabelSummary> result;
    for (const std::int64_t count : rows.counts) {
        LabelSummary& row = result.emplace_back();
        for (std::int64_t i = 0; i < count; ++i, ++loss, ++divergence, ++hit) {
            row.surprisal.push_back(*loss);
            row.loss += *loss / double(count);
            row.divergence += *divergence / double(count);
            row.accuracy += *hit ? 1 / double(count) : 0;
            row.hits += *hit ? '1' : '0';
        }
    }
    return result;
}

void addLabelMetrics(ExampleRecord& record, const LabelSummary& scores)
{
    record.labels = std::int64_t(scores.hits.size());
    record.metrics.emplace_back("loss", scores.loss);
    record.metrics.emplace_back("accuracy", scores.accuracy);
    record.hits = scores.hits;
}

/// Layouts without what is to be generated.
std::vector<Layout> withoutLabels(std::vector<Layout> layouts)
{
    for (Layout& layout : layouts)
        layout.segments.pop_back();
    return layouts;
}

/// The text alone, after its first token: what the language model would say of it by itself.
Layout plainText(const std::vector<std::int64_t>& ids)
{
    Layout layout;
    layout.segments.push_back({SegmentRole::prefix, {ids.front()}, {}});
    layout.segments.push_back({SegmentRole::label, {ids.begin() + 1, ids.end()}, {}});
    return layout;
}

} // namespace

const WordCounts& UnitRunner::wordCounts(std::size_t cell)
{
    const auto [found, added] = wordCounts_.try_emplace(cell);
    if (added) {
        // Over the whole cell, whatever has been computed of it: resuming must not change what counts as rare.
        std::unordered_set<std::string> seen;
        for (const EvaluationItem& item : plan_.cells[cell].items) {
            std::string text = models_.tokenizer->decode(item.context, true);
            if (seen.insert(text).second)
                found->second.add(text);
        }
    }
    return found->second;
}

std::vector<std::string> UnitRunner::generated(const std::vector<EvaluationItem>& items, const std::vector<Layout>& layouts,
                                               const std::vector<std::int64_t>& limits, CancelToken& cancel)
{
    for (const Layout& layout : layouts)
        lengths_.addRow(layout.length());
    std::vector<std::int64_t> rows;
    for (const EvaluationItem& item : items)
        rows.push_back(item.row);
    Generated result = generate(*models_.lm, layouts, *std::max_element(limits.begin(), limits.end()), models_.tokenizer->eos(),
        {options_.sampling, std::move(rows)}, cancel);
    if (result.stopped)
        throw Cancelled();
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < result.rows.size(); ++i) {
        // A row's limit is its own, whatever longer rows share its batch.
        std::vector<std::int64_t>& ids = result.rows[i].ids;
        if (std::int64_t(ids.size()) > limits[i])
            ids.resize(std::size_t(limits[i]));
        texts.push_back(answerText(*models_.tokenizer, ids));
    }
    return texts;
}

void UnitRunner::questions(const EvaluationCell& cell, const std::vector<EvaluationItem>& items, const std::vector<std::string>& systems,
                           std::vector<ExampleRecord>& records, CancelToken& cancel)
{
    const SystemSegments segments(models_, cell, items, systems, options_.compression.encode);
    std::vector<std::vector<std::int64_t>> prompts;
    std::vector<std::vector<std::int64_t>> answers;
    for (const EvaluationItem& item : items) {
        prompts.push_back(models_.layouts->promptIds(item.prompt));
        answers.push_back(models_.layouts->answerIds(item.reference));
    }
    const auto layoutsOf = [&](const std::string& system) {
        const VectorRows marker = segments.marker(system, false);
        std::vector<Layout> layouts;
        for (std::size_t i = 0; i < items.size(); ++i)
            layouts.push_back(models_.layouts->question(segments.segment(system, i), marker, prompts[i], &answers[i]));
        return layouts;
    };
    const std::vector<std::int64_t> limits(items.size(), options_.sampling.max_new_tokens);
    const at::Tensor teacher = readLabels(*models_.lm, layoutsOf("full")).hidden;
    // How surprising each token of the answer is to who has not read the context.
    const std::vector<LabelSummary> unread = summarizeLabels(*models_.lm, readLabels(*models_.lm, layoutsOf("none")));
    std::size_t place = 0;
    for (const std::string& system : systems) {
        cancel.throwIfStopped();
        const std::vector<Layout> layouts = layoutsOf(system);
        const std::vector<LabelSummary> labels = summarizeLabels(*models_.lm, readLabels(*models_.lm, layouts), teacher);
        const std::vector<std::string> texts = generated(items, withoutLabels(layouts), limits, cancel);
        for (std::size_t i = 0; i < items.size(); ++i) {
            ExampleRecord& record = records[place++];
            record.output = texts[i];
            record.contextRead = layouts[i].budget().contextRead;
            if (!items[i].value.empty())
                record.metrics.emplace_back("found", holdsValue(record.output, items[i].value) ? 1 : 0);
            addTextMetrics(record, true);
            addLabelMetrics(record, labels[i]);
            record.metrics.emplace_back("kl", labels[i].divergence);
            record.classes = recallByClass(record.reference, record.output, *words_);
            for (std::size_t t = 0; t < record.hits.size(); ++t)
                record.surprisal.add(unread[i].surprisal[t], record.hits[t] == '1');
        }
    }
}

void UnitRunner::reconstructions(const EvaluationCell& cell, const std::vector<EvaluationItem>& items,
                                 const std::vector<std::string>& systems, std::vector<ExampleRecord>& records, CancelToken& cancel)
{
    const SystemSegments segments(models_, cell, items, systems, options_.compression.encode);
    std::vector<Layout> plain;
    std::vector<std::int64_t> limits;
    for (const EvaluationItem& item : items) {
        plain.push_back(plainText(item.context));
        limits.push_back(std::int64_t(item.context.size()) + 1);
    }
    const std::vector<LabelSummary> alone = summarizeLabels(*models_.lm, readLabels(*models_.lm, plain));
    std::vector<std::vector<TokenClass>> kinds;
    for (const EvaluationItem& item : items) {
        std::vector<std::string> texts;
        for (const std::int64_t id : item.context)
            texts.push_back(id == models_.tokenizer->bos() ? std::string() : models_.tokenizer->text(id));
        kinds.push_back(classifyTokens(texts, *words_));
    }
    std::size_t place = 0;
    for (const std::string& system : systems) {
        cancel.throwIfStopped();
        const VectorRows marker = segments.marker(system, true);
        std::vector<Layout> layouts;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Segment segment = segments.segment(system, i);
            const VectorRows vectors = segment.vectors.defined() ? segment.vectors : VectorRows(models_.lm->embed(segment.ids));
            layouts.push_back(models_.layouts->pretrain(vectors, marker, items[i].context));
        }
        const std::vector<LabelSummary> labels = summarizeLabels(*models_.lm, readLabels(*models_.lm, layouts));
        const std::vector<std::string> texts = generated(items, withoutLabels(layouts), limits, cancel);
        for (std::size_t i = 0; i < items.size(); ++i) {
            ExampleRecord& record = records[place++];
            record.output = texts[i];
            record.contextRead = layouts[i].budget().contextRead;
            record.chunkStarts = segments.chunkStarts(i);
            addTextMetrics(record, false);
            addLabelMetrics(record, labels[i]);
            // The first token, mostly bos, follows nothing that it could surprise after.
            for (std::size_t t = 1; t < items[i].context.size(); ++t) {
                const bool right = record.hits[t] == '1';
                record.classes.add(kinds[i][t], right);
                record.surprisal.add(alone[i].surprisal[t - 1], right);
            }
        }
    }
}

std::vector<ExampleRecord> UnitRunner::run(const EvaluationUnit& unit, std::int64_t number, const std::string& label, CancelToken& cancel)
{
    const c10::InferenceMode inference;
    const EvaluationCell& cell = plan_.cells[unit.cell];
    const auto begin = cell.items.begin() + std::ptrdiff_t(unit.first);
    const std::vector<EvaluationItem> items(begin, begin + std::ptrdiff_t(unit.count));
    std::vector<ExampleRecord> records;
    for (const std::string& system : unit.systems) {
        for (const EvaluationItem& item : items) {
            ExampleRecord& record = records.emplace_back();
            record.unit = number;
            record.task = cell.task;
            record.cell = cell.name;
            record.checkpoint = system == "compressed" || system == "other_row" ? label : std::string();
            record.system = system;
            record.seed = cell.seed;
            record.row = item.row;
            record.line = item.line;
            record.prompt = item.prompt;
            record.reference = item.reference;
            record.contextTokens = std::int64_t(item.context.size());
        }
    }
    words_ = &wordCounts(unit.cell);
    if (std::find(unit.systems.begin(), unit.systems.end(), "compressed") != unit.systems.end())
        for (const EvaluationItem& item : items)
            lengths_.addContext(std::int64_t(item.context.size()), cell.chunks, options_.compression.encode);
    if (cell.reconstructs())
        reconstructions(cell, items, unit.systems, records, cancel);
    else
        questions(cell, items, unit.systems, records, cancel);
    return records;
}

} // namespace icf
