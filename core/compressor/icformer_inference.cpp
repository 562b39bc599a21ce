#include "core/compressor/icformer_inference.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>

#include "core/base/memory.h"
#include "core/compressor/length_groups.h"
#include "core/nn/attention.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/place_heads.h"
#include "core/nn/rms_norm.h"

namespace icf {
namespace {

constexpr std::int64_t kPositionsPerGroup = 8192;      ///< Bounds the keys and values at work at one time.
constexpr std::int64_t kGpuPositionsPerGroup = 1 << 17;
constexpr double kTableShareOfMemory = 0.25;

} // namespace

IcformerInference::IcformerInference(const IcformerEncoder& encoder, const at::Tensor& digestEmbeddings, at::ScalarType type, std::int64_t vocab,
                                   TableUse table)
    : config_(encoder.config()), type_(type)
{
    const c10::InferenceMode inference;
    const auto typed = [&](const at::Tensor& tensor) { return tensor.defined() ? tensor.to(type) : tensor; };
    const std::int64_t rows = config_.digests;
    const auto linear = [&](const IcformerEncoder::Linear& part) { return PackedLinear(typed(part.weight), typed(part.bias), rows); };
    digests_ = typed(digestEmbeddings);
    finalNorm_ = typed(encoder.finalNorm());
    std::int64_t crossLayers = 0;
    for (const IcformerEncoder::Layer& from : encoder.layers()) {
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
    // A GPU computes them anew as fast as it reads a table, and has less memory to spare.
    const bool fits = digests_.device().is_cpu() && bytes <= kTableShareOfMemory * double(freeMemory());
    if (table == TableUse::always || (table == TableUse::whenItFits && fits)) {
        for (std::int64_t i = 0; i < crossLayers; ++i)
            tables_.push_back(at::empty({vocab, width}, digests_.options()));
        known_.resize(std::size_t(vocab));
    }
}

std::int64_t IcformerInference::tableBytes() const
{
    std::int64_t bytes = 0;
    for (const at::Tensor& table : tables_)
        bytes += knownCount_ * table.size(1) * std::int64_t(table.element_size());
    return bytes;
}

/// Computes keys and values of the tokens that were not met before.
void IcformerInference::fillTables(const ContextBatch& context, const PartDone& partDone) const
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
    // A product of few rows rounds otherwise, and a token's values are not to depend on what it is first met with.
    constexpr std::size_t kLeastRows = 16;
    rows.resize(std::max(rows.size(), kLeastRows), rows.front());
    ids.resize(rows.size(), ids.front());
    const at::Device device = context.rows.device();
    const at::Tensor target = at::tensor(at::IntArrayRef(ids), at::kLong).to(device);
    const at::Tensor tokens = context.rows.index_select(0, at::tensor(at::IntArrayRef(rows), at::kLong).to(device)).to(type_);
    std::size_t table = 0;
    for (const Layer& layer : layers_) {
        tellPart(partDone, 0);
        if (layer.cross)
            tables_[table++].index_copy_(0, target, layer.keyValue(rmsNorm(tokens, layer.contextNorm, config_.rmsNormEps)));
    }
    for (const std::int64_t id : ids) {
        knownCount_ += known_[std::size_t(id)] ? 0 : 1;
        known_[std::size_t(id)] = true;
    }
}

at::Tensor IcformerInference::forward(const ContextBatch& context, const PartDone& partDone) const
{
    const c10::InferenceMode inference;
    // What each position reads from: the token's row in the table, or its row among the tokens of this call.
    std::vector<at::Tensor> tokens;
    at::Tensor positions = context.positions;
    if (keepsTokens() && !context.ids.empty()) {
        fillTables(context, partDone);
        tokens = tables_;
        const at::Tensor ids = at::tensor(at::IntArrayRef(context.ids), at::kLong).to(positions.device());
        positions = ids.index_select(0, positions.flatten()).view(positions.sizes());
    } else {
        const at::Tensor rows = context.rows.to(type_);
        for (const Layer& layer : layers_) {
            tellPart(partDone, 0);
            if (layer.cross)
                tokens.push_back(layer.keyValue(rmsNorm(rows, layer.contextNorm, config_.rmsNormEps)));
        }
    }
    const auto groups = attendsRagged() ? groupsByLength(context.lengths, kGpuPositionsPerGroup, /*leastFill=*/0) : groupsByLength(context.lengths, kPositionsPerGroup);
    if (groups.size() == 1)
        return forwardGroup(tokens, positions, context.lengths, partDone);
    at::Tensor result = at::empty({context.batch(), config_.digests, config_.hidden}, digests_.options());
    double done = 0;
    for (const std::vector<std::int64_t>& group : groups) {
        std::vector<std::int64_t> lengths;
        for (const std::int64_t index : group)
            lengths.push_back(context.lengths[std::size_t(index)]);
        const at::Tensor chosen = at::tensor(at::IntArrayRef(group), at::kLong).to(positions.device());
        const at::Tensor part = positions.index_select(0, chosen).narrow(1, 0, lengths.front());
        const double after = done + double(group.size()) / double(context.batch());
        result.index_copy_(0, chosen, forwardGroup(tokens, part, lengths, partOf(partDone, done, after)));
        done = after;
    }
    return result;
}

/// tokens: per cross-attention layer [rows, 2 · keyWidth]; positions: [batch, length] rows of tokens.
at::Tensor IcformerInference::forwardGroup(const std::vector<at::Tensor>& tokens, const at::Tensor& positions,
                                          const std::vector<std::int64_t>& lengths, const PartDone& partDone) const
{
    const IcformerPositions where = attendsRagged() ? raggedPositions(config_, lengths, positions.device(), type_)
                                                    : icformerPositions(config_, lengths, positions.size(1), positions.device(), type_);
    at::Tensor x = digests_;
    at::Tensor normed = rmsNorm(x, layers_.front().inputNorm, config_.rmsNormEps);
    std::size_t cross = 0;
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const Layer& layer = layers_[i];
        tellPart(partDone, double(i) / double(layers_.size()));
        const at::Tensor attended = layer.cross ? crossAttention(layer, normed, tokens[cross++], positions, where) : selfAttention(layer, normed, where);
        std::tie(x, normed) = addAndNorm(x, attended, layer.postNorm, config_.rmsNormEps);
        const at::Tensor& nextNorm = i + 1 < layers_.size() ? layers_[i + 1].inputNorm : finalNorm_;
        std::tie(x, normed) = addAndNorm(x, layer.down(gatedSilu(layer.gateUp(normed))), nextNorm, config_.rmsNormEps);
    }
    return normed;
}

bool IcformerInference::attendsRagged() const { return icf::attendsRagged(digests_, config_.headDim()); }

at::Tensor IcformerInference::crossAttention(const Layer& layer, const at::Tensor& normed, const at::Tensor& tokens, const at::Tensor& positions,
                                            const IcformerPositions& where) const
{
    const bool first = &layer == &layers_.front();
    const at::Tensor query = first ? firstQuery_ : splitHeads(layer.query(normed), config_.heads);
    if (where.begins.defined())
        return layer.out(raggedAttention(layer, query, tokens, positions, where));
    const auto [k, v] = placeKeyValues(tokens, layer.digestKeyValue, positions, config_.keyValueHeads, where.keys);
    const at::Tensor q = applyRotary(query, where.keys.last(config_.digests)).expand({positions.size(0), -1, -1, -1});
    return layer.out(joinHeads(attend(q, k, v, where.crossBias, false)));
}

at::Tensor IcformerInference::raggedAttention(const Layer& layer, const at::Tensor& query, const at::Tensor& tokens, const at::Tensor& positions,
                                             const IcformerPositions& where) const
{
    const auto [k, v] = placeRaggedKeyValues(tokens, layer.digestKeyValue, positions, config_.keyValueHeads, where.places, where.begins, where.keyCount);
    const at::Tensor q = applyRotary(query, where.digestPlaces).expand({positions.size(0), -1, -1, -1});
    return attendRagged(q.transpose(1, 2), k, v, where.begins, where.longest);
}

at::Tensor IcformerInference::selfAttention(const Layer& layer, const at::Tensor& normed, const IcformerPositions& where) const
{
    const at::Tensor keyValue = layer.keyValue(normed);
    const std::int64_t width = keyValue.size(-1) / 2;
    const at::Tensor q = applyRotary(splitHeads(layer.query(normed), config_.heads), where.digestsAlone);
    const at::Tensor k = applyRotary(splitHeads(keyValue.narrow(-1, 0, width), config_.keyValueHeads), where.digestsAlone);
    const at::Tensor v = splitHeads(keyValue.narrow(-1, width, width), config_.keyValueHeads);
    return layer.out(joinHeads(attend(q, k, v, at::Tensor(), true)));
}

} // namespace icf
