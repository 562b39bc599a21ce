#include <algorithm>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/results/ordered_json.h"
#include "core/results/results.h"
#include "core/run/report_json.h"

namespace icf {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kResultsFile = "/evaluation.json";
constexpr JsonLimits kLimits{.maxBytes = std::size_t{64} << 20, .maxDepth = 24, .maxValues = 4'000'000};

/// Of tokens.  Ours are 8 wide; a place times the width is to be a number still.
constexpr std::int64_t kWidestBin = 1'000'000'000;

double number(const nlohmann::json& json) { return json.is_null() ? kUndefined : numberFromJson(json).value_or(0); }

/// A metric that is not defined is null; one that was computed and is not a number says so.
Json metricToJson(std::string_view key, double value) { return isUndefined(key, value) ? Json() : numberToJson(value); }

Json pairsToJson(const std::vector<std::pair<std::string, double>>& pairs)
{
    Json json = Json::object();
    for (const auto& [key, value] : pairs)
        json[key] = metricToJson(key, value);
    return json;
}

template <class Self, class Visit> void visitFields(Self& s, const Visit& visit)
    requires std::same_as<std::remove_const_t<Self>, SystemSummary>
{
    visit("task", s.task);
    visit("cell", s.cell);
    visit("system", s.system);
    visit("checkpoint", s.checkpoint);
    visit("examples", s.examples);
    visit("runs", s.runs);
    visit("context_tokens", s.contextTokens);
    visit("context_read", s.contextRead);
    visit("ratio", s.ratio);
}

template <class Self, class Visit> void visitFields(Self& curve, const Visit& visit)
    requires std::same_as<std::remove_const_t<Self>, PositionCurve>
{
    visit("bin_width", curve.binWidth);
    visit("accuracy", curve.accuracy);
    visit("count", curve.count);
    visit("edge_accuracy", curve.edgeAccuracy);
    visit("edge_count", curve.edgeCount);
}

template <class Self, class Visit> void visitFields(Self& c, const Visit& visit)
    requires std::same_as<std::remove_const_t<Self>, ComparisonSummary>
{
    visit("task", c.task);
    visit("cell", c.cell);
    visit("metric", c.metric);
    visit("first", c.first);
    visit("second", c.second);
    visit("difference", c.result.difference);
    visit("low", c.result.low);
    visit("high", c.result.high);
    visit("p_value", c.result.pValue);
    visit("examples", c.result.count);
    visit("resamples", c.result.resamples);
}

template <class Value> Json fieldsOf(const Value& value)
{
    Json json = Json::object();
    visitFields(value, WriteFields{json});
    return json;
}

template <class Value> Value withFieldsOf(const nlohmann::json& json)
{
    Value value;
    visitFields(value, ReadFields{json});
    return value;
}

Json systemToJson(const SystemSummary& s)
{
    Json json = fieldsOf(s);
    json["interval_over"] = s.intervalOverRuns ? "runs" : "examples";
    // A list keeps the order of the columns for readers whose objects do not.
    for (const MetricSummary& m : s.metrics)
        json["metrics"].push_back({{"key", m.key}, {"mean", metricToJson(m.key, m.interval.mean)}, {"low", metricToJson(m.key, m.interval.low)},
            {"high", metricToJson(m.key, m.interval.high)}, {"count", m.interval.count}, {"examples", m.examples}});
    json["corpus"] = pairsToJson(s.corpus);
    for (std::size_t i = 0; i < kTokenClasses; ++i)
        if (s.classes.total[i] > 0)
            json["classes"][std::string(tokenClassKey(static_cast<TokenClass>(i)))] = {{"right", s.classes.right[i]}, {"total", s.classes.total[i]}};
    if (std::any_of(s.surprisal.total.begin(), s.surprisal.total.end(), [](std::int64_t n) { return n > 0; }))
        json["surprisal"] = {{"upper_edges", kSurprisalEdges}, {"right", s.surprisal.right}, {"total", s.surprisal.total}};
    if (s.positions)
        json["positions"] = fieldsOf(*s.positions);
    for (const auto& [why, record] : s.shown) {
        Json shown = recordToJson(record);
        shown["shown_as"] = why;
        json["shown"].push_back(std::move(shown));
    }
    return json;
}

PositionCurve positionsFromJson(const nlohmann::json& json)
{
    const auto curve = withFieldsOf<PositionCurve>(json);
    // Tables and plots take the shares by the places of the counts, and the other way round.
    if (curve.accuracy.size() != curve.count.size() || curve.edgeAccuracy.size() != curve.edgeCount.size() || curve.binWidth < 1
        || curve.binWidth > kWidestBin)
        throw nlohmann::json::type_error::create(302, "lists of positions that do not belong together", &json);
    return curve;
}

SystemSummary systemFromJson(const nlohmann::json& json)
{
    auto s = withFieldsOf<SystemSummary>(json);
    s.intervalOverRuns = json.at("interval_over") == "runs";
    for (const nlohmann::json& m : json.value("metrics", nlohmann::json::array()))
        // Results of earlier builds knew every metric of every example.
        s.metrics.push_back({m.at("key").get<std::string>(), {number(m.at("mean")), number(m.at("low")), number(m.at("high")),
            readAs<std::int64_t>(m.at("count"))}, m.contains("examples") ? readAs<std::int64_t>(m["examples"]) : s.examples});
    for (const auto& [key, value] : json.at("corpus").items())
        s.corpus.emplace_back(key, number(value));
    if (json.contains("classes")) {
        for (std::size_t i = 0; i < kTokenClasses; ++i) {
            const auto found = json["classes"].find(std::string(tokenClassKey(static_cast<TokenClass>(i))));
            if (found != json["classes"].end()) {
                readField(*found, "right", s.classes.right[i]);
                readField(*found, "total", s.classes.total[i]);
            }
        }
    }
    if (json.contains("surprisal")) {
        readField(json["surprisal"], "right", s.surprisal.right);
        readField(json["surprisal"], "total", s.surprisal.total);
    }
    if (json.contains("positions"))
        s.positions = positionsFromJson(json["positions"]);
    for (const nlohmann::json& shown : json.value("shown", nlohmann::json::array()))
        s.shown.emplace_back(shown.at("shown_as").get<std::string>(), recordFromJson(shown));
    return s;
}

Json costToJson(const CostSummary& c)
{
    Json json{{"length", c.length}, {"digests", c.digests}, {"question_tokens", c.questionTokens}, {"answer_tokens", c.answerTokens},
        {"repeats", c.repeats},
        {"median_seconds", {{"compress", c.seconds.compress}, {"prefill_digests", c.seconds.prefillDigests},
            {"prefill_context", c.seconds.prefillContext}, {"prompt_after_digests", c.seconds.promptAfterDigests},
            {"prompt_after_context", c.seconds.promptAfterContext}, {"decode_after_digests", c.seconds.decodeAfterDigests},
            {"decode_after_context", c.seconds.decodeAfterContext}}},
        {"cache_bytes_digests", c.cacheBytesDigests}, {"cache_bytes_context", c.cacheBytesContext},
        {"peak_memory_bytes", c.peakMemoryBytes}, {"peak_memory_digests", c.peakMemoryDigests}, {"peak_memory_context", c.peakMemoryContext},
        {"break_even_questions", {{"against_prefill", c.breakEven.againstPrefill}, {"against_kept_cache", c.breakEven.againstKeptCache}}}};
    if (c.devicePeakMemoryDigests > 0) {
        json["device_peak_memory_digests"] = c.devicePeakMemoryDigests;
        json["device_peak_memory_context"] = c.devicePeakMemoryContext;
    }
    for (const auto& [work, items] : c.flops) {
        Json parts = Json::object();
        for (const FlopItem& item : items)
            parts[item.part] = item.flops;
        json["flops"].push_back({{"work", work}, {"total", total(items)}, {"parts", std::move(parts)}});
    }
    return json;
}

CostSummary costFromJson(const nlohmann::json& json)
{
    CostSummary c;
    readField(json, "length", c.length);
    readField(json, "digests", c.digests);
    readField(json, "question_tokens", c.questionTokens);
    readField(json, "answer_tokens", c.answerTokens);
    readField(json, "repeats", c.repeats);
    const nlohmann::json& seconds = json.at("median_seconds");
    readField(seconds, "compress", c.seconds.compress);
    readField(seconds, "prefill_digests", c.seconds.prefillDigests);
    readField(seconds, "prefill_context", c.seconds.prefillContext);
    readField(seconds, "prompt_after_digests", c.seconds.promptAfterDigests);
    readField(seconds, "prompt_after_context", c.seconds.promptAfterContext);
    readField(seconds, "decode_after_digests", c.seconds.decodeAfterDigests);
    readField(seconds, "decode_after_context", c.seconds.decodeAfterContext);
    readField(json, "cache_bytes_digests", c.cacheBytesDigests);
    readField(json, "cache_bytes_context", c.cacheBytesContext);
    readField(json, "peak_memory_bytes", c.peakMemoryBytes);
    // Results of earlier builds lack these two.
    if (json.contains("peak_memory_digests"))
        readField(json, "peak_memory_digests", c.peakMemoryDigests);
    if (json.contains("peak_memory_context"))
        readField(json, "peak_memory_context", c.peakMemoryContext);
    if (json.contains("device_peak_memory_digests")) {
        readField(json, "device_peak_memory_digests", c.devicePeakMemoryDigests);
        readField(json, "device_peak_memory_context", c.devicePeakMemoryContext);
    }
    readField(json.at("break_even_questions"), "against_prefill", c.breakEven.againstPrefill);
    readField(json.at("break_even_questions"), "against_kept_cache", c.breakEven.againstKeptCache);
    for (const nlohmann::json& work : json.value("flops", nlohmann::json::array())) {
        std::vector<FlopItem> items;
        for (const auto& [part, flops] : work.at("parts").items())
            items.push_back({part, flops.get<double>()});
        c.flops.emplace_back(work.at("work").get<std::string>(), std::move(items));
    }
    return c;
}

/// Without options that this version does not have: results of other versions stay readable.
nlohmann::json knownOptions(const nlohmann::json& options)
{
    const nlohmann::json known = toJson(EvaluateOptions{});
    nlohmann::json result = nlohmann::json::object();
    for (const auto& [key, value] : options.items())
        if (known.contains(key))
            result[key] = value;
    return result;
}

template <class List, class Convert> Json listToJson(const List& list, Convert convert)
{
    Json json = Json::array();
    for (const auto& item : list)
        json.push_back(convert(item));
    return json;
}

} // namespace

nlohmann::ordered_json resultsToJson(const EvaluationResults& results)
{
    Json json{{"format", 1}, {"state", results.state}, {"options", toJson(results.options)}, {"identity", results.identity},
        {"counts", results.counts}};
    if (!results.machine.is_null())
        json["machine"] = results.machine;
    json["systems"] = listToJson(results.systems, systemToJson);
    json["comparisons"] = listToJson(results.comparisons, fieldsOf<ComparisonSummary>);
    json["cost"] = listToJson(results.cost, costToJson);
    Json metrics = Json::object();
    for (const SystemSummary& system : results.systems) {
        for (const MetricSummary& metric : system.metrics)
            metrics[metric.key] = metricDescription(metric.key);
        for (const auto& [key, value] : system.corpus)
            metrics[key] = metricDescription(key);
    }
    json["metric_definitions"] = std::move(metrics);
    return json;
}

EvaluationResults readResults(const std::string& folder)
{
    const std::string path = folder + kResultsFile;
    if (!std::filesystem::exists(path))
        throw Error(folder, "holds no evaluation.json; choose the results folder of an evaluation");
    const nlohmann::json json = readJsonFile(path, kLimits);
    EvaluationResults results;
    try {
        readField(json, "state", results.state);
        fromJson(results.options, knownOptions(json.at("options")), path);
        if (!json.at("identity").is_object())
            throw nlohmann::json::type_error::create(302, "an identity that is no object", &json);
        results.identity = toOrdered(json.at("identity"));
        results.machine = json.value("machine", nlohmann::json());
        results.counts = toOrdered(json.at("counts"));
        for (const nlohmann::json& system : json.at("systems"))
            results.systems.push_back(systemFromJson(system));
        for (const nlohmann::json& comparison : json.at("comparisons"))
            results.comparisons.push_back(withFieldsOf<ComparisonSummary>(comparison));
        for (const nlohmann::json& cost : json.at("cost"))
            results.cost.push_back(costFromJson(cost));
    } catch (const nlohmann::json::exception&) {
        throw Error(path, "is not an evaluation of this program, or is damaged; choose another folder, or evaluate anew with --overwrite");
    }
    return results;
}

void writeResults(const EvaluationResults& results, const std::string& folder)
{
    writeAtomically(folder + kResultsFile, dumpText(resultsToJson(results), 1) + "\n");
    if (results.state != "finished")
        return;
    writeAtomically(folder + "/results.csv", resultsCsv(results));
    writeAtomically(folder + "/results.md", resultsMarkdown(results));
    writeAtomically(folder + "/results.tex", resultsLatex(results));
    writeAtomically(folder + "/results.svg", resultsSvg(results));
}

} // namespace icf
