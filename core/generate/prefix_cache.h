#pragma once
#include <optional>
#include <vector>

#include "core/base/part_done.h"
#include "core/layout/layout.h"
#include "core/lm/language_model.h"

namespace icf {

/// Keys and values of what many questions begin with: read once, copied ever after.  For one language model; one thread at a time.
class PrefixCache {
public:
    /// What is kept: the template's first tokens, which are the same for every question, or those and a context given as text.
    enum class Part { beforeContext, withContext };

    explicit PrefixCache(Part part = Part::beforeContext) : part_(part) {}

    /// Puts the layouts' common prefix into an empty cache and returns how many positions that saves; 0 when they have none in
    /// common, or when so much follows that reading it after a cache would cost more than the template's tokens save.
    /// partDone: told how much of a prefix that is not kept yet is read; when it throws, nothing new is kept.
    std::int64_t restore(const LanguageModel& lm, const std::vector<Layout>& layouts, KvCache& cache, const PartDone& partDone = {});

    /// Positions of a layout that restore would keep.
    std::int64_t prefixLength(const Layout& layout) const { return std::int64_t(idsOf(layout).size()); }

    /// Seconds that reading what is kept now took.
    double seconds() const { return seconds_; }
    /// True when the last restore found what it needed.
    bool reused() const { return reused_; }

private:
    std::vector<std::int64_t> idsOf(const Layout& layout) const;

    Part part_;
    std::vector<std::int64_t> ids_;
    std::optional<KvCache> kept_;
    double seconds_ = 0;
    bool reused_ = false;
};

} // namespace icf
