#pragma once
#include "core/models/models.h"
#include "core/report/reports.h"

namespace icf {

/// How many vectors the digests of a context of so many tokens take: the budget that every baseline gets.
std::int64_t digestBudget(std::int64_t contextLength, const ChunkSettings& chunks, const CompressorConfig& compressor);

/// What a baseline needs beside the context.
struct BaselineInput {
    std::uint64_t seed = 0;    ///< Of randomTokens.
    std::string prompt;        ///< Query of retrieved.
};

/// The segment that stands for the context in a mode other than compressed: chosen tokens, or means of embeddings.
/// budget: most vectors it may take (full and none ignore it).
Segment baselineSegment(const OpenModels& models, ContextMode mode, const std::vector<std::int64_t>& ids, std::int64_t budget,
                        const BaselineInput& input);

} // namespace icf
