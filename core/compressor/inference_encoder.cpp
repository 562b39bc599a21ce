#include "core/compressor/inference_encoder.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <numeric>

#include "core/base/memory.h"
#include "core/nn/attention.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/place_heads.h"
#include "core/nn/rms_norm.h"

namespace icf {
namespace {

constexpr std::int64_t kPlacesPerGroup = 8192;   ///< Bounds the keys and values at work at one time.
constexpr double kLeastFill = 0.75;              ///< Share of a group's length that its shortest context has.
constexpr double kTableShareOfMemory = 0.25;

/// Contexts of like length, longest first, that go through together.
std::vector<std::vector<std::int64_t>> groupsOf(const std::vector<std::int64_t>& lengths)
{
    std::vector<std::int64_t> order(lengths.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return lengths[a] > lengths[b]; });
    std::vector<std::vector<std::int64_t>> groups;
    for (const std::int64_t index : order) {
        const bool fits = !groups.empty() && std::int64_t(groups.back().size() + 1) * lengths[groups.back().front()] <= kPlacesPerGroup
            && double(lengths[index]) >= kLeastFill * double(lengths[groups.back().front()]);
        if (!fits)
            groups.emplace_back();
        groups.back().push_back(index);
    }
    return groups;
}

} // namespace

InferenceEncoder::InferenceEncoder(const Encoder& encoder, const at::Tensor& digestEmbeddings, at::ScalarType type, std::int64_t vocab,
                                   TableUse table)
    : config_(encoder.config()), type_(type)
{
    const c10::InferenceMode inference;
    const auto typed = [&](const at::Tensor& tensor) { return tensor.defined() ? tensor.to(type) : tensor; };
    const std::int64_t rows = config_.digests;
    const auto linear = [&](const Encoder::Linear& part) { return PackedLinear(typed(part.weight), typed(part.bias), rows); };
    digests_ = typed(digestEmbeddings);
    finalNorm_ = typed(encoder.finalNorm());
    std::int64_t crossLayers = 0;
    for (const Encoder::Layer& from : encoder.layers()) {
        Layer layer;
        layer.cross = from.cross;
        const at::Tensor bias = from.key.bias.defined() ? at::cat({typed(from.key.bias), typed(from.value.bias)}) : at::Tensor();
        layer.keyValue = PackedLinear(at::cat({typed(from.key.weight), typed(from.value.weight)}), bias, rows);
        layer.query = linear(from.query);
        layer.out = linear(from.out);
        layer.inputNorm = typed(from.inputNorm);
        layer.postNorm = typed(from.postNorm);
        layer.gateUp = PackedLinear(at::cat({typed(from.gate), typed(from.up)}), {}, rows);
        layer.down = PackedLinear(typed(from.down), {}, rows);
        if (layer.cross) {
            ++crossLayers;
            layer.contextNorm = typed(from.contextNorm);
            layer.digestKeyValue = layer.keyValue(rmsNorm(digests_[0], layer.contextNorm, config_.rmsNormEps));
        }
        layers_.push_back(std::move(layer));
    }
    if (layers_.front().cross)
        firstQuery_ = splitHeads(layers_.front().query(rmsNorm(digests_, layers_.front().inputNorm, config_.rmsNormEps)), config_.heads);

    const std::int64_t width = 2 * config_.keyValueHeads * config_.headDim();
    const double bytes = double(crossLayers) * double(vocab) * double(width) * double(digests_.element_size());
    if (table == TableUse::always || (table == TableUse::whenItFits && bytes <= kTableShareOfMemory * double(freeMemory()))) {
        for (std::int64_t i = 0; i < crossLayers; ++i)
            tables_.push_back(at::empty({vocab, width}, digests_.options()));
        known_.resize(std::size_t(vocab));
    }
}

std::int64_t InferenceEncoder::tableBytes() const
{
    std::int64_t bytes = 0;
    for (const at::Tensor& table : tables_)
        bytes += knownCount_ * table.size(1) * std::int64_t(table.element_size());
    return bytes;
}

/// Computes keys and values of the words that were not met before.
void InferenceEncoder::fillTables(const ContextBatch& context, const PartDone& partDone) const
{
    std::vector<std::int64_t> rows, ids;
    for (std::size_t row = 0; row < context.ids.size(); ++row) {
        if (!known_[std::size_t(context.ids[row])]) {
            rows.push_back(std::int64_t(row));
            ids.push_back(context.ids[row]);
        }
    }
    if (ids.empty())
        return;
    const at::Device device = context.rows.device();
    const at::Tensor target = at::tensor(at::IntArrayRef(ids), at::kLong).to(device);
    const at::Tensor words = context.rows.index_select(0, at::tensor(at::IntArrayRef(rows), at::kLong).to(device)).to(type_);
    std::size_t table = 0;
    for (const Layer& layer : layers_) {
        tellPart(partDone, 0);
        if (layer.cross)
            tables_[table++].index_copy_(0, target, layer.keyValue(rmsNorm(words, layer.contextNorm, config_.rmsNormEps)));
    }
    for (const std::int64_t id : ids)
        known_[std::size_t(id)] = true;
    knownCount_ += std::int64_t(ids.size());
}

at::Tensor InferenceEncoder::forward(const ContextBatch& context, const PartDone& partDone) const
{
    const c10::InferenceMode inference;
    // What each place reads from: the word's row in the table, or its row among the words of this call.
    std::vector<at::Tensor> words;
    at::Tensor places = context.places;
    if (keepsWords() && !context.ids.empty()) {
        fillTables(context, partDone);
        words = tables_;
        const at::Tensor ids = at::tensor(at::IntArrayRef(context.ids), at::kLong).to(places.device());
        places = ids.index_select(0, places.flatten()).view(places.sizes());
    } else {
        const at::Tensor rows = context.rows.to(type_);
        for (const Layer& layer : layers_) {
            tellPart(partDone, 0);
            if (layer.cross)
                words.push_back(layer.keyValue(rmsNorm(rows, layer.contextNorm, config_.rmsNormEps)));
        }
    }
    const auto groups = groupsOf(context.lengths);
    if (groups.size() == 1)
        return forwardGroup(words, places, context.lengths, partDone);
    at::Tensor result = at::empty({context.batch(), config_.digests, config_.hidden}, digests_.options());
    double done = 0;
    for (const std::vector<std::int64_t>& group : groups) {
        std::vector<std::int64_t> lengths;
        for (const std::int64_t index : group)
            lengths.push_back(context.lengths[std::size_t(index)]);
        const at::Tensor chosen = at::tensor(at::IntArrayRef(group), at::kLong).to(places.device());
        const at::Tensor part = places.index_select(0, chosen).narrow(1, 0, lengths.front());
        const double after = done + double(group.size()) / double(context.batch());
        result.index_copy_(0, chosen, forwardGroup(words, part, lengths, partOf(partDone, done, after)));
        done = after;
    }
    return result;
}

/// words: per cross-attention layer [rows, 2 · keyWidth]; places: [batch, length] rows of words.
at::Tensor InferenceEncoder::forwardGroup(const std::vector<at::Tensor>& words, const at::Tensor& places,
                                          const std::vector<std::int64_t>& lengths, const PartDone& partDone) const
{
    const EncoderPositions where = encoderPositions(config_, lengths, places.size(1), places.device(), type_);
    at::Tensor x = digests_;
    std::size_t cross = 0, done = 0;
    for (const Layer& layer : layers_) {
        tellPart(partDone, double(done++) / double(layers_.size()));
        x = x + (layer.cross ? crossAttention(layer, x, words[cross++], places, where) : selfAttention(layer, x, where));
        x = x + layer.down(gatedSilu(layer.gateUp(rmsNorm(x, layer.postNorm, config_.rmsNormEps))));
    }
    return rmsNorm(x, finalNorm_, config_.rmsNormEps);
}

at::Tensor InferenceEncoder::crossAttention(const Layer& layer, const at::Tensor& x, const at::Tensor& words, const at::Tensor& places,
                                            const EncoderPositions& where) const
{
    const auto [k, v] = placeKeyValues(words, layer.digestKeyValue, places, config_.keyValueHeads, where.keys);
    const bool first = &layer == &layers_.front();
    const at::Tensor query = first ? firstQuery_ : splitHeads(layer.query(rmsNorm(x, layer.inputNorm, config_.rmsNormEps)), config_.heads);
    const at::Tensor q = applyRotary(query, where.keys.last(config_.digests)).expand({places.size(0), -1, -1, -1});
    return layer.out(joinHeads(attend(q, k, v, where.crossBias, false)));
}

at::Tensor InferenceEncoder::selfAttention(const Layer& layer, const at::Tensor& x, const EncoderPositions& where) const
{
    const at::Tensor normed = rmsNorm(x, layer.inputNorm, config_.rmsNormEps);
    const at::Tensor keyValue = layer.keyValue(normed);
    const std::int64_t width = keyValue.size(-1) / 2;
    const at::Tensor q = applyRotary(splitHeads(layer.query(normed), config_.heads), where.digestsAlone);
    const at::Tensor k = applyRotary(splitHeads(keyValue.narrow(-1, 0, width), config_.keyValueHeads), where.digestsAlone);
    const at::Tensor v = splitHeads(keyValue.narrow(-1, width, width), config_.keyValueHeads);
    return layer.out(joinHeads(attend(q, k, v, at::Tensor(), true)));
}

} // namespace icf
