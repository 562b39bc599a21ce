#pragma once
#include <torch/types.h>

#include <vector>

#include "core/compressor/encoder.h"
#include "core/nn/packed_linear.h"

namespace icf {

/// Whether keys and values of words are kept from call to call.
enum class TableUse {
    never,        ///< Computed once per distinct token of each call.
    whenItFits,   ///< Kept when a table for the whole vocabulary takes at most a quarter of the free memory.
    always,
};

/// The encoder for weights that no longer change: the same computation as Encoder::forward with everything kept that does not
/// depend on the context.  Before rotation, the keys and values of a context token depend on its word alone, so each word's
/// are computed when it is met first and kept in a table; the digests' keys and values and the first queries are constants;
/// weights are joined and in the number format of the computation.  One thread at a time.
class InferenceEncoder {
public:
    /// Copies the weights of encoder in type.  digestEmbeddings: [1, digests, hidden]; vocab: words of the language model.
    InferenceEncoder(const Encoder& encoder, const at::Tensor& digestEmbeddings, at::ScalarType type, std::int64_t vocab, TableUse table);

    at::ScalarType type() const { return type_; }
    /// True when keys and values of words are kept.
    bool keepsWords() const { return !tables_.empty(); }
    /// Bytes of keys and values of the words met so far.
    std::int64_t tableBytes() const;

    /// As Encoder::forward, without gradients → [batch, digests, hidden] in type().  Many or unequal contexts go through in
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
    at::Tensor forwardGroup(const std::vector<at::Tensor>& words, const at::Tensor& places, const std::vector<std::int64_t>& lengths,
                            const PartDone& partDone) const;
    at::Tensor crossAttention(const Layer& layer, const at::Tensor& x, const at::Tensor& words, const at::Tensor& places,
                              const EncoderPositions& where) const;
    at::Tensor selfAttention(const Layer& layer, const at::Tensor& x, const EncoderPositions& where) const;

    IcformerConfig config_;
    at::ScalarType type_;
    std::vector<Layer> layers_;
    at::Tensor finalNorm_;
    at::Tensor digests_;                      ///< [1, digests, hidden]
    at::Tensor firstQuery_;                   ///< Of the first layer when it is a cross-attention layer, before rotation.
    /// Per cross-attention layer [vocab, 2 · keyWidth]; rows are filled when their word is met.  The memory of other rows is
    /// only reserved.
    mutable std::vector<at::Tensor> tables_;
    mutable std::vector<bool> known_;         ///< Words in the tables.
    mutable std::int64_t knownCount_ = 0;
};

} // namespace icf
