#include "core/config/icformer_config.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/config/model_config.h"

namespace icf {

IcformerConfig IcformerConfig::fromJson(const nlohmann::json& json, const std::string& source)
{
    IcformerConfig config;
    config.readCommon(json, source);
    config.contextHidden = positiveEntry(json, "context_hidden_size", 4096, source);
    config.intermediate = positiveEntry(json, "intermediate_size", 11008, source);
    config.layers = positiveEntry(json, "num_hidden_layers", 12, source);
    if (config.layers > kMaxLayers)
        throw Error(source, "num_hidden_layers: more than " + std::to_string(kMaxLayers) + " layers are not supported");
    config.heads = positiveEntry(json, "num_attention_heads", 32, source);
    config.keyValueHeads = positiveEntry(json, "num_key_value_heads", config.heads, source);
    config.crossAttentionFrequency = positiveEntry(json, "cross_attention_frequency", 1, source);
    config.rmsNormEps = numberEntry(json, "rms_norm_eps", 1e-6, 0, 1, source);
    config.initializerRange = numberEntry(json, "initializer_range", 0.02, 0, 1000, source);
    config.attentionBias = flagEntry(json, "attention_bias", false, source);
    if (numberEntry(json, "attention_dropout", 0, 0, 1, source) != 0)
        throw Error(source, "attention_dropout other than 0 is not supported");
    const std::string activation = textEntry(json, "hidden_act", "silu", source);
    if (activation != "silu")
        throw Error(source, "hidden_act \"" + printable(activation) + "\" is not supported; only silu is");
    if (config.hidden % config.heads != 0 || config.heads % config.keyValueHeads != 0)
        throw Error(source, "hidden_size must be a multiple of num_attention_heads, and that of num_key_value_heads");
    if (config.contextHidden != config.hidden)
        throw Error(source, "context_hidden_size differs from hidden_size; digests and context cannot be joined then");
    config.rotary = readRotaryConfig(json, config.headDim(), source);
    return config;
}

IcformerConfig IcformerConfig::read(const std::string& folder)
{
    return readModelConfig(folder, {kModelType}, fromJson);
}

IcformerConfig IcformerConfig::forModel(const DecoderConfig& lm, std::int64_t layers, std::int64_t digests)
{
    IcformerConfig config;
    config.hidden = config.contextHidden = lm.hidden;
    config.intermediate = lm.intermediate;
    config.heads = config.keyValueHeads = lm.heads;
    if (config.hidden % config.heads != 0)
        throw Error("num_attention_heads", "the language model's hidden size is not a multiple of its heads; no compressor can be made for it");
    config.layers = layers;
    config.digests = digests;
    config.rotary.headDim = config.headDim();
    return config;
}

std::vector<WeightShape> IcformerConfig::weightShapes() const
{
    const std::int64_t keyWidth = headDim() * keyValueHeads;
    std::vector<WeightShape> shapes;
    for (std::int64_t i = 0; i < layers; ++i) {
        const bool cross = crossAttends(i);
        const std::int64_t keyInput = cross ? contextHidden : hidden;
        const std::string layer = "encoder.layers." + std::to_string(i) + ".";
        const auto linear = [&](const char* name, std::int64_t rows, std::int64_t columns) {
            const std::string attention = layer + (cross ? "cross_attn." : "self_attn.") + name;
            shapes.push_back({attention + ".weight", {rows, columns}});
            if (attentionBias)
                shapes.push_back({attention + ".bias", {rows}});
        };
        linear("k_proj", keyWidth, keyInput);
        linear("v_proj", keyWidth, keyInput);
        linear("q_proj", hidden, hidden);
        linear("o_proj", hidden, hidden);
        shapes.push_back({layer + (cross ? "cross_input_layernorm.weight" : "input_layernorm.weight"), {hidden}});
        if (cross)
            shapes.push_back({layer + "context_layernorm.weight", {contextHidden}});
        shapes.push_back({layer + "post_attention_layernorm.weight", {hidden}});
        shapes.push_back({layer + "mlp.gate_proj.weight", {intermediate, hidden}});
        shapes.push_back({layer + "mlp.up_proj.weight", {intermediate, hidden}});
        shapes.push_back({layer + "mlp.down_proj.weight", {hidden, intermediate}});
    }
    shapes.push_back({"encoder.norm.weight", {hidden}});
    return shapes;
}

LayerSizes IcformerConfig::layerSizes() const
{
    const std::int64_t attending = (layers + crossAttentionFrequency - 1) / crossAttentionFrequency;
    return {layers, attending, heads, keyValueHeads, intermediate, rotary.maxPositions, rotary.description()};
}

std::vector<FlopItem> IcformerConfig::flops(std::int64_t length, std::int64_t chunks) const
{
    const double width = double(hidden), keyWidth = double(headDim() * keyValueHeads), all = double(digests * chunks);
    double queryOut = 0, keysValues = 0, attention = 0, mlp = 0;
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const bool cross = crossAttends(layer);
        const double keys = cross ? double(length) + all : all;
        // Each digest sees its own chunk and the chunk's digests; chunks are of nearly equal length.
        const double seen = cross ? double(length) / double(chunks) + double(digests) : double(digests);
        queryOut += 2 * all * width * width;
        keysValues += 2 * keys * double(cross ? contextHidden : hidden) * keyWidth;
        attention += 2 * all * seen * width;
        mlp += 3 * all * width * double(intermediate);
    }
    return {{kQueryOutFlops, kPerMultiplyAdd * queryOut}, {kKeyValueFlops, kPerMultiplyAdd * keysValues},
        {kAttentionFlops, kPerMultiplyAdd * attention}, {kMlpFlops, kPerMultiplyAdd * mlp}};
}

double IcformerConfig::activationBytes(std::int64_t length, std::int64_t chunks, double element) const
{
    // Per cross-attention layer the normed context (float32 and element) with keys and values, and per digest what a decoder keeps plus the
    // inputs of the trained products.
    constexpr double kFloat32 = 4;
    const double width = double(hidden), keyWidth = double(headDim() * keyValueHeads), all = double(digests * chunks);
    double bytes = 0;
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const double keys = crossAttends(layer) ? double(length) + all : all;
        bytes += keys * ((kFloat32 + element) * width + 2 * element * keyWidth);
        bytes += all * (2 * kFloat32 * width + element * (5 * width + 4 * double(intermediate)));
    }
    return bytes;
}

nlohmann::json IcformerConfig::toJson() const
{
    nlohmann::json json = commonJson();
    if (!source.is_object()) {
        json.update({{"architectures", {"ICFormerModel"}}, {"attention_dropout", 0.0}, {"bos_token_id", 1}, {"eos_token_id", 2},
                     {"pad_token_id", 0}, {"causal_attention", true}, {"hidden_act", "silu"}, {"rope_scaling", nullptr},
                     {"tie_word_embeddings", false}});
    }
    json["context_hidden_size"] = contextHidden;
    json["intermediate_size"] = intermediate;
    json["num_hidden_layers"] = layers;
    json["num_attention_heads"] = heads;
    json["num_key_value_heads"] = keyValueHeads;
    json["cross_attention_frequency"] = crossAttentionFrequency;
    json["rms_norm_eps"] = rmsNormEps;
    json["initializer_range"] = initializerRange;
    json["attention_bias"] = attentionBias;
    json["rope_theta"] = rotary.theta;
    json["max_position_embeddings"] = rotary.maxPositions;
    return json;
}

} // namespace icf
