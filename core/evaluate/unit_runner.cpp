#include "core/evaluate/unit_runner.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <unordered_set>

#include "core/base/error.h"
#include "core/evaluate/metrics.h"
#include "core/evaluate/needle.h"
#include "core/evaluate/row_scores.h"
#include "core/evaluate/selection.h"
#include "core/evaluate/systems.h"
#include "core/generate/generator.h"

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

void addLabelMetrics(ExampleRecord& record, const LabelScores& scores)
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

/// The text alone, behind its first token: what the language model would say of it by itself.
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
                                               const std::vector<std::int64_t>& limits, CancelToken& cancel) const
{
    const SamplingOptions& sampling = options_.sampling;
    std::vector<std::int64_t> rows;
    for (const EvaluationItem& item : items)
        rows.push_back(item.row);
    Generated result = generate(*models_.lm, layouts, *std::max_element(limits.begin(), limits.end()), models_.tokenizer->eos(),
        {sampling.temperature, sampling.top_p, sampling.top_k, std::uint64_t(sampling.sampling_seed), std::move(rows)}, cancel);
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
        std::vector<Layout> layouts;
        for (std::size_t i = 0; i < items.size(); ++i)
            layouts.push_back(models_.layouts->question(segments.segment(system, i), segments.marker(system, false), prompts[i], &answers[i]));
        return layouts;
    };
    const std::vector<std::int64_t> limits(items.size(), options_.sampling.max_new_tokens);
    const RowScores teacher = scoreRows(*models_.lm, layoutsOf("full"));
    // How surprising each token of the answer is to who has not read the context.
    const std::vector<LabelScores> unread = labelScores(scoreRows(*models_.lm, layoutsOf("none")));
    std::size_t place = 0;
    for (const std::string& system : systems) {
        cancel.throwIfStopped();
        const std::vector<Layout> layouts = layoutsOf(system);
        const RowScores scores = scoreRows(*models_.lm, layouts);
        const std::vector<LabelScores> labels = labelScores(scores);
        const std::vector<double> divergence = divergences(teacher, scores);
        const std::vector<std::string> texts = generated(items, withoutLabels(layouts), limits, cancel);
        for (std::size_t i = 0; i < items.size(); ++i) {
            ExampleRecord& record = records[place++];
            record.output = texts[i];
            record.contextRead = layouts[i].budget().contextRead;
            if (!items[i].value.empty())
                record.metrics.emplace_back("found", holdsValue(record.output, items[i].value) ? 1 : 0);
            addTextMetrics(record, true);
            addLabelMetrics(record, labels[i]);
            record.metrics.emplace_back("kl", divergence[i]);
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
    const std::vector<LabelScores> alone = labelScores(scoreRows(*models_.lm, plain));
    std::vector<std::vector<TokenClass>> kinds;
    for (const EvaluationItem& item : items) {
        std::vector<std::string> texts;
        for (const std::int64_t id : item.context)
            texts.push_back(id == models_.tokenizer->bos() ? std::string() : tokenText(models_.tokenizer->piece(id)));
        kinds.push_back(classifyTokens(texts, *words_));
    }
    std::size_t place = 0;
    for (const std::string& system : systems) {
        cancel.throwIfStopped();
        std::vector<Layout> layouts;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Segment segment = segments.segment(system, i);
            const at::Tensor vectors = segment.vectors.defined() ? segment.vectors : models_.lm->embed(segment.ids);
            layouts.push_back(models_.layouts->pretrain(vectors, segments.marker(system, true), items[i].context));
        }
        const std::vector<LabelScores> labels = labelScores(scoreRows(*models_.lm, layouts));
        const std::vector<std::string> texts = generated(items, withoutLabels(layouts), limits, cancel);
        for (std::size_t i = 0; i < items.size(); ++i) {
            ExampleRecord& record = records[place++];
            record.output = texts[i];
            record.contextRead = layouts[i].budget().contextRead;
            record.chunkStarts = segments.chunkStarts(i);
            addTextMetrics(record, false);
            addLabelMetrics(record, labels[i]);
            // The first token, bos, is neither a word nor a surprise.
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
    if (cell.reconstructs())
        reconstructions(cell, items, unit.systems, records, cancel);
    else
        questions(cell, items, unit.systems, records, cancel);
    return records;
}

} // namespace icf
