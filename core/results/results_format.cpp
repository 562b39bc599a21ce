#include "core/results/results_format.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number_text.h"

namespace icf {
namespace {

struct MetricText {
    std::string_view key;
    std::string_view title;        ///< Column heading.
    std::string_view description;
};

constexpr std::array kMetrics{
    MetricText{"em", "EM", "Exact match: output and reference are the same after white space at both ends is dropped (case kept)."},
    MetricText{"f1", "F1", "F1 over words as bags, in the manner of SQuAD (lower case, without punctuation and articles)."},
    MetricText{"f1_precision", "P", "Precision of that word overlap."},
    MetricText{"f1_recall", "R", "Recall of that word overlap."},
    MetricText{"rouge1_precision", "R-1 P", "ROUGE-1 precision (rouge-score 0.1.2, no stemmer). Not defined for references without a word of Latin letters or digits."},
    MetricText{"rouge1_recall", "R-1 R", "ROUGE-1 recall; as the ROUGE-1 precision, not always defined."},
    MetricText{"rouge1_f1", "R-1", "ROUGE-1 F1; as the ROUGE-1 precision, not always defined."},
    MetricText{"rouge2_precision", "R-2 P", "ROUGE-2 precision; as the ROUGE-1 precision, not always defined."},
    MetricText{"rouge2_recall", "R-2 R", "ROUGE-2 recall; as the ROUGE-1 precision, not always defined."},
    MetricText{"rouge2_f1", "R-2", "ROUGE-2 F1; as the ROUGE-1 precision, not always defined."},
    MetricText{"rougeL_precision", "R-L P", "ROUGE-L precision; as the ROUGE-1 precision, not always defined."},
    MetricText{"rougeL_recall", "R-L R", "ROUGE-L recall; as the ROUGE-1 precision, not always defined."},
    MetricText{"rougeL_f1", "R-L", "ROUGE-L F1; as the ROUGE-1 precision, not always defined."},
    MetricText{"bleu", "BLEU", "Sentence BLEU-4 divided by 100 (sacrebleu 2.6: 13a, exponential smoothing, effective order). Not defined for references of fewer than four words."},
    MetricText{"edit_rate", "Edit", "Levenshtein distance over characters divided by the longer length; 0 is best."},
    MetricText{"loss", "Loss", "Mean cross-entropy per label token under teacher forcing, in nats."},
    MetricText{"accuracy", "Acc.", "Share of label tokens that are the likeliest under teacher forcing."},
    MetricText{"kl", "KL", "Mean divergence per label token, KL(full context ‖ system), in nats."},
    MetricText{"corpus_bleu", "corpus BLEU", "BLEU-4 over all examples together, divided by 100 (sacrebleu 2.6 corpus_bleu). Not defined when no reference has four words."},
    MetricText{"perplexity", "perplexity", "exp of the mean cross-entropy over all label tokens."},
    MetricText{"found", "Found", "The asked value stands in the output as a word."},
};

/// Columns of the overview tables; the rest is in the CSV and JSON.
constexpr std::array<std::string_view, 13> kShownMetrics{"found", "em", "f1", "rouge1_precision", "rouge1_recall", "rouge1_f1", "rouge2_f1",
    "rougeL_f1", "bleu", "edit_rate", "accuracy", "loss", "kl"};

} // namespace

namespace tables {

std::string three(double value) { return std::isfinite(value) ? fixedText(value, 3) : "NaN"; }

std::string title(std::string_view key)
{
    for (const MetricText& metric : kMetrics)
        if (metric.key == key)
            return std::string(metric.title);
    return std::string(key);
}

std::vector<Table> tablesOf(const EvaluationResults& results)
{
    std::vector<Table> tables;
    for (const SystemSummary& system : results.systems) {
        auto table = std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.task == system.task && t.cell == system.cell; });
        if (table == tables.end())
            table = tables.insert(tables.end(), {system.task, system.cell, {}, {}});
        table->rows.push_back(&system);
        for (const std::string_view key : kShownMetrics)
            if (system.metric(key) && std::find(table->metrics.begin(), table->metrics.end(), key) == table->metrics.end())
                table->metrics.emplace_back(key);
    }
    return tables;
}

std::string valueOf(const SystemSummary& system, const std::string& key)
{
    const MetricSummary* metric = system.metric(key);
    if (!metric || metric->interval.count == 0)
        return kNothing;
    const Interval& interval = metric->interval;
    if (interval.count == 1)
        return three(interval.mean);
    return three(interval.mean) + (isShare(key) ? " (" + three(interval.low) + "–" + three(interval.high) + ")" : " ± " + three(interval.half()));
}

std::vector<std::string> undefinedNotes(const EvaluationResults& results)
{
    std::vector<std::string> notes;
    for (const Table& table : tablesOf(results)) {
        const SystemSummary& first = *table.rows.front();
        const auto note = [&](const std::string& name, std::int64_t defined, const std::string& why) {
            if (defined == 0)
                notes.push_back(table.heading() + ": " + name + " is not defined: no reference has " + why);
            else if (defined < first.examples)
                notes.push_back(table.heading() + ": " + name + " over the " + std::to_string(defined) + " of " + std::to_string(first.examples)
                    + " examples whose reference has " + why);
        };
        if (const MetricSummary* rouge = first.metric("rouge1_f1"))
            note("ROUGE", rouge->examples, "a word of Latin letters or digits");
        if (const MetricSummary* bleu = first.metric("bleu"))
            note("BLEU", bleu->examples, "four words");
    }
    return notes;
}

std::string intervalNote()
{
    return "In brackets, or after ±, the 95 % interval: over examples, or over runs (checkpoints and seeds) where the number of runs has a star.";
}

std::optional<double> corpusValue(const SystemSummary& system, std::string_view key)
{
    for (const auto& [name, value] : system.corpus)
        if (name == key)
            return value;
    return std::nullopt;
}

std::vector<std::string> metricsIn(const EvaluationResults& results)
{
    std::vector<std::string> keys;
    for (const MetricText& metric : kMetrics)
        if (std::any_of(results.systems.begin(), results.systems.end(), [&](const SystemSummary& s) { return s.metric(metric.key) || corpusValue(s, metric.key); }))
            keys.emplace_back(metric.key);
    return keys;
}

std::vector<std::pair<std::string, std::string>> provenance(const EvaluationResults& results)
{
    // Read leniently: identities of other versions may lack a part.
    const nlohmann::ordered_json& identity = results.identity;
    std::vector<std::pair<std::string, std::string>> lines;
    const auto text = [](const nlohmann::ordered_json& json, const char* key) {
        return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
    };
    const auto part = [&](const char* key) { return identity.is_object() && identity.contains(key) ? identity[key] : nlohmann::ordered_json(); };
    lines.emplace_back("language_model_sha256", text(part("language_model"), "sha256"));
    std::string compressors;
    for (const auto& each : part("compressors"))
        compressors += (compressors.empty() ? "" : "; ") + text(each, "label") + ": " + text(each, "model_sha256") + " " + text(each, "param_sha256");
    lines.emplace_back("compressors_sha256", compressors);
    lines.emplace_back("data_sha256", text(identity, "data_sha256"));
    const nlohmann::ordered_json machine = results.machine;
    const std::string card = machine.is_object() && machine.contains("gpu") ? text(machine["gpu"], "name") : std::string();
    lines.emplace_back("compute", text(identity, "compute_type") + " on " + text(identity, "device") + (card.empty() ? "" : " (" + card + ")"));
    lines.emplace_back("template", part("template").dump());
    std::string versions;
    const nlohmann::ordered_json components = part("versions");
    for (const auto& [name, version] : components.items())
        versions += (versions.empty() ? "" : ", ") + name + " " + (version.is_string() ? version.get<std::string>() : version.dump());
    lines.emplace_back("versions", versions);
    return lines;
}

} // namespace tables

std::string metricDescription(std::string_view key)
{
    for (const MetricText& metric : kMetrics)
        if (metric.key == key)
            return std::string(metric.description);
    return {};
}

} // namespace icf
