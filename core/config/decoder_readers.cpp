#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/config/decoder_config.h"
#include "core/config/model_config.h"

namespace icf {
namespace {

using nlohmann::json;

/// Entries that a file may leave out, as transformers' configuration of the same model_type fills them.  null in a file stays null.
json withDefaults(const json& file, json defaults)
{
    defaults.update(file);
    return defaults;
}

/// What all model types have in common.
DecoderConfig readDecoder(const json& entries, const std::string& source, double defaultTheta = 1e4)
{
    DecoderConfig config;
    config.hidden = positiveEntry(entries, "hidden_size", 0, source);
    config.intermediate = positiveEntry(entries, "intermediate_size", 0, source);
    config.layers = positiveEntry(entries, "num_hidden_layers", 0, source);
    if (config.layers > kMaxLayers)
        throw Error(source, "num_hidden_layers: expected at most " + std::to_string(kMaxLayers) + ", got " + std::to_string(config.layers));
    config.heads = positiveEntry(entries, "num_attention_heads", 0, source);
    config.keyValueHeads = positiveEntry(entries, "num_key_value_heads", config.heads, source);
    config.vocab = positiveEntry(entries, "vocab_size", 0, source);
    config.maxPositions = positiveEntry(entries, "max_position_embeddings", 2048, source);
    config.headDim = positiveEntry(entries, "head_dim", std::max<std::int64_t>(1, config.hidden / config.heads), source);
    config.rmsNormEps = numberEntry(entries, "rms_norm_eps", 1e-6, 0, 1, source);
    config.tieWordEmbeddings = flagEntry(entries, "tie_word_embeddings", false, source);
    config.rotary = readRotaryConfig(entries, config.headDim, source, defaultTheta);
    const std::string activation = textEntry(entries, "hidden_act", "silu", source);
    if (activation != "silu")
        throw Error(source, "hidden_act \"" + printable(activation) + "\" is not supported; only silu is");
    if (config.heads % config.keyValueHeads != 0)
        throw Error(source, "num_attention_heads must be a multiple of num_key_value_heads");
    return config;
}

/// An array with an entry for each layer; null when the file has none.
const json* layerList(const json& entries, const char* key, std::int64_t layers, const std::string& source)
{
    const auto found = entries.find(key);
    if (found == entries.end() || found->is_null())
        return nullptr;
    if (!found->is_array() || std::int64_t(found->size()) < layers)
        throw Error(source, std::string(key) + ": expected an entry for each of the " + std::to_string(layers) + " layers");
    return &*found;
}

/// Takes sliding_window for the layers that layer_types calls "sliding_attention", or where it is missing those for which byDefault says so.
template <class ByDefault> void readWindow(DecoderConfig& config, const json& entries, bool used, const std::string& source, ByDefault byDefault)
{
    const auto entry = entries.find("sliding_window");
    const bool given = used && entry != entries.end() && !entry->is_null();
    const auto* types = layerList(entries, "layer_types", config.layers, source);
    config.windowedLayers.assign(std::size_t(config.layers), false);
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        if (!types) {
            config.windowedLayers[std::size_t(layer)] = given && byDefault(layer);
            continue;
        }
        const auto& type = (*types)[std::size_t(layer)];
        if (type != "full_attention" && type != "sliding_attention")
            throw Error(source, "layer_types: " + shownEntry(type) + " is not supported; full_attention and sliding_attention are");
        config.windowedLayers[std::size_t(layer)] = type == "sliding_attention";
    }
    const auto count = std::count(config.windowedLayers.begin(), config.windowedLayers.end(), true);
    if (count > 0 && !given)
        throw Error(source, "layer_types asks for sliding_attention, but no sliding_window is given");
    if (count > 0)
        config.slidingWindow = positiveEntry(entries, "sliding_window", 0, source);
    if (count == 0 || count == config.layers)
        config.windowedLayers.clear();
}

DecoderConfig readLlama(const json& entries, const std::string& source)
{
    DecoderConfig config = readDecoder(entries, source);
    config.queryKeyValueBias = config.outputBias = flagEntry(entries, "attention_bias", false, source);
    config.mlpBias = flagEntry(entries, "mlp_bias", false, source);
    return config;
}

DecoderConfig readMistral(const json& file, const std::string& source)
{
    const json entries = withDefaults(file, {{"num_key_value_heads", 8}, {"max_position_embeddings", 131072}, {"sliding_window", 4096}});
    DecoderConfig config = readDecoder(entries, source);
    // Of all layers: transformers ignores layer_types in this model_type.
    if (!entries.at("sliding_window").is_null())
        config.slidingWindow = positiveEntry(entries, "sliding_window", 0, source);
    return config;
}

/// Windows as in Qwen2 and Qwen3: the first max_window_layers layers have none.
void readQwenWindow(DecoderConfig& config, const json& entries, const std::string& source)
{
    const double first = numberEntry(entries, "max_window_layers", 28, 0, 1e9, source);
    readWindow(config, entries, flagEntry(entries, "use_sliding_window", false, source), source, [&](std::int64_t layer) { return double(layer) >= first; });
}

DecoderConfig readQwen2(const json& file, const std::string& source)
{
    const json entries = withDefaults(file, {{"num_key_value_heads", 32}, {"max_position_embeddings", 32768}, {"sliding_window", 4096}});
    DecoderConfig config = readDecoder(entries, source);
    config.queryKeyValueBias = true;
    readQwenWindow(config, entries, source);
    return config;
}

DecoderConfig readQwen3(const json& file, const std::string& source)
{
    const json entries = withDefaults(file, {{"num_key_value_heads", 32}, {"head_dim", 128}, {"max_position_embeddings", 32768}, {"sliding_window", 4096}});
    DecoderConfig config = readDecoder(entries, source);
    config.queryKeyValueBias = config.outputBias = flagEntry(entries, "attention_bias", false, source);
    config.queryKeyNorm = true;
    readQwenWindow(config, entries, source);
    return config;
}

DecoderConfig readSmolLm3(const json& file, const std::string& source)
{
    const json entries = withDefaults(file, {{"num_key_value_heads", 4}, {"max_position_embeddings", 32768}, {"tie_word_embeddings", true}});
    DecoderConfig config = readDecoder(entries, source, 2e6);
    config.queryKeyValueBias = config.outputBias = flagEntry(entries, "attention_bias", false, source);
    config.mlpBias = flagEntry(entries, "mlp_bias", false, source);
    const std::int64_t interval = positiveEntry(entries, "no_rope_layer_interval", 4, source);
    const auto* rotary = layerList(entries, "no_rope_layers", config.layers, source);
    config.rotaryLayers.assign(std::size_t(config.layers), true);
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const auto* entry = rotary ? &(*rotary)[std::size_t(layer)] : nullptr;
        if (entry && *entry != 0 && *entry != 1)
            throw Error(source, "no_rope_layers: expected 1 for layers with rotary embeddings and 0 for those without, got " + shownEntry(*entry));
        config.rotaryLayers[std::size_t(layer)] = entry ? *entry == 1 : (layer + 1) % interval != 0;
    }
    if (std::ranges::count(config.rotaryLayers, false) == 0)
        config.rotaryLayers.clear();
    readWindow(config, entries, flagEntry(entries, "use_sliding_window", false, source), source, [&](std::int64_t layer) { return !config.rotates(layer); });
    return config;
}

/// One reader for each model_type.
struct DecoderReader {
    const char* modelType;
    DecoderConfig (*read)(const json& entries, const std::string& source);
};
constexpr std::array kReaders{DecoderReader{"llama", readLlama}, DecoderReader{"mistral", readMistral}, DecoderReader{"qwen2", readQwen2},
                              DecoderReader{"qwen3", readQwen3}, DecoderReader{"smollm3", readSmolLm3}};

const DecoderReader* readerOf(const std::string& modelType)
{
    const auto found = std::ranges::find_if(kReaders, [&](const DecoderReader& reader) { return modelType == reader.modelType; });
    return found == kReaders.end() ? nullptr : &*found;
}

/// Why a model cannot be read whatever its other entries say; empty when nothing is known against it.
std::string whyUnsupported(const json& entries, const std::string& modelType)
{
    const auto stated = [&](std::initializer_list<const char*> keys) {
        return std::ranges::any_of(keys, [&](const char* key) { return entries.contains(key) && !entries.at(key).is_null(); });
    };
    if (modelType.starts_with("gemma"))
        return " (its norms, activation and scaled embeddings differ)";
    if (stated({"vision_config", "audio_config", "text_config"}))
        return " (a multimodal model)";
    if (stated({"num_experts", "num_local_experts", "n_routed_experts", "moe_intermediate_size"}))
        return " (a mixture of experts)";
    return {};
}

DecoderConfig parseDecoder(const json& entries, const std::string& source)
{
    const auto type = entries.find("model_type");
    const std::string name = type != entries.end() && type->is_string() ? type->get<std::string>() : std::string();
    const DecoderReader* reader = readerOf(name);
    const std::string why = whyUnsupported(entries, name);
    if (!reader || !why.empty()) {
        std::string known;
        for (const DecoderReader& one : kReaders)
            known += (known.empty() ? "" : &one == &kReaders.back() ? " and " : ", ") + std::string(one.modelType);
        const std::string shown = name.empty() ? (type == entries.end() ? "null" : shownEntry(*type)) : "\"" + printable(name) + "\"";
        throw Error(source, "unsupported model_type " + shown + why + "; language models of the types " + known + " are supported");
    }
    refuseQuantization(entries, source);
    DecoderConfig config = reader->read(entries, source);
    config.modelType = name;
    return config;
}

} // namespace

DecoderConfig DecoderConfig::read(const std::string& folder)
{
    return readModelConfig(folder, {}, parseDecoder);
}

bool DecoderConfig::supports(const std::string& modelType)
{
    return readerOf(modelType) != nullptr;
}

} // namespace icf
