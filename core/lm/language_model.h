#pragma once
#include <torch/types.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/part_done.h"
#include "core/config/decoder_config.h"
#include "core/lm/kv_cache.h"
#include "core/nn/device.h"
#include "core/nn/frozen_linear.h"
#include "core/nn/quantized_matrix.h"
#include "core/nn/rotary.h"
#include "core/nn/weight_storage.h"

namespace icf {

/// The frozen language model, of any architecture that DecoderConfig describes.  Its weights never ask for gradients, but gradients flow through it to the
/// embeddings that it reads.
class LanguageModel {
public:
    /// Loads a Hugging Face folder (single file or shards) in the given dtype.
    /// Throws Error naming the file and tensor when something is missing or has another shape than config.json says.
    /// partDone: called between tensors, with the share of the weights that is loaded.
    static std::unique_ptr<LanguageModel> load(const std::string& folder, at::ScalarType type, at::Device device, const PartDone& partDone = {},
                                               const WeightStorage& storage = {});

    /// Weights from N(0, 0.02), norms 1: takes as long as a trained model of its size, for benchmarks.  Over 2^27 weights repeat 2^24 values.
    static std::unique_ptr<LanguageModel> random(const DecoderConfig& config, std::uint64_t seed, at::ScalarType type, at::Device device, const WeightStorage& storage = {});

    const DecoderConfig& config() const { return config_; }
    /// How many of the embedding's rows are tokens of the model's tokenizer: the ids below are what may be generated.  All of them until
    /// setTokenCount says less, which padded vocabularies need.
    std::int64_t tokenCount() const { return tokenCount_ < 0 ? config_.vocab : std::min(tokenCount_, config_.vocab); }
    void setTokenCount(std::int64_t count) { tokenCount_ = count; }
    /// Tokens that end an answer beside the tokenizer's end of text; none until they are set.
    void setEndTokens(std::vector<std::int64_t> ids) { endTokens_ = std::move(ids); }
    const std::vector<std::int64_t>& endTokens() const { return endTokens_; }
    bool endsAnswer(std::int64_t id) const { return std::ranges::find(endTokens_, id) != endTokens_.end(); }
    at::ScalarType type() const { return type_; }
    at::Device device() const { return finalNorm_.device(); }
    /// What times and measures work on that device.
    const DeviceRuntime& runtime() const { return *runtime_; }
    /// For tests: another one, that notes what it is asked.
    void setRuntime(std::shared_ptr<const DeviceRuntime> runtime) { runtime_ = std::move(runtime); }
    /// The word embedding matrix [vocab, hidden]; undefined when it is quantized.
    const at::Tensor& embeddingMatrix() const { return embedding_; }
    /// Null when it is not.
    const QuantizedMatrix* quantizedEmbedding() const { return quantizedEmbedding_.get(); }
    /// Its values in any floating-point type, whatever it is kept in; a copy where that differs.
    at::Tensor denseEmbedding(at::ScalarType type) const;
    /// A tensor of the model's type on its device, for those that ask what can be computed there.
    const at::Tensor& finalNorm() const { return finalNorm_; }
    /// Whether any matrix is kept quantized.
    bool isQuantized() const { return quantized_; }
    /// The matrix that turns hidden states into vocabulary scores [vocab, hidden].
    const FrozenLinear& head() const { return head_; }

    /// Word embeddings.  ids: int64 […] → […, hidden].
    at::Tensor embed(const at::Tensor& ids) const;
    /// The same for a list: [count, hidden].
    at::Tensor embed(at::IntArrayRef ids) const;

    /// Runs the decoder and its final norm.
    /// embeds: [batch, length, hidden].  Rows may be padded after their end: causal attention keeps that from mattering.
    /// leftPadding: how many positions in front of each row are padding (for batched generation), or empty.
    /// cache: keys and values of earlier positions, extended by this call; or null → [batch, length, hidden].
    at::Tensor hiddenStates(const at::Tensor& embeds, KvCache* cache = nullptr, at::IntArrayRef leftPadding = {}) const;
    /// The same for the rows of [batch · length, hidden] that somebody reads: after the last attention nothing is computed for
    /// the others.  rows: int64 [count] → [count, hidden].
    at::Tensor hiddenStatesOf(const at::Tensor& rows, const at::Tensor& embeds, KvCache* cache = nullptr, at::IntArrayRef leftPadding = {}) const;
    /// The last position of each row of the batch → [batch, hidden].
    at::Tensor lastHiddenStates(const at::Tensor& embeds, KvCache* cache = nullptr, at::IntArrayRef leftPadding = {}) const;

    /// hiddenStates and lastHiddenStates for rows of any length, without gradients: a row that keeps one layer busy for long is read in
    /// blocks of positions, so that partDone is called a few times a second even then.  Equal within float rounding; the same call when the row is short.
    at::Tensor readAll(const at::Tensor& embeds, const PartDone& partDone) const;
    at::Tensor readToLast(const at::Tensor& embeds, KvCache& cache, at::IntArrayRef leftPadding, const PartDone& partDone) const;

    /// The most multiplications and additions of one layer between two calls of partDone; changes results by float rounding only.
    void setBlockWork(double operations) { blockWork_ = operations; }

    /// Vocabulary scores.  hidden: [rows, hidden] (only the rows that somebody reads) → float32 [rows, vocab].
    at::Tensor logits(const at::Tensor& hidden) const;

    /// Reading with gradients keeps only what each layer reads, and computes the layer again on the way back: for training in less memory.
    void setGradientCheckpointing(bool on) { checkpoints_ = on; }

    /// A cache with room for capacity positions.
    KvCache makeCache(std::int64_t batch, std::int64_t capacity) const;

    /// SHA-256 over all weights as they lie in memory, to show that training left them alone.
    std::string checksum() const;
    /// Sums over the bits of all weights (core/nn/bit_sums.h), taken on the device, to show the same where copying and hashing them takes long:
    /// int64 [tensors, 2].
    at::Tensor weightSums() const;
    std::int64_t parameterCount() const;

    /// The weights of one layer.
    struct Layer {
        at::Tensor inputNorm, postNorm;  ///< [hidden]
        at::Tensor queryNorm, keyNorm;   ///< [headDim]; undefined without DecoderConfig::queryKeyNorm.
        FrozenLinear queryKeyValue;      ///< [(heads + 2 keyValueHeads) · headDim, hidden], joined
        FrozenLinear out;                ///< [hidden, heads · headDim]
        FrozenLinear gateUp;             ///< [2 · intermediate, hidden], joined
        FrozenLinear down;               ///< [hidden, intermediate]
        std::shared_ptr<const QuantizedMatrix> queryKeyValue8, out8, gateUp8, down8;  ///< Null without quantizeInt8.
    };
    const std::vector<Layer>& layers() const { return layers_; }

    /// Keeps a copy of every matrix of the model's type in 8 bits (q8_0), which decoding on the CPU then reads: half the memory to read per token.
    /// Prompts are read with the weights as they are.  Changes answers a little; not exact.
    void quantizeInt8();
    /// Forgets them.
    void dropInt8();
    /// The head in 8 bits; null without quantizeInt8.
    const QuantizedMatrix* head8() const { return head8_.get(); }

private:
    /// Gives one of the tensors that weightShapes(config) lists its values.
    using FillTensor = std::function<void(const WeightShape& wanted, const at::Tensor& target)>;
    /// The rows of one of them as they are kept quantized, or nothing where they are not.
    using TakeQuantized = std::function<std::optional<QuantizedMatrix::Part>(const WeightShape& wanted)>;
    static std::unique_ptr<LanguageModel> build(const DecoderConfig& config, at::ScalarType type, at::Device device, const FillTensor& fill,
                                                const TakeQuantized& quantized);
    /// Calls work(tensor) for every weight, biases that are not there left out.
    template <class Work> void forWeights(Work work) const;
    /// What all of the above are: a block of positions of a row that has `whole` of them in the end, which some rotary scalings need to know.
    at::Tensor readBlock(const at::Tensor& rows, const at::Tensor& embeds, KvCache* cache, at::IntArrayRef leftPadding, std::int64_t whole,
                         const PartDone& partDone) const;
    double layerWork(std::int64_t past, std::int64_t length, double scoreFactor = 1) const;
    /// Calls work(first position, positions, partDone of the block) for block after block of the row.
    template <class Work> void inBlocks(const at::Tensor& embeds, std::int64_t past, const PartDone& partDone, Work work) const;
    /// Attention without its output projection: [batch, length, heads · headDim].  mask: for this layer, its window included, or undefined.
    at::Tensor attention(std::int64_t index, const at::Tensor& x, const RotaryTable& table, const at::Tensor& mask, KvCache* cache) const;

    DecoderConfig config_;
    std::int64_t tokenCount_ = -1;
    std::vector<std::int64_t> endTokens_;
    double layerElements_ = 0;  ///< DecoderConfig::layerMatrixElements
    std::int64_t widestWindow_ = 0;  ///< Of all layers; 0 when one of them has none.
    at::ScalarType type_ = at::kFloat;
    std::shared_ptr<const DeviceRuntime> runtime_;
    at::Tensor embedding_;  ///< [vocab, hidden]; or
    std::shared_ptr<const QuantizedMatrix> quantizedEmbedding_;
    at::Tensor finalNorm_;  ///< [hidden]
    FrozenLinear head_;     ///< [vocab, hidden]; the embedding itself when tied
    std::shared_ptr<const QuantizedMatrix> head8_;
    double blockWork_ = 3e10;  ///< A tenth to a third of a second of a CPU with few cores.
    bool checkpoints_ = false;
    bool quantized_ = false;
    std::vector<Layer> layers_;
};

} // namespace icf
