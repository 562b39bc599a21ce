#include <cmath>

#include "core/base/number_text.h"
#include "core/results/results_format.h"

namespace icf {

namespace {

std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string number(double value) { return std::isfinite(value) ? shortText(value, 9) : std::string("NaN"); }

/// Empty where the metric is not defined.
std::string metricNumber(std::string_view key, double value) { return isUndefined(key, value) ? std::string() : number(value); }

/// A figure that has no interval.
void add(std::string& csv, const std::string& start, const std::string& metric, double value, const std::string& end)
{
    csv += start + metric + "," + metricNumber(metric, value) + ",," + end;
}

/// Shares of tokens or words right, by kind, surprisal and place.
void addShares(const SystemSummary& s, const std::string& start, const std::string& end, std::string& csv)
{
    for (std::size_t i = 0; i < kTokenClasses; ++i)
        if (s.classes.total[i] > 0)
            add(csv, start, "class_" + std::string(tokenClassKey(static_cast<TokenClass>(i))), s.classes.share(static_cast<TokenClass>(i)), end);
    for (std::size_t i = 0; i < kSurprisalBins; ++i)
        if (s.surprisal.total[i] > 0)
            add(csv, start, i < kSurprisalEdges.size() ? "surprisal_to_" + shortText(kSurprisalEdges[i], 6) : "surprisal_above",
                double(s.surprisal.right[i]) / double(s.surprisal.total[i]), end);
    if (!s.positions)
        return;
    for (std::size_t i = 0; i < s.positions->accuracy.size(); ++i)
        if (s.positions->count[i] > 0)
            add(csv, start, "position_from_" + std::to_string(std::int64_t(i) * s.positions->binWidth), s.positions->accuracy[i], end);
    for (std::size_t i = 0; i < s.positions->edgeAccuracy.size(); ++i)
        if (s.positions->edgeCount[i] > 0)
            add(csv, start, "chunk_edge_distance_" + std::to_string(i) + (i + 1 == s.positions->edgeAccuracy.size() ? "_or_more" : ""),
                s.positions->edgeAccuracy[i], end);
}

void addCost(const CostSummary& c, const std::string& end, std::string& csv)
{
    const auto rows = [&](const char* system, std::initializer_list<std::pair<const char*, double>> figures) {
        for (const auto& [metric, value] : figures)
            add(csv, "cost,length=" + std::to_string(c.length) + "," + system + ",,,,,"
                + number(std::string_view(system) == "compressed" && c.digests > 0 ? double(c.length) / double(c.digests) : 1) + ",", metric, value, end);
    };
    const auto flopsOf = [&](std::string_view work) {
        for (const auto& [name, items] : c.flops)
            if (name == work)
                return total(items);
        return 0.0;
    };
    rows("compressed", {{"compress_seconds", c.seconds.compress}, {"prefill_seconds", c.seconds.prefillDigests},
        {"prompt_seconds", c.seconds.promptAfterDigests}, {"decode_seconds", c.seconds.decodeAfterDigests},
        {"compress_flops", flopsOf("compress")}, {"prefill_flops", flopsOf("prefill, digests")}, {"cache_bytes", double(c.cacheBytesDigests)},
        {"peak_memory_bytes", double(c.peakMemoryDigests)}, {"break_even_against_prefill", c.breakEven.againstPrefill},
        {"break_even_against_kept_cache", c.breakEven.againstKeptCache}});
    rows("full", {{"prefill_seconds", c.seconds.prefillContext}, {"prompt_seconds", c.seconds.promptAfterContext},
        {"decode_seconds", c.seconds.decodeAfterContext}, {"prefill_flops", flopsOf("prefill, full context")},
        {"cache_bytes", double(c.cacheBytesContext)}, {"peak_memory_bytes", double(c.peakMemoryContext)}});
}

} // namespace

std::string resultsCsv(const EvaluationResults& results)
{
    std::string csv = "task,cell,system,checkpoint,examples,runs,interval_over,ratio,metric,mean,low,high,definition";
    std::string origin;
    for (const auto& [name, value] : tables::provenance(results)) {
        csv += "," + name;
        origin += "," + csvField(value);
    }
    csv += "\n";
    origin += "\n";
    for (const SystemSummary& s : results.systems) {
        const std::string start = csvField(s.task) + "," + csvField(s.cell) + "," + csvField(s.system) + "," + csvField(s.checkpoint) + ","
            + std::to_string(s.examples) + "," + std::to_string(s.runs) + "," + (s.intervalOverRuns ? "runs" : "examples") + "," + number(s.ratio) + ",";
        for (const MetricSummary& m : s.metrics)
            csv += start + m.key + "," + metricNumber(m.key, m.interval.mean) + "," + metricNumber(m.key, m.interval.low) + ","
                + metricNumber(m.key, m.interval.high) + ","
                + csvField(metricDescription(m.key)) + origin;
        for (const auto& [key, value] : s.corpus)
            add(csv, start, key, value, "," + csvField(metricDescription(key)) + origin);
        addShares(s, start, "," + origin, csv);
    }
    for (const CostSummary& c : results.cost)
        addCost(c, "," + origin, csv);
    return csv;
}

} // namespace icf
