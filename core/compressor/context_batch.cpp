#include "core/compressor/context_batch.h"

#include <algorithm>
#include <unordered_map>

namespace icf {

ContextBatch gatherTokens(const LanguageModel& lm, const std::vector<TokenSpan>& chunks)
{
    std::size_t longest = 0;
    for (const TokenSpan chunk : chunks)
        longest = std::max(longest, chunk.size());
    ContextBatch batch;
    at::Tensor positions = at::zeros({std::int64_t(chunks.size()), std::int64_t(longest)}, at::kLong);
    std::unordered_map<std::int64_t, std::int64_t> rowOf;
    std::vector<std::int64_t>& ids = batch.ids;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        std::int64_t* row = positions.data_ptr<std::int64_t>() + i * longest;
        for (std::size_t j = 0; j < chunks[i].size(); ++j) {
            const auto [entry, added] = rowOf.try_emplace(chunks[i][j], std::int64_t(ids.size()));
            if (added)
                ids.push_back(chunks[i][j]);
            row[j] = entry->second;
        }
        batch.lengths.push_back(std::int64_t(chunks[i].size()));
    }
    batch.rows = lm.embed(ids);
    batch.positions = positions.to(lm.device());
    return batch;
}

ContextBatch gatherVectors(const std::vector<at::Tensor>& chunks)
{
    std::int64_t longest = 0;
    for (const at::Tensor& chunk : chunks)
        longest = std::max(longest, chunk.size(0));
    ContextBatch batch;
    batch.rows = at::cat(chunks);
    at::Tensor positions = at::zeros({std::int64_t(chunks.size()), longest}, at::kLong);
    std::int64_t start = 0;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        const std::int64_t length = chunks[i].size(0);
        positions[std::int64_t(i)].narrow(0, 0, length).copy_(at::arange(start, start + length, at::kLong));
        batch.lengths.push_back(length);
        start += length;
    }
    batch.positions = positions.to(batch.rows.device());
    return batch;
}

} // namespace icf
