#pragma once
#include <torch/types.h>

#include <vector>

#include "core/compressor/compressor.h"
#include "core/compressor/icformer_encoder.h"
#include "core/nn/packed_linear.h"

namespace icf {

/// The encoder for weights that no longer change: the same computation as IcformerEncoder::forward with everything kept that does not
/// depend on the context.  Before rotation, the keys and values of a context token depend on its id alone, so each token's
/// are computed when it is met first and kept in a table; the digests' keys and values and the first queries are constants;
/// weights are joined and in the dtype of the computation.  One thread at a time.
class IcformerInference {
public:
    /// Copies the weights of encoder in type.  digestEmbeddings: [1, digests, hidden]; vocab: tokens of the language model.
    IcformerInference(const IcformerEncoder& encoder, const at::Tensor& digestEmbeddings, at::ScalarType type, std::int64_t vocab, TableUse table);

    at::ScalarType type() const { return type_; }
    /// True when keys and values of tokens are kept.
    bool keepsTokens() const { return !tables_.empty(); }
    /// Bytes of keys and values of the tokens met so far.
    std::int64_t tableBytes() const;

    /// As IcformerEncoder::forward, without gradients → [batch, digests, hidden] in type().  Many or unequal contexts go through in
    /// groups of like length, so that memory grows with the result alone.  partDone is called between groups and layers.
    at::Tensor forward(const ContextBatch& context, const PartDone& partDone = {}) const;

private:
    struct Layer {
        bool cross = true;
        PackedLinear keyValue;              ///< Joined, keys first: [2 · keyWidth, hidden]
        PackedLinear query, out, gateUp, down;
        at::Tensor inputNorm, contextNorm, postNorm;
        at::Tensor digestKeyValue;          ///< Of the digests as keys, before rotation: [digests, 2 · keyWidth]
    };

    void fillTables(const ContextBatch& context, const PartDone& partDone) const;
    at::Tensor forwardGroup(const std::vector<at::Tensor>& tokens, const at::Tensor& positions, const std::vector<std::int64_t>& lengths,
                            const PartDone& partDone) const;
    at::Tensor crossAttention(const Layer& layer, const at::Tensor& normed, const at::Tensor& tokens, const at::Tensor& positions,
                              const IcformerPositions& where) const;
    /// The cross-attention's inner part where attendsRagged: [batch, digests, heads · headDim].
    at::Tensor raggedAttention(const Layer& layer, const at::Tensor& query, const at::Tensor& tokens, const at::Tensor& positions,
                               const IcformerPositions& where) const;
    at::Tensor selfAttention(const Layer& layer, const at::Tensor& normed, const IcformerPositions& where) const;
    /// Whether contexts of unequal length go through together, without masks.
    bool attendsRagged() const;

    IcformerConfig config_;
    at::ScalarType type_;
    std::vector<Layer> layers_;
    at::Tensor finalNorm_;
    at::Tensor digests_;                      ///< [1, digests, hidden]
    at::Tensor firstQuery_;                   ///< Of the first layer when it is a cross-attention layer, before rotation.
    /// Per cross-attention layer [vocab, 2 · keyWidth]; rows are filled when their token is met.  The memory of other rows is
    /// only reserved.
    mutable std::vector<at::Tensor> tables_;
    mutable std::vector<bool> known_;         ///< Tokens in the tables.
    mutable std::int64_t knownCount_ = 0;
};

} // namespace icf
