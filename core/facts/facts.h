#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/options/run_options.h"

namespace icf {

/// What fine-tuning figures assume of a sample beside its context, since options say nothing of it.
inline constexpr std::int64_t kAssumedPromptTokens = 32;
inline constexpr std::int64_t kAssumedAnswerTokens = 64;

/// One itemised figure.
struct FactItem {
    std::string name;   ///< English, marked for translation.
    double value = 0;
};

/// What follows from a set of training options, from config.json and tensor headers alone (nothing is loaded).
struct DerivedFacts {
    bool known = false;              ///< False while lm_path cannot be read; problem then says why.
    std::string problem;
    double ratioRequested = 0;       ///< max_seq_len over digests.
    double ratioActual = 0;          ///< The same with template and marker vectors counted on both sides.
    std::int64_t digests = 0;        ///< Vectors for a context of max_seq_len tokens.
    std::int64_t chunks = 0;
    std::int64_t trainableParameters = 0;
    std::int64_t frozenParameters = 0;
    std::vector<FactItem> flops;     ///< Per sample of max_seq_len, forward and backward, by part.
    std::vector<FactItem> memory;    ///< Bytes by part, an estimate: weights, gradients, moments, activations, scores.
    std::int64_t freeMemory = 0;     ///< Bytes that new work can get on the device that the options name; 0 where nobody says.
    double totalFlops() const;
    double totalMemory() const;
};

/// Computes the facts.  Never throws for what the options say: see problem.
DerivedFacts deriveFacts(const TrainOptions& options);

} // namespace icf
