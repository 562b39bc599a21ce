#pragma once
#include "core/config/compressor_config.h"
#include "core/config/rotary_config.h"

namespace icf {

/// config.json of an IC-Former (model_type "icformer").
struct IcformerConfig final : CompressorConfig {
    static constexpr const char* kModelType = "icformer";

    std::int64_t contextHidden = 4096;
    std::int64_t intermediate = 11008;
    std::int64_t layers = 3;
    std::int64_t heads = 32;
    std::int64_t keyValueHeads = 32;
    std::int64_t crossAttentionFrequency = 1;  ///< Layer i attends to the context when i % frequency == 0.
    double rmsNormEps = 1e-6;
    double initializerRange = 0.02;
    bool attentionBias = false;
    RotaryConfig rotary;

    std::int64_t headDim() const { return hidden / heads; }
    bool crossAttends(std::int64_t layer) const { return layer % crossAttentionFrequency == 0; }

    /// Reads folder/config.json.  Throws Error when it is not that of an IC-Former or makes no sense.
    static IcformerConfig read(const std::string& folder);
    /// From the object of a config.json; file: named in errors.
    static IcformerConfig fromJson(const nlohmann::json& json, const std::string& file);
    /// A new IC-Former that fits a language model: its hidden, intermediate and head sizes.
    /// Differs from the reference, which takes 4096 whatever the model is.
    static IcformerConfig forModel(const DecoderConfig& lm, std::int64_t layers, std::int64_t digests);

    std::string modelType() const override { return kModelType; }
    std::string kindName() const override { return "an IC-Former"; }
    std::int64_t positions() const override { return rotary.stretchedPositions(); }
    std::vector<WeightShape> weightShapes() const override;
    std::vector<WeightShape> vectorShapes() const override { return {{"digest_embeddings", {1, digests, hidden}}}; }
    LayerSizes layerSizes() const override;
    std::vector<FlopItem> flops(std::int64_t length, std::int64_t chunks) const override;
    double activationBytes(std::int64_t length, std::int64_t chunks, double element) const override;
    /// config.json as the reference's code reads it.
    nlohmann::json toJson() const override;
};

} // namespace icf
