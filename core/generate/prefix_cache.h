#pragma once
#include <optional>
#include <vector>

#include "core/layout/layout.h"
#include "core/lm/language_model.h"

namespace icf {

/// Keys and values of the template's first tokens, which are the same for every question: read once, copied ever after.
/// For one language model; one thread at a time.
class PrefixCache {
public:
    /// Puts the layouts' common prefix into an empty cache and returns how many positions that saves; 0 when they have none in
    /// common, or when so much follows that reading it after a cache would cost more than the prefix saves.
    std::int64_t restore(const LanguageModel& lm, const std::vector<Layout>& layouts, KvCache& cache);

private:
    std::vector<std::int64_t> ids_;
    std::optional<KvCache> kept_;
};

} // namespace icf
