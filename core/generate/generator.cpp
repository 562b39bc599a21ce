#include "core/generate/generator.h"

#include <algorithm>

#include <c10/core/InferenceMode.h>

#include "core/lm/token_decoder.h"
#include "core/nn/device.h"

namespace icf {
Generated generate(const LanguageModel& lm, const std::vector<Layout>& layouts, std::int64_t maxNewTokens, std::int64_t eos,
                   const RowSampling& sampling, CancelToken& cancel, const TokenCallback& onToken, PrefixCache* kept,
                   const PartDone& onRead)
{
    const c10::InferenceMode inference;
    Generated result;
    result.rows.resize(layouts.size());
    const DeviceStopwatch start(lm.runtime());
    const LayoutBatch batch = assemble(lm, layouts, PadSide::left);
    const std::int64_t length = batch.embeds.size(1);
    KvCache cache = lm.makeCache(std::int64_t(layouts.size()), length + maxNewTokens);
    const PartDone read = [&](double share) {
        cancel.throwIfStopped();
        tellPart(onRead, share);
    };
    // What is kept of the prompt is its first part, read now or before.
    const double keptShare = kept && batch.leftPadding.empty() ? double(kept->prefixLength(layouts.front())) / double(length) : 0;
    const std::int64_t known = kept && batch.leftPadding.empty() ? kept->restore(lm, layouts, cache, partOf(read, 0, keptShare)) : 0;
    const PartDone readRest = partOf(read, known > 0 ? keptShare : 0, 1);
    const at::Tensor hidden = lm.readToLast(batch.embeds.narrow(1, known, length - known), cache, batch.leftPadding, readRest);
    result.prefillSeconds = start.seconds();
    result.keptPositions = known;

    const std::int64_t rows = std::int64_t(layouts.size());
    TokenDecoder decoder(lm, rows);
    Sampler sampler(sampling, rows);
    DeviceStopwatch decoding(lm.runtime());
    at::Tensor logits = lm.logits(hidden);
    for (std::int64_t made = 0;; ++made) {
        const at::Tensor next = sampler.choose(logits.narrow(-1, 0, lm.tokenCount()));
        if (made == 0) {
            result.firstTokenSeconds = start.seconds();
            decoding.lap();
        }
        bool allEnded = true;
        for (std::size_t row = 0; row < layouts.size(); ++row) {
            GeneratedRow& generated = result.rows[row];
            if (generated.ended)
                continue;
            const std::int64_t id = next.const_data_ptr<std::int64_t>()[row];
            generated.ids.push_back(id);
            generated.ended = id == eos || lm.endsAnswer(id);
            allEnded = allEnded && generated.ended;
            if (onToken)
                onToken(row, id);
        }
        result.stopped = cancel.stopRequested();
        cancel.waitWhilePaused();
        if (allEnded || result.stopped || made + 1 >= maxNewTokens)
            break;
        const std::int64_t* ids = next.const_data_ptr<std::int64_t>();
        logits = decoder.step({ids, ids + rows}, cache, batch.leftPadding);
    }
    result.decodeSeconds = decoding.seconds();
    result.cacheBytes = cache.usedBytes();
    return result;
}

} // namespace icf
