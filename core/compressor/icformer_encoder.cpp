#include "core/compressor/icformer_encoder.h"

#include <string>
#include <unordered_map>

#include "core/nn/attention.h"
#include "core/nn/cpu_products.h"
#include "core/nn/device_lists.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/length_steps.h"
#include "core/nn/rms_norm.h"
#include "core/nn/rotary.h"

namespace icf {
namespace {

/// The batch in the type of the computation, without the ids, which nothing here reads.  Rows and positions are padded so that both have a stepped length together with the digests.
ContextBatch prepared(const ContextBatch& context, std::int64_t digests, at::ScalarType type)
{
    const at::Device device = context.rows.device();
    const auto padding = [&](std::int64_t length) { return steppedLength(length + digests, device, type) - length - digests; };
    ContextBatch result{context.rows.to(type), {}, context.positions, context.lengths};
    if (const std::int64_t rows = padding(context.rows.size(0)))
        result.rows = at::constant_pad_nd(result.rows, {0, 0, 0, rows});
    if (const std::int64_t positions = padding(context.length()))
        result.positions = at::constant_pad_nd(result.positions, {0, positions});
    return result;
}

/// raggedPositions with what training needs beside it: the row and the angles of each key.
IcformerPositions raggedKeys(const IcformerConfig& config, const ContextBatch& batch)
{
    IcformerPositions positions = raggedPositions(config, batch.lengths, batch.rows.device(), batch.rows.scalar_type());
    const std::int64_t padded = batch.length(), all = padded + config.digests, tables = positions.places.cos.size(0);
    std::vector<std::vector<std::int64_t>> lists(2);
    for (std::int64_t sample = 0; sample < batch.batch(); ++sample) {
        const std::int64_t length = batch.lengths[std::size_t(sample)];
        for (std::int64_t at = 0; at < length + config.digests; ++at) {
            lists[0].push_back(sample * all + (at < length ? at : padded + at - length));
            lists[1].push_back((tables == 1 ? 0 : sample * positions.longest) + at);
        }
    }
    const std::vector<at::Tensor> kept = toDevice(std::move(lists), batch.rows.device());
    const at::Tensor digestRows = at::arange(batch.rows.size(0), batch.rows.size(0) + config.digests, batch.positions.options()).unsqueeze(0);
    const at::Tensor rows = at::cat({batch.positions, digestRows.expand({batch.batch(), config.digests})}, 1).flatten();
    positions.keyRows = rows.index_select(0, kept[0]);
    const auto ofKeys = [&](const at::Tensor& table) { return table.reshape({-1, table.size(2)}).index_select(0, kept[1]).unsqueeze(0); };
    positions.keys = {ofKeys(positions.places.cos), ofKeys(positions.places.sin)};
    return positions;
}

} // namespace

at::Tensor IcformerEncoder::Linear::operator()(const at::Tensor& x) const
{
    return project(x, weight.to(x.scalar_type()), bias.defined() ? bias.to(x.scalar_type()) : at::Tensor());
}

IcformerEncoder::IcformerEncoder(const IcformerConfig& config, at::Generator generator) : config_(config)
{
    std::unordered_map<std::string, at::Tensor> byName;
    for (const WeightShape& weight : config.weightShapes()) {
        at::Tensor tensor;
        if (weight.shape.size() == 2)
            tensor = at::empty(weight.shape, at::kFloat).normal_(0, config.initializerRange, generator);
        else
            tensor = weight.name.ends_with(".bias") ? at::zeros(weight.shape, at::kFloat) : at::ones(weight.shape, at::kFloat);
        parameters_.push_back({weight.name, tensor});
        byName.emplace(weight.name, tensor);
    }
    for (std::int64_t i = 0; i < config.layers; ++i) {
        const std::string prefix = "encoder.layers." + std::to_string(i) + ".";
        Layer layer;
        layer.cross = config.crossAttends(i);
        const auto linear = [&](const char* name) {
            const std::string module = prefix + (layer.cross ? "cross_attn." : "self_attn.") + name;
            return Linear{byName.at(module + ".weight"), config.attentionBias ? byName.at(module + ".bias") : at::Tensor()};
        };
        layer.key = linear("k_proj");
        layer.value = linear("v_proj");
        layer.query = linear("q_proj");
        layer.out = linear("o_proj");
        layer.inputNorm = byName.at(prefix + (layer.cross ? "cross_input_layernorm.weight" : "input_layernorm.weight"));
        if (layer.cross)
            layer.contextNorm = byName.at(prefix + "context_layernorm.weight");
        layer.postNorm = byName.at(prefix + "post_attention_layernorm.weight");
        layer.gate = byName.at(prefix + "mlp.gate_proj.weight");
        layer.up = byName.at(prefix + "mlp.up_proj.weight");
        layer.down = byName.at(prefix + "mlp.down_proj.weight");
        layers_.push_back(std::move(layer));
    }
    finalNorm_ = byName.at("encoder.norm.weight");
}

at::Tensor IcformerEncoder::crossAttention(const Layer& layer, const at::Tensor& x, const ContextBatch& context, const at::Tensor& digests,
                                   const IcformerPositions& positions) const
{
    const std::int64_t batch = context.batch();
    // One product for the distinct tokens and the digests, then tokens to their positions.  Rotation depends on the position, so it
    // comes after.
    const at::Tensor tokens = rmsNorm(at::cat({context.rows, digests[0]}), layer.contextNorm, config_.rmsNormEps);
    if (positions.begins.defined())
        return layer.out(raggedAttention(layer, x, context, tokens, positions));
    const at::Tensor digestRows = at::arange(context.rows.size(0), tokens.size(0), context.positions.options()).unsqueeze(0);
    const at::Tensor all = at::cat({context.positions, digestRows.expand({batch, config_.digests})}, 1).flatten();
    const auto placed = [&](const Linear& projection) {
        const at::Tensor rows = projection(tokens).index_select(0, all);
        return splitHeads(rows.view({batch, -1, rows.size(1)}), config_.keyValueHeads);
    };
    const at::Tensor k = applyRotary(placed(layer.key), positions.keys);
    const at::Tensor v = placed(layer.value);
    const at::Tensor q = applyRotary(splitHeads(layer.query(rmsNorm(x, layer.inputNorm, config_.rmsNormEps)), config_.heads),
                                     positions.keys.last(config_.digests));
    return layer.out(joinHeads(attend(q.expand({batch, -1, -1, -1}), k, v, positions.crossBias, false)));
}

at::Tensor IcformerEncoder::raggedAttention(const Layer& layer, const at::Tensor& x, const ContextBatch& context, const at::Tensor& tokens,
                                            const IcformerPositions& positions) const
{
    const std::int64_t batch = context.batch(), heads = config_.keyValueHeads;
    // Each key's row among the tokens; its digests follow each context.  The way back of an embedding sums the gradients of a token in one fixed order,
    // in float32.
    const auto placed = [&](const Linear& projection) { return at::embedding(projection(tokens), positions.keyRows).view({1, positions.keyCount, heads, -1}); };
    const at::Tensor k = applyRotary(placed(layer.key).transpose(1, 2), positions.keys).transpose(1, 2);
    const at::Tensor q = applyRotary(splitHeads(layer.query(rmsNorm(x, layer.inputNorm, config_.rmsNormEps)), config_.heads), positions.digestPlaces);
    return attendRagged(q.expand({batch, -1, -1, -1}).transpose(1, 2), k[0], placed(layer.value)[0], positions.begins, positions.longest);
}

at::Tensor IcformerEncoder::selfAttention(const Layer& layer, const at::Tensor& x, const IcformerPositions& positions) const
{
    const at::Tensor normed = rmsNorm(x, layer.inputNorm, config_.rmsNormEps);
    const at::Tensor q = applyRotary(splitHeads(layer.query(normed), config_.heads), positions.digestsAlone);
    const at::Tensor k = applyRotary(splitHeads(layer.key(normed), config_.keyValueHeads), positions.digestsAlone);
    return layer.out(joinHeads(attend(q, k, splitHeads(layer.value(normed), config_.keyValueHeads), at::Tensor(), true)));
}

at::Tensor IcformerEncoder::mlp(const Layer& layer, const at::Tensor& x) const
{
    const at::Tensor joined = layer.gateUp.defined() ? layer.gateUp : at::cat({layer.gate.to(x.scalar_type()), layer.up.to(x.scalar_type())});
    return project(gatedSilu(project(rmsNorm(x, layer.postNorm, config_.rmsNormEps), joined)), layer.down.to(x.scalar_type()));
}

/// The matrices and biases in the type of the computation, cast once until the optimizer changes them.  Without gradients layers() itself: whoever answers
/// much has IcformerInference.
const std::vector<IcformerEncoder::Layer>& IcformerEncoder::layersFor(at::ScalarType type) const
{
    if (!at::GradMode::is_enabled() || !finalNorm_.requires_grad())
        return layers_;
    StepWeights& kept = stepWeights_;
    std::vector<std::int64_t> versions;
    for (const NamedParameter& parameter : parameters_)
        versions.push_back(std::int64_t(parameter.tensor._version()));
    const bool sameDevice = !kept.layers.empty() && kept.layers[0].down.device() == finalNorm_.device();
    if (sameDevice && kept.type == type && kept.versions == versions)
        return kept.layers;
    kept = {};  // Before memory is taken for the new ones.
    const auto typed = [type](const at::Tensor& tensor) { return tensor.defined() ? tensor.to(type) : tensor; };
    for (Layer layer : layers_) {
        for (Linear* linear : {&layer.key, &layer.value, &layer.query, &layer.out})
            *linear = {typed(linear->weight), typed(linear->bias)};
        layer.gateUp = at::cat({typed(layer.gate), typed(layer.up)});
        layer.gate = layer.up = at::Tensor();
        layer.down = typed(layer.down);
        kept.layers.push_back(std::move(layer));
    }
    kept.type = type;
    kept.versions = std::move(versions);
    return kept.layers;
}

at::Tensor IcformerEncoder::forward(const ContextBatch& context, const at::Tensor& digestEmbeddings, at::ScalarType type) const
{
    const ContextBatch batch = prepared(context, config_.digests, type);
    const at::Tensor digests = digestEmbeddings.to(type);
    const bool ragged = attendsRagged(digests, config_.headDim());
    const IcformerPositions positions = ragged ? raggedKeys(config_, batch) : icformerPositions(config_, batch.lengths, batch.length(), batch.rows.device(), type);
    // Every row starts from the same digests: until the first cross-attention has run, one row stands for all.
    at::Tensor x = digests;
    for (const Layer& layer : layersFor(type)) {
        x = x + (layer.cross ? crossAttention(layer, x, batch, digests, positions) : selfAttention(layer, x, positions));
        x = x + mlp(layer, x);
    }
    return rmsNorm(x, finalNorm_, config_.rmsNormEps);
}

at::Tensor IcformerEncoder::forwardPlain(const at::Tensor& context, const std::vector<std::int64_t>& lengths, const at::Tensor& digestEmbeddings,
                                 at::ScalarType type, std::vector<at::Tensor>* weights, const PartDone& partDone) const
{
    const double eps = config_.rmsNormEps;
    const IcformerPositions positions = icformerPositions(config_, lengths, context.size(1), context.device(), type);
    at::Tensor x = digestEmbeddings.to(type).expand({context.size(0), -1, -1});
    const at::Tensor contextAndDigests = at::cat({context.to(type), x}, 1);
    for (const Layer& layer : layers_) {
        tellPart(partDone, 0);
        const at::Tensor normed = rmsNormPlain(x, layer.inputNorm, eps);
        const at::Tensor source = layer.cross ? rmsNormPlain(contextAndDigests, layer.contextNorm, eps) : normed;
        const RotaryTable& table = layer.cross ? positions.keys : positions.digestsAlone;
        const at::Tensor q = applyRotaryPlain(splitHeads(layer.query(normed), config_.heads), table.last(config_.digests));
        const at::Tensor k = applyRotaryPlain(splitHeads(layer.key(source), config_.keyValueHeads), table);
        const at::Tensor v = splitHeads(layer.value(source), config_.keyValueHeads);
        const at::Tensor attention = attentionWeights(q, k, layer.cross ? positions.crossMask : positions.causalMask);
        if (layer.cross && weights)
            weights->push_back(attention);
        const at::Tensor values = v.repeat_interleave(config_.heads / config_.keyValueHeads, 1);
        x = x + layer.out(joinHeads(at::matmul(attention, values)));
        const at::Tensor inner = rmsNormPlain(x, layer.postNorm, eps);
        const at::Tensor gated = at::silu(at::linear(inner, layer.gate.to(type))) * at::linear(inner, layer.up.to(type));
        x = x + at::linear(gated, layer.down.to(type));
    }
    return rmsNormPlain(x, finalNorm_, eps);
}

} // namespace icf
