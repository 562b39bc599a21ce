#pragma once
#include <optional>

#include "core/compressor/compressor.h"
#include "core/config/mean_pooling_config.h"
#include "core/nn/packed_linear.h"

namespace icf {

/// The means of each chunk's groups of neighbouring vectors, poolSizes() its length and `vectors`, one chunk after the other → float32 [groups of all
/// chunks, hidden].  Untrained mean pooling, of evaluations, is this alone.
at::Tensor poolMeans(const ContextBatch& chunks, std::int64_t vectors);

/// Trained mean pooling: poolMeans and a linear map with bias, which starts as the identity.
class MeanPooling final : public Compressor {
public:
    explicit MeanPooling(const MeanPoolingConfig& config, std::uint64_t seed = 0);

    const MeanPoolingConfig& config() const override { return config_; }
    std::vector<NamedParameter> weights() const override { return {{"linear.weight", weight_}, {"linear.bias", bias_}}; }
    void prepareForInference(const LanguageModel& lm, at::ScalarType type, TableUse table = TableUse::whenItFits) override;
    void to(at::Device device) override;
    at::Tensor compressChunks(const ContextBatch& chunks, at::ScalarType type, const PartDone& partDone = {}) const override;

private:
    MeanPoolingConfig config_;
    at::Tensor weight_;  ///< [hidden, hidden], float32
    at::Tensor bias_;    ///< [hidden]
    std::optional<PackedLinear> inference_;  ///< Nothing until prepareForInference.
    at::ScalarType inferenceType_ = at::kFloat;
};

} // namespace icf
