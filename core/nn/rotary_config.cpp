#include "core/nn/rotary_config.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/nn/model_config.h"

namespace icf {

RotaryConfig readRotaryConfig(const nlohmann::json& config, std::int64_t headDim, const std::string& source)
{
    RotaryConfig result;
    result.headDim = headDim;
    result.maxPositions = positiveEntry(config, "max_position_embeddings", 2048, source);
    result.theta = config.value("rope_theta", 1e4);
    nlohmann::json scaling = config.value("rope_scaling", nlohmann::json());
    if (scaling.is_null())
        scaling = config.value("rope_parameters", nlohmann::json());
    if (!scaling.is_object())
        return result;
    result.theta = scaling.value("rope_theta", result.theta);
    const std::string type = scaling.value("rope_type", scaling.value("type", std::string("default")));
    result.factor = scaling.value("factor", 1.0);
    if (type == "linear") {
        result.scaling = RotaryScaling::linear;
    } else if (type == "dynamic") {
        result.scaling = RotaryScaling::dynamicNtk;
    } else if (type == "llama3") {
        result.scaling = RotaryScaling::llama3;
        result.lowFrequencyFactor = scaling.value("low_freq_factor", 1.0);
        result.highFrequencyFactor = scaling.value("high_freq_factor", 4.0);
        result.originalPositions = positiveEntry(scaling, "original_max_position_embeddings", 8192, source);
    } else if (type != "default") {
        throw Error(source, "rope_scaling type \"" + type + "\" is not supported; linear, dynamic and llama3 are");
    }
    if (!(result.factor > 0) || !(result.theta > 0) || headDim < 2 || headDim % 2 != 0)
        throw Error(source, "rotary settings make no sense (factor and rope_theta must be positive, the head size even)");
    return result;
}

} // namespace icf
