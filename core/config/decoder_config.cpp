#include "core/config/decoder_config.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/config/model_config.h"
#include "core/io/safetensors.h"

namespace icf {
namespace {

constexpr const char* kEmbedding = "model.embed_tokens.weight";
constexpr const char* kHead = "lm_head.weight";

DecoderConfig parseLlama(const nlohmann::json& json, const std::string& source)
{
    refuseQuantization(json, source);
    DecoderConfig config;
    config.hidden = positiveEntry(json, "hidden_size", 0, source);
    config.intermediate = positiveEntry(json, "intermediate_size", 0, source);
    config.layers = positiveEntry(json, "num_hidden_layers", 0, source);
    config.heads = positiveEntry(json, "num_attention_heads", 0, source);
    config.keyValueHeads = positiveEntry(json, "num_key_value_heads", config.heads, source);
    config.vocab = positiveEntry(json, "vocab_size", 0, source);
    config.maxPositions = positiveEntry(json, "max_position_embeddings", 2048, source);
    config.headDim = positiveEntry(json, "head_dim", std::max<std::int64_t>(1, config.hidden / config.heads), source);
    config.rmsNormEps = numberEntry(json, "rms_norm_eps", 1e-6, 0, 1, source);
    config.tieWordEmbeddings = flagEntry(json, "tie_word_embeddings", false, source);
    config.attentionBias = flagEntry(json, "attention_bias", false, source);
    config.mlpBias = flagEntry(json, "mlp_bias", false, source);
    config.rotary = readRotaryConfig(json, config.headDim, source);
    const std::string activation = textEntry(json, "hidden_act", "silu", source);
    if (activation != "silu")
        throw Error(source, "hidden_act \"" + printable(activation) + "\" is not supported; only silu is");
    if (config.heads % config.keyValueHeads != 0)
        throw Error(source, "num_attention_heads must be a multiple of num_key_value_heads");
    return config;
}

} // namespace

DecoderConfig DecoderConfig::read(const std::string& folder)
{
    return readModelConfig(folder, {"llama"}, parseLlama);
}

void DecoderConfig::requireWeights(const ModelWeights& weights) const
{
    const std::int64_t queries = heads * headDim;
    const std::int64_t keyValue = keyValueHeads * headDim;
    weights.require(kEmbedding, {vocab, hidden});
    weights.require("model.norm.weight", {hidden});
    for (std::int64_t i = 0; i < layers; ++i) {
        const std::string layer = "model.layers." + std::to_string(i) + ".";
        const auto linear = [&](const std::string& name, std::int64_t rows, std::int64_t columns, bool bias) {
            weights.require(layer + name + ".weight", {rows, columns});
            if (bias)
                weights.require(layer + name + ".bias", {rows});
        };
        linear("self_attn.q_proj", queries, hidden, attentionBias);
        linear("self_attn.k_proj", keyValue, hidden, attentionBias);
        linear("self_attn.v_proj", keyValue, hidden, attentionBias);
        linear("self_attn.o_proj", hidden, queries, attentionBias);
        linear("mlp.gate_proj", intermediate, hidden, mlpBias);
        linear("mlp.up_proj", intermediate, hidden, mlpBias);
        linear("mlp.down_proj", hidden, intermediate, mlpBias);
        weights.require(layer + "input_layernorm.weight", {hidden});
        weights.require(layer + "post_attention_layernorm.weight", {hidden});
    }
    if (tieWordEmbeddings)
        return;
    if (!weights.has(kHead))
        throw Error(weights.folder(), std::string("tensor \"") + kHead + "\" is missing, and config.json does not say that the embedding is used for it; "
                    "if it is, set \"tie_word_embeddings\": true there");
    weights.require(kHead, {vocab, hidden});
}

std::vector<std::string> DecoderConfig::notesOn(const ModelWeights& weights) const
{
    std::vector<std::string> notes;
    const TensorData* head = weights.find(kHead);
    const TensorData* embedding = weights.find(kEmbedding);
    if (tieWordEmbeddings && head && embedding && (head->type != embedding->type || !std::ranges::equal(head->bytes, embedding->bytes)))
        notes.push_back(weights.folder() + ": tie_word_embeddings is true, but the file has another lm_head.weight; the embedding is used in its place. "
                        "If lm_head.weight is meant, set \"tie_word_embeddings\": false in config.json");
    return notes;
}

bool DecoderConfig::keepsPackedWeights() const
{
    constexpr double kMaxWeights = 1 << 29;
    // In double precision: no weight has been seen yet, and the sizes that a file states may have a product beyond 64 bits.
    const double perInput = 2.0 * double(heads) * double(headDim) + 2.0 * double(keyValueHeads) * double(headDim) + 3.0 * double(intermediate);
    return double(layers) * double(hidden) * perInput <= kMaxWeights;
}

} // namespace icf
