#pragma once
#include <torch/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/part_done.h"
#include "core/compressor/chunks.h"
#include "core/compressor/context_batch.h"
#include "core/compressor/named_parameter.h"
#include "core/config/compressor_config.h"
#include "core/lm/language_model.h"
#include "core/nn/vector_rows.h"

namespace icf {

/// The digests of several contexts, one context after the other.
struct DigestBatch {
    at::Tensor vectors;                ///< [vectors of all contexts, hidden]
    std::vector<std::int64_t> counts;  ///< Vectors of each context.

    std::size_t size() const { return counts.size(); }
    /// Those of context i, for a layout.
    VectorRows rows(std::size_t i) const;
    /// The same as a view: [vectors, hidden].
    at::Tensor operator[](std::size_t i) const { return rows(i).tensor(); }
};

/// What the digests of one chunk attend to.
struct DigestAttention {
    at::Tensor digests;               ///< [digests, hidden] in the dtype of the computation.
    /// Per attention layer [heads, digests, length + digests]: the keys are the context, then the digests.
    std::vector<at::Tensor> weights;
};

/// Whether keys and values of tokens are kept from call to call, for compressors that have some.
enum class TableUse {
    never,        ///< Computed once per distinct token of each call.
    whenItFits,   ///< Kept on the CPU, when a table for the whole vocabulary takes at most a quarter of the free memory.
    always,
};

/// Turns contexts into vectors that a frozen language model reads in their place.  Whoever trains, evaluates or shows one knows this interface
/// only; config.json's model_type says which kind it is.  Every kind has the two learned markers AE and FT.
class Compressor {
public:
    virtual ~Compressor() = default;

    virtual const CompressorConfig& config() const = 0;
    /// The tensors of model.safetensors, in the order of CompressorConfig::weightShapes().
    virtual std::vector<NamedParameter> weights() const = 0;
    /// The learned vectors of param.pt beside the markers, in the order of CompressorConfig::vectorShapes().
    virtual std::vector<NamedParameter> vectors() const { return {}; }

    const at::Tensor& ae() const { return ae_; }  ///< Marks "repeat the text": [1, 1, hidden]
    const at::Tensor& ft() const { return ft_; }  ///< Marks "answer the prompt": [1, 1, hidden]
    /// True when a checkpoint brought FT, i.e. it was fine-tuned.
    bool hasFt() const { return hasFt_; }
    /// Turns FT on (fine-tuning) for checkpoints written from now on.
    void markFineTuned() { hasFt_ = true; }
    /// All that param.pt holds: vectors(), AE, and FT when it has one.
    std::vector<NamedParameter> parameterFile() const;

    /// Compresses several contexts in one padded batch.  encode: read the language model's last hidden states, computed on
    /// each whole context before cutting, in place of token embeddings.
    /// contexts: token ids; partDone: only called, and encode only read in blocks, where there are no gradients → digests in type.
    DigestBatch compress(const LanguageModel& lm, const std::vector<TokenSpan>& contexts, const ChunkSettings& settings, bool encode,
                         at::ScalarType type, const PartDone& partDone = {}) const;

    /// What the digests of one chunk attend to; nothing for a compressor without attention (CompressorConfig::layerSizes()).
    /// context: [length, hidden].
    virtual std::optional<DigestAttention> attention(const at::Tensor& context, at::ScalarType type, const PartDone& partDone = {}) const;

    /// Keeps what does not depend on the context, so that compress() without gradients is fast from now on.  For weights that no
    /// longer change: training must not call this.
    virtual void prepareForInference(const LanguageModel& lm, at::ScalarType type, TableUse table = TableUse::whenItFits);

    /// Throws Error naming both sizes when this compressor does not fit the language model.
    void requireFit(const DecoderConfig& lm) const { config().requireFit(lm); }
    /// Moves the weights; the tensors handed out before are then stale.
    virtual void to(at::Device device);

    /// The vectors of each chunk, CompressorConfig::vectorsOf() its length, one chunk after the other → [vectors of all chunks, hidden] in type.
    virtual at::Tensor compressChunks(const ContextBatch& chunks, at::ScalarType type, const PartDone& partDone = {}) const = 0;

protected:
    explicit Compressor(std::int64_t hidden);

private:
    friend std::unique_ptr<Compressor> loadCompressor(const std::string& folder);

    at::Tensor ae_, ft_;
    bool hasFt_ = false;
};

/// A new compressor of the kind that the configuration is of: weights from the seed, markers zero.
std::unique_ptr<Compressor> makeCompressor(const CompressorConfig& config, std::uint64_t seed);

/// Reads a checkpoint folder (config.json, model.safetensors, param.pt) of any dtype and device into float32.
/// Throws Error naming file and tensor.
std::unique_ptr<Compressor> loadCompressor(const std::string& folder);

} // namespace icf
