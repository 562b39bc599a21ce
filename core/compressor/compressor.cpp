#include "core/compressor/compressor.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/compressor/icformer.h"
#include "core/compressor/mean_pooling.h"
#include "core/compressor/read_contexts.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/nn/length_steps.h"
#include "core/nn/tensor_io.h"

namespace icf {
namespace {

/// The class that computes a configuration of each model_type.
struct CompressorClass {
    const char* modelType;
    std::unique_ptr<Compressor> (*make)(const CompressorConfig&, std::uint64_t seed);
};

template <class Kind, class Config> std::unique_ptr<Compressor> makeKind(const CompressorConfig& config, std::uint64_t seed)
{
    return std::make_unique<Kind>(dynamic_cast<const Config&>(config), seed);
}

constexpr std::array kClasses{
    CompressorClass{IcformerConfig::kModelType, makeKind<Icformer, IcformerConfig>},
    CompressorClass{MeanPoolingConfig::kModelType, makeKind<MeanPooling, MeanPoolingConfig>},
};

/// Copies a learned vector of param.pt into place; false when there is none.
bool readParameter(const PickleValue& file, const std::string& key, const at::Tensor& target, const std::string& path)
{
    const PickleValue* entry = file.find(key);
    if (!entry)
        return false;
    const TensorData* data = entry->tensor();
    if (!data)
        throw Error(path, key + " is not a tensor");
    const at::Tensor loaded = loadTensor(*data, at::kFloat);
    if (loaded.sizes() != target.sizes())
        throw Error(path, key + ": its shape does not fit config.json beside it");
    target.copy_(loaded);
    return true;
}

} // namespace

VectorRows DigestBatch::rows(std::size_t i) const
{
    std::int64_t first = 0;
    for (std::size_t k = 0; k < i; ++k)
        first += counts[k];
    return {vectors, first, counts[i]};
}

Compressor::Compressor(std::int64_t hidden) : ae_(at::zeros({1, 1, hidden}, at::kFloat)), ft_(at::zeros({1, 1, hidden}, at::kFloat))
{
}

std::vector<NamedParameter> Compressor::parameterFile() const
{
    std::vector<NamedParameter> parameters = vectors();
    parameters.push_back({"AE", ae_});
    if (hasFt_)
        parameters.push_back({"FT", ft_});
    return parameters;
}

DigestBatch Compressor::compress(const LanguageModel& lm, const std::vector<TokenSpan>& contexts, const ChunkSettings& settings, bool encode,
                                 at::ScalarType type, const PartDone& partDone) const
{
    // Reading a context with the language model is most of the work.
    const double readingShare = encode ? 0.9 : 0;
    std::vector<TokenSpan> tokenChunks;
    std::vector<at::Tensor> vectorChunks;
    DigestBatch result;
    const std::vector<at::Tensor> hidden =
        encode ? readContexts(lm, contexts, positionsAtOnce(lm.device()), partOf(partDone, 0, readingShare)) : std::vector<at::Tensor>();
    for (std::size_t i = 0; i < contexts.size(); ++i) {
        const TokenSpan context = contexts[i];
        std::int64_t& count = result.counts.emplace_back(0);
        for (const auto& [start, end] : chunksOf(std::int64_t(context.size()), settings)) {
            count += config().vectorsOf(end - start);
            if (encode)
                vectorChunks.push_back(hidden[i].narrow(0, start, end - start));
            else
                tokenChunks.push_back(context.subspan(std::size_t(start), std::size_t(end - start)));
        }
    }
    const ContextBatch batch = encode ? gatherVectors(vectorChunks) : gatherTokens(lm, tokenChunks);
    result.vectors = compressChunks(batch, type, partOf(partDone, readingShare, 1));
    tellPart(partDone, 1);
    return result;
}

std::optional<DigestAttention> Compressor::attention(const at::Tensor&, at::ScalarType, const PartDone&) const
{
    return std::nullopt;
}

void Compressor::prepareForInference(const LanguageModel&, at::ScalarType, TableUse)
{
}

void Compressor::to(at::Device device)
{
    at::NoGradGuard noGrad;
    std::vector<NamedParameter> all = weights();
    for (NamedParameter& parameter : vectors())
        all.push_back(parameter);
    for (NamedParameter& parameter : all)
        parameter.tensor.set_data(parameter.tensor.to(device));
    for (at::Tensor* marker : {&ae_, &ft_})
        marker->set_data(marker->to(device));
}

std::unique_ptr<Compressor> makeCompressor(const CompressorConfig& config, std::uint64_t seed)
{
    const std::string type = config.modelType();
    const auto kind = std::find_if(kClasses.begin(), kClasses.end(), [&](const CompressorClass& each) { return each.modelType == type; });
    TORCH_INTERNAL_ASSERT(kind != kClasses.end(), "no class computes this configuration");
    return kind->make(config, seed);
}

std::unique_ptr<Compressor> loadCompressor(const std::string& folder)
{
    at::NoGradGuard noGrad;
    const std::unique_ptr<CompressorConfig> config = CompressorConfig::read(folder);
    const ModelWeights weights(folder);
    // Before memory is taken for what the configuration says.
    requireWeights(weights, config->weightShapes());
    const std::string path = folder + "/param.pt";
    if (std::int64_t(MappedFile::open(path)->bytes().size()) / 2 < parameterCount(config->vectorShapes()))
        throw Error(folder + "/config.json", "num_query_tokens: param.pt is too small for " + std::to_string(config->digests) + " digests");
    std::unique_ptr<Compressor> compressor = makeCompressor(*config, 0);
    for (const NamedParameter& parameter : compressor->weights())
        parameter.tensor.copy_(viewTensor(weights.require(parameter.name, parameter.tensor.sizes().vec())));
    const PickleValue file = readTorchPickle(path);
    for (const NamedParameter& parameter : compressor->vectors()) {
        if (!readParameter(file, parameter.name, parameter.tensor, path))
            throw Error(path, parameter.name + " is missing; this is not a checkpoint of " + config->kindName());
    }
    readParameter(file, "AE", compressor->ae_, path);
    compressor->hasFt_ = readParameter(file, "FT", compressor->ft_, path);
    return compressor;
}

} // namespace icf
