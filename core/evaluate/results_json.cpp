#include <algorithm>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/evaluate/results.h"
#include "core/run/report_json.h"

namespace icf {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kFile = "/evaluation.json";
constexpr JsonLimits kLimits{.maxBytes = std::size_t{64} << 20, .maxDepth = 24, .maxValues = 4'000'000};

double number(const nlohmann::json& json) { return numberFromJson(json).value_or(0); }

Json pairsToJson(const std::vector<std::pair<std::string, double>>& pairs)
{
    Json json = Json::object();
    for (const auto& [key, value] : pairs)
        json[key] = numberToJson(value);
    return json;
}

Json systemToJson(const SystemSummary& s)
{
    Json json{{"task", s.task}, {"cell", s.cell}, {"system", s.system}, {"checkpoint", s.checkpoint}, {"examples", s.examples},
        {"runs", s.runs}, {"interval_over", s.intervalOverRuns ? "runs" : "examples"}, {"context_tokens", s.contextTokens},
        {"context_read", s.contextRead}, {"ratio", s.ratio}};
    // A list keeps the order of the columns for readers whose objects do not.
    for (const MetricSummary& m : s.metrics)
        json["metrics"].push_back({{"key", m.key}, {"mean", numberToJson(m.interval.mean)}, {"low", numberToJson(m.interval.low)},
            {"high", numberToJson(m.interval.high)}, {"count", m.interval.count}});
    json["corpus"] = pairsToJson(s.corpus);
    for (std::size_t i = 0; i < kTokenClasses; ++i)
        if (s.classes.total[i] > 0)
            json["classes"][std::string(tokenClassKey(static_cast<TokenClass>(i)))] = {{"right", s.classes.right[i]}, {"total", s.classes.total[i]}};
    if (std::any_of(s.surprisal.total.begin(), s.surprisal.total.end(), [](std::int64_t n) { return n > 0; }))
        json["surprisal"] = {{"upper_edges", kSurprisalEdges}, {"right", s.surprisal.right}, {"total", s.surprisal.total}};
    if (s.positions)
        json["positions"] = {{"bin_width", s.positions->binWidth}, {"accuracy", s.positions->accuracy}, {"count", s.positions->count},
            {"edge_accuracy", s.positions->edgeAccuracy}, {"edge_count", s.positions->edgeCount}};
    for (const auto& [why, record] : s.shown) {
        Json shown = recordToJson(record);
        shown["shown_as"] = why;
        json["shown"].push_back(std::move(shown));
    }
    return json;
}

SystemSummary systemFromJson(const nlohmann::json& json)
{
    SystemSummary s;
    json.at("task").get_to(s.task);
    json.at("cell").get_to(s.cell);
    json.at("system").get_to(s.system);
    json.at("checkpoint").get_to(s.checkpoint);
    json.at("examples").get_to(s.examples);
    json.at("runs").get_to(s.runs);
    s.intervalOverRuns = json.at("interval_over") == "runs";
    json.at("context_tokens").get_to(s.contextTokens);
    json.at("context_read").get_to(s.contextRead);
    json.at("ratio").get_to(s.ratio);
    for (const nlohmann::json& m : json.value("metrics", nlohmann::json::array()))
        s.metrics.push_back({m.at("key").get<std::string>(), {number(m.at("mean")), number(m.at("low")), number(m.at("high")),
            m.at("count").get<std::int64_t>()}});
    for (const auto& [key, value] : json.at("corpus").items())
        s.corpus.emplace_back(key, number(value));
    if (json.contains("classes")) {
        for (std::size_t i = 0; i < kTokenClasses; ++i) {
            const auto found = json["classes"].find(std::string(tokenClassKey(static_cast<TokenClass>(i))));
            if (found != json["classes"].end()) {
                found->at("right").get_to(s.classes.right[i]);
                found->at("total").get_to(s.classes.total[i]);
            }
        }
    }
    if (json.contains("surprisal")) {
        json["surprisal"].at("right").get_to(s.surprisal.right);
        json["surprisal"].at("total").get_to(s.surprisal.total);
    }
    if (json.contains("positions")) {
        const nlohmann::json& p = json["positions"];
        PositionCurve& curve = s.positions.emplace();
        p.at("bin_width").get_to(curve.binWidth);
        p.at("accuracy").get_to(curve.accuracy);
        p.at("count").get_to(curve.count);
        p.at("edge_accuracy").get_to(curve.edgeAccuracy);
        p.at("edge_count").get_to(curve.edgeCount);
    }
    for (const nlohmann::json& shown : json.value("shown", nlohmann::json::array()))
        s.shown.emplace_back(shown.at("shown_as").get<std::string>(), recordFromJson(shown));
    return s;
}

Json comparisonToJson(const ComparisonSummary& c)
{
    return {{"task", c.task}, {"cell", c.cell}, {"metric", c.metric}, {"first", c.first}, {"second", c.second},
        {"difference", c.result.difference}, {"low", c.result.low}, {"high", c.result.high}, {"p_value", c.result.pValue},
        {"examples", c.result.count}, {"resamples", c.result.resamples}};
}

ComparisonSummary comparisonFromJson(const nlohmann::json& json)
{
    ComparisonSummary c;
    json.at("task").get_to(c.task);
    json.at("cell").get_to(c.cell);
    json.at("metric").get_to(c.metric);
    json.at("first").get_to(c.first);
    json.at("second").get_to(c.second);
    json.at("difference").get_to(c.result.difference);
    json.at("low").get_to(c.result.low);
    json.at("high").get_to(c.result.high);
    json.at("p_value").get_to(c.result.pValue);
    json.at("examples").get_to(c.result.count);
    json.at("resamples").get_to(c.result.resamples);
    return c;
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
    json.at("length").get_to(c.length);
    json.at("digests").get_to(c.digests);
    json.at("question_tokens").get_to(c.questionTokens);
    json.at("answer_tokens").get_to(c.answerTokens);
    json.at("repeats").get_to(c.repeats);
    const nlohmann::json& seconds = json.at("median_seconds");
    seconds.at("compress").get_to(c.seconds.compress);
    seconds.at("prefill_digests").get_to(c.seconds.prefillDigests);
    seconds.at("prefill_context").get_to(c.seconds.prefillContext);
    seconds.at("prompt_after_digests").get_to(c.seconds.promptAfterDigests);
    seconds.at("prompt_after_context").get_to(c.seconds.promptAfterContext);
    seconds.at("decode_after_digests").get_to(c.seconds.decodeAfterDigests);
    seconds.at("decode_after_context").get_to(c.seconds.decodeAfterContext);
    json.at("cache_bytes_digests").get_to(c.cacheBytesDigests);
    json.at("cache_bytes_context").get_to(c.cacheBytesContext);
    json.at("peak_memory_bytes").get_to(c.peakMemoryBytes);
    c.peakMemoryDigests = json.value("peak_memory_digests", std::int64_t{0});
    c.peakMemoryContext = json.value("peak_memory_context", std::int64_t{0});
    json.at("break_even_questions").at("against_prefill").get_to(c.breakEven.againstPrefill);
    json.at("break_even_questions").at("against_kept_cache").get_to(c.breakEven.againstKeptCache);
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
    json["systems"] = listToJson(results.systems, systemToJson);
    json["comparisons"] = listToJson(results.comparisons, comparisonToJson);
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
    const std::string path = folder + kFile;
    if (!std::filesystem::exists(path))
        throw Error(folder, "holds no evaluation.json; choose the results folder of an evaluation");
    const nlohmann::json json = readJsonFile(path, kLimits);
    EvaluationResults results;
    try {
        json.at("state").get_to(results.state);
        fromJson(results.options, knownOptions(json.at("options")), path);
        results.identity = json.at("identity");
        results.counts = json.at("counts");
        for (const nlohmann::json& system : json.at("systems"))
            results.systems.push_back(systemFromJson(system));
        for (const nlohmann::json& comparison : json.at("comparisons"))
            results.comparisons.push_back(comparisonFromJson(comparison));
        for (const nlohmann::json& cost : json.at("cost"))
            results.cost.push_back(costFromJson(cost));
    } catch (const nlohmann::json::exception& e) {
        throw Error(path, std::string("is no evaluation of this program: ") + e.what());
    }
    return results;
}

void writeResults(const EvaluationResults& results, const std::string& folder)
{
    writeAtomically(folder + kFile, resultsToJson(results).dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
    if (results.state != "finished")
        return;
    writeAtomically(folder + "/results.csv", resultsCsv(results));
    writeAtomically(folder + "/results.md", resultsMarkdown(results));
    writeAtomically(folder + "/results.tex", resultsLatex(results));
    writeAtomically(folder + "/results.svg", resultsSvg(results));
}

} // namespace icf
