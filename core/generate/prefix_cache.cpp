#include "core/generate/prefix_cache.h"

namespace icf {
namespace {

/// Behind a cache attention goes through a mask and computes the upper triangle too: for more positions than this, that is more
/// work than the prefix.
constexpr std::int64_t kMaxPositionsAfter = 256;

} // namespace

std::int64_t PrefixCache::restore(const LanguageModel& lm, const std::vector<Layout>& layouts, KvCache& cache)
{
    const Segment& prefix = layouts.front().segments.front();
    const std::int64_t length = prefix.length();
    if (prefix.role != SegmentRole::prefix || prefix.vectors.defined() || length == 0)
        return 0;
    for (const Layout& layout : layouts) {
        if (layout.segments.front().ids != prefix.ids || layout.length() <= length || layout.length() - length > kMaxPositionsAfter)
            return 0;
    }
    if (!kept_ || ids_ != prefix.ids) {
        kept_.emplace(lm.makeCache(1, length));
        lm.hiddenStates(lm.embed(prefix.ids).unsqueeze(0), &*kept_);
        ids_ = prefix.ids;
    }
    cache.copyFrom(*kept_, length);
    return length;
}

} // namespace icf
