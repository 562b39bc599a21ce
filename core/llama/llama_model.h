#pragma once
#include <torch/types.h>

#include <memory>
#include <string>
#include <vector>

#include "core/llama/kv_cache.h"
#include "core/llama/llama_config.h"
#include "core/nn/rotary.h"

namespace icf {

/// The frozen Llama-family language model.  Its weights never ask for gradients, but gradients flow through it to the
/// embeddings that it reads.
class LlamaModel {
public:
    /// Loads a Hugging Face folder (single file or shards) in the given number format.
    /// Throws Error naming the file and tensor when something is missing or has another shape than config.json says.
    static std::unique_ptr<LlamaModel> load(const std::string& folder, at::ScalarType type, at::Device device);

    const LlamaConfig& config() const { return config_; }
    at::ScalarType type() const { return type_; }
    at::Device device() const { return embedding_.device(); }
    /// The word embedding matrix [vocab, hidden].
    const at::Tensor& embeddingMatrix() const { return embedding_; }

    /// Word embeddings.  ids: int64 […] → […, hidden].
    at::Tensor embed(const at::Tensor& ids) const;
    /// The same for a list: [count, hidden].
    at::Tensor embed(const std::vector<std::int64_t>& ids) const;

    /// Runs the decoder and its final norm.
    /// embeds: [batch, length, hidden].  Rows may be padded behind their end: causal attention keeps that from mattering.
    /// leftPadding: how many positions in front of each row are padding (for batched generation), or empty.
    /// cache: keys and values of earlier positions, extended by this call; or null → [batch, length, hidden].
    at::Tensor hiddenStates(const at::Tensor& embeds, KvCache* cache = nullptr, at::IntArrayRef leftPadding = {}) const;

    /// Vocabulary scores.  hidden: [rows, hidden] (only the rows that somebody reads) → float32 [rows, vocab].
    at::Tensor logits(const at::Tensor& hidden) const;

    /// A cache with room for capacity positions.
    KvCache makeCache(std::int64_t batch, std::int64_t capacity) const;

    /// SHA-256 over all weights as they lie in memory, to show that training left them alone.
    std::string checksum() const;
    std::int64_t parameterCount() const;

private:
    struct Layer {
        at::Tensor inputNorm, postNorm;         ///< [hidden]
        at::Tensor queryKeyValue;               ///< [(heads + 2 keyValueHeads) · headDim, hidden], joined
        at::Tensor queryKeyValueBias, outBias;  ///< Undefined without attention_bias.
        at::Tensor out;                         ///< [hidden, heads · headDim]
        at::Tensor gateUp, gateUpBias;          ///< [2 · intermediate, hidden], joined
        at::Tensor down, downBias;              ///< [hidden, intermediate]
    };

    at::Tensor attention(const Layer& layer, std::int64_t index, const at::Tensor& x, const RotaryTable& table,
                         const at::Tensor& mask, KvCache* cache) const;

    LlamaConfig config_;
    at::ScalarType type_ = at::kFloat;
    at::Tensor embedding_;  ///< [vocab, hidden]
    at::Tensor finalNorm_;  ///< [hidden]
    at::Tensor head_;       ///< [vocab, hidden]; the embedding itself when tied
    std::vector<Layer> layers_;
};

} // namespace icf
