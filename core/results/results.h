#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/config/flops.h"
#include "core/metrics/statistics.h"
#include "core/results/evaluate_options.h"
#include "core/results/example_record.h"

namespace icf {

/// One metric of one system.
struct MetricSummary {
    std::string key;     ///< "em", "rougeL_f1", …: metricDescription() says what it is.
    Interval interval;   ///< Over examples; over runs when there are several (see SystemSummary::runs).  Of nothing when it is defined for no example.
    std::int64_t examples = 0;  ///< Distinct examples that it is defined for.
};

/// Accuracy at places of the text under teacher forcing.
struct PositionCurve {
    std::vector<double> accuracy;      ///< By position: bin i covers tokens i·binWidth … (i+1)·binWidth − 1.
    std::vector<std::int64_t> count;   ///< Tokens in each bin.
    std::int64_t binWidth = 8;
    std::vector<double> edgeAccuracy;  ///< By distance from the nearest chunk edge: 0 for a chunk's first and last token, 1, …
    std::vector<std::int64_t> edgeCount;
};

/// One row of the tables: one system in one cell of one task.
struct SystemSummary {
    std::string task;
    std::string cell;
    std::string system;
    std::string checkpoint;        ///< Label; empty for systems that need none, or when checkpoints are averaged.
    std::int64_t examples = 0;     ///< Distinct examples.
    std::int64_t runs = 0;         ///< Checkpoint-seed pairs.
    bool intervalOverRuns = false; ///< With two runs or more the interval says how runs differ, else how examples do.
    double contextTokens = 0;      ///< Means over examples.
    double contextRead = 0;
    double ratio = 0;              ///< Sum of context tokens over sum of vectors read; 0 when nothing is read.
    std::vector<MetricSummary> metrics;
    std::vector<std::pair<std::string, double>> corpus;  ///< Whole-corpus figures: "corpus_bleu", "perplexity".
    ClassTally classes;
    SurprisalTally surprisal;
    std::optional<PositionCurve> positions;
    std::vector<std::pair<std::string, ExampleRecord>> shown;  ///< ("best" | "worst" | "random", example).

    /// The summary of a metric; null when the task has none of that key.
    const MetricSummary* metric(std::string_view key) const;
    /// "compressed (step-300)", "full", …
    std::string name() const;
};

/// A paired comparison of two rows of the tables.
struct ComparisonSummary {
    std::string task;
    std::string cell;
    std::string metric;
    std::string first;    ///< SystemSummary::name().
    std::string second;
    PairedComparison result;
};

/// Measured and counted cost at one context length.
struct CostSummary {
    std::int64_t length = 0;
    std::int64_t digests = 0;
    std::int64_t questionTokens = 0;   ///< Prompt with template, after the context.
    std::int64_t answerTokens = 0;     ///< Decoded for the timing.
    std::int64_t repeats = 0;
    CostTimes seconds;                 ///< Medians.
    std::vector<std::pair<std::string, std::vector<FlopItem>>> flops;  ///< By piece of work: "compress", "prefill digests", …
    std::int64_t cacheBytesDigests = 0;
    std::int64_t cacheBytesContext = 0;
    std::int64_t peakMemoryBytes = 0;  ///< Of the process since costs were measured.
    std::int64_t peakMemoryDigests = 0;  ///< Of the process while it compresses and answers, models included; 0: not known (told apart on Linux only).
    std::int64_t peakMemoryContext = 0;  ///< While it answers from the full context.
    std::int64_t devicePeakMemoryDigests = 0;  ///< The same two of tensors on a GPU; 0 on the CPU.
    std::int64_t devicePeakMemoryContext = 0;
    BreakEven breakEven;
};

/// Everything of one evaluation: evaluation.json.
struct EvaluationResults {
    std::string state = "running";     ///< "running" until all is there, then "finished".
    EvaluateOptions options;
    nlohmann::ordered_json identity;   ///< Hashes of models and data, template, versions, dtype: what the examples depend on.
    nlohmann::json machine;            ///< What it was computed on, as in run.json: the card is "gpu".  Null where an older version wrote it.
    nlohmann::ordered_json counts;     ///< Rows used, and what was left out and why.
    std::vector<SystemSummary> systems;
    std::vector<ComparisonSummary> comparisons;
    std::vector<CostSummary> cost;
};

/// What a metric is, in one English sentence; empty for an unknown key.
std::string metricDescription(std::string_view key);
/// True for a metric that lies between 0 and 1; false for losses and divergences.
bool isShare(std::string_view key);
/// The metric that ranks systems in a task: em, bleu or found.
std::string primaryMetric(std::string_view task);

/// Sums up examples: means with intervals, corpus figures, comparisons of each system with the first, examples to show.
/// Depends on nothing but its arguments, so that resumed evaluations end in the same tables.
void summarize(const std::vector<ExampleRecord>& records, EvaluationResults& results);

/// What an evaluation writes into its folder.
inline constexpr std::array<const char*, 6> kEvaluationFiles{"evaluation.json", "examples.jsonl", "results.csv", "results.md", "results.tex", "results.svg"};

/// evaluation.json.
nlohmann::ordered_json resultsToJson(const EvaluationResults& results);
/// Reads folder/evaluation.json; readable by pages while it is running.  Throws Error naming the file.
EvaluationResults readResults(const std::string& folder);
/// Writes evaluation.json, and once finished results.csv, results.md, results.tex and results.svg; each whole or not at all.
void writeResults(const EvaluationResults& results, const std::string& folder);

/// One line per system, cell and metric, each with the metric's definition and what the numbers come from.
std::string resultsCsv(const EvaluationResults& results);
/// The tables alone, in Markdown.
std::string resultsOverview(const EvaluationResults& results);
/// Tables and examples for people, with hashes, template, metric definitions and versions.
std::string resultsMarkdown(const EvaluationResults& results);
/// The same tables for a paper.
std::string resultsLatex(const EvaluationResults& results);
/// Each task's first metric against the ratio, one panel a task.
std::string resultsSvg(const EvaluationResults& results);

} // namespace icf
