#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/config/decoder_config.h"
#include "core/config/flops.h"
#include "core/config/weight_shapes.h"

namespace icf {

/// Of config.json: CompressorConfig::chunkLength.  Ours; the published code ignores it.
inline constexpr const char* kChunkLengthKey = "max_chunk_len";

/// Sizes of the layers of a compressor that has some; all 0 and empty for one without.
struct LayerSizes {
    std::int64_t layers = 0;
    std::int64_t attentionLayers = 0;  ///< Those in which digests attend to the context.
    std::int64_t heads = 0;
    std::int64_t keyValueHeads = 0;
    std::int64_t intermediate = 0;
    std::int64_t maxPositions = 0;
    std::string rotary;                ///< RotaryConfig::description().
};

/// What a new compressor is made with, beside the language model's sizes.
struct NewCompressor {
    std::string modelType = "icformer";
    std::int64_t digests = 128;  ///< Per chunk.
    std::int64_t layers = 3;     ///< Of those that have layers.
};

/// config.json of a compressor: what all of them have in common, and what can be told before weights are loaded.
/// A compressor turns each chunk of a context into at most `digests` vectors; its files are config.json, model.safetensors (weightShapes) and param.pt
/// (vectorShapes, and the markers AE and FT).
struct CompressorConfig {
    std::int64_t hidden = 4096;
    std::int64_t digests = 128;                ///< num_query_tokens: vectors per chunk, or the most of them.
    /// The longest chunk that it was trained on, in tokens; 0: whole contexts.  Nothing when the checkpoint does not say, as the reference's do
    /// not: options tell then how to cut contexts.
    std::optional<std::int64_t> chunkLength;
    nlohmann::json source;                     ///< The whole file, kept so that unknown entries survive a round trip.

    virtual ~CompressorConfig() = default;

    /// Reads folder/config.json as its model_type asks.  Throws Error when no compressor has that model_type, or when it makes no sense.
    static std::unique_ptr<CompressorConfig> read(const std::string& folder);
    /// A new compressor that fits a language model.  Throws Error for an unknown model_type.
    static std::unique_ptr<CompressorConfig> forModel(const DecoderConfig& lm, const NewCompressor& wanted);
    /// Every model_type that can be read and made.
    static std::vector<std::string> modelTypes();
    static bool isModelType(const std::string& modelType);

    virtual std::string modelType() const = 0;
    /// As a message names it: "an IC-Former", "mean pooling".
    virtual std::string kindName() const = 0;
    /// Vectors that a chunk of so many tokens becomes.
    virtual std::int64_t vectorsOf(std::int64_t) const { return digests; }
    /// The longest chunk that it was made for, in tokens; 0: any.
    virtual std::int64_t positions() const { return 0; }
    /// The tensors of model.safetensors, in module order.
    virtual std::vector<WeightShape> weightShapes() const = 0;
    /// The learned vectors of param.pt beside the markers.
    virtual std::vector<WeightShape> vectorShapes() const { return {}; }
    virtual LayerSizes layerSizes() const { return {}; }
    /// Forward pass over a context of length tokens, cut into chunks of nearly equal length.
    virtual std::vector<FlopItem> flops(std::int64_t length, std::int64_t chunks) const = 0;
    /// Bytes that the forward pass keeps for the backward pass; element: of the dtype of the computation.
    virtual double activationBytes(std::int64_t length, std::int64_t chunks, double element) const = 0;
    /// config.json, with what was read kept.
    virtual nlohmann::json toJson() const = 0;

    /// What one task trains: weights, learned vectors and one marker.
    std::int64_t trainedParameters() const;
    /// Throws Error naming both sizes when a compressor with this configuration does not fit the language model.
    void requireFit(const DecoderConfig& lm) const;

protected:
    /// Reads and writes what all have in common but digests, whose default each kind has of its own.
    void readCommon(const nlohmann::json& json, const std::string& file);
    nlohmann::json commonJson() const;
};

} // namespace icf
