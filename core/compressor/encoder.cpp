#include "core/compressor/encoder.h"

#include "core/nn/attention.h"
#include "core/nn/cpu_products.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/length_steps.h"
#include "core/nn/rms_norm.h"
#include "core/nn/rotary.h"

namespace icf {
namespace {

/// The batch in the type of the computation, without the ids, which nothing here reads.  Rows and places are padded so that both have a stepped length together with the digests.
ContextBatch prepared(const ContextBatch& context, std::int64_t digests, at::ScalarType type)
{
    const at::Device device = context.rows.device();
    const auto padding = [&](std::int64_t length) { return steppedLength(length + digests, device, type) - length - digests; };
    ContextBatch result{context.rows.to(type), {}, context.places, context.lengths};
    if (const std::int64_t rows = padding(context.rows.size(0)))
        result.rows = at::constant_pad_nd(result.rows, {0, 0, 0, rows});
    if (const std::int64_t places = padding(context.length()))
        result.places = at::constant_pad_nd(result.places, {0, places});
    return result;
}

} // namespace

at::Tensor Encoder::Linear::operator()(const at::Tensor& x) const
{
    return project(x, weight.to(x.scalar_type()), bias.defined() ? bias.to(x.scalar_type()) : at::Tensor());
}

Encoder::Encoder(const IcformerConfig& config, at::Generator generator) : config_(config)
{
    const auto matrix = [&](std::int64_t rows, std::int64_t columns) {
        return at::empty({rows, columns}, at::kFloat).normal_(0, config.initializerRange, generator);
    };
    const auto linear = [&](std::int64_t rows, std::int64_t columns) {
        return Linear{matrix(rows, columns), config.attentionBias ? at::zeros({rows}, at::kFloat) : at::Tensor()};
    };
    const std::int64_t keyWidth = config.keyValueHeads * config.headDim();
    for (std::int64_t i = 0; i < config.layers; ++i) {
        Layer layer;
        layer.cross = config.crossAttends(i);
        layer.key = linear(keyWidth, config.hidden);
        layer.value = linear(keyWidth, config.hidden);
        layer.query = linear(config.hidden, config.hidden);
        layer.out = linear(config.hidden, config.hidden);
        layer.inputNorm = at::ones({config.hidden}, at::kFloat);
        if (layer.cross)
            layer.contextNorm = at::ones({config.hidden}, at::kFloat);
        layer.postNorm = at::ones({config.hidden}, at::kFloat);
        layer.gate = matrix(config.intermediate, config.hidden);
        layer.up = matrix(config.intermediate, config.hidden);
        layer.down = matrix(config.hidden, config.intermediate);
        layers_.push_back(std::move(layer));
    }
    finalNorm_ = at::ones({config.hidden}, at::kFloat);
}

std::vector<NamedParameter> Encoder::parameters() const
{
    std::vector<NamedParameter> result;
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const Layer& layer = layers_[i];
        const std::string prefix = "encoder.layers." + std::to_string(i) + ".";
        const std::string attn = prefix + (layer.cross ? "cross_attn." : "self_attn.");
        const auto linear = [&](const char* name, const Linear& part) {
            result.push_back({attn + name + ".weight", part.weight});
            if (part.bias.defined())
                result.push_back({attn + name + ".bias", part.bias});
        };
        linear("k_proj", layer.key);
        linear("v_proj", layer.value);
        linear("q_proj", layer.query);
        linear("o_proj", layer.out);
        result.push_back({prefix + (layer.cross ? "cross_input_layernorm.weight" : "input_layernorm.weight"), layer.inputNorm});
        if (layer.cross)
            result.push_back({prefix + "context_layernorm.weight", layer.contextNorm});
        result.push_back({prefix + "post_attention_layernorm.weight", layer.postNorm});
        result.push_back({prefix + "mlp.gate_proj.weight", layer.gate});
        result.push_back({prefix + "mlp.up_proj.weight", layer.up});
        result.push_back({prefix + "mlp.down_proj.weight", layer.down});
    }
    result.push_back({"encoder.norm.weight", finalNorm_});
    return result;
}

at::Tensor Encoder::crossAttention(const Layer& layer, const at::Tensor& x, const ContextBatch& context, const at::Tensor& digests,
                                   const EncoderPositions& places) const
{
    const std::int64_t batch = context.batch();
    // One product for the distinct tokens and the digests, then words to their places.  Rotation depends on the place, so it
    // comes after.
    const at::Tensor words = rmsNorm(at::cat({context.rows, digests[0]}), layer.contextNorm, config_.rmsNormEps);
    const at::Tensor digestPlaces = at::arange(context.rows.size(0), words.size(0), context.places.options()).unsqueeze(0);
    const at::Tensor all = at::cat({context.places, digestPlaces.expand({batch, config_.digests})}, 1).flatten();
    const auto placed = [&](const Linear& projection) {
        const at::Tensor rows = projection(words).index_select(0, all);
        return splitHeads(rows.view({batch, -1, rows.size(1)}), config_.keyValueHeads);
    };
    const at::Tensor k = applyRotary(placed(layer.key), places.keys);
    const at::Tensor v = placed(layer.value);
    const at::Tensor q = applyRotary(splitHeads(layer.query(rmsNorm(x, layer.inputNorm, config_.rmsNormEps)), config_.heads),
                                     places.keys.last(config_.digests));
    return layer.out(joinHeads(attend(q.expand({batch, -1, -1, -1}), k, v, places.crossBias, false)));
}

at::Tensor Encoder::selfAttention(const Layer& layer, const at::Tensor& x, const EncoderPositions& places) const
{
    const at::Tensor normed = rmsNorm(x, layer.inputNorm, config_.rmsNormEps);
    const at::Tensor q = applyRotary(splitHeads(layer.query(normed), config_.heads), places.digestsAlone);
    const at::Tensor k = applyRotary(splitHeads(layer.key(normed), config_.keyValueHeads), places.digestsAlone);
    return layer.out(joinHeads(attend(q, k, splitHeads(layer.value(normed), config_.keyValueHeads), at::Tensor(), true)));
}

at::Tensor Encoder::mlp(const Layer& layer, const at::Tensor& x) const
{
    const at::Tensor joined = at::cat({layer.gate.to(x.scalar_type()), layer.up.to(x.scalar_type())});
    return project(gatedSilu(project(rmsNorm(x, layer.postNorm, config_.rmsNormEps), joined)), layer.down.to(x.scalar_type()));
}

at::Tensor Encoder::forward(const ContextBatch& context, const at::Tensor& digestEmbeddings, at::ScalarType type) const
{
    const ContextBatch batch = prepared(context, config_.digests, type);
    const at::Tensor digests = digestEmbeddings.to(type);
    const EncoderPositions places = encoderPositions(config_, batch.lengths, batch.length(), batch.rows.device(), type);
    // Every row starts from the same digests: until the first cross-attention has run, one row stands for all.
    at::Tensor x = digests;
    for (const Layer& layer : layers_) {
        x = x + (layer.cross ? crossAttention(layer, x, batch, digests, places) : selfAttention(layer, x, places));
        x = x + mlp(layer, x);
    }
    return rmsNorm(x, finalNorm_, config_.rmsNormEps);
}

at::Tensor Encoder::forwardPlain(const at::Tensor& context, const std::vector<std::int64_t>& lengths, const at::Tensor& digestEmbeddings,
                                 at::ScalarType type, std::vector<at::Tensor>* weights, const PartDone& partDone) const
{
    const double eps = config_.rmsNormEps;
    const EncoderPositions places = encoderPositions(config_, lengths, context.size(1), context.device(), type);
    at::Tensor x = digestEmbeddings.to(type).expand({context.size(0), -1, -1});
    const at::Tensor contextAndDigests = at::cat({context.to(type), x}, 1);
    for (const Layer& layer : layers_) {
        tellPart(partDone, 0);
        const at::Tensor normed = rmsNormPlain(x, layer.inputNorm, eps);
        const at::Tensor source = layer.cross ? rmsNormPlain(contextAndDigests, layer.contextNorm, eps) : normed;
        const RotaryTable& table = layer.cross ? places.keys : places.digestsAlone;
        const at::Tensor q = applyRotaryPlain(splitHeads(layer.query(normed), config_.heads), table.last(config_.digests));
        const at::Tensor k = applyRotaryPlain(splitHeads(layer.key(source), config_.keyValueHeads), table);
        const at::Tensor v = splitHeads(layer.value(source), config_.keyValueHeads);
        const at::Tensor attention = attentionWeights(q, k, layer.cross ? places.crossMask : places.causalMask);
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
