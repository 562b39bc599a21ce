#pragma once
#include "core/compressor/compressor.h"
#include "core/compressor/icformer_encoder.h"
#include "core/compressor/icformer_inference.h"

namespace icf {

/// The In-Context Former: the encoder, and the digest embeddings that it reads a context into.  Source: paper §3.2.
class Icformer final : public Compressor {
public:
    /// A new one: weights from the seed, digest embeddings and markers zero as in the reference.
    Icformer(const IcformerConfig& config, std::uint64_t seed);

    const IcformerConfig& config() const override { return encoder_.config(); }
    const IcformerEncoder& encoder() const { return encoder_; }
    const at::Tensor& digestEmbeddings() const { return digestEmbeddings_; }  ///< [1, digests, hidden]

    std::vector<NamedParameter> weights() const override { return encoder_.parameters(); }
    std::vector<NamedParameter> vectors() const override { return {{"digest_embeddings", digestEmbeddings_}}; }
    std::optional<DigestAttention> attention(const at::Tensor& context, at::ScalarType type, const PartDone& partDone = {}) const override;
    void prepareForInference(const LanguageModel& lm, at::ScalarType type, TableUse table = TableUse::whenItFits) override;
    void to(at::Device device) override;
    at::Tensor compressChunks(const ContextBatch& chunks, at::ScalarType type, const PartDone& partDone = {}) const override;

private:
    IcformerEncoder encoder_;
    at::Tensor digestEmbeddings_;
    std::unique_ptr<IcformerInference> inference_;  ///< Null until prepareForInference.
};

} // namespace icf
