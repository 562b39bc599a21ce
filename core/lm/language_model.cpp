#include "core/lm/language_model.h"

#include <ATen/CPUGeneratorImpl.h>

#include <optional>

#include "core/base/sha256.h"
#include "core/io/safetensors.h"
#include "core/nn/attention.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/rms_norm.h"
#include "core/nn/tensor_io.h"

namespace icf {
namespace {

/// True where a query may look, for rows with padding in front: [batch, 1, queries, keys].
/// A padded query may see itself, or its softmax would have nothing to sum.
at::Tensor leftPaddedMask(at::IntArrayRef leftPadding, std::int64_t past, std::int64_t queries, at::Device device)
{
    const at::Tensor key = at::arange(past + queries, at::TensorOptions(at::kLong).device(device));
    const at::Tensor query = key.narrow(0, past, queries).unsqueeze(1);
    const at::Tensor padding = at::tensor(leftPadding, at::kLong).to(device).view({-1, 1, 1, 1});
    return key.le(query).logical_and(key.ge(padding)).logical_or(key.eq(query));
}

/// Rotary positions [batch, queries]; padding counts as position 0.
at::Tensor leftPaddedPositions(at::IntArrayRef leftPadding, std::int64_t past, std::int64_t queries, at::Device device)
{
    const at::Tensor place = at::arange(past, past + queries, at::TensorOptions(at::kLong).device(device));
    return (place - at::tensor(leftPadding, at::kLong).to(device).unsqueeze(1)).clamp_min(0);
}

} // namespace

std::unique_ptr<LanguageModel> LanguageModel::load(const std::string& folder, at::ScalarType type, at::Device device, const PartDone& partDone)
{
    at::NoGradGuard noGrad;
    const DecoderConfig config = DecoderConfig::read(folder);
    const ModelWeights weights(folder);
    // Before anything is loaded, and in the words of inspect.
    config.requireWeights(weights);
    return build(config, type, [&](const std::string& name, const std::vector<std::int64_t>& shape) {
        tellPart(partDone, 0);
        return loadTensor(weights.require(name, shape), type, device);
    });
}

std::unique_ptr<LanguageModel> LanguageModel::random(const DecoderConfig& config, std::uint64_t seed, at::ScalarType type, at::Device device)
{
    at::NoGradGuard noGrad;
    DecoderConfig sized = config;
    sized.rotary.headDim = config.headDim;
    at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    return build(sized, type, [&](const std::string&, const std::vector<std::int64_t>& shape) {
        const at::Tensor values = shape.size() == 1 ? at::ones(shape, at::kFloat) : at::empty(shape, at::kFloat).normal_(0, 0.02, generator);
        return values.to(device, type);
    });
}

std::unique_ptr<LanguageModel> LanguageModel::build(const DecoderConfig& c, at::ScalarType type, const TakeTensor& take)
{
    auto model = std::make_unique<LanguageModel>();
    model->config_ = c;
    model->type_ = type;
    const std::int64_t queryWidth = c.heads * c.headDim;
    const std::int64_t keyWidth = c.keyValueHeads * c.headDim;

    const bool packs = c.keepsPackedWeights();
    const auto bias = [&](bool wanted, const std::string& name, std::int64_t size) { return wanted ? take(name, {size}) : at::Tensor(); };

    model->embedding_ = take("model.embed_tokens.weight", {c.vocab, c.hidden});
    model->runtime_ = deviceRuntime(model->device());
    model->finalNorm_ = take("model.norm.weight", {c.hidden});
    // Some files keep a copy of tied weights; the embedding is the one that counts then.
    model->head_ = FrozenLinear(c.tieWordEmbeddings ? model->embedding_ : take("lm_head.weight", {c.vocab, c.hidden}), {}, packs);
    for (std::int64_t i = 0; i < c.layers; ++i) {
        const std::string prefix = "model.layers." + std::to_string(i) + ".";
        const std::string attn = prefix + "self_attn.";
        const std::string mlp = prefix + "mlp.";
        /// Several projections of the same input as one.
        const auto joined = [&](bool hasBias, const std::vector<std::pair<std::string, std::int64_t>>& parts) {
            std::vector<at::Tensor> weights, biases;
            for (const auto& [name, size] : parts) {
                weights.push_back(take(name + ".weight", {size, c.hidden}));
                if (hasBias)
                    biases.push_back(take(name + ".bias", {size}));
            }
            return FrozenLinear(at::cat(weights), hasBias ? at::cat(biases) : at::Tensor(), packs);
        };
        Layer layer;
        layer.inputNorm = take(prefix + "input_layernorm.weight", {c.hidden});
        layer.postNorm = take(prefix + "post_attention_layernorm.weight", {c.hidden});
        layer.queryKeyValue = joined(c.attentionBias, {{attn + "q_proj", queryWidth}, {attn + "k_proj", keyWidth}, {attn + "v_proj", keyWidth}});
        layer.out = FrozenLinear(take(attn + "o_proj.weight", {c.hidden, queryWidth}), bias(c.attentionBias, attn + "o_proj.bias", c.hidden), packs);
        layer.gateUp = joined(c.mlpBias, {{mlp + "gate_proj", c.intermediate}, {mlp + "up_proj", c.intermediate}});
        layer.down = FrozenLinear(take(mlp + "down_proj.weight", {c.hidden, c.intermediate}), bias(c.mlpBias, mlp + "down_proj.bias", c.hidden), packs);
        model->layers_.push_back(std::move(layer));
    }
    return model;
}

at::Tensor LanguageModel::embed(const at::Tensor& ids) const
{
    return at::embedding(embedding_, ids.to(device()));
}

at::Tensor LanguageModel::embed(at::IntArrayRef ids) const
{
    return embed(at::tensor(ids, at::kLong));
}

at::Tensor LanguageModel::attention(const Layer& layer, std::int64_t index, const at::Tensor& x, const RotaryTable& table,
                                 const at::Tensor& mask, KvCache* cache) const
{
    const DecoderConfig& c = config_;
    const at::Tensor joined = layer.queryKeyValue(x);
    const auto parts = joined.split_with_sizes({c.heads * c.headDim, c.keyValueHeads * c.headDim, c.keyValueHeads * c.headDim}, -1);
    const at::Tensor q = applyRotary(splitHeads(parts[0], c.heads), table);
    at::Tensor k = applyRotary(splitHeads(parts[1], c.keyValueHeads), table);
    at::Tensor v = splitHeads(parts[2], c.keyValueHeads);
    if (cache)
        std::tie(k, v) = cache->append(index, k, v);
    // A single new position sees everything before it, so only longer calls need the triangle.
    const bool causal = !mask.defined() && q.size(2) > 1;
    return joinHeads(attend(q, k, v, mask, causal));
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
    at::Tensor mask;
    at::Tensor positions;
    if (!leftPadding.empty()) {
        mask = leftPaddedMask(leftPadding, past, length, device());
        positions = leftPaddedPositions(leftPadding, past, length, device());
    } else {
        positions = at::arange(past, past + length, at::TensorOptions(at::kLong).device(device())).unsqueeze(0);
        if (past > 0 && length > 1 && !device().is_cpu())
            mask = leftPaddedMask({0}, past, length, device());
    }
    if (mask.defined())
        mask = maskBias(mask, type_);  // Once for all layers.
    std::vector<std::int64_t> lengths{whole};
    if (!leftPadding.empty())
        lengths.assign(leftPadding.size(), whole);
    for (std::size_t row = 0; row < leftPadding.size(); ++row)
        lengths[row] -= leftPadding[row];
    const RotaryTable table = rotaryTable(config_.rotary, positions, lengths, type_);

    at::Tensor x = embeds.to(type_);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const Layer& layer = layers_[i];
        at::Tensor attended = attention(layer, std::int64_t(i), rmsNorm(x, layer.inputNorm, config_.rmsNormEps), table, mask, cache);
        if (rows.defined() && i + 1 == layers_.size()) {
            x = x.reshape({-1, config_.hidden}).index_select(0, rows);
            attended = attended.reshape({-1, attended.size(-1)}).index_select(0, rows);
        }
        x = x + layer.out(attended);
        const at::Tensor gated = gatedSilu(layer.gateUp(rmsNorm(x, layer.postNorm, config_.rmsNormEps)));
        x = x + layer.down(gated);
        tellPart(partDone, double(i + 1) / double(layers_.size()));
    }
    if (cache)
        cache->advance(length);
    return rmsNorm(x, finalNorm_, config_.rmsNormEps);
}

/// What one layer costs for `length` positions after `past` others, for one row: in multiplications and additions of products with weights.
double LanguageModel::layerWork(std::int64_t past, std::int64_t length) const
{
    const DecoderConfig& c = config_;
    const double weights = double(c.hidden) * double(c.headDim) * double(2 * c.heads + 2 * c.keyValueHeads) + 3 * double(c.hidden) * double(c.intermediate);
    const double seen = double(past) + double(length) / 2;
    // Measured: the softmax and the way of a score through memory take as long as so many operations of a large product.
    constexpr double kPerScore = 1200;
    return double(length) * (2 * weights + double(c.heads) * (4 * double(c.headDim) + kPerScore) * seen);
}

template <class Work> void LanguageModel::inBlocks(const at::Tensor& embeds, std::int64_t past, const PartDone& partDone, Work work) const
{
    constexpr double kFasterThanCpu = 1000;
    const double mostWork = device().is_cpu() ? blockWork_ : kFasterThanCpu * blockWork_;
    constexpr std::int64_t kMinPositions = 16, kLargestMask = std::int64_t{1} << 28;
    const std::int64_t batch = embeds.size(0), length = embeds.size(1);
    const double all = std::max(1.0, layerWork(past, length));
    std::int64_t start = 0;
    do {
        std::int64_t count = length - start;
        const auto fits = [&](std::int64_t positions) {
            // Behind earlier positions other devices attend through a mask.
            const bool masked = !device().is_cpu() && past + start > 0;
            return double(batch) * layerWork(past + start, positions) <= mostWork && !(masked && positions * (past + start + positions) > kLargestMask);
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

void LanguageModel::quantizeInt8()
{
    at::NoGradGuard noGrad;
    const auto rounded = [](const FrozenLinear& projection) {
        constexpr double kLargest = 127;
        const at::Tensor wide = projection.weight().to(at::kFloat);
        const at::Tensor scales = wide.abs().amax(1).div(kLargest).clamp_min(1e-30);
        return Int8Matrix{wide.div(scales.unsqueeze(1)).round().clamp(-kLargest, kLargest).to(at::kChar), scales};
    };
    for (Layer& layer : layers_) {
        layer.queryKeyValue8 = rounded(layer.queryKeyValue);
        layer.out8 = rounded(layer.out);
        layer.gateUp8 = rounded(layer.gateUp);
        layer.down8 = rounded(layer.down);
    }
    head8_ = rounded(head_);
}

void LanguageModel::dropInt8()
{
    for (Layer& layer : layers_)
        layer.queryKeyValue8 = layer.out8 = layer.gateUp8 = layer.down8 = {};
    head8_ = {};
}

template <class Work> void LanguageModel::forLayerWeights(Work work) const
{
    for (const Layer& layer : layers_) {
        work(layer.inputNorm);
        work(layer.postNorm);
        for (const FrozenLinear* projection : {&layer.queryKeyValue, &layer.out, &layer.gateUp, &layer.down}) {
            work(projection->weight());
            if (projection->bias().defined())
                work(projection->bias());
        }
    }
}

std::string LanguageModel::checksum() const
{
    Sha256 hash;
    const auto add = [&](const at::Tensor& tensor) { hash.update(tensorBytes("", tensor).bytes); };
    add(embedding_);
    add(finalNorm_);
    add(head_.weight());
    forLayerWeights(add);
    return hash.finishHex();
}

std::int64_t LanguageModel::parameterCount() const
{
    std::int64_t count = embedding_.numel() + finalNorm_.numel() + (config_.tieWordEmbeddings ? 0 : head_.weight().numel());
    forLayerWeights([&](const at::Tensor& tensor) { count += tensor.numel(); });
    return count;
}

} // namespace icf
