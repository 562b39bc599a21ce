#pragma once
#include "core/config/compressor_config.h"

namespace icf {

/// Sizes of the groups of tokens that mean pooling joins: vectors groups over length tokens that differ by at most one,
/// the longer ones first.  At most length groups; groups of one are the embeddings themselves.
std::vector<std::int64_t> poolSizes(std::int64_t length, std::int64_t vectors);

/// config.json of trained mean pooling (model_type "mean_pooling"): each chunk's vectors are cut into num_query_tokens groups of neighbours
/// (poolSizes), and each group's mean goes through one linear map.  Source: "No Mean Feat"; docs/reference.md, "Mean pooling".
struct MeanPoolingConfig final : CompressorConfig {
    static constexpr const char* kModelType = "mean_pooling";

    /// From the object of a config.json; file: named in errors.
    static MeanPoolingConfig fromJson(const nlohmann::json& json, const std::string& file);
    /// A new one that fits a language model.
    static MeanPoolingConfig forModel(const DecoderConfig& lm, std::int64_t digests);

    std::string modelType() const override { return kModelType; }
    std::string kindName() const override { return "mean pooling"; }
    /// A chunk shorter than num_query_tokens becomes as many vectors as it has tokens.
    std::int64_t vectorsOf(std::int64_t length) const override;
    std::vector<WeightShape> weightShapes() const override { return {{"linear.weight", {hidden, hidden}}, {"linear.bias", {hidden}}}; }
    std::vector<FlopItem> flops(std::int64_t length, std::int64_t chunks) const override;
    double activationBytes(std::int64_t length, std::int64_t chunks, double element) const override;
    nlohmann::json toJson() const override;

private:
    double vectorsInAll(std::int64_t length, std::int64_t chunks) const;
};

} // namespace icf
