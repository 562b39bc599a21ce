#include "core/config/mean_pooling_config.h"

#include <algorithm>

namespace icf {

std::vector<std::int64_t> poolSizes(std::int64_t length, std::int64_t vectors)
{
    const std::int64_t groups = std::min(length, vectors);
    std::vector<std::int64_t> sizes(static_cast<std::size_t>(std::max<std::int64_t>(0, groups)), groups > 0 ? length / groups : 0);
    for (std::int64_t i = 0; groups > 0 && i < length % groups; ++i)
        ++sizes[static_cast<std::size_t>(i)];
    return sizes;
}

MeanPoolingConfig MeanPoolingConfig::fromJson(const nlohmann::json& json, const std::string& file)
{
    MeanPoolingConfig config;
    config.readCommon(json, file);
    return config;
}

MeanPoolingConfig MeanPoolingConfig::forModel(const DecoderConfig& lm, std::int64_t digests)
{
    MeanPoolingConfig config;
    config.hidden = lm.hidden;
    config.digests = digests;
    return config;
}

std::int64_t MeanPoolingConfig::vectorsOf(std::int64_t length) const
{
    return std::min(length, digests);
}

/// Chunks are of nearly equal length.
double MeanPoolingConfig::vectorsInAll(std::int64_t length, std::int64_t chunks) const
{
    return double(chunks) * double(vectorsOf((length + chunks - 1) / chunks));
}

std::vector<FlopItem> MeanPoolingConfig::flops(std::int64_t length, std::int64_t chunks) const
{
    return {{kLinearMapFlops, kPerMultiplyAdd * vectorsInAll(length, chunks) * double(hidden) * double(hidden)}};
}

double MeanPoolingConfig::activationBytes(std::int64_t length, std::int64_t chunks, double element) const
{
    return vectorsInAll(length, chunks) * double(hidden) * element;  // The means, for the gradient of the weight.
}

nlohmann::json MeanPoolingConfig::toJson() const
{
    nlohmann::json json = commonJson();
    json["architectures"] = {"MeanPoolingCompressor"};
    return json;
}

} // namespace icf
