#include "core/models/context_segment.h"

#include "core/compressor/mean_pooling.h"
#include "core/metrics/selection.h"

namespace icf {

std::int64_t digestBudget(std::int64_t contextLength, const ChunkSettings& chunks, const CompressorConfig& compressor)
{
    std::int64_t vectors = 0;
    for (const auto& [start, end] : chunksOf(contextLength, chunks))
        vectors += compressor.vectorsOf(end - start);
    return vectors;
}

Segment baselineSegment(const OpenModels& models, ContextMode mode, const std::vector<std::int64_t>& ids, std::int64_t budget,
                        const BaselineInput& input)
{
    const std::int64_t length = std::int64_t(ids.size());
    if (mode == ContextMode::full)
        return {SegmentRole::context, ids, {}};
    if (mode == ContextMode::meanPooled)
        return {SegmentRole::context, {}, poolMeans(gatherTokens(*models.lm, {ids}), budget)};
    std::vector<std::string> texts;
    if (mode == ContextMode::retrieved) {
        for (const std::int64_t id : ids)
            texts.push_back(models.tokenizer->text(id));
    }
    return {SegmentRole::context, gather(ids, selectTokens(mode, length, budget, input.seed, texts, input.prompt)), {}};
}

} // namespace icf
