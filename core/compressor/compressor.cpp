#include "core/compressor/compressor.h"

#include <ATen/CPUGeneratorImpl.h>

#include <unordered_map>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/nn/tensor_io.h"

namespace icf {
namespace {

/// Copies a learned vector of param.pt into place; false when there is none.
bool readParameter(const PickleValue& file, const char* key, at::Tensor& target, const std::string& path)
{
    const PickleValue* entry = file.find(key);
    if (!entry)
        return false;
    const TensorData* data = entry->tensor();
    if (!data)
        throw Error(path, std::string(key) + " is no tensor");
    const at::Tensor loaded = loadTensor(*data, at::kFloat);
    if (loaded.sizes() != target.sizes())
        throw Error(path, std::string(key) + ": its shape does not fit config.json beside it");
    target.copy_(loaded);
    return true;
}

} // namespace

std::vector<std::pair<std::int64_t, std::int64_t>> chunksOf(std::int64_t length, const ChunkSettings& settings)
{
    if (!settings.useChunk || length == 0)
        return {{0, length}};
    const std::int64_t count = (length + settings.maxChunkLen - 1) / settings.maxChunkLen;
    const std::int64_t size = (length + count - 1) / count;
    std::vector<std::pair<std::int64_t, std::int64_t>> chunks;
    for (std::int64_t start = 0; start < length; start += size)
        chunks.emplace_back(start, std::min(start + size, length));
    return chunks;
}

std::vector<TokenSpan> spansOf(const std::vector<std::vector<std::int64_t>>& lists)
{
    return {lists.begin(), lists.end()};
}

ContextBatch gatherTokens(const LanguageModel& lm, const std::vector<TokenSpan>& chunks)
{
    std::size_t longest = 0;
    for (const TokenSpan chunk : chunks)
        longest = std::max(longest, chunk.size());
    ContextBatch batch;
    at::Tensor places = at::zeros({std::int64_t(chunks.size()), std::int64_t(longest)}, at::kLong);
    std::unordered_map<std::int64_t, std::int64_t> rowOf;
    std::vector<std::int64_t>& ids = batch.ids;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        std::int64_t* row = places.data_ptr<std::int64_t>() + i * longest;
        for (std::size_t j = 0; j < chunks[i].size(); ++j) {
            const auto [entry, added] = rowOf.try_emplace(chunks[i][j], std::int64_t(ids.size()));
            if (added)
                ids.push_back(chunks[i][j]);
            row[j] = entry->second;
        }
        batch.lengths.push_back(std::int64_t(chunks[i].size()));
    }
    batch.rows = lm.embed(ids);
    batch.places = places.to(lm.device());
    return batch;
}

ContextBatch gatherVectors(const std::vector<at::Tensor>& chunks)
{
    std::int64_t longest = 0;
    for (const at::Tensor& chunk : chunks)
        longest = std::max(longest, chunk.size(0));
    ContextBatch batch;
    batch.rows = at::cat(chunks);
    at::Tensor places = at::zeros({std::int64_t(chunks.size()), longest}, at::kLong);
    std::int64_t start = 0;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        const std::int64_t length = chunks[i].size(0);
        places[std::int64_t(i)].narrow(0, 0, length).copy_(at::arange(start, start + length, at::kLong));
        batch.lengths.push_back(length);
        start += length;
    }
    batch.places = places.to(batch.rows.device());
    return batch;
}

Compressor::Compressor(const IcformerConfig& config, std::uint64_t seed)
    : encoder_(config, at::make_generator<at::CPUGeneratorImpl>(seed)),
      digestEmbeddings_(at::zeros({1, config.digests, config.hidden}, at::kFloat)),
      ae_(at::zeros({1, 1, config.hidden}, at::kFloat)),
      ft_(at::zeros({1, 1, config.hidden}, at::kFloat))
{
}

std::unique_ptr<Compressor> Compressor::load(const std::string& folder)
{
    at::NoGradGuard noGrad;
    const IcformerConfig config = IcformerConfig::read(folder);
    const ModelWeights weights(folder);
    // Before memory is taken for what the configuration says.
    config.requireWeights(weights);
    const std::string path = folder + "/param.pt";
    if (std::int64_t(MappedFile::open(path)->bytes().size()) / 2 < config.digests * config.hidden)
        throw Error(folder + "/config.json", "num_query_tokens: param.pt is too small for " + std::to_string(config.digests) + " digests");
    auto compressor = std::make_unique<Compressor>(config, 0);
    for (NamedParameter& parameter : compressor->encoder_.parameters())
        parameter.tensor.copy_(viewTensor(weights.require(parameter.name, parameter.tensor.sizes().vec())));
    const PickleValue file = readTorchPickle(path);
    if (!readParameter(file, "digest_embeddings", compressor->digestEmbeddings_, path))
        throw Error(path, "digest_embeddings is missing; this is no IC-Former checkpoint");
    readParameter(file, "AE", compressor->ae_, path);
    compressor->hasFt_ = readParameter(file, "FT", compressor->ft_, path);
    return compressor;
}

VectorRows DigestBatch::rows(std::size_t i) const
{
    std::int64_t first = 0;
    for (std::size_t k = 0; k < i; ++k)
        first += counts[k];
    return {vectors, first, counts[i]};
}

DigestBatch Compressor::compress(const LanguageModel& lm, const std::vector<TokenSpan>& contexts, const ChunkSettings& settings, bool encode,
                                 at::ScalarType type, const PartDone& partDone) const
{
    // Reading a context with the language model is most of the work.
    const double readingShare = encode ? 0.9 : 0;
    std::vector<TokenSpan> tokenChunks;
    std::vector<at::Tensor> vectorChunks;
    DigestBatch result;
    double read = 0;
    for (const TokenSpan context : contexts) {
        at::Tensor hidden;
        if (encode) {
            at::NoGradGuard frozen;
            const double after = read + readingShare / double(contexts.size());
            hidden = lm.readAll(lm.embed(at::IntArrayRef(context.data(), context.size())).unsqueeze(0), partOf(partDone, read, after))[0];
            read = after;
        }
        const auto chunks = chunksOf(std::int64_t(context.size()), settings);
        result.counts.push_back(std::int64_t(chunks.size()) * config().digests);
        for (const auto& [start, end] : chunks) {
            if (encode)
                vectorChunks.push_back(hidden.narrow(0, start, end - start));
            else
                tokenChunks.push_back(context.subspan(std::size_t(start), std::size_t(end - start)));
        }
    }
    const ContextBatch batch = encode ? gatherVectors(vectorChunks) : gatherTokens(lm, tokenChunks);
    const bool answering = inference_ && !at::GradMode::is_enabled() && inference_->type() == type;
    const at::Tensor digests = answering ? inference_->forward(batch, partOf(partDone, readingShare, 1)) : encoder_.forward(batch, digestEmbeddings_, type);
    tellPart(partDone, 1);
    result.vectors = digests.reshape({-1, config().hidden});
    return result;
}

void Compressor::requireFit(const DecoderConfig& lm) const
{
    if (config().hidden != lm.hidden)
        throw Error("icformer_path", "hidden_size: the language model has " + std::to_string(lm.hidden) + ", the compressor "
                    + std::to_string(config().hidden) + "; choose a compressor trained for this model");
}

void Compressor::prepareForInference(const LanguageModel& lm, at::ScalarType type, TableUse table)
{
    inference_ = std::make_unique<InferenceEncoder>(encoder_, digestEmbeddings_, type, lm.config().vocab, table);
}

void Compressor::to(at::Device device)
{
    inference_.reset();
    at::NoGradGuard noGrad;
    for (NamedParameter& parameter : encoder_.parameters())
        parameter.tensor.set_data(parameter.tensor.to(device));
    for (at::Tensor* tensor : {&digestEmbeddings_, &ae_, &ft_})
        tensor->set_data(tensor->to(device));
}

} // namespace icf
