#include "core/compressor/icformer.h"

#include <ATen/CPUGeneratorImpl.h>

namespace icf {

Icformer::Icformer(const IcformerConfig& config, std::uint64_t seed)
    : Compressor(config.hidden),
      encoder_(config, at::make_generator<at::CPUGeneratorImpl>(seed)),
      digestEmbeddings_(at::zeros({1, config.digests, config.hidden}, at::kFloat))
{
}

at::Tensor Icformer::compressChunks(const ContextBatch& chunks, at::ScalarType type, const PartDone& partDone) const
{
    const bool answering = inference_ && !at::GradMode::is_enabled() && inference_->type() == type;
    const at::Tensor digests = answering ? inference_->forward(chunks, partDone) : encoder_.forward(chunks, digestEmbeddings_, type);
    return digests.reshape({-1, config().hidden});
}

std::optional<DigestAttention> Icformer::attention(const at::Tensor& context, at::ScalarType type, const PartDone& partDone) const
{
    DigestAttention result;
    const at::Tensor digests = encoder_.forwardPlain(context.unsqueeze(0), {context.size(0)}, digestEmbeddings_, type, &result.weights, partDone);
    result.digests = digests[0];
    for (at::Tensor& layer : result.weights)
        layer = layer[0];
    return result;
}

void Icformer::prepareForInference(const LanguageModel& lm, at::ScalarType type, TableUse table)
{
    inference_ = std::make_unique<IcformerInference>(encoder_, digestEmbeddings_, type, lm.config().vocab, table);
}

void Icformer::to(at::Device device)
{
    inference_.reset();
    Compressor::to(device);
}

} // namespace icf
