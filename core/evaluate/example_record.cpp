#include "core/evaluate/example_record.h"

#include <algorithm>
#include <limits>

#include "core/base/json_fields.h"

namespace icf {
namespace {

template <std::size_t n> nlohmann::ordered_json tally(const std::array<std::int64_t, n>& right, const std::array<std::int64_t, n>& total)
{
    return {{"right", right}, {"total", total}};
}

template <std::size_t n> bool any(const std::array<std::int64_t, n>& counts)
{
    return std::any_of(counts.begin(), counts.end(), [](std::int64_t c) { return c != 0; });
}

} // namespace

std::size_t surprisalBin(double nats)
{
    return static_cast<std::size_t>(std::upper_bound(kSurprisalEdges.begin(), kSurprisalEdges.end(), nats) - kSurprisalEdges.begin());
}

void SurprisalTally::add(double nats, bool correct)
{
    const std::size_t bin = surprisalBin(nats);
    right[bin] += correct;
    ++total[bin];
}

SurprisalTally& SurprisalTally::operator+=(const SurprisalTally& other)
{
    for (std::size_t i = 0; i < kSurprisalBins; ++i) {
        right[i] += other.right[i];
        total[i] += other.total[i];
    }
    return *this;
}

double ExampleRecord::metric(std::string_view key) const
{
    for (const auto& [name, value] : metrics)
        if (name == key)
            return value;
    return 0;
}

nlohmann::ordered_json recordToJson(const ExampleRecord& record)
{
    nlohmann::ordered_json json{{"unit", record.unit}, {"task", record.task}, {"cell", record.cell}, {"system", record.system},
        {"checkpoint", record.checkpoint}, {"seed", record.seed}, {"row", record.row}, {"line", record.line}, {"prompt", record.prompt},
        {"reference", record.reference}, {"output", record.output}, {"context_tokens", record.contextTokens},
        {"context_read", record.contextRead}, {"labels", record.labels}};
    nlohmann::ordered_json& metrics = json["metrics"] = nlohmann::ordered_json::object();
    for (const auto& [key, value] : record.metrics)
        metrics[key] = value;
    if (!record.hits.empty())
        json["hits"] = record.hits;
    if (!record.chunkStarts.empty())
        json["chunk_starts"] = record.chunkStarts;
    if (any(record.classes.total))
        json["classes"] = tally(record.classes.right, record.classes.total);
    if (any(record.surprisal.total))
        json["surprisal"] = tally(record.surprisal.right, record.surprisal.total);
    return json;
}

ExampleRecord recordFromJson(const nlohmann::ordered_json& json)
{
    ExampleRecord record;
    readField(json, "unit", record.unit);
    readField(json, "task", record.task);
    readField(json, "cell", record.cell);
    readField(json, "system", record.system);
    readField(json, "checkpoint", record.checkpoint);
    readField(json, "seed", record.seed);
    readField(json, "row", record.row);
    readField(json, "line", record.line);
    readField(json, "prompt", record.prompt);
    readField(json, "reference", record.reference);
    readField(json, "output", record.output);
    readField(json, "context_tokens", record.contextTokens);
    readField(json, "context_read", record.contextRead);
    readField(json, "labels", record.labels);
    for (const auto& [key, value] : json.at("metrics").items())
        // A number that JSON cannot hold was written as null.
        record.metrics.emplace_back(key, value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>());
    if (json.contains("hits"))
        readField(json, "hits", record.hits);
    if (json.contains("chunk_starts"))
        readField(json, "chunk_starts", record.chunkStarts);
    if (json.contains("classes")) {
        readField(json["classes"], "right", record.classes.right);
        readField(json["classes"], "total", record.classes.total);
    }
    if (json.contains("surprisal")) {
        readField(json["surprisal"], "right", record.surprisal.right);
        readField(json["surprisal"], "total", record.surprisal.total);
    }
    return record;
}

} // namespace icf
