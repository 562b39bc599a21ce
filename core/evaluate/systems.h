#pragma once
#include <string>
#include <vector>

#include "core/models/models.h"
#include "core/results/plan.h"

namespace icf {

/// Makes the segments that stand for the contexts of a batch of items in every system, compressing once.
class SystemSegments {
public:
    SystemSegments(const OpenModels& models, const EvaluationCell& cell, const std::vector<EvaluationItem>& items,
                   const std::vector<std::string>& systems, bool encode);

    /// The segment of item i in a system.
    Segment segment(const std::string& system, std::size_t i) const;
    /// What follows the segment: the compressor's marker after digests, else nothing.
    /// reconstruct: AE, else FT.
    VectorRows marker(const std::string& system, bool reconstruct) const;
    /// Vectors that the digests of item i take: the budget of the baselines.
    std::int64_t budget(std::size_t i) const;
    /// First token of each chunk of item i.
    std::vector<std::int64_t> chunkStarts(std::size_t i) const;

private:
    const ChunkSettings& chunks() const { return cell_.chunks; }

    const OpenModels& models_;
    const EvaluationCell& cell_;
    const std::vector<EvaluationItem>& items_;
    DigestBatch digests_;       ///< Of each item; empty when no system reads them.
    DigestBatch otherDigests_;  ///< Of each item's partner.
};

} // namespace icf
