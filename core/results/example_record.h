#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/metrics/token_classes.h"

namespace icf {

/// Upper ends of the surprisal bins in nats; the last bin is open.
inline constexpr std::array<double, 6> kSurprisalEdges{0.1, 0.5, 1, 2, 4, 8};
inline constexpr std::size_t kSurprisalBins = kSurprisalEdges.size() + 1;
/// The bin that a surprisal falls into.
std::size_t surprisalBin(double nats);

/// Right and all, per surprisal bin.
struct SurprisalTally {
    std::array<std::int64_t, kSurprisalBins> right{};
    std::array<std::int64_t, kSurprisalBins> total{};
    /// Counts a token of so many nats.
    void add(double nats, bool correct);
    SurprisalTally& operator+=(const SurprisalTally& other);
};

/// What one system did with one example: one line of examples.jsonl.
struct ExampleRecord {
    std::int64_t unit = 0;      ///< Number of the batch in the plan; resuming continues after the last complete one.
    std::string task;           ///< "qa", "autoencode", …
    std::string cell;           ///< Setting within the task: "length=100", "reversed", "depth=0.5 length=128"; may be empty.
    std::string checkpoint;     ///< Label of the compressor; empty for systems that need none.
    std::string system;         ///< "compressed", "full", …
    std::int64_t seed = 0;
    std::int64_t row = 0;       ///< Of the data, from 0; number of the sample for generated data.
    std::int64_t line = 0;      ///< Of the data file; 0 for generated data.
    std::string prompt;
    std::string reference;
    std::string output;
    std::int64_t contextTokens = 0;
    std::int64_t contextRead = 0;   ///< Vectors read in place of the context.
    std::int64_t labels = 0;        ///< Label tokens, eos included.
    std::vector<std::pair<std::string, double>> metrics;
    std::string hits;               ///< Teacher forcing: '1' where the likeliest token is the label, else '0'.
    std::vector<std::int64_t> chunkStarts;  ///< First token of each chunk; for reconstructions.
    ClassTally classes;             ///< qa: words of the reference found; autoencode: tokens right under teacher forcing.
    SurprisalTally surprisal;       ///< Label tokens right by their surprisal under the language model without the context.

    /// A metric by key; 0 when there is none.
    double metric(std::string_view key) const;
    /// The same; nothing when there is none, or it is not defined for the reference.
    std::optional<double> definedMetric(std::string_view key) const;
};

/// A metric that is not defined for a reference has this value, null in JSON: BLEU-4 of fewer than four words, ROUGE without a word of Latin
/// letters and digits.
inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
/// True when the value stands for a metric that is not defined; other metrics that are not numbers are what was computed.
bool isUndefined(std::string_view key, double value);

/// The line of examples.jsonl.
nlohmann::ordered_json recordToJson(const ExampleRecord& record);
/// The other way round.  Throws nlohmann::json::exception on a malformed line, or numbers that cannot belong to one example.
ExampleRecord recordFromJson(const nlohmann::ordered_json& json);
/// The same; the metrics come in alphabetical order.
ExampleRecord recordFromJson(const nlohmann::json& json);

} // namespace icf
