#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/metrics/metrics.h"
#include "core/metrics/random.h"
#include "core/results/results.h"

namespace icf {
namespace {

constexpr std::int64_t kEdgeDistances = 9;  // 0 … 7, and all farther ones together.
constexpr std::size_t kShownEach = 3;
constexpr std::uint64_t kShownSeed = 1;
constexpr std::uint64_t kBootstrapSeed = 42;

struct RowKey {
    std::string task, cell, system, checkpoint;
    auto operator<=>(const RowKey&) const = default;
};

/// The examples of one row of the tables, in the order of the plan.
struct Row {
    RowKey key;
    std::vector<const ExampleRecord*> records;
};

std::vector<Row> rowsOf(const std::vector<ExampleRecord>& records, bool averageCheckpoints)
{
    std::vector<Row> rows;
    std::map<RowKey, std::size_t> places;
    for (const ExampleRecord& record : records) {
        RowKey key{record.task, record.cell, record.system, averageCheckpoints ? std::string() : record.checkpoint};
        const auto [place, added] = places.try_emplace(key, rows.size());
        if (added)
            rows.push_back({std::move(key), {}});
        rows[place->second].records.push_back(&record);
    }
    return rows;
}

/// Scores of one metric, averaged over the runs for each (seed, row), in order of appearance.
struct Scores {
    std::vector<std::pair<std::int64_t, std::int64_t>> examples;
    std::vector<double> values;
};

Scores scoresOf(const Row& row, const std::string& metric)
{
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> places;
    Scores scores;
    std::vector<double> counts;
    for (const ExampleRecord* record : row.records) {
        const std::optional<double> value = record->definedMetric(metric);
        if (!value)
            continue;
        const std::pair<std::int64_t, std::int64_t> example{record->seed, record->row};
        const auto [place, added] = places.try_emplace(example, scores.examples.size());
        if (added) {
            scores.examples.push_back(example);
            scores.values.push_back(0);
            counts.push_back(0);
        }
        scores.values[place->second] += *value;
        counts[place->second] += 1;
    }
    for (std::size_t i = 0; i < counts.size(); ++i)
        scores.values[i] /= counts[i];
    return scores;
}

/// The mean of a metric in each run, i.e. for each checkpoint and seed.
std::vector<double> runMeans(const Row& row, const std::string& metric)
{
    std::map<std::pair<std::string, std::int64_t>, std::vector<double>> runs;
    for (const ExampleRecord* record : row.records)
        if (const std::optional<double> value = record->definedMetric(metric))
            runs[{record->checkpoint, record->seed}].push_back(*value);
    std::vector<double> means;
    for (const auto& [run, values] : runs)
        means.push_back(mean(values));
    return means;
}

PositionCurve curveOf(const Row& row)
{
    PositionCurve curve;
    std::vector<std::int64_t> right;
    std::vector<std::int64_t> edgeRight(kEdgeDistances, 0);
    curve.edgeCount.assign(kEdgeDistances, 0);
    for (const ExampleRecord* record : row.records) {
        const auto length = static_cast<std::int64_t>(record->hits.size());
        std::size_t chunk = 0;
        for (std::int64_t i = 0; i < length; ++i) {
            const bool hit = record->hits[static_cast<std::size_t>(i)] == '1';
            const auto bin = static_cast<std::size_t>(i / curve.binWidth);
            if (bin >= right.size()) {
                right.resize(bin + 1, 0);
                curve.count.resize(bin + 1, 0);
            }
            right[bin] += hit;
            ++curve.count[bin];
            const auto& starts = record->chunkStarts;
            if (starts.empty() || i >= record->contextTokens)
                continue;  // The closing eos belongs to no chunk.
            while (chunk + 1 < starts.size() && starts[chunk + 1] <= i)
                ++chunk;
            const std::int64_t end = chunk + 1 < starts.size() ? starts[chunk + 1] : record->contextTokens;
            const auto distance = static_cast<std::size_t>(std::min(kEdgeDistances - 1, std::min(i - starts[chunk], end - 1 - i)));
            edgeRight[distance] += hit;
            ++curve.edgeCount[distance];
        }
    }
    const auto share = [](std::int64_t part, std::int64_t whole) { return whole > 0 ? double(part) / double(whole) : 0.0; };
    for (std::size_t i = 0; i < right.size(); ++i)
        curve.accuracy.push_back(share(right[i], curve.count[i]));
    for (std::size_t i = 0; i < edgeRight.size(); ++i)
        curve.edgeAccuracy.push_back(share(edgeRight[i], curve.edgeCount[i]));
    return curve;
}

void addCorpusFigures(const Row& row, SystemSummary& summary)
{
    BleuCounts counts;
    double loss = 0;
    double labels = 0;
    for (const ExampleRecord* record : row.records) {
        counts += bleuCounts(record->reference, record->output);
        loss += record->metric("loss") * static_cast<double>(record->labels);
        labels += static_cast<double>(record->labels);
    }
    summary.corpus.emplace_back("corpus_bleu", counts.defined() ? corpusBleu(counts) : kUndefined);
    if (labels > 0)
        summary.corpus.emplace_back("perplexity", std::exp(loss / labels));
}

/// The best, the worst and some random examples by the task's first metric; ties by the second and by order.
void addShown(const Row& row, SystemSummary& summary)
{
    const std::string primary = primaryMetric(row.key.task);
    std::vector<std::size_t> order(row.records.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const ExampleRecord& first = *row.records[a];
        const ExampleRecord& second = *row.records[b];
        const auto rank = [&](const ExampleRecord& record) { return std::pair(record.definedMetric(primary).value_or(0), -record.metric("edit_rate")); };
        return rank(first) > rank(second);
    });
    const std::size_t each = std::min(kShownEach, order.size());
    for (std::size_t i = 0; i < each; ++i)
        summary.shown.emplace_back("best", *row.records[order[i]]);
    for (std::size_t i = 0; i < each; ++i)
        summary.shown.emplace_back("worst", *row.records[order[order.size() - 1 - i]]);
    std::sort(order.begin(), order.end());
    Random(kShownSeed).shuffle(order);
    for (std::size_t i = 0; i < each; ++i)
        summary.shown.emplace_back("random", *row.records[order[i]]);
}

SystemSummary summaryOf(const Row& row)
{
    SystemSummary summary;
    summary.task = row.key.task;
    summary.cell = row.key.cell;
    summary.system = row.key.system;
    summary.checkpoint = row.key.checkpoint;
    std::set<std::pair<std::int64_t, std::int64_t>> examples;
    std::set<std::pair<std::string, std::int64_t>> runs;
    double read = 0;
    double tokens = 0;
    for (const ExampleRecord* record : row.records) {
        examples.emplace(record->seed, record->row);
        runs.emplace(record->checkpoint, record->seed);
        tokens += static_cast<double>(record->contextTokens);
        read += static_cast<double>(record->contextRead);
        summary.classes += record->classes;
        summary.surprisal += record->surprisal;
    }
    const double count = static_cast<double>(row.records.size());
    summary.examples = static_cast<std::int64_t>(examples.size());
    summary.runs = static_cast<std::int64_t>(runs.size());
    summary.intervalOverRuns = runs.size() > 1;
    summary.contextTokens = tokens / count;
    summary.contextRead = read / count;
    summary.ratio = read > 0 ? tokens / read : 0;
    for (const auto& [key, value] : row.records.front()->metrics) {
        const Scores scores = scoresOf(row, key);
        const std::vector<double> values = summary.intervalOverRuns ? runMeans(row, key) : scores.values;
        summary.metrics.push_back({key, isShare(key) ? shareInterval(values) : meanInterval(values), std::int64_t(scores.values.size())});
    }
    addCorpusFigures(row, summary);
    if (std::any_of(row.records.begin(), row.records.end(), [](const ExampleRecord* r) { return !r->hits.empty(); })
        && (row.key.task == "autoencode" || row.key.task == "ladder"))
        summary.positions = curveOf(row);
    addShown(row, summary);
    return summary;
}

/// Values of both rows for the examples that both have.
std::pair<std::vector<double>, std::vector<double>> paired(const Scores& first, const Scores& second)
{
    std::map<std::pair<std::int64_t, std::int64_t>, double> others;
    for (std::size_t i = 0; i < second.examples.size(); ++i)
        others[second.examples[i]] = second.values[i];
    std::pair<std::vector<double>, std::vector<double>> result;
    for (std::size_t i = 0; i < first.examples.size(); ++i) {
        const auto other = others.find(first.examples[i]);
        if (other == others.end())
            continue;
        result.first.push_back(first.values[i]);
        result.second.push_back(other->second);
    }
    return result;
}

} // namespace

const MetricSummary* SystemSummary::metric(std::string_view key) const
{
    const auto found = std::find_if(metrics.begin(), metrics.end(), [&](const MetricSummary& m) { return m.key == key; });
    return found == metrics.end() ? nullptr : &*found;
}

std::string SystemSummary::name() const { return checkpoint.empty() ? system : system + " (" + checkpoint + ")"; }

bool isShare(std::string_view key) { return key != "loss" && key != "kl" && key != "perplexity"; }

std::string primaryMetric(std::string_view task)
{
    if (task == "needle" || task == "keyvalue")
        return "found";
    return task == "qa" ? "em" : "bleu";
}

void summarize(const std::vector<ExampleRecord>& records, EvaluationResults& results)
{
    results.systems.clear();
    results.comparisons.clear();
    const std::vector<Row> rows = rowsOf(records, results.options.comparison.average_checkpoints);
    for (const Row& row : rows)
        results.systems.push_back(summaryOf(row));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // The first row of a cell is what the others are held against: compressed, where it is evaluated.
        const auto first = static_cast<std::size_t>(std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
            return row.key.task == rows[i].key.task && row.key.cell == rows[i].key.cell; }) - rows.begin());
        if (first == i)
            continue;
        ComparisonSummary comparison{rows[i].key.task, rows[i].key.cell, primaryMetric(rows[i].key.task), results.systems[first].name(),
            results.systems[i].name(), {}};
        const auto [mine, theirs] = paired(scoresOf(rows[first], comparison.metric), scoresOf(rows[i], comparison.metric));
        comparison.result = pairedBootstrap(mine, theirs, kBootstrapSeed, results.options.resamples);
        results.comparisons.push_back(std::move(comparison));
    }
}

} // namespace icf
