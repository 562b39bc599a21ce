#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace icf {

/// One work, measured several times.
struct BenchRow {
    std::string work;               ///< "compress", "train", …
    std::string variant;            ///< What sets it apart from other rows of the work: "token table", "full context", …
    std::int64_t length = 0;        ///< Tokens of each context; 0 where that says nothing.
    std::int64_t batch = 1;         ///< Contexts at a time.
    std::int64_t distinctIds = 0;   ///< Distinct token ids among the contexts; 0 where that says nothing.
    double amount = 0;              ///< What goes through in one round, in unit.
    std::string unit;               ///< "tokens", "samples", "bytes"
    std::vector<double> seconds{};  ///< Of each timed round, in order.
    std::int64_t peakMemoryBytes = 0;  ///< Of the process during the work; 0 where the system does not say.
    std::int64_t devicePeakMemoryBytes = 0;  ///< Of tensors on a GPU meanwhile; 0 on the CPU.
    std::string note{};
    double flops = 0;  ///< Operations of one round's products with the language model's weights; 0 where nobody counted them.

    double median() const;
    /// Range of the middle half of the rounds, as a share of the median.
    double spread() const;
    /// amount per second at the median.
    double rate() const;
    /// flops per second at the median, in 10^12.
    double teraFlops() const;
};

/// A finished benchmark.
struct BenchReport {
    nlohmann::ordered_json options;   ///< Resolved, by key.
    nlohmann::ordered_json machine;   ///< Processor, cores, memory, system.
    nlohmann::ordered_json versions;
    std::string computeType;
    std::int64_t threads = 0;
    std::string model;                ///< Sizes, as text.
    std::vector<BenchRow> rows;
};

/// All of it, with every single time.
nlohmann::ordered_json benchJson(const BenchReport& report);
/// The same as the text of a file.
std::string benchText(const BenchReport& report);
/// A Markdown table: median, spread and rate of each row.
std::string benchTable(const BenchReport& report);
/// The same as CSV, one line a row, in the C locale.
std::string benchCsv(const BenchReport& report);

} // namespace icf
