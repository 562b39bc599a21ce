#pragma once
#include <functional>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/part_done.h"
#include "core/generate/prefix_cache.h"
#include "core/generate/sampler.h"
#include "core/layout/layout.h"
#include "core/lm/language_model.h"

namespace icf {

/// What one row generated.
struct GeneratedRow {
    std::vector<std::int64_t> ids;  ///< With the closing eos when there was one.
    bool ended = false;             ///< By eos.
};

/// What a batch generated, and how long the parts took.
struct Generated {
    std::vector<GeneratedRow> rows;
    double prefillSeconds = 0;
    double firstTokenSeconds = 0;  ///< Prefill and choosing the first token.
    double decodeSeconds = 0;      ///< After the first token.
    std::int64_t cacheBytes = 0;
    bool stopped = false;          ///< By the cancel token.
    std::int64_t keptPositions = 0;  ///< Of the prompts, that PrefixCache saved.
};

/// Called after each token: row and id.
using TokenCallback = std::function<void(std::size_t, std::int64_t)>;

/// Continues the layouts token by token until eos, another end (LanguageModel::endsAnswer) or maxNewTokens, all rows together.  Only ids below lm.tokenCount() are chosen.
/// kept: what is known of the template from earlier calls with the same model; or null.  onRead: told how much of the prompts is read.
/// A stop while prompts are read throws Cancelled; after that the tokens so far are returned.
Generated generate(const LanguageModel& lm, const std::vector<Layout>& layouts, std::int64_t maxNewTokens, std::int64_t eos,
                   const RowSampling& sampling, CancelToken& cancel, const TokenCallback& onToken = nullptr,
                   PrefixCache* kept = nullptr, const PartDone& onRead = {});

} // namespace icf
