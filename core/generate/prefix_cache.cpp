#include "core/generate/prefix_cache.h"

#include <utility>

#include "core/nn/device.h"

namespace icf {
namespace {

/// Behind a cache attention goes through a mask and computes the upper triangle too: for more positions than this, that is more
/// work than the prefix.
constexpr std::int64_t kMaxPositionsAfter = 256;

} // namespace

std::vector<std::int64_t> PrefixCache::idsOf(const Layout& layout) const
{
    std::vector<std::int64_t> ids;
    for (const Segment& segment : layout.segments) {
        const bool kept = segment.role == SegmentRole::prefix || (part_ == Part::withContext && segment.role == SegmentRole::context);
        if (!kept || segment.vectors.defined())
            break;
        ids.insert(ids.end(), segment.ids.begin(), segment.ids.end());
    }
    return ids;
}

std::int64_t PrefixCache::restore(const LanguageModel& lm, const std::vector<Layout>& layouts, KvCache& cache, const PartDone& partDone)
{
    const std::vector<std::int64_t> ids = idsOf(layouts.front());
    const std::int64_t length = std::int64_t(ids.size());
    reused_ = false;
    if (length == 0)
        return 0;
    for (const Layout& layout : layouts) {
        const std::int64_t after = layout.length() - length;
        // Such a model turns all positions of a long row by its whole length.
        const bool turnsByLength = lm.config().rotary.scaling == RotaryScaling::dynamicNtk && layout.length() > lm.config().maxPositions;
        if (after <= 0 || turnsByLength || (part_ == Part::beforeContext && after > kMaxPositionsAfter) || idsOf(layout) != ids)
            return 0;
    }
    reused_ = kept_ && ids_ == ids;
    if (!reused_) {
        // What was kept goes first: two long contexts at once may be more than there is memory for.
        kept_.reset();
        const DeviceStopwatch watch(lm.runtime());
        KvCache fresh = lm.makeCache(1, length);
        lm.readToLast(lm.embed(ids).unsqueeze(0), fresh, {}, partDone);
        seconds_ = watch.seconds();
        kept_ = std::move(fresh);
        ids_ = ids;
    }
    cache.copyFrom(*kept_, length);
    return length;
}

} // namespace icf
