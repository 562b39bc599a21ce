#include "core/config/llama_config.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/config/model_config.h"

namespace icf {
namespace {

LlamaConfig parseLlama(const nlohmann::json& json, const std::string& source)
{
    LlamaConfig config;
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

LlamaConfig LlamaConfig::read(const std::string& folder)
{
    return readModelConfig(folder, "llama", parseLlama);
}

bool LlamaConfig::keepsPackedWeights() const
{
    constexpr double kMostWeights = 1 << 29;
    // In double precision: no weight has been seen yet, and the sizes that a file states may have a product beyond 64 bits.
    const double perInput = 2.0 * double(heads) * double(headDim) + 2.0 * double(keyValueHeads) * double(headDim) + 3.0 * double(intermediate);
    return double(layers) * double(hidden) * perInput <= kMostWeights;
}

} // namespace icf
