#include "core/compressor/context_batch.h"

#include <algorithm>
#include <numeric>

#include "core/nn/device_lists.h"

namespace icf {

ContextBatch gatherTokens(const LanguageModel& lm, const std::vector<TokenSpan>& chunks)
{
    std::size_t longest = 0;
    for (const TokenSpan chunk : chunks)
        longest = std::max(longest, chunk.size());
    ContextBatch batch;
    std::vector<std::int64_t> positions(chunks.size() * longest);
    constexpr std::int32_t kNone = -1;
    std::vector<std::int32_t> rowOf(std::size_t(lm.config().vocab), kNone);
    std::vector<std::int64_t>& ids = batch.ids;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        std::int64_t* row = positions.data() + i * longest;
        for (std::size_t j = 0; j < chunks[i].size(); ++j) {
            std::int32_t& known = rowOf.at(std::size_t(chunks[i][j]));
            if (known == kNone) {
                known = std::int32_t(ids.size());
                ids.push_back(chunks[i][j]);
            }
            row[j] = known;
        }
        batch.lengths.push_back(std::int64_t(chunks[i].size()));
    }
    const std::vector<at::Tensor> numbers = toDevice({ids, std::move(positions)}, lm.device());
    batch.rows = lm.embed(numbers[0]);
    batch.positions = numbers[1].view({std::int64_t(chunks.size()), std::int64_t(longest)});
    return batch;
}

ContextBatch gatherVectors(const std::vector<at::Tensor>& chunks)
{
    std::int64_t longest = 0;
    for (const at::Tensor& chunk : chunks)
        longest = std::max(longest, chunk.size(0));
    ContextBatch batch;
    batch.rows = at::cat(chunks);
    std::vector<std::int64_t> positions(chunks.size() * std::size_t(longest));
    std::int64_t start = 0;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        const std::int64_t length = chunks[i].size(0);
        const auto row = positions.begin() + std::ptrdiff_t(i) * longest;
        std::iota(row, row + length, start);
        batch.lengths.push_back(length);
        start += length;
    }
    batch.positions = toDevice(std::move(positions), batch.rows.device()).view({std::int64_t(chunks.size()), longest});
    return batch;
}

} // namespace icf
