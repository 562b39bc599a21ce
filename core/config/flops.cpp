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

std::vector<FlopItem> decoderFlops(const DecoderConfig& config, std::int64_t newTokens, std::int64_t cached, std::int64_t scoredRows)
{
    double queryOut = 0, keyValue = 0, mlp = 0;
    for (const WeightShape& weight : layerShapes(config, 0)) {
        if (weight.shape.size() != 2)
            continue;
        const auto isOf = [&](const char* part) { return weight.name.find(part) != std::string::npos; };
        (isOf(".mlp.") ? mlp : isOf(".k_proj") || isOf(".v_proj") ? keyValue : queryOut) += double(weight.shape[0]) * double(weight.shape[1]);
    }
    const double tokens = double(newTokens) * double(config.layers);
    const std::int64_t positions = newTokens + cached;
    double seen = 0;  // Keys for each token, over all layers.
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const std::int64_t window = config.windowOf(layer);
        seen += double(window > 0 ? std::min(window, positions) : positions);
    }
    return {{kQueryOutFlops, kPerMultiplyAdd * tokens * queryOut}, {kKeyValueFlops, kPerMultiplyAdd * tokens * keyValue},
        {kAttentionFlops, kPerMultiplyAdd * double(newTokens) * 2 * seen * double(config.heads * config.headDim)},
        {kMlpFlops, kPerMultiplyAdd * tokens * mlp},
        {kVocabularyFlops, kPerMultiplyAdd * double(scoredRows) * double(config.hidden) * double(config.vocab)}};
}

std::vector<FlopItem> icaeFlops(const DecoderConfig& config, std::int64_t length, std::int64_t memorySlots)
{
    return decoderFlops(config, length + memorySlots, 0, 0);
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
