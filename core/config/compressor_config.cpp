#include "core/config/compressor_config.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/config/icformer_config.h"
#include "core/config/mean_pooling_config.h"
#include "core/config/model_config.h"

namespace icf {
namespace {

/// What is known of one model_type: the one table of those that can be read and made.
struct CompressorKind {
    const char* modelType;
    std::unique_ptr<CompressorConfig> (*fromJson)(const nlohmann::json&, const std::string& file);
    std::unique_ptr<CompressorConfig> (*forModel)(const DecoderConfig&, const NewCompressor&);
};

constexpr std::array kKinds{
    CompressorKind{IcformerConfig::kModelType,
                   [](const nlohmann::json& json, const std::string& file) -> std::unique_ptr<CompressorConfig> {
                       return std::make_unique<IcformerConfig>(IcformerConfig::fromJson(json, file));
                   },
                   [](const DecoderConfig& lm, const NewCompressor& wanted) -> std::unique_ptr<CompressorConfig> {
                       return std::make_unique<IcformerConfig>(IcformerConfig::forModel(lm, wanted.layers, wanted.digests));
                   }},
    CompressorKind{MeanPoolingConfig::kModelType,
                   [](const nlohmann::json& json, const std::string& file) -> std::unique_ptr<CompressorConfig> {
                       return std::make_unique<MeanPoolingConfig>(MeanPoolingConfig::fromJson(json, file));
                   },
                   [](const DecoderConfig& lm, const NewCompressor& wanted) -> std::unique_ptr<CompressorConfig> {
                       return std::make_unique<MeanPoolingConfig>(MeanPoolingConfig::forModel(lm, wanted.digests));
                   }},
};

const CompressorKind* kindOf(const std::string& modelType)
{
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const CompressorKind& kind) { return kind.modelType == modelType; });
    return found == kKinds.end() ? nullptr : &*found;
}

} // namespace

std::unique_ptr<CompressorConfig> CompressorConfig::read(const std::string& folder)
{
    return readModelConfig(folder, modelTypes(), [](const nlohmann::json& json, const std::string& file) {
        return kindOf(json.at("model_type").get<std::string>())->fromJson(json, file);
    });
}

std::unique_ptr<CompressorConfig> CompressorConfig::forModel(const DecoderConfig& lm, const NewCompressor& wanted)
{
    const CompressorKind* kind = kindOf(wanted.modelType);
    if (!kind)
        throw Error("compressor", "unknown compressor \"" + wanted.modelType + "\"");
    return kind->forModel(lm, wanted);
}

std::vector<std::string> CompressorConfig::modelTypes()
{
    std::vector<std::string> types;
    for (const CompressorKind& kind : kKinds)
        types.push_back(kind.modelType);
    return types;
}

bool CompressorConfig::isModelType(const std::string& modelType)
{
    return kindOf(modelType) != nullptr;
}

std::int64_t CompressorConfig::trainedParameters() const
{
    return parameterCount(weightShapes()) + parameterCount(vectorShapes()) + hidden;
}

void CompressorConfig::requireFit(const DecoderConfig& lm) const
{
    if (hidden != lm.hidden)
        throw Error("icformer_path", "hidden_size: the language model has " + std::to_string(lm.hidden) + ", the compressor "
                    + std::to_string(hidden) + "; choose a compressor trained for this model");
}

void CompressorConfig::readCommon(const nlohmann::json& json, const std::string& file)
{
    source = json;
    hidden = positiveEntry(json, "hidden_size", 4096, file);
    digests = positiveEntry(json, "num_query_tokens", 128, file);
    if (const auto found = json.find(kChunkLengthKey); found != json.end() && !found->is_null())
        chunkLength = *found == 0 ? 0 : positiveEntry(json, kChunkLengthKey, 0, file);
}

nlohmann::json CompressorConfig::commonJson() const
{
    nlohmann::json json = source.is_object() ? source : nlohmann::json::object();
    json["model_type"] = modelType();
    json["hidden_size"] = hidden;
    json["num_query_tokens"] = digests;
    if (chunkLength)
        json[kChunkLengthKey] = *chunkLength;
    json["torch_dtype"] = "float32";  // What model.safetensors beside it holds.
    return json;
}

} // namespace icf
