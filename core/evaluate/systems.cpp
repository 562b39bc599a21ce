#include "core/evaluate/systems.h"

#include <algorithm>

#include "core/models/context_segment.h"

namespace icf {
namespace {

bool has(const std::vector<std::string>& systems, const char* name)
{
    return std::find(systems.begin(), systems.end(), name) != systems.end();
}

/// Different for every item and seed, so that rows do not lose the same places.
std::uint64_t itemSeed(const EvaluationCell& cell, const EvaluationItem& item)
{
    return std::uint64_t(cell.seed) * 1'000'003u + std::uint64_t(item.row);
}

} // namespace

SystemSegments::SystemSegments(const OpenModels& models, const EvaluationCell& cell, const std::vector<EvaluationItem>& items,
                               const std::vector<std::string>& systems, bool encode)
    : models_(models), cell_(cell), items_(items)
{
    if (has(systems, "compressed")) {
        std::vector<TokenSpan> contexts;
        for (const EvaluationItem& item : items)
            contexts.push_back(item.context);
        digests_ = models.compress(contexts, chunks(), encode);
    }
    if (has(systems, "other_row")) {
        std::vector<TokenSpan> contexts;
        for (const EvaluationItem& item : items)
            contexts.push_back(cell.items[std::size_t(item.other)].context);
        otherDigests_ = models.compress(contexts, chunks(), encode);
    }
}

std::int64_t SystemSegments::budget(std::size_t i) const
{
    return digestBudget(std::int64_t(items_[i].context.size()), chunks(), models_.compressor->config());
}

std::vector<std::int64_t> SystemSegments::chunkStarts(std::size_t i) const
{
    std::vector<std::int64_t> starts;
    for (const auto& [start, end] : chunksOf(std::int64_t(items_[i].context.size()), chunks()))
        starts.push_back(start);
    return starts;
}

Segment SystemSegments::segment(const std::string& system, std::size_t i) const
{
    if (system == "compressed")
        return {SegmentRole::context, {}, digests_.rows(i)};
    if (system == "other_row")
        return {SegmentRole::context, {}, otherDigests_.rows(i)};
    return baselineSegment(models_, fromName<ContextMode>(system).value(), items_[i].context, budget(i), {itemSeed(cell_, items_[i]), items_[i].prompt});
}

VectorRows SystemSegments::marker(const std::string& system, bool reconstruct) const
{
    if (reconstruct)
        return models_.compressor->ae();
    return system == "compressed" || system == "other_row" ? VectorRows(models_.compressor->ft()) : VectorRows();
}

} // namespace icf
