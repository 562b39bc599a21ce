#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/report/settings.h"

namespace icf {

/// First token of each chunk and the one after its last: ceil(n / max_chunk_len) chunks of ceil(n / chunks) tokens, the last maybe
/// shorter.  Without chunking, and for an empty context, one chunk.  Source: docs/reference.md, "Chunks".
std::vector<std::pair<std::int64_t, std::int64_t>> chunksOf(std::int64_t length, const ChunkSettings& settings);

/// Token ids of one context or chunk, owned by somebody else.
using TokenSpan = std::span<const std::int64_t>;
/// Views of several; the lists must outlive them.
std::vector<TokenSpan> spansOf(const std::vector<std::vector<std::int64_t>>& lists);

} // namespace icf
