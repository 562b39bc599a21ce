#include "core/generate/sampler.h"

#include <ATen/CPUGeneratorImpl.h>

#include <limits>

namespace icf {

Sampler::Sampler(const SamplingSettings& settings)
    : settings_(settings), generator_(at::make_generator<at::CPUGeneratorImpl>(settings.seed))
{
}

at::Tensor Sampler::choose(const at::Tensor& logits)
{
    if (settings_.temperature <= 0)
        return logits.argmax(-1).cpu();
    constexpr float kNever = -std::numeric_limits<float>::infinity();
    at::Tensor scores = logits.cpu() / settings_.temperature;
    if (settings_.topK > 0 && settings_.topK < scores.size(-1)) {
        const at::Tensor limit = std::get<0>(scores.topk(settings_.topK, -1)).select(-1, -1).unsqueeze(-1);
        scores = scores.masked_fill(scores.lt(limit), kNever);
    }
    if (settings_.topP < 1) {
        const auto [sorted, order] = scores.sort(-1, /*descending=*/true);
        const at::Tensor probabilities = sorted.softmax(-1);
        // A token stays when the likelier ones have not reached topP yet, so the likeliest always stays.
        const at::Tensor drop = (probabilities.cumsum(-1) - probabilities).ge(settings_.topP);
        scores = scores.scatter(-1, order, sorted.masked_fill(drop, kNever));
    }
    return scores.softmax(-1).multinomial(1, false, generator_).squeeze(-1);
}

} // namespace icf
