#pragma once
#include <torch/types.h>

#include <string>
#include <vector>

#include "core/base/part_done.h"
#include "core/config/icformer_config.h"
#include "core/compressor/encoder_positions.h"

namespace icf {

/// A trained tensor and the name it has in model.safetensors.
struct NamedParameter {
    std::string name;
    at::Tensor tensor;  ///< float32
};

/// The contexts of a batch, as rows of vectors and which row stands at which place.  Words repeat, so that what depends on
/// the word alone (keys and values before rotation) needs computing once per row, not once per place.
struct ContextBatch {
    at::Tensor rows;                    ///< [rows, hidden] distinct context vectors.
    std::vector<std::int64_t> ids;      ///< Token id of each row; empty when the rows are no words.
    at::Tensor places;                  ///< int64 [batch, length]: the row at each place; any row behind a context's end.
    std::vector<std::int64_t> lengths;  ///< True lengths, one per context.

    std::int64_t batch() const { return places.size(0); }
    std::int64_t length() const { return places.size(1); }
};

/// The IC-Former encoder: cross-attention layers in which the digests read the context, and self-attention layers between
/// them when crossAttentionFrequency asks for it.  Source: paper §3.2; docs/reference.md, "Compressor".
class Encoder {
public:
    /// New weights: linear ones from N(0, initializerRange), norms 1, biases 0.
    Encoder(const IcformerConfig& config, at::Generator generator);

    const IcformerConfig& config() const { return config_; }
    /// In module order, which is also the order of optimizer.pt.
    std::vector<NamedParameter> parameters() const;

    /// Reads the contexts into digests, computing what depends on the word alone once per distinct row.
    /// digestEmbeddings: [1, digests, hidden], the learned start and part of every key; type: number format of the
    /// computation → [batch, digests, hidden] in that type.
    at::Tensor forward(const ContextBatch& context, const at::Tensor& digestEmbeddings, at::ScalarType type) const;

    /// The same by the formulas as they are written in the paper and the reference: the readable definition that forward is
    /// tested against, and the source of the attention weights.
    /// context: [batch, length, hidden], padded behind; weights: receives per cross-attention layer
    /// [batch, heads, digests, length + digests] (the keys of a padded context keep their padded places) unless null; partDone: called between layers.
    at::Tensor forwardPlain(const at::Tensor& context, const std::vector<std::int64_t>& lengths, const at::Tensor& digestEmbeddings,
                            at::ScalarType type, std::vector<at::Tensor>* weights = nullptr, const PartDone& partDone = {}) const;

    /// A projection: bias is undefined without attention_bias.
    struct Linear {
        at::Tensor weight, bias;
        at::Tensor operator()(const at::Tensor& x) const;
    };
    /// The weights of one layer, float32.
    struct Layer {
        bool cross = true;
        Linear key, value, query, out;
        at::Tensor inputNorm;    ///< cross_input_layernorm or input_layernorm
        at::Tensor contextNorm;  ///< Cross-attention layers only.
        at::Tensor postNorm;
        at::Tensor gate, up, down;
    };
    const std::vector<Layer>& layers() const { return layers_; }
    const at::Tensor& finalNorm() const { return finalNorm_; }

private:
    at::Tensor crossAttention(const Layer& layer, const at::Tensor& x, const ContextBatch& context, const at::Tensor& digests,
                              const EncoderPositions& places) const;
    at::Tensor selfAttention(const Layer& layer, const at::Tensor& x, const EncoderPositions& places) const;
    at::Tensor mlp(const Layer& layer, const at::Tensor& x) const;

    IcformerConfig config_;
    std::vector<Layer> layers_;
    at::Tensor finalNorm_;
};

} // namespace icf
