#include "core/nn/attention.h"

#include <cmath>
#include <limits>

#include <torch/csrc/autograd/autograd.h>

#include "core/nn/block_attention.h"
#include "core/nn/cpu_products.h"
#include "core/nn/cuda_kernels.h"

namespace icf {

at::Tensor splitHeads(const at::Tensor& x, std::int64_t heads)
{
    return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

at::Tensor joinHeads(const at::Tensor& x)
{
    return x.transpose(1, 2).reshape({x.size(0), x.size(2), x.size(1) * x.size(3)});
}

at::Tensor maskBias(const at::Tensor& mask, at::ScalarType type)
{
    return at::zeros(mask.sizes(), mask.options().dtype(type)).masked_fill(mask.logical_not(), -std::numeric_limits<double>::infinity());
}

bool attendsWithoutMask(const at::Tensor& like, std::int64_t headDim)
{
    constexpr std::int64_t kLargestHead = 256;
    return like.is_cpu() || (like.scalar_type() == at::kBFloat16 && headDim % 8 == 0 && headDim <= kLargestHead && cuda::serves(like));
}

FlashResult flashForward(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v)
{
    if (q.is_cpu())
        return {attend(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), {}, q.size(1) > 1).transpose(1, 2).contiguous(), {}, {}};
    auto [out, logSum, rng, unused, debug] = at::_flash_attention_forward(q, k, v, std::nullopt, std::nullopt, q.size(1), k.size(1), 0.0, q.size(1) > 1, false);
    return {out, logSum, rng};
}

std::array<at::Tensor, 3> flashBackward(const at::Tensor& gradient, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const FlashResult& result)
{
    if (q.is_cpu()) {
        const at::AutoGradMode gradients(true);
        std::vector<at::Tensor> inputs;
        for (const at::Tensor& input : {q, k, v})
            inputs.push_back(input.detach().requires_grad_(true));
        const auto all = torch::autograd::grad({flashForward(inputs[0], inputs[1], inputs[2]).out}, inputs, {gradient});
        return {all[0], all[1], all[2]};
    }
    const auto [ofQ, ofK, ofV] = at::_flash_attention_backward(gradient, q, k, v, result.out, result.logSum, {}, {}, q.size(1), k.size(1), 0.0, q.size(1) > 1,
                                                               result.rng, {});
    return {ofQ, ofK, ofV};
}

bool attendsRagged(const at::Tensor& like, std::int64_t headDim)
{
    return cuda::serves(like) && attendsWithoutMask(like, headDim) && headDim % (2 * cuda::packSize(like.scalar_type())) == 0;
}

at::Tensor attendRagged(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& begins, std::int64_t longest)
{
    const std::int64_t batch = q.size(0), queries = q.size(1);
    if (q.is_cpu()) {
        std::vector<at::Tensor> rows;
        for (std::int64_t i = 0; i < batch; ++i) {
            const std::int64_t begin = begins[i].item<std::int64_t>(), count = begins[i + 1].item<std::int64_t>() - begin;
            const auto own = [&](const at::Tensor& all) { return all.narrow(0, begin, count).unsqueeze(0).transpose(1, 2); };
            rows.push_back(joinHeads(attend(q.narrow(0, i, 1).transpose(1, 2), own(k), own(v), {}, /*causal=*/true)));
        }
        return at::cat(rows);
    }
    const at::Tensor firstQueries = at::arange(0, (batch + 1) * queries, queries, begins.options());
    const at::Tensor out = std::get<0>(at::_flash_attention_forward(q.reshape({batch * queries, q.size(2), q.size(3)}), k, v, firstQueries, begins, queries,
                                                                    longest, 0.0, /*is_causal=*/true, /*return_debug_mask=*/false));
    return out.reshape({batch, queries, q.size(2) * q.size(3)});
}

at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask, bool causal, std::int64_t window)
{
    // Keys before the first query's window are seen by none.
    const std::int64_t visible = window > 0 ? q.size(2) - 1 + window : k.size(2);
    if (visible < k.size(2)) {
        const std::int64_t first = k.size(2) - visible;
        return attend(q, k.narrow(2, first, visible), v.narrow(2, first, visible), mask, causal, window);
    }
    if (multipliesInFloat32(q)) {
        const auto wide = [](const at::Tensor& x) { return x.defined() && x.is_floating_point() ? x.to(at::kFloat) : x; };
        return attend(wide(q), wide(k), wide(v), wide(mask), causal, window).to(q.scalar_type());
    }
    const bool windowed = causal && window > 0 && window < k.size(2);
    const bool masked = causal && (windowed || q.size(2) < k.size(2));
    if (!q.is_cpu() && !mask.defined() && !windowed && q.size(0) == k.size(0) && attendsWithoutMask(q, q.size(3))) {
        const auto dense = [](const at::Tensor& x) { return x.stride(-1) == 1 ? x : x.contiguous(); };
        // Its triangle ends at the last key, not as that of scaled_dot_product_attention, which begins at the first.
        return std::get<0>(at::_scaled_dot_product_flash_attention(dense(q), dense(k), dense(v), 0.0, causal, /*return_debug_mask=*/false));
    }
    if (q.device().is_cpu() && q.size(0) == k.size(0) && (q.scalar_type() == at::kBFloat16 || (masked && q.scalar_type() == at::kFloat)))
        return blockAttention(q, k, v, mask, causal, windowed ? window : 0);
    if (masked) {
        // Torch's triangle begins at the first key and has no window.
        const at::Tensor key = at::arange(k.size(2), q.options().dtype(at::kLong));
        const at::Tensor own = key.narrow(0, k.size(2) - q.size(2), q.size(2)).unsqueeze(1);
        const at::Tensor seen = windowed ? key.le(own).logical_and(key.gt(own - window)) : key.le(own);
        return attend(q, k, v, maskBias(seen, q.scalar_type()), false);
    }
    const std::optional<at::Tensor> given = mask.defined() ? std::optional<at::Tensor>(mask) : std::nullopt;
    return at::scaled_dot_product_attention(q, k, v, given, 0.0, causal, std::nullopt, q.size(1) != k.size(1));
}

at::Tensor attentionWeights(const at::Tensor& q, const at::Tensor& k, const at::Tensor& mask)
{
    const std::int64_t groups = q.size(1) / k.size(1);
    const at::Tensor keys = groups == 1 ? k : k.repeat_interleave(groups, 1);
    at::Tensor scores = at::matmul(q, keys.transpose(2, 3)) / std::sqrt(double(q.size(3)));
    if (mask.defined())
        scores = scores.masked_fill(mask.logical_not(), -std::numeric_limits<float>::infinity());
    return scores.softmax(-1, at::kFloat).to(q.scalar_type());
}

} // namespace icf
