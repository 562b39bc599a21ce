#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "core/config/decoder_config.h"
#include "core/config/rotary_config.h"

namespace icf {

class ModelWeights;

/// Of config.json: IcformerConfig::chunkLength.  Ours; the published code ignores it.
inline constexpr const char* kChunkLengthKey = "max_chunk_len";

/// config.json of an IC-Former compressor (model_type "icformer").
struct IcformerConfig {
    std::int64_t hidden = 4096;
    std::int64_t contextHidden = 4096;
    std::int64_t intermediate = 11008;
    std::int64_t layers = 3;
    std::int64_t heads = 32;
    std::int64_t keyValueHeads = 32;
    std::int64_t digests = 128;                ///< num_query_tokens
    std::int64_t crossAttentionFrequency = 1;  ///< Layer i attends to the context when i % frequency == 0.
    double rmsNormEps = 1e-6;
    double initializerRange = 0.02;
    bool attentionBias = false;
    /// The longest chunk that it was trained on, in tokens; 0: whole contexts.  Nothing when the checkpoint does not say, as the reference's do
    /// not: options tell then how to cut contexts.
    std::optional<std::int64_t> chunkLength;
    RotaryConfig rotary;
    nlohmann::json source;                     ///< The whole file, kept so that unknown entries survive a round trip.

    std::int64_t headDim() const { return hidden / heads; }
    bool crossAttends(std::int64_t layer) const { return layer % crossAttentionFrequency == 0; }

    /// Reads folder/config.json.  Throws Error when it is no IC-Former or makes no sense.
    static IcformerConfig read(const std::string& folder);
    /// A new compressor that fits a language model: its hidden, intermediate and head sizes.
    /// Differs from the reference, which takes 4096 whatever the model is.
    static IcformerConfig forModel(const DecoderConfig& lm, std::int64_t layers, std::int64_t digests);
    /// Throws Error naming file and tensor when the weights of a compressor with this configuration are not all there in their shapes.
    void requireWeights(const ModelWeights& weights) const;
    /// config.json as the reference's code reads it.
    nlohmann::json toJson() const;
};

} // namespace icf
