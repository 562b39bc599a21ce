#include "core/config/flops.h"

#include <algorithm>
#include <cmath>

namespace icf {
namespace {

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

std::vector<FlopItem> decoderFlops(const DecoderSize& size, std::int64_t newTokens, std::int64_t cached, std::int64_t scoredRows)
{
    const double hidden = static_cast<double>(size.hidden);
    const double queries = static_cast<double>(size.heads * size.headDim);
    const double keyValue = static_cast<double>(size.keyValueHeads * size.headDim);
    const double tokens = static_cast<double>(newTokens) * static_cast<double>(size.layers);
    return {{kQueryOutFlops, kPerMultiplyAdd * tokens * 2 * hidden * queries},
        {kKeyValueFlops, kPerMultiplyAdd * tokens * 2 * hidden * keyValue},
        {kAttentionFlops, kPerMultiplyAdd * tokens * 2 * static_cast<double>(newTokens + cached) * queries},
        {kMlpFlops, kPerMultiplyAdd * tokens * 3 * hidden * static_cast<double>(size.intermediate)},
        {kVocabularyFlops, kPerMultiplyAdd * static_cast<double>(scoredRows) * hidden * static_cast<double>(size.vocab)}};
}

std::vector<FlopItem> icaeFlops(const DecoderSize& size, std::int64_t length, std::int64_t memorySlots)
{
    return decoderFlops(size, length + memorySlots, 0, 0);
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
