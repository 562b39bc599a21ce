#include "core/generate/sampler.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace icf {
namespace {

/// Neighbouring seeds and rows have nothing in common.
RandomSource sourceOf(std::uint64_t seed, std::int64_t row)
{
    return RandomSource(RandomSource(seed).next() ^ RandomSource(~std::uint64_t(row)).next());
}

/// From 0 to 1, 1 left out: as many bits as a double holds.
double shareFrom(RandomSource& source) { return double(source.next() >> 11) * 0x1p-53; }

/// The token at which the summed weights pass the drawn share of all; -1 when they are no weights.
std::int64_t drawn(const double* weights, std::int64_t count, RandomSource& source)
{
    double sum = 0;
    for (std::int64_t id = 0; id < count; ++id)
        sum += weights[id];
    const double wanted = shareFrom(source) * sum;
    if (!std::isfinite(sum) || sum <= 0)
        return -1;
    std::int64_t last = -1;
    double passed = 0;
    for (std::int64_t id = 0; id < count; ++id) {
        if (weights[id] <= 0)
            continue;
        last = id;
        passed += weights[id];
        if (passed > wanted)
            break;
    }
    return last;
}

} // namespace

Sampler::Sampler(const RowSampling& sampling, std::int64_t rows) : settings_(sampling.settings)
{
    assert(sampling.rows.empty() || std::int64_t(sampling.rows.size()) == rows);
    for (std::int64_t i = 0; i < rows; ++i)
        sources_.push_back(sourceOf(std::uint64_t(settings_.sampling_seed), sampling.rows.empty() ? i : sampling.rows[std::size_t(i)]));
}

at::Tensor Sampler::choose(const at::Tensor& logits)
{
    if (settings_.temperature <= 0)
        return logits.argmax(-1).cpu();
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    // From the largest down, in float64: whatever the temperature, the likeliest keeps the score 0.
    const at::Tensor exact = logits.to(at::kDouble);
    at::Tensor scores = (exact - exact.amax({-1}, /*keepdim=*/true)) / settings_.temperature;
    if (settings_.top_k > 0 && settings_.top_k < scores.size(-1)) {
        const at::Tensor limit = std::get<0>(scores.topk(settings_.top_k, -1)).select(-1, -1).unsqueeze(-1);
        scores = scores.masked_fill(scores.lt(limit), kNever);
    }
    if (settings_.top_p < 1) {
        const auto [sorted, order] = scores.sort(-1, /*descending=*/true);
        const at::Tensor probabilities = sorted.softmax(-1);
        // A token stays when the likelier ones have not reached top_p yet; the likeliest always stays, even where top_p is 0.
        at::Tensor drop = (probabilities.cumsum(-1) - probabilities).ge(settings_.top_p);
        drop.select(-1, 0).fill_(false);
        scores = scores.scatter(-1, order, sorted.masked_fill(drop, kNever));
    }
    const at::Tensor weights = scores.exp().contiguous();
    if (!weights.is_cpu())
        return drawnOnDevice(weights, logits);
    at::Tensor chosen = logits.argmax(-1).contiguous();
    const std::int64_t vocab = weights.size(-1);
    for (std::int64_t row = 0; row < weights.size(0); ++row) {
        const std::int64_t id = drawn(weights.const_data_ptr<double>() + row * vocab, vocab, sources_[std::size_t(row)]);
        // A model whose numbers are none has no probabilities; what greedy decoding takes then is as good as anything.
        if (id >= 0)
            chosen.mutable_data_ptr<std::int64_t>()[row] = id;
    }
    return chosen;
}

/// The same draw without a copy of the weights: only what was chosen comes back.
at::Tensor Sampler::drawnOnDevice(const at::Tensor& weights, const at::Tensor& logits)
{
    std::vector<double> shares;
    for (RandomSource& source : sources_)
        shares.push_back(shareFrom(source));
    const at::Tensor passed = weights.cumsum(-1);
    const at::Tensor sum = passed.select(-1, -1);
    const at::Tensor wanted = (at::tensor(at::ArrayRef<double>(shares), at::kDouble).to(weights.device()) * sum).unsqueeze(-1);
    // The first token whose sum is past what was drawn; the last that has a weight where rounding leaves none.
    const at::Tensor past = passed.gt(wanted).logical_and(weights.gt(0));
    const at::Tensor last = weights.size(-1) - 1 - weights.gt(0).flip({-1}).to(at::kByte).argmax(-1);
    const at::Tensor found = at::where(past.any(-1), past.to(at::kByte).argmax(-1), last);
    return at::where(sum.isfinite().logical_and(sum.gt(0)), found, logits.argmax(-1)).cpu().contiguous();
}

} // namespace icf
