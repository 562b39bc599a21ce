#include <algorithm>
#include <filesystem>
#include <map>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/utf8.h"
#include "core/config/icformer_config.h"
#include "core/config/decoder_config.h"
#include "core/facts/summarize.h"
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

void summarizeLlama(ModelSummary& summary)
{
    const DecoderConfig config = DecoderConfig::read(summary.path);
    summary.hidden = config.hidden;
    summary.layers = config.layers;
    summary.heads = config.heads;
    summary.keyValueHeads = config.keyValueHeads;
    summary.intermediate = config.intermediate;
    summary.vocab = config.vocab;
    summary.contextLimit = config.maxPositions;
    summary.rotary = config.rotary.description();
    const ModelWeights weights(summary.path);
    countTensors(summary, weights);
    config.requireWeights(weights);
    const auto tokenizer = Tokenizer::open(summary.path, Tokenizer::kStretchBytes, config.vocab);
    summary.tokenizer = tokenizer->description();
    summary.notes = config.notesOn(weights);
    for (std::string& note : tokenizer->notes())
        summary.notes.push_back(std::move(note));
}

void summarizeIcformer(ModelSummary& summary)
{
    const IcformerConfig config = IcformerConfig::read(summary.path);
    summary.hidden = config.hidden;
    summary.layers = config.layers;
    summary.heads = config.heads;
    summary.keyValueHeads = config.keyValueHeads;
    summary.intermediate = config.intermediate;
    summary.digests = config.digests;
    summary.chunkLength = config.chunkLength;
    summary.contextLimit = config.rotary.maxPositions;
    summary.rotary = config.rotary.description();
    const ModelWeights weights(summary.path);
    countTensors(summary, weights);
    config.requireWeights(weights);
    const std::string path = summary.path + "/param.pt";
    const PickleValue parameters = readTorchPickle(path);
    const PickleValue* digests = parameters.find("digest_embeddings");
    const std::vector<std::int64_t> expected{1, config.digests, config.hidden};
    if (!digests || !digests->tensor() || digests->tensor()->shape != expected)
        throw Error(path, "digest_embeddings is missing or does not fit config.json beside it");
    for (const char* key : {"digest_embeddings", "AE", "FT"}) {
        const PickleValue* entry = parameters.find(key);
        if (entry && entry->tensor()) {
            summary.parameters += entry->tensor()->count();
            summary.bytes += static_cast<std::int64_t>(entry->tensor()->bytes.size());
        }
    }
    const PickleValue* fineTune = parameters.find("FT");
    summary.hasFineTuneToken = fineTune && fineTune->tensor();
}

std::string modelType(const std::string& folder)
{
    const nlohmann::json config = readJsonFile(folder + "/config.json");
    const auto found = config.is_object() ? config.find("model_type") : config.end();
    if (!config.is_object() || found == config.end() || !found->is_string())
        throw Error(folder + "/config.json", "says no model_type; choose the folder of a Llama model or an IC-Former checkpoint");
    return printable(found->get_ref<const std::string&>());
}

} // namespace

ModelSummary summarizeModel(const std::string& folder)
{
    ModelSummary summary;
    summary.path = folder;
    try {
        std::error_code ignored;
        if (!std::filesystem::is_directory(folder, ignored))
            throw Error(folder, "no such folder; give the local folder of the model");
        summary.kind = modelType(folder);
        if (summary.kind == "llama")
            summarizeLlama(summary);
        else if (summary.kind == "icformer")
            summarizeIcformer(summary);
        else
            throw Error(folder, "unsupported model_type \"" + summary.kind + "\"; \"llama\" and \"icformer\" are supported");
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
    if (lm.kind != "llama")
        return "the folder chosen as language model holds an IC-Former checkpoint";
    if (compressor.kind != "icformer")
        return "the folder chosen as compressor holds a language model";
    if (lm.hidden != compressor.hidden)
        return "the compressor was made for hidden size " + std::to_string(compressor.hidden) + ", the language model has "
            + std::to_string(lm.hidden) + "; choose a compressor trained with this model";
    return {};
}

} // namespace icf
