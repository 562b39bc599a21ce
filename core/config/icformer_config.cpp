#include "core/config/icformer_config.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/config/model_config.h"
#include "core/io/safetensors.h"

namespace icf {
namespace {

IcformerConfig parseIcformer(const nlohmann::json& json, const std::string& source)
{
    IcformerConfig config;
    config.source = json;
    config.hidden = positiveEntry(json, "hidden_size", 4096, source);
    config.contextHidden = positiveEntry(json, "context_hidden_size", 4096, source);
    config.intermediate = positiveEntry(json, "intermediate_size", 11008, source);
    config.layers = positiveEntry(json, "num_hidden_layers", 12, source);
    config.heads = positiveEntry(json, "num_attention_heads", 32, source);
    config.keyValueHeads = positiveEntry(json, "num_key_value_heads", config.heads, source);
    config.digests = positiveEntry(json, "num_query_tokens", 128, source);
    config.crossAttentionFrequency = positiveEntry(json, "cross_attention_frequency", 1, source);
    config.rmsNormEps = numberEntry(json, "rms_norm_eps", 1e-6, 0, 1, source);
    config.initializerRange = numberEntry(json, "initializer_range", 0.02, 0, 1000, source);
    if (const auto found = json.find(kChunkLengthKey); found != json.end() && !found->is_null())
        config.chunkLength = *found == 0 ? 0 : positiveEntry(json, kChunkLengthKey, 0, source);
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

} // namespace

IcformerConfig IcformerConfig::read(const std::string& folder)
{
    return readModelConfig(folder, "icformer", parseIcformer);
}

IcformerConfig IcformerConfig::forModel(const DecoderConfig& lm, std::int64_t layers, std::int64_t digests)
{
    IcformerConfig config;
    config.hidden = config.contextHidden = lm.hidden;
    config.intermediate = lm.intermediate;
    config.heads = config.keyValueHeads = lm.heads;
    if (config.hidden % config.heads != 0)
        throw Error("num_attention_heads", "the language model's hidden size is no multiple of its heads; no compressor can be made for it");
    config.layers = layers;
    config.digests = digests;
    config.rotary.headDim = config.headDim();
    return config;
}

void IcformerConfig::requireWeights(const ModelWeights& weights) const
{
    const std::int64_t keyValue = headDim() * keyValueHeads;
    weights.require("encoder.norm.weight", {hidden});
    for (std::int64_t i = 0; i < layers; ++i) {
        const std::string layer = "encoder.layers." + std::to_string(i) + ".";
        const std::string attention = layer + (crossAttends(i) ? "cross_attn." : "self_attn.");
        const std::int64_t keyInput = crossAttends(i) ? contextHidden : hidden;
        weights.require(attention + "q_proj.weight", {hidden, hidden});
        weights.require(attention + "k_proj.weight", {keyValue, keyInput});
        weights.require(attention + "v_proj.weight", {keyValue, keyInput});
        weights.require(attention + "o_proj.weight", {hidden, hidden});
        weights.require(layer + "mlp.gate_proj.weight", {intermediate, hidden});
        weights.require(layer + "mlp.up_proj.weight", {intermediate, hidden});
        weights.require(layer + "mlp.down_proj.weight", {hidden, intermediate});
    }
}

nlohmann::json IcformerConfig::toJson() const
{
    nlohmann::json json = source.is_object() ? source : nlohmann::json::object();
    if (!source.is_object()) {
        json = {{"architectures", {"ICFormerModel"}}, {"attention_dropout", 0.0}, {"bos_token_id", 1}, {"eos_token_id", 2},
                {"pad_token_id", 0}, {"causal_attention", true}, {"hidden_act", "silu"}, {"rope_scaling", nullptr},
                {"tie_word_embeddings", false}};
    }
    json["model_type"] = "icformer";
    json["hidden_size"] = hidden;
    json["context_hidden_size"] = contextHidden;
    json["intermediate_size"] = intermediate;
    json["num_hidden_layers"] = layers;
    json["num_attention_heads"] = heads;
    json["num_key_value_heads"] = keyValueHeads;
    json["num_query_tokens"] = digests;
    json["cross_attention_frequency"] = crossAttentionFrequency;
    json["rms_norm_eps"] = rmsNormEps;
    json["initializer_range"] = initializerRange;
    json["attention_bias"] = attentionBias;
    if (chunkLength)
        json[kChunkLengthKey] = *chunkLength;
    json["rope_theta"] = rotary.theta;
    json["max_position_embeddings"] = rotary.maxPositions;
    json["torch_dtype"] = "float32";  // What model.safetensors beside it holds.
    return json;
}

} // namespace icf
