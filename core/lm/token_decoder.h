#pragma once
#include <torch/types.h>

#include <memory>
#include <vector>

#include "core/lm/cuda_decoder.h"
#include "core/lm/language_model.h"
#include "core/nn/thread_team.h"

namespace icf {

/// Reads one new token in each row and scores the next: the same computation as LanguageModel::lastHiddenStates with logits.
/// For a few rows on the CPU it is arranged anew: decoding is bound by reading the weights once per token, torch's many small
/// operations would add to that, and everything is allocated once.  On NVIDIA's GPUs CudaDecoder does the same.  Elsewhere it is that very call.
/// One thread at a time.
class TokenDecoder {
public:
    /// Most rows that share one pass over the weights.
    static constexpr std::int64_t kMaxRows = 8;

    /// True when step() has a way of its own: on the CPU, float32 or bfloat16, at most kMaxRows rows.
    static bool serves(const LanguageModel& lm, std::int64_t rows);

    /// lm must outlive the decoder.  When lm keeps weights in 8 bits (LanguageModel::quantizeInt8), these are read.
    TokenDecoder(const LanguageModel& lm, std::int64_t rows);

    /// Appends one token to each row and scores the next.  ids: [rows]; cache: of as many rows, extended by one position;
    /// leftPadding: as in LanguageModel::hiddenStates → float32 [rows, vocab], valid until the next call.
    at::Tensor step(const std::vector<std::int64_t>& ids, KvCache& cache, at::IntArrayRef leftPadding);

private:
    template <class T> void run(const std::vector<std::int64_t>& ids, KvCache& cache, at::IntArrayRef leftPadding);
    template <class T> struct Step;

    const LanguageModel& lm_;
    std::int64_t rows_;
    std::unique_ptr<CudaDecoder> cuda_;  ///< Null where it does not serve.
    ThreadTeam team_;
    at::Tensor x_, normed_, joined_, attended_, gated_;  ///< float32 [rows, …], rounded to the model's type as it computes.
    at::Tensor logits_;                                  ///< float32 [rows, vocab]
    at::Tensor scores_;                                  ///< Attention weights, float32 [rows · heads, capacity].
};

} // namespace icf
