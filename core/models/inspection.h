#pragma once
#include "core/base/cancel_token.h"
#include "core/models/models.h"

namespace icf {

/// Tells how far one stage is, and ends it when cancel asks for that.  positions: what the language model will have read.
PartDone stageDone(const OpenModels& models, WorkStage stage, std::int64_t positions, CancelToken& cancel, ProgressSink* progress);

/// Attention weights of every cross-attention layer over one context, chunk by chunk, and the vocabulary's nearest tokens
/// to each digest (largest dot product with the word embeddings).
AttentionReport inspectAttention(const OpenModels& models, const std::vector<std::int64_t>& ids, const ChunkSettings& chunks, CancelToken& cancel,
                                 ProgressSink* progress);

/// Reads a context back from its digests, once told the right words so far and once on its own.
ReconstructionReport inspectReconstruction(const OpenModels& models, const std::vector<std::int64_t>& ids, const ChunkSettings& chunks,
                                           CancelToken& cancel, ProgressSink* progress);

} // namespace icf
