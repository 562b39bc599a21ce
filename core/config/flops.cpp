#include "core/config/flops.h"

#include <algorithm>
#include <cmath>

namespace icf {
namespace {

constexpr double kPerMultiplyAdd = 2;
constexpr const char* kQueryOut = "q, o projections";
constexpr const char* kKeyValue = "k, v projections";
constexpr const char* kAttention = "attention";
constexpr const char* kMlp = "mlp";
constexpr const char* kVocabulary = "vocabulary";

/// Smallest whole number of questions, at least one, for which fixed + q·perQuestion ≤ q·otherPerQuestion + otherFixed.
double questionsUntil(double fixed, double perQuestion, double otherFixed, double otherPerQuestion)
{
    const double extra = fixed - otherFixed;
    const double saved = otherPerQuestion - perQuestion;
    if (extra <= saved)
        return 1;
    return saved > 0 ? std::ceil(extra / saved) : -1;
}

} // namespace

double total(const std::vector<FlopItem>& items)
{
    double result = 0;
    for (const FlopItem& item : items)
        result += item.flops;
    return result;
}

std::vector<FlopItem> sum(const std::vector<FlopItem>& first, const std::vector<FlopItem>& second)
{
    std::vector<FlopItem> result = first;
    for (const FlopItem& item : second) {
        const auto same = std::find_if(result.begin(), result.end(), [&](const FlopItem& other) { return other.part == item.part; });
        if (same == result.end())
            result.push_back(item);
        else
            same->flops += item.flops;
    }
    return result;
}

std::vector<FlopItem> times(std::vector<FlopItem> items, double factor)
{
    for (FlopItem& item : items)
        item.flops *= factor;
    return items;
}

std::vector<FlopItem> compressorFlops(const CompressorSize& size, std::int64_t length, std::int64_t chunks)
{
    const double hidden = static_cast<double>(size.hidden);
    const double keyValue = hidden * static_cast<double>(size.keyValueHeads) / static_cast<double>(size.heads);
    const double digests = static_cast<double>(size.digests * chunks);
    double queryOut = 0;
    double keysValues = 0;
    double attention = 0;
    double mlp = 0;
    for (std::int64_t layer = 0; layer < size.layers; ++layer) {
        const bool cross = layer % size.crossFrequency == 0;
        const double keys = cross ? static_cast<double>(length) + digests : digests;
        // Each digest sees its own chunk and the chunk's digests; chunks are of nearly equal length.
        const double seen = cross ? static_cast<double>(length) / static_cast<double>(chunks) + static_cast<double>(size.digests)
                                  : static_cast<double>(size.digests);
        const double keyInput = cross ? static_cast<double>(size.contextHidden) : hidden;
        queryOut += 2 * digests * hidden * hidden;
        keysValues += 2 * keys * keyInput * keyValue;
        attention += 2 * digests * seen * hidden;
        mlp += 3 * digests * hidden * static_cast<double>(size.intermediate);
    }
    return {{kQueryOut, kPerMultiplyAdd * queryOut}, {kKeyValue, kPerMultiplyAdd * keysValues},
        {kAttention, kPerMultiplyAdd * attention}, {kMlp, kPerMultiplyAdd * mlp}};
}

std::vector<FlopItem> decoderFlops(const DecoderSize& size, std::int64_t newTokens, std::int64_t cached, std::int64_t scoredRows)
{
    const double hidden = static_cast<double>(size.hidden);
    const double queries = static_cast<double>(size.heads * size.headDim);
    const double keyValue = static_cast<double>(size.keyValueHeads * size.headDim);
    const double tokens = static_cast<double>(newTokens) * static_cast<double>(size.layers);
    return {{kQueryOut, kPerMultiplyAdd * tokens * 2 * hidden * queries},
        {kKeyValue, kPerMultiplyAdd * tokens * 2 * hidden * keyValue},
        {kAttention, kPerMultiplyAdd * tokens * 2 * static_cast<double>(newTokens + cached) * queries},
        {kMlp, kPerMultiplyAdd * tokens * 3 * hidden * static_cast<double>(size.intermediate)},
        {kVocabulary, kPerMultiplyAdd * static_cast<double>(scoredRows) * hidden * static_cast<double>(size.vocab)}};
}

std::vector<FlopItem> icaeFlops(const DecoderSize& size, std::int64_t length, std::int64_t memorySlots)
{
    return decoderFlops(size, length + memorySlots, 0, 0);
}

std::int64_t compressorParameters(const CompressorSize& size, bool attentionBias)
{
    const std::int64_t keyValue = size.hidden / size.heads * size.keyValueHeads;
    std::int64_t count = size.hidden;  // The last norm.
    for (std::int64_t layer = 0; layer < size.layers; ++layer) {
        const bool cross = layer % size.crossFrequency == 0;
        const std::int64_t keyInput = cross ? size.contextHidden : size.hidden;
        count += 2 * size.hidden * size.hidden + 2 * keyInput * keyValue + 3 * size.hidden * size.intermediate;
        count += 2 * size.hidden + (cross ? size.contextHidden : 0);
        if (attentionBias)
            count += 2 * size.hidden + 2 * keyValue;
    }
    return count + size.digests * size.hidden + size.hidden;
}

std::int64_t decoderParameters(const DecoderSize& size, bool tiedEmbeddings, bool attentionBias)
{
    const std::int64_t queries = size.heads * size.headDim;
    const std::int64_t keyValue = size.keyValueHeads * size.headDim;
    std::int64_t layer = 2 * size.hidden * queries + 2 * size.hidden * keyValue + 3 * size.hidden * size.intermediate + 2 * size.hidden;
    if (attentionBias)
        layer += queries + 2 * keyValue + size.hidden;
    return size.layers * layer + size.hidden + size.vocab * size.hidden * (tiedEmbeddings ? 1 : 2);
}

BreakEven breakEven(const CostTimes& times)
{
    const double compressedFixed = times.compress + times.prefillDigests;
    const double compressedEach = times.promptAfterDigests + times.decodeAfterDigests;
    const double fullEach = times.promptAfterContext + times.decodeAfterContext;
    BreakEven result;
    result.againstPrefill = questionsUntil(compressedFixed, compressedEach, 0, times.prefillContext + fullEach);
    result.againstKeptCache = questionsUntil(compressedFixed, compressedEach, times.prefillContext, fullEach);
    return result;
}

} // namespace icf
