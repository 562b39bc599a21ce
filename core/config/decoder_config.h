#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/config/rotary_config.h"
#include "core/config/weight_shapes.h"

namespace icf {

class ModelWeights;

/// A decoder-only language model as its config.json describes it: sizes, and a flag for everything in which the supported architectures
/// differ.  There is one forward pass for all of them (core/lm).
struct DecoderConfig {
    std::string modelType = "llama";  ///< model_type of config.json.
    std::int64_t hidden = 0;
    std::int64_t intermediate = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t keyValueHeads = 0;
    std::int64_t headDim = 0;
    std::int64_t vocab = 0;           ///< Rows of the embedding; may be more than the tokenizer has ids.
    std::int64_t maxPositions = 0;
    double rmsNormEps = 1e-6;
    bool tieWordEmbeddings = false;   ///< The embedding is the head too.
    bool queryKeyValueBias = false;
    bool outputBias = false;          ///< Of the attention's output projection.
    bool mlpBias = false;
    bool queryKeyNorm = false;        ///< An RMS norm over each head of the queries and keys, before the rotation.
    std::int64_t slidingWindow = 0;   ///< Most keys that a query sees in windowed layers, its own position included; 0: no window.
    std::vector<bool> windowedLayers{};  ///< Whether each layer uses slidingWindow; empty: all do.
    std::vector<bool> rotaryLayers{};    ///< Whether each layer rotates queries and keys; empty: all do.
    RotaryConfig rotary{};

    /// Reads folder/config.json.  Throws Error when its model_type is not supported or it asks for something that is not.
    static DecoderConfig read(const std::string& folder);
    /// Whether read knows models of this model_type.
    static bool supports(const std::string& modelType);

    /// Most keys that a query of this layer sees, its own position included; 0: all.
    std::int64_t windowOf(std::int64_t layer) const { return windowedLayers.empty() || windowedLayers[std::size_t(layer)] ? slidingWindow : 0; }
    /// Whether this layer rotates queries and keys.
    bool rotates(std::int64_t layer) const { return rotaryLayers.empty() || rotaryLayers[std::size_t(layer)]; }
    /// "4096 tokens", "4096 tokens in 14 of 28 layers"; empty without a window.
    std::string windowDescription() const;
    /// "biases on q, k, v, o; norms of q and k"; empty for neither.
    std::string attentionDescription() const;
    /// RotaryConfig::description, and how many layers use it where not all do.
    std::string rotaryDescription() const;

    /// Throws Error naming the first tensor that is missing, has another shape, or cannot be read.
    void requireWeights(const ModelWeights& weights) const;
    /// What whoever uses the weights should know, a line each; mostly nothing.
    std::vector<std::string> notesOn(const ModelWeights& weights) const;

    /// Elements of the matrices of one layer, which every token is multiplied with.
    double layerMatrixElements() const;
    /// True when the model keeps its weights also as matrix products read them, for each direction; in bfloat16 on the CPU.  Models of over
    /// 2^29 weights in their layers do without: their users need the memory (at most 2 GiB) more.
    bool keepsPackedWeights() const;
};

/// All tensors of the architecture.  Loading, the fit check, parameter counts and operation counts are made from this list.
std::vector<WeightShape> weightShapes(const DecoderConfig& config);
/// Those of one layer.
std::vector<WeightShape> layerShapes(const DecoderConfig& config, std::int64_t layer);

} // namespace icf
