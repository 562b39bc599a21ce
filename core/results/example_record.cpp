#include "core/results/example_record.h"

#include <algorithm>
#include <cmath>
#include <functional>
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

/// Far more than any example has, and few enough that those of millions of examples can be summed up.
constexpr std::int64_t kMaxTokens = 1'000'000'000'000;

template <std::size_t n> bool isTally(const std::array<std::int64_t, n>& right, const std::array<std::int64_t, n>& total)
{
    for (std::size_t i = 0; i < n; ++i)
        if (right[i] < 0 || right[i] > total[i] || total[i] > kMaxTokens)
            return false;
    return true;
}

/// Numbers are used as places in lists and summed up: a file may hold any, and only those of an example may go on.
void requireOneExample(const ExampleRecord& record)
{
    const auto isCount = [](std::int64_t count) { return count >= 0 && count <= kMaxTokens; };
    const std::vector<std::int64_t>& starts = record.chunkStarts;
    // The first chunk begins at the first token, and only that of an empty text holds none.
    const bool areStarts = starts.empty()
        || (starts.front() == 0 && std::adjacent_find(starts.begin(), starts.end(), std::greater_equal<>()) == starts.end()
            && (starts.size() == 1 || starts.back() < record.contextTokens));
    if (!areStarts || !isCount(record.contextTokens) || !isCount(record.contextRead) || !isCount(record.labels)
        || !isTally(record.classes.right, record.classes.total) || !isTally(record.surprisal.right, record.surprisal.total))
        throw nlohmann::json::type_error::create(302, "numbers that no example has", static_cast<const nlohmann::json*>(nullptr));
}

template <class Self, class Visit> void visitRecord(Self& record, const Visit& visit)
{
    visit("unit", record.unit);
    visit("task", record.task);
    visit("cell", record.cell);
    visit("system", record.system);
    visit("checkpoint", record.checkpoint);
    visit("seed", record.seed);
    visit("row", record.row);
    visit("line", record.line);
    visit("prompt", record.prompt);
    visit("reference", record.reference);
    visit("output", record.output);
    visit("context_tokens", record.contextTokens);
    visit("context_read", record.contextRead);
    visit("labels", record.labels);
}

template <class Json> ExampleRecord readRecord(const Json& json)
{
    ExampleRecord record;
    visitRecord(record, ReadFields{json});
    for (const auto& [key, value] : json.at("metrics").items())
        // A number that JSON cannot hold was written as null, and so is what is not defined.
        record.metrics.emplace_back(key, value.is_null() ? kUndefined : readAs<double>(value));
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
    requireOneExample(record);
    return record;
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

std::optional<double> ExampleRecord::definedMetric(std::string_view key) const
{
    for (const auto& [name, value] : metrics)
        if (name == key)
            return isUndefined(key, value) ? std::nullopt : std::optional(value);
    return std::nullopt;
}

bool isUndefined(std::string_view key, double value)
{
    return std::isnan(value) && (key.starts_with("rouge") || key.starts_with("bleu") || key == "corpus_bleu");
}

nlohmann::ordered_json recordToJson(const ExampleRecord& record)
{
    nlohmann::ordered_json json;
    visitRecord(record, WriteFields{json});
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

ExampleRecord recordFromJson(const nlohmann::ordered_json& json) { return readRecord(json); }
ExampleRecord recordFromJson(const nlohmann::json& json) { return readRecord(json); }

} // namespace icf
