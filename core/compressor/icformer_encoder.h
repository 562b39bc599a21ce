#pragma once
#include <torch/types.h>

#include <vector>

#include "core/base/part_done.h"
#include "core/compressor/context_batch.h"
#include "core/compressor/icformer_positions.h"
#include "core/compressor/named_parameter.h"
#include "core/config/icformer_config.h"

namespace icf {

/// The IC-Former encoder: cross-attention layers in which the digests read the context, and self-attention layers between
/// them when crossAttentionFrequency asks for it.  Source: paper §3.2; docs/reference.md, "Compressor".
class IcformerEncoder {
public:
    /// New weights: linear ones from N(0, initializerRange), norms 1, biases 0.
    IcformerEncoder(const IcformerConfig& config, at::Generator generator);

    const IcformerConfig& config() const { return config_; }
    /// The tensors of IcformerConfig::weightShapes(), in that order, which is also the order of optimizer.pt.
    const std::vector<NamedParameter>& parameters() const { return parameters_; }

    /// Reads the contexts into digests, computing what depends on the token alone once per distinct row.
    /// digestEmbeddings: [1, digests, hidden], the learned start and part of every key; type: dtype of the
    /// computation → [batch, digests, hidden] in that type.
    at::Tensor forward(const ContextBatch& context, const at::Tensor& digestEmbeddings, at::ScalarType type) const;

    /// The same by the formulas as they are written in the paper and the reference: the readable definition that forward is
    /// tested against, and the source of the attention weights.
    /// context: [batch, length, hidden], right-padded; weights: receives per cross-attention layer
    /// [batch, heads, digests, length + digests] (the keys of a padded context keep their padded positions) unless null; partDone: called between layers.
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
        at::Tensor gateUp;       ///< Both joined, where they are kept so; undefined in layers().
    };
    const std::vector<Layer>& layers() const { return layers_; }
    const at::Tensor& finalNorm() const { return finalNorm_; }

private:
    at::Tensor crossAttention(const Layer& layer, const at::Tensor& x, const ContextBatch& context, const at::Tensor& digests,
                              const IcformerPositions& positions) const;
    /// The cross-attention's inner part where attendsRagged.  tokens: normalised rows of the context, then the digests'.
    at::Tensor raggedAttention(const Layer& layer, const at::Tensor& x, const ContextBatch& context, const at::Tensor& tokens,
                               const IcformerPositions& positions) const;
    at::Tensor selfAttention(const Layer& layer, const at::Tensor& x, const IcformerPositions& positions) const;
    at::Tensor mlp(const Layer& layer, const at::Tensor& x) const;
    const std::vector<Layer>& layersFor(at::ScalarType type) const;

    /// The weights as one optimizer step computes with them.  Their casts are part of autograd's graph, but save nothing, so that every micro-batch can go
    /// backward through the same ones; the gradients are added up in float32 as ever.
    struct StepWeights {
        at::ScalarType type = at::kFloat;
        std::vector<std::int64_t> versions;  ///< Of parameters_ when they were cast.
        std::vector<Layer> layers;
    };

    IcformerConfig config_;
    std::vector<NamedParameter> parameters_;
    std::vector<Layer> layers_;  ///< The same tensors.
    at::Tensor finalNorm_;
    mutable StepWeights stepWeights_;  ///< Of forward with gradients, which one thread calls.
};

} // namespace icf
