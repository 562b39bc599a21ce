#include "core/lm/language_model.h"

#include <array>
#include <map>
#include <optional>
#include <utility>

#include "core/lm/cuda_layer.h"
#include "core/lm/cuda_prompt.h"
#include "core/nn/attention.h"
#include "core/nn/checkpointing.h"
#include "core/nn/cuda_kernels.h"
#include "core/nn/device_lists.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/rms_norm.h"

namespace icf {
namespace {

/// True where a query may look, for rows with padding in front: [batch, 1, queries, keys].
/// window: how many keys it sees at most, its own included; 0: all.  A padded query may see itself, or its softmax would have nothing to sum.
at::Tensor leftPaddedMask(at::IntArrayRef leftPadding, std::int64_t past, std::int64_t queries, std::int64_t window, at::Device device)
{
    const at::Tensor key = at::arange(past + queries, at::TensorOptions(at::kLong).device(device));
    const at::Tensor query = key.narrow(0, past, queries).unsqueeze(1);
    const at::Tensor padding = toDevice(leftPadding.vec(), device).view({-1, 1, 1, 1});
    at::Tensor seen = key.le(query);
    if (window > 0)
        seen = seen.logical_and(key.gt(query - window));
    return seen.logical_and(key.ge(padding)).logical_or(key.eq(query));
}

/// Rotary positions [batch, queries]; padding counts as position 0.
at::Tensor leftPaddedPositions(at::IntArrayRef leftPadding, std::int64_t past, std::int64_t queries, at::Device device)
{
    const at::Tensor place = at::arange(past, past + queries, at::TensorOptions(at::kLong).device(device));
    return (place - toDevice(leftPadding.vec(), device).unsqueeze(1)).clamp_min(0);
}

} // namespace

at::Tensor LanguageModel::embed(const at::Tensor& ids) const
{
    return quantizedEmbedding_ ? quantizedEmbedding_->rowsOf(ids.to(at::kCPU), type_) : at::embedding(embedding_, ids.to(device()));
}

at::Tensor LanguageModel::denseEmbedding(at::ScalarType type) const
{
    return quantizedEmbedding_ ? quantizedEmbedding_->dense(0, quantizedEmbedding_->rows(), type) : embedding_.to(type);
}

at::Tensor LanguageModel::embed(at::IntArrayRef ids) const
{
    return embed(at::tensor(ids, at::kLong));
}

at::Tensor LanguageModel::attention(std::int64_t index, const at::Tensor& x, const RotaryTable& table, const at::Tensor& mask, KvCache* cache) const
{
    const DecoderConfig& c = config_;
    const Layer& layer = layers_[std::size_t(index)];
    const at::Tensor joined = layer.queryKeyValue(x);
    // A single new position sees everything before it, so only longer calls need the triangle.
    const bool causal = !mask.defined() && joined.size(1) > 1;
    const auto attended = [&](const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) {
        return joinHeads(attend(q, k, v, mask, causal, mask.defined() ? 0 : c.windowOf(index)));
    };
    const bool alike = !layer.queryNorm.defined() && c.rotates(index);
    if (alike && cache && cuda::serves(joined) && c.headDim % (2 * cuda::packSize(type_)) == 0) {
        const at::Tensor q = at::empty({joined.size(0), joined.size(1), c.heads, c.headDim}, joined.options());
        cache->place(index, joined.contiguous(), q, table);
        const auto all = [&](const at::Tensor& cached) { return cached.narrow(2, 0, cache->length() + joined.size(1)); };
        return attended(q.transpose(1, 2), all(cache->keys(index)), all(cache->values(index)));
    }
    const at::Tensor turned = alike && !cache ? rotateJoined(joined, c.heads + c.keyValueHeads, table) : at::Tensor();
    const auto parts = (turned.defined() ? turned : joined).split_with_sizes({c.heads * c.headDim, c.keyValueHeads * c.headDim, c.keyValueHeads * c.headDim}, -1);
    const auto heads = [&](const at::Tensor& part, std::int64_t count, const at::Tensor& norm) {
        const at::Tensor split = part.unflatten(-1, {count, c.headDim});
        const at::Tensor placed = (norm.defined() ? rmsNorm(split, norm, c.rmsNormEps) : split).transpose(1, 2);
        return c.rotates(index) && !turned.defined() ? applyRotary(placed, table) : placed;
    };
    const at::Tensor q = heads(parts[0], c.heads, layer.queryNorm);
    at::Tensor k = heads(parts[1], c.keyValueHeads, layer.keyNorm);
    at::Tensor v = splitHeads(parts[2], c.keyValueHeads);
    if (cache)
        std::tie(k, v) = cache->append(index, k, v);
    return attended(q, k, v);
}

at::Tensor LanguageModel::hiddenStates(const at::Tensor& embeds, KvCache* cache, at::IntArrayRef leftPadding) const
{
    return hiddenStatesOf({}, embeds, cache, leftPadding);
}

at::Tensor LanguageModel::lastHiddenStates(const at::Tensor& embeds, KvCache* cache, at::IntArrayRef leftPadding) const
{
    const at::Tensor rows = at::arange(1, embeds.size(0) + 1, at::TensorOptions(at::kLong).device(device())) * embeds.size(1) - 1;
    return hiddenStatesOf(rows, embeds, cache, leftPadding);
}

at::Tensor LanguageModel::hiddenStatesOf(const at::Tensor& rows, const at::Tensor& embeds, KvCache* cache, at::IntArrayRef leftPadding) const
{
    return readBlock(rows, embeds, cache, leftPadding, (cache ? cache->length() : 0) + embeds.size(1), {});
}

at::Tensor LanguageModel::readBlock(const at::Tensor& rows, const at::Tensor& embeds, KvCache* cache, at::IntArrayRef leftPadding, std::int64_t whole,
                                 const PartDone& partDone) const
{
    const std::int64_t past = cache ? cache->length() : 0;
    const std::int64_t length = embeds.size(1);
    const at::Tensor positions = leftPadding.empty() ? at::arange(past, past + length, at::TensorOptions(at::kLong).device(device())).unsqueeze(0)
                                                     : leftPaddedPositions(leftPadding, past, length, device());
    // Once for all layers that see equally far; by how far they see, 0: everything.
    std::map<std::int64_t, at::Tensor> masks;
    const std::array<std::int64_t, 1> unpadded{0};
    const auto maskOf = [&](std::int64_t layer) {
        const std::int64_t window = config_.windowOf(layer) < past + length ? config_.windowOf(layer) : 0;
        const bool elsewhere = length > 1 && ((past > 0 && !attendsWithoutMask(finalNorm_, config_.headDim)) || (window > 0 && !device().is_cpu()));
        const auto [mask, isNew] = masks.try_emplace(window);
        if (isNew && (!leftPadding.empty() || elsewhere))
            mask->second = maskBias(leftPaddedMask(leftPadding.empty() ? at::IntArrayRef(unpadded) : leftPadding, past, length, window, device()), type_);
        return mask->second;
    };
    std::vector<std::int64_t> lengths{whole};
    if (!leftPadding.empty())
        lengths.assign(leftPadding.size(), whole);
    for (std::size_t row = 0; row < leftPadding.size(); ++row)
        lengths[row] -= leftPadding[row];
    const RotaryTable table = rotaryTable(config_.rotary, positions, lengths, type_);

    at::Tensor x = embeds.to(type_);
    at::Tensor delta;  // What the layer before adds to x; the next norm does it in the same pass.
    const auto normedSum = [&](const at::Tensor& norm) {
        if (!delta.defined())
            return rmsNorm(x, norm, config_.rmsNormEps);
        at::Tensor normed;
        std::tie(x, normed) = addAndNorm(x, std::exchange(delta, {}), norm, config_.rmsNormEps);
        return normed;
    };
    std::optional<CudaPrompt> prompt;
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const bool onlyRows = rows.defined() && i + 1 == layers_.size();
        // Both add the attention's part to the sum, and give back what the rest of the layer adds.
        const auto readLayer = [this, i, table, mask = maskOf(std::int64_t(i)), cache, rows, onlyRows](at::Tensor& sum, at::Tensor normed) {
            const Layer& layer = layers_[i];
            at::Tensor attended = attention(std::int64_t(i), std::exchange(normed, {}), table, mask, cache);
            if (onlyRows) {
                sum = sum.reshape({-1, config_.hidden}).index_select(0, rows);
                attended = attended.reshape({-1, attended.size(-1)}).index_select(0, rows);
            }
            at::Tensor inner;
            std::tie(sum, inner) = addAndNorm(sum, layer.out(std::exchange(attended, {})), layer.postNorm, config_.rmsNormEps);
            return layer.down(gatedSilu(layer.gateUp(std::exchange(inner, {}))));
        };
        const bool onCuda = !onlyRows && leftPadding.empty() && CudaLayer::serves(*this, std::int64_t(i), past + length);
        if (checkpoints_ && !cache) {  // A cache must not be written twice.
            x = recomputed([this, i, readLayer, onCuda, table](at::Tensor sum) {
                if (onCuda) {
                    const LayerSum out = CudaLayer::read(*this, std::int64_t(i), {sum, {}}, table);
                    return out.sum + out.delta;
                }
                const at::Tensor added = readLayer(sum, rmsNorm(sum, layers_[i].inputNorm, config_.rmsNormEps));
                return at::Tensor(sum + added);
            }, x);
        } else if (onCuda) {
            if (cache && !prompt)
                prompt.emplace(*this, delta.defined() ? x + std::exchange(delta, {}) : x, table, *cache);
            if (prompt)
                prompt->readLayer(std::int64_t(i));
            const LayerSum out = prompt ? LayerSum{prompt->sum(), prompt->delta()} : CudaLayer::read(*this, std::int64_t(i), {x, delta}, table);
            x = out.sum, delta = out.delta;
        } else {
            prompt.reset();
            at::Tensor normed = normedSum(layers_[i].inputNorm);
            delta = readLayer(x, std::move(normed));
        }
        tellPart(partDone, double(i + 1) / double(layers_.size()));
    }
    if (cache)
        cache->advance(length);
    return normedSum(finalNorm_);
}

/// What one layer costs for `length` positions after `past` others, for one row: in multiplications and additions of products with weights.
/// scoreFactor: how much each attention score counts.
double LanguageModel::layerWork(std::int64_t past, std::int64_t length, double scoreFactor) const
{
    const DecoderConfig& c = config_;
    const double all = double(past) + double(length) / 2;
    const double seen = widestWindow_ > 0 ? std::min(all, double(widestWindow_)) : all;
    // Measured: the softmax and the way of a score through memory take as long as so many operations of a large product.
    constexpr double kPerScore = 1200;
    return double(length) * (2 * layerElements_ + double(c.heads) * (4 * double(c.headDim) + kPerScore) * scoreFactor * seen);
}

template <class Work> void LanguageModel::inBlocks(const at::Tensor& embeds, std::int64_t past, const PartDone& partDone, Work work) const
{
    constexpr double kFasterThanCpu = 1000;
    // Weights are read once a block, so that large models want long ones.  Scores lose nothing in short ones, and where they are most of the work a stop
    // shall come within a second on a busy CPU too.
    constexpr double kScoreFactor = 4;
    const double mostWork = device().is_cpu() ? blockWork_ : kFasterThanCpu * blockWork_;
    constexpr std::int64_t kMinPositions = 16, kLargestMask = std::int64_t{1} << 28;
    const std::int64_t batch = embeds.size(0), length = embeds.size(1);
    const double all = std::max(1.0, layerWork(past, length));
    std::int64_t start = 0;
    do {
        std::int64_t count = length - start;
        const auto fits = [&](std::int64_t positions) {
            const bool masked = !attendsWithoutMask(finalNorm_, config_.headDim) && past + start > 0;
            return double(batch) * layerWork(past + start, positions, kScoreFactor) <= mostWork && !(masked && positions * (past + start + positions) > kLargestMask);
        };
        if (!fits(count)) {
            // Powers of two: every other length of a product takes time and memory once more.
            std::int64_t block = kMinPositions;
            while (2 * block < count && fits(2 * block))
                block *= 2;
            count = std::min(count, block);
        }
        const double before = layerWork(past, start) / all;
        work(start, count, partOf(partDone, before, before + layerWork(past + start, count) / all));
        start += count;
    } while (start < length);
}

at::Tensor LanguageModel::readAll(const at::Tensor& embeds, const PartDone& partDone) const
{
    std::vector<at::Tensor> parts;
    std::optional<KvCache> cache;
    inBlocks(embeds, 0, partDone, [&](std::int64_t start, std::int64_t count, const PartDone& blockDone) {
        if (count < embeds.size(1) && !cache)
            cache.emplace(makeCache(embeds.size(0), embeds.size(1)));
        parts.push_back(readBlock({}, embeds.narrow(1, start, count), cache ? &*cache : nullptr, {}, embeds.size(1), blockDone));
    });
    return parts.size() == 1 ? parts[0] : at::cat(parts, 1);
}

at::Tensor LanguageModel::readToLast(const at::Tensor& embeds, KvCache& cache, at::IntArrayRef leftPadding, const PartDone& partDone) const
{
    const std::int64_t whole = cache.length() + embeds.size(1);
    at::Tensor last;
    inBlocks(embeds, cache.length(), partDone, [&](std::int64_t start, std::int64_t count, const PartDone& blockDone) {
        const at::Tensor rows = at::arange(1, embeds.size(0) + 1, at::TensorOptions(at::kLong).device(device())) * count - 1;
        last = readBlock(rows, embeds.narrow(1, start, count), &cache, leftPadding, whole, blockDone);
    });
    return last;
}

at::Tensor LanguageModel::logits(const at::Tensor& hidden) const
{
    return head_(hidden).to(at::kFloat);
}

KvCache LanguageModel::makeCache(std::int64_t batch, std::int64_t capacity) const
{
    return KvCache(config_.layers, batch, config_.keyValueHeads, capacity, config_.headDim, type_, device());
}

} // namespace icf
