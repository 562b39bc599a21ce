#include "core/compressor/chunks.h"

#include <algorithm>

namespace icf {

std::vector<std::pair<std::int64_t, std::int64_t>> chunksOf(std::int64_t length, const ChunkSettings& settings)
{
    if (!settings.use_chunk || length == 0)
        return {{0, length}};
    const std::int64_t count = (length + settings.max_chunk_len - 1) / settings.max_chunk_len;
    const std::int64_t size = (length + count - 1) / count;
    std::vector<std::pair<std::int64_t, std::int64_t>> chunks;
    for (std::int64_t start = 0; start < length; start += size)
        chunks.emplace_back(start, std::min(start + size, length));
    return chunks;
}

std::vector<TokenSpan> spansOf(const std::vector<std::vector<std::int64_t>>& lists)
{
    return {lists.begin(), lists.end()};
}

} // namespace icf
