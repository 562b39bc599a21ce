#include <algorithm>
#include <filesystem>
#include <map>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/utf8.h"
#include "core/config/compressor_config.h"
#include "core/config/decoder_config.h"
#include "core/config/model_config.h"
#include "core/facts/prompt_choice.h"
#include "core/facts/summarize.h"
#include "core/io/model_path.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/text/tokenizer.h"

namespace icf {
namespace {

const char* typeName(ElementType type)
{
    switch (type) {
    case ElementType::f64: return "float64";
    case ElementType::f32: return "float32";
    case ElementType::f16: return "float16";
    case ElementType::bf16: return "bfloat16";
    default: return elementName(type);
    }
}

/// Parameters, bytes and the dtype of most of them.
void countTensors(ModelSummary& summary, const ModelWeights& weights)
{
    std::map<std::string, std::int64_t> byType;
    for (const TensorData* tensor : weights.tensors()) {
        summary.parameters += tensor->count();
        summary.bytes += static_cast<std::int64_t>(tensor->bytes.size());
        byType[typeName(tensor->type)] += tensor->count();
    }
    const auto most = std::max_element(byType.begin(), byType.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != byType.end())
        summary.dtype = most->first;
}

void summarizeDecoder(ModelSummary& summary)
{
    const DecoderConfig config = DecoderConfig::read(summary.path);
    summary.hidden = config.hidden;
    summary.layers = config.layers;
    summary.heads = config.heads;
    summary.keyValueHeads = config.keyValueHeads;
    summary.intermediate = config.intermediate;
    summary.headDim = config.headDim;
    summary.vocab = config.vocab;
    summary.tiedHead = config.tieWordEmbeddings;
    summary.window = config.windowDescription();
    summary.attention = config.attentionDescription();
    summary.contextLimit = config.maxPositions;
    summary.rotary = config.rotaryDescription();
    const ModelWeights weights(summary.path);
    countTensors(summary, weights);
    config.requireWeights(weights);
    summary.parameters = parameterCount(weightShapes(config));
    const auto tokenizer = Tokenizer::open(summary.path, Tokenizer::kStretchBytes, config.vocab);
    summary.tokenizer = tokenizer->description();
    summary.promptTemplate = templateOfModel(summary.path).description();
    summary.notes = config.notesOn(weights);
    for (std::string& note : tokenizer->notes())
        summary.notes.push_back(std::move(note));
}

void summarizeCompressor(ModelSummary& summary)
{
    summary.compressor = true;
    const std::unique_ptr<CompressorConfig> config = CompressorConfig::read(summary.path);
    const LayerSizes sizes = config->layerSizes();
    summary.hidden = config->hidden;
    summary.layers = sizes.layers;
    summary.heads = sizes.heads;
    summary.keyValueHeads = sizes.keyValueHeads;
    summary.intermediate = sizes.intermediate;
    summary.digests = config->digests;
    summary.chunkLength = config->chunkLength;
    summary.contextLimit = sizes.maxPositions;
    summary.rotary = sizes.rotary;
    const ModelWeights weights(summary.path);
    countTensors(summary, weights);
    requireWeights(weights, config->weightShapes());
    const std::string path = summary.path + "/param.pt";
    const PickleValue parameters = readTorchPickle(path);
    std::vector<std::string> keys{"AE", "FT"};
    for (const WeightShape& wanted : config->vectorShapes()) {
        const PickleValue* entry = parameters.find(wanted.name);
        if (!entry || !entry->tensor() || entry->tensor()->shape != wanted.shape)
            throw Error(path, wanted.name + " is missing or does not fit config.json beside it");
        keys.push_back(wanted.name);
    }
    for (const std::string& key : keys) {
        const PickleValue* entry = parameters.find(key);
        if (entry && entry->tensor()) {
            summary.parameters += entry->tensor()->count();
            summary.bytes += static_cast<std::int64_t>(entry->tensor()->bytes.size());
        }
    }
    const PickleValue* fineTune = parameters.find("FT");
    summary.hasFineTuneToken = fineTune && fineTune->tensor();
    if (summary.hasFineTuneToken)
        summary.promptTemplate = storedTemplate(summary.path).description();
}

std::string modelType(const std::string& folder)
{
    const std::string path = modelConfigPath(folder);
    const nlohmann::json config = readModelEntries(path);
    const auto found = config.is_object() ? config.find("model_type") : config.end();
    if (!config.is_object() || found == config.end() || !found->is_string())
        throw Error(path, "says no model_type; choose the folder of a language model or of a compressor checkpoint");
    return printable(found->get_ref<const std::string&>());
}

} // namespace

ModelSummary summarizeModel(const std::string& folder)
{
    ModelSummary summary;
    summary.path = folder;
    try {
        std::error_code ignored;
        const std::string files = modelFiles(folder);
        if (!isGgufPath(files) && !std::filesystem::is_directory(files, ignored))
            throw Error(folder, "no such folder; give the local folder of the model, or a .gguf file");
        summary.kind = modelType(folder);
        summary.languageModel = DecoderConfig::supports(summary.kind);
        if (CompressorConfig::isModelType(summary.kind))
            summarizeCompressor(summary);
        else
            summarizeDecoder(summary);  // Which also says why another model_type is refused.
        summary.usable = true;
    } catch (const std::exception& e) {
        summary.problem = e.what();
    }
    return summary;
}

std::string whyNotTogether(const ModelSummary& lm, const ModelSummary& compressor)
{
    if (!lm.usable)
        return lm.problem;
    if (!compressor.usable)
        return compressor.problem;
    if (!lm.languageModel)
        return "the folder chosen as language model holds a compressor checkpoint";
    if (!compressor.compressor)
        return "the folder chosen as compressor holds a language model";
    if (lm.hidden != compressor.hidden)
        return "the compressor was made for hidden size " + std::to_string(compressor.hidden) + ", the language model has "
            + std::to_string(lm.hidden) + "; choose a compressor trained with this model";
    return {};
}

} // namespace icf
