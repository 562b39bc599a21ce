#pragma once
#include <torch/types.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/compressor/encoder.h"
#include "core/compressor/inference_encoder.h"
#include "core/lm/language_model.h"
#include "core/nn/vector_rows.h"

namespace icf {

/// Whether and how a context is cut before compressing ("divide and conquer").
struct ChunkSettings {
    bool useChunk = false;
    std::int64_t maxChunkLen = 512;
};

/// First and behind-last token of each chunk: ceil(n / maxChunkLen) chunks of ceil(n / chunks) tokens, the last maybe
/// shorter.  Without chunking, and for an empty context, one chunk.  Source: docs/reference.md, "Chunks".
std::vector<std::pair<std::int64_t, std::int64_t>> chunksOf(std::int64_t length, const ChunkSettings& settings);

/// Token ids of one context or chunk, owned by somebody else.
using TokenSpan = std::span<const std::int64_t>;
/// Views of several; the lists must outlive them.
std::vector<TokenSpan> spansOf(const std::vector<std::vector<std::int64_t>>& lists);

/// The digests of several contexts, one context after the other.
struct DigestBatch {
    at::Tensor vectors;                ///< [chunks · digests of all contexts, hidden]
    std::vector<std::int64_t> counts;  ///< Vectors of each context.

    std::size_t size() const { return counts.size(); }
    /// Those of context i, for a layout.
    VectorRows rows(std::size_t i) const;
    /// The same as a view: [chunks · digests, hidden].
    at::Tensor operator[](std::size_t i) const { return rows(i).tensor(); }
};

/// Token ids of several chunks as distinct token embeddings and their positions.
ContextBatch gatherTokens(const LanguageModel& lm, const std::vector<TokenSpan>& chunks);
/// Vectors of several chunks ([length, hidden] each) as they are.
ContextBatch gatherVectors(const std::vector<at::Tensor>& chunks);

/// The encoder with what is learned beside it: the digest embeddings and the markers AE and FT.
class Compressor {
public:
    /// A new compressor: weights from the seed, digest embeddings and markers zero as in the reference.
    Compressor(const IcformerConfig& config, std::uint64_t seed);
    /// Reads a checkpoint folder (config.json, model.safetensors, param.pt) of any number format and device into float32.
    /// Throws Error naming file and tensor.
    static std::unique_ptr<Compressor> load(const std::string& folder);

    const IcformerConfig& config() const { return encoder_.config(); }
    const Encoder& encoder() const { return encoder_; }
    const at::Tensor& digestEmbeddings() const { return digestEmbeddings_; }  ///< [1, digests, hidden]
    const at::Tensor& ae() const { return ae_; }                              ///< Marks "repeat the text": [1, 1, hidden]
    const at::Tensor& ft() const { return ft_; }                              ///< Marks "answer the prompt": [1, 1, hidden]
    /// True when a checkpoint brought FT, i.e. it was fine-tuned.
    bool hasFt() const { return hasFt_; }

    /// Compresses several contexts in one padded batch.  encode: read the language model's last hidden states, computed on
    /// each whole context before cutting, in place of word embeddings.
    /// contexts: token ids; partDone: only called, and encode only read in blocks, where there are no gradients → digests in type.
    DigestBatch compress(const LanguageModel& lm, const std::vector<TokenSpan>& contexts, const ChunkSettings& settings, bool encode,
                         at::ScalarType type, const PartDone& partDone = {}) const;

    /// Keeps what does not depend on the context, so that compress() without gradients is fast from now on.  For weights that no
    /// longer change: training must not call this.
    void prepareForInference(const LanguageModel& lm, at::ScalarType type, TableUse table = TableUse::whenItFits);

    /// Throws Error naming both sizes when this compressor does not fit the language model.
    void requireFit(const DecoderConfig& lm) const;
    /// Moves the weights; the tensors handed out before are then stale.
    void to(at::Device device);

    /// Turns FT on (fine-tuning) for checkpoints written from now on.
    void markFineTuned() { hasFt_ = true; }

private:
    Encoder encoder_;
    at::Tensor digestEmbeddings_, ae_, ft_;
    bool hasFt_ = false;
    std::unique_ptr<InferenceEncoder> inference_;  ///< Null until prepareForInference.
};

} // namespace icf
