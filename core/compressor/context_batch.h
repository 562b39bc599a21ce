#pragma once
#include <torch/types.h>

#include <vector>

#include "core/compressor/chunks.h"
#include "core/lm/language_model.h"

namespace icf {

/// The chunks of a batch, as rows of vectors and which row stands at which position.  Tokens repeat, so that what depends on
/// the token alone (keys and values before rotation) needs computing once per row, not once per position.
struct ContextBatch {
    at::Tensor rows;                    ///< [rows, hidden] distinct context vectors.
    std::vector<std::int64_t> ids;      ///< Token id of each row; empty when the rows are not token embeddings.
    at::Tensor positions;               ///< int64 [batch, length]: the row at each position; any row after a chunk's end.
    std::vector<std::int64_t> lengths;  ///< True lengths, one per chunk.

    std::int64_t batch() const { return positions.size(0); }
    std::int64_t length() const { return positions.size(1); }
};

/// Token ids of several chunks as distinct token embeddings and their positions.
ContextBatch gatherTokens(const LanguageModel& lm, const std::vector<TokenSpan>& chunks);
/// Vectors of several chunks ([length, hidden] each) as they are.
ContextBatch gatherVectors(const std::vector<at::Tensor>& chunks);

} // namespace icf
