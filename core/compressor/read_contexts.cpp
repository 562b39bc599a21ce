#include "core/compressor/read_contexts.h"

#include <algorithm>

#include "core/compressor/length_groups.h"
#include "core/nn/device_lists.h"

namespace icf {

std::vector<at::Tensor> readContexts(const LanguageModel& lm, const std::vector<TokenSpan>& contexts, std::int64_t most, const PartDone& partDone)
{
    const at::NoGradGuard noGrad;
    // Dynamic scaling depends on the length of the row, which padding would change.
    if (lm.config().rotary.scaling == RotaryScaling::dynamicNtk)
        most = 0;
    std::vector<std::int64_t> lengths;
    for (const TokenSpan context : contexts)
        lengths.push_back(std::int64_t(context.size()));
    std::vector<at::Tensor> states(contexts.size());
    double done = 0;
    for (const std::vector<std::int64_t>& group : groupsByLength(lengths, most)) {
        const auto rows = std::int64_t(group.size()), longest = lengths[std::size_t(group.front())];
        std::vector<std::int64_t> ids(std::size_t(rows * longest));
        for (std::size_t i = 0; i < group.size(); ++i) {
            const TokenSpan context = contexts[std::size_t(group[i])];
            std::copy(context.begin(), context.end(), ids.begin() + std::ptrdiff_t(i) * longest);
        }
        const at::Tensor embeds = lm.embed(toDevice(std::move(ids), lm.device())).view({rows, longest, lm.config().hidden});
        const double after = done + double(rows) / double(contexts.size());
        const at::Tensor read = lm.readAll(embeds, partOf(partDone, done, after));
        for (std::size_t i = 0; i < group.size(); ++i)
            states[std::size_t(group[i])] = read[std::int64_t(i)].narrow(0, 0, lengths[std::size_t(group[i])]);
        done = after;
    }
    return states;
}

} // namespace icf
