#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/config/decoder_config.h"

/// Itemised operation counts and what follows from measured times.  Counting: every multiply-add of a matrix product is
/// two operations; attention scores and their weighted sum are counted over all pairs, masked or not; norms, rotations,
/// softmax and activations are left out.  With the paper's sizes this gives 2.625e11 (IC-Former, 512 → 128; the paper
/// prints 2.62e11) and 8.504e12 (ICAE; the paper prints 8.50e12).  Formulas: docs/evaluation.md, "Operations".
namespace icf {

/// Operations of one multiply-add.
inline constexpr double kPerMultiplyAdd = 2;

/// Parts of a count.
inline constexpr const char* kQueryOutFlops = "q, o projections";
inline constexpr const char* kKeyValueFlops = "k, v projections";
inline constexpr const char* kAttentionFlops = "attention";
inline constexpr const char* kMlpFlops = "mlp";
inline constexpr const char* kVocabularyFlops = "vocabulary";
inline constexpr const char* kLinearMapFlops = "linear map";

/// One part of a count.
struct FlopItem {
    std::string part;   ///< One of the names above.
    double flops = 0;
};
/// Sum of the parts.
double total(const std::vector<FlopItem>& items);
/// Parts of both lists, equal names added.
std::vector<FlopItem> sum(const std::vector<FlopItem>& first, const std::vector<FlopItem>& second);
/// Every part times a factor.
std::vector<FlopItem> times(std::vector<FlopItem> items, double factor);

/// Forward pass of the decoder over newTokens after cached positions; vocabulary scores for scoredRows of them.  A layer with a sliding
/// window counts at most the window's keys for each token.
std::vector<FlopItem> decoderFlops(const DecoderConfig& config, std::int64_t newTokens, std::int64_t cached, std::int64_t scoredRows);
/// Forward pass of ICAE's encoder, the decoder itself over context and memory slots, adapters merged.
std::vector<FlopItem> icaeFlops(const DecoderConfig& config, std::int64_t length, std::int64_t memorySlots);

/// Measured medians of one setting, in seconds.
struct CostTimes {
    double compress = 0;              ///< Context → digests.
    double prefillDigests = 0;        ///< Template and digests, up to the prompt.
    double prefillContext = 0;        ///< Template and full context, up to the prompt.
    double promptAfterDigests = 0;    ///< Prompt on the kept cache of digests.
    double promptAfterContext = 0;    ///< Prompt on the kept cache of the full context.
    double decodeAfterDigests = 0;    ///< One answer.
    double decodeAfterContext = 0;
};

/// After how many questions about one context compressing has paid for itself.
struct BreakEven {
    /// Against reading the whole context again for every question; negative: never.
    double againstPrefill = -1;
    /// Against keeping the full context's key/value cache; negative: never.
    double againstKeptCache = -1;
};
/// Full, read again: q·(prefillContext + prompt + decode).  Full, kept: prefillContext + q·(prompt + decode).
/// Compressed (digests kept, its cache kept): compress + prefillDigests + q·(prompt + decode).  The smallest whole q ≥ 1 for
/// which the compressed way takes no longer.
BreakEven breakEven(const CostTimes& times);

} // namespace icf
