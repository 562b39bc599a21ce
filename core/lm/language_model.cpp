#include "core/lm/language_model.h"

#include <ATen/CPUGeneratorImpl.h>

#include <array>
#include <map>
#include <optional>
#include <utility>

#include "core/base/sha256.h"
#include "core/io/safetensors.h"
#include "core/lm/cuda_layer.h"
#include "core/lm/cuda_prompt.h"
#include "core/nn/attention.h"
#include "core/nn/bit_sums.h"
#include "core/nn/checkpointing.h"
#include "core/nn/cuda_kernels.h"
#include "core/nn/device_lists.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/rms_norm.h"
#include "core/nn/tensor_io.h"

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

std::int64_t bytesOf(const QuantizedMatrix& matrix)
{
    std::int64_t bytes = 0;
    for (const QuantizedMatrix::Part& part : matrix.parts())
        bytes += std::int64_t(part.bytes.nbytes());
    return bytes;
}

} // namespace

std::unique_ptr<LanguageModel> LanguageModel::load(const std::string& folder, at::ScalarType type, at::Device device, const PartDone& partDone,
                                                   const WeightStorage& storage)
{
    at::NoGradGuard noGrad;
    const DecoderConfig config = DecoderConfig::read(folder);
    const ModelWeights weights(folder);
    // Before anything is loaded, and in the words of inspect.
    config.requireWeights(weights);
    const auto whole = double(icf::parameterCount(weightShapes(config)));
    double done = 0;
    const auto next = [&](const WeightShape& wanted) -> const TensorData& {
        tellPart(partDone, done / whole);
        const TensorData& data = weights.require(wanted.name, wanted.shape);
        done += double(data.count());
        return data;
    };
    return build(
        config, type, device, [&](const WeightShape& wanted, const at::Tensor& target) { loadTensorInto(next(wanted), target); },
        [&](const WeightShape& wanted) -> std::optional<QuantizedMatrix::Part> {
            const ElementType stored = weights.require(wanted.name, wanted.shape).type;
            const std::optional<ElementType> kept = device.is_cpu() ? quantizedType(storage, wanted, stored) : std::nullopt;
            if (!kept)
                return std::nullopt;
            return icf::isQuantized(stored) ? QuantizedMatrix::read(next(wanted)) : QuantizedMatrix::readRounded(next(wanted), *kept);
        });
}

std::unique_ptr<LanguageModel> LanguageModel::random(const DecoderConfig& config, std::uint64_t seed, at::ScalarType type, at::Device device,
                                                     const WeightStorage& storage)
{
    at::NoGradGuard noGrad;
    DecoderConfig sized = config;
    sized.rotary.headDim = config.headDim;
    constexpr double kDeviation = 0.02;
    constexpr std::int64_t kMostDrawn = std::int64_t{1} << 27;  // Drawing billions would take a minute.
    constexpr std::int64_t kBlock = std::int64_t{1} << 24;
    at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    const bool drawsAll = icf::parameterCount(weightShapes(sized)) <= kMostDrawn;
    const at::Tensor block = drawsAll ? at::Tensor() : at::empty({kBlock}, at::kFloat).normal_(0, kDeviation, generator).to(device, type);
    std::int64_t next = 0;  // Of the block.
    const auto fill = [&](const WeightShape& wanted, const at::Tensor& target) {
        if (wanted.shape.size() == 1) {
            target.fill_(1);
        } else if (drawsAll) {
            target.copy_(at::empty(wanted.shape, at::kFloat).normal_(0, kDeviation, generator));
        } else {
            const at::Tensor flat = target.view(-1);
            for (std::int64_t done = 0; done < flat.numel();) {
                const std::int64_t count = std::min(flat.numel() - done, kBlock - next);
                flat.narrow(0, done, count).copy_(block.narrow(0, next, count));
                done += count;
                next = (next + count) % kBlock;
            }
        }
    };
    return build(sized, type, device, fill, [&](const WeightShape& wanted) -> std::optional<QuantizedMatrix::Part> {
        const std::optional<ElementType> rounded = device.is_cpu() ? quantizedType(storage, wanted, std::nullopt) : std::nullopt;
        if (!rounded)
            return std::nullopt;
        const at::Tensor dense = at::empty(wanted.shape, type);
        fill(wanted, dense);
        return QuantizedMatrix::rounded(dense, *rounded);
    });
}

std::unique_ptr<LanguageModel> LanguageModel::build(const DecoderConfig& c, at::ScalarType type, at::Device device, const FillTensor& fill,
                                                    const TakeQuantized& quantized)
{
    auto model = std::make_unique<LanguageModel>();
    std::map<std::string, WeightShape> listed;
    for (WeightShape& shape : weightShapes(c))
        listed.emplace(shape.name, std::move(shape));
    /// One below the other, each filled in its place: a second copy of the largest ones is memory that a large model may not have.  Those that
    /// the architecture does not have are left out; undefined when it has none.
    const auto takeJoined = [&](const std::vector<std::string>& names) {
        std::vector<const WeightShape*> parts;
        std::int64_t rows = 0;
        for (const std::string& name : names)
            if (const auto found = listed.find(name); found != listed.end()) {
                parts.push_back(&found->second);
                rows += found->second.shape[0];
            }
        if (parts.empty())
            return at::Tensor();
        std::vector<std::int64_t> shape = parts[0]->shape;
        shape[0] = rows;
        const at::Tensor joined = at::empty(shape, at::TensorOptions(type).device(device));
        std::int64_t row = 0;
        for (const WeightShape* part : parts) {
            fill(*part, joined.narrow(0, row, part->shape[0]));
            row += part->shape[0];
        }
        return joined;
    };
    const auto take = [&](const std::string& name) { return takeJoined({name}); };
    /// One below the other like takeJoined, or nothing where none of them is kept quantized; those that are not are in float32 then.
    const auto takeQuantized = [&](const std::vector<std::string>& names) -> std::optional<QuantizedMatrix> {
        std::vector<std::optional<QuantizedMatrix::Part>> parts;
        std::int64_t columns = 0;
        bool any = false;
        for (const std::string& name : names) {
            const WeightShape& shape = listed.at(name);
            columns = shape.shape.back();
            parts.push_back(quantized(shape));
            any = any || parts.back();
        }
        if (!any)
            return std::nullopt;
        std::vector<QuantizedMatrix::Part> all;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!parts[i]) {
                const at::Tensor dense = at::empty(listed.at(names[i]).shape, at::kFloat);
                fill(listed.at(names[i]), dense);
                parts[i] = QuantizedMatrix::Part{ElementType::f32, dense.view(at::kByte)};
            }
            all.push_back(std::move(*parts[i]));
        }
        return QuantizedMatrix(columns, std::move(all));
    };
    const bool packs = c.keepsPackedWeights();
    /// Several projections of the same input as one.
    const auto linear = [&](const std::vector<std::string>& names) {
        std::vector<std::string> weights, biases;
        for (const std::string& name : names) {
            weights.push_back(name + ".weight");
            biases.push_back(name + ".bias");
        }
        if (std::optional<QuantizedMatrix> blocks = takeQuantized(weights)) {
            model->quantized_ = true;
            return FrozenLinear(std::make_shared<const QuantizedMatrix>(std::move(*blocks)), takeJoined(biases));
        }
        const at::Tensor weight = takeJoined(weights);
        return FrozenLinear(weight, takeJoined(biases), packs);
    };

    model->config_ = c;
    model->type_ = type;
    model->layerElements_ = c.layerMatrixElements();
    for (std::int64_t i = 0; i < c.layers; ++i) {
        const std::int64_t window = c.windowOf(i);
        model->widestWindow_ = i > 0 && (window == 0 || model->widestWindow_ == 0) ? 0 : std::max(model->widestWindow_, window);
    }
    if (std::optional<QuantizedMatrix> blocks = takeQuantized({"model.embed_tokens.weight"}))
        model->quantizedEmbedding_ = std::make_shared<const QuantizedMatrix>(std::move(*blocks));
    else
        model->embedding_ = take("model.embed_tokens.weight");
    model->finalNorm_ = take("model.norm.weight");
    model->runtime_ = deviceRuntime(model->device());
    // Some files keep a copy of tied weights; the embedding is the one that counts then.
    if (!c.tieWordEmbeddings)
        model->head_ = linear({"lm_head"});
    else if (model->quantizedEmbedding_)
        model->head_ = FrozenLinear(model->quantizedEmbedding_, {});
    else
        model->head_ = FrozenLinear(model->embedding_, {}, packs);
    model->quantized_ = model->quantized_ || model->quantizedEmbedding_;
    for (std::int64_t i = 0; i < c.layers; ++i) {
        const std::string prefix = "model.layers." + std::to_string(i) + ".";
        const std::string attn = prefix + "self_attn.";
        const std::string mlp = prefix + "mlp.";
        Layer layer;
        layer.inputNorm = take(prefix + "input_layernorm.weight");
        layer.postNorm = take(prefix + "post_attention_layernorm.weight");
        layer.queryNorm = take(attn + "q_norm.weight");
        layer.keyNorm = take(attn + "k_norm.weight");
        layer.queryKeyValue = linear({attn + "q_proj", attn + "k_proj", attn + "v_proj"});
        layer.out = linear({attn + "o_proj"});
        layer.gateUp = linear({mlp + "gate_proj", mlp + "up_proj"});
        layer.down = linear({mlp + "down_proj"});
        model->layers_.push_back(std::move(layer));
    }
    return model;
}

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

void LanguageModel::quantizeInt8()
{
    const at::NoGradGuard noGrad;
    const auto rounded = [](const FrozenLinear& projection) -> std::shared_ptr<const QuantizedMatrix> {
        if (projection.quantized() || !QuantizedMatrix::rounds(projection.weight().size(1)))
            return nullptr;
        return std::make_shared<const QuantizedMatrix>(projection.weight().size(1), std::vector{QuantizedMatrix::rounded(projection.weight(), ElementType::q8_0)});
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
        layer.queryKeyValue8 = layer.out8 = layer.gateUp8 = layer.down8 = nullptr;
    head8_ = nullptr;
}

template <class Work> void LanguageModel::forWeights(Work work) const
{
    const auto linear = [&](const FrozenLinear& projection) {
        if (projection.quantized())
            for (const QuantizedMatrix::Part& part : projection.quantized()->parts())
                work(part.bytes);
        else
            work(projection.weight());
        if (projection.bias().defined())
            work(projection.bias());
    };
    if (quantizedEmbedding_)
        for (const QuantizedMatrix::Part& part : quantizedEmbedding_->parts())
            work(part.bytes);
    else
        work(embedding_);
    work(finalNorm_);
    linear(head_);
    for (const Layer& layer : layers_) {
        for (const at::Tensor* norm : {&layer.inputNorm, &layer.postNorm, &layer.queryNorm, &layer.keyNorm}) {
            if (norm->defined())
                work(*norm);
        }
        for (const FrozenLinear* projection : {&layer.queryKeyValue, &layer.out, &layer.gateUp, &layer.down})
            linear(*projection);
    }
}

std::int64_t LanguageModel::weightBytes() const
{
    std::int64_t bytes = 0;
    forWeights([&](const at::Tensor& tensor) { bytes += std::int64_t(tensor.nbytes()); });
    const bool tied = config_.tieWordEmbeddings;
    return bytes - (tied ? (quantizedEmbedding_ ? bytesOf(*quantizedEmbedding_) : std::int64_t(embedding_.nbytes())) : 0);
}

std::string LanguageModel::checksum() const
{
    Sha256 hash;
    forWeights([&](const at::Tensor& tensor) { hash.update(tensorBytes("", tensor).bytes); });
    return hash.finishHex();
}

at::Tensor LanguageModel::weightSums() const
{
    std::vector<at::Tensor> sums;
    forWeights([&](const at::Tensor& tensor) { sums.push_back(bitSums(tensor)); });
    return at::stack(sums);
}

std::int64_t LanguageModel::parameterCount() const
{
    return icf::parameterCount(weightShapes(config_));
}

} // namespace icf
