#include "core/config/rotary_config.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/config/model_config.h"

namespace icf {
namespace {

// Far beyond what any model has, and so that float32 holds every power that is made of them.
constexpr double kLeastTheta = 1, kMostTheta = 1e15;
constexpr double kLeastFactor = 1e-3, kMostFactor = 1e6;

} // namespace

std::int64_t RotaryConfig::stretchedPositions() const
{
    const bool stretched = scaling == RotaryScaling::linear || scaling == RotaryScaling::dynamicNtk;
    return stretched ? std::int64_t(double(maxPositions) * std::max(1.0, factor)) : maxPositions;
}

RotaryConfig readRotaryConfig(const nlohmann::json& config, std::int64_t headDim, const std::string& source)
{
    RotaryConfig result;
    result.headDim = headDim;
    result.maxPositions = positiveEntry(config, "max_position_embeddings", 2048, source);
    if (headDim < 2 || headDim % 2 != 0)
        throw Error(source, "the size of a head is " + std::to_string(headDim) + "; rotary embeddings need an even one");
    result.theta = numberEntry(config, "rope_theta", 1e4, kLeastTheta, kMostTheta, source);
    nlohmann::json scaling = config.value("rope_scaling", nlohmann::json());
    if (scaling.is_null())
        scaling = config.value("rope_parameters", nlohmann::json());
    if (scaling.is_null())
        return result;
    if (!scaling.is_object())
        throw Error(source, "rope_scaling: expected an object or null, got " + shownEntry(scaling));
    result.theta = numberEntry(scaling, "rope_theta", result.theta, kLeastTheta, kMostTheta, source);
    const std::string type = textEntry(scaling, "rope_type", textEntry(scaling, "type", "default", source), source);
    result.factor = numberEntry(scaling, "factor", 1, kLeastFactor, kMostFactor, source);
    if (type == "linear") {
        result.scaling = RotaryScaling::linear;
    } else if (type == "dynamic") {
        result.scaling = RotaryScaling::dynamicNtk;
    } else if (type == "llama3") {
        result.scaling = RotaryScaling::llama3;
        result.lowFrequencyFactor = numberEntry(scaling, "low_freq_factor", 1, kLeastFactor, kMostFactor, source);
        result.highFrequencyFactor = numberEntry(scaling, "high_freq_factor", 4, kLeastFactor, kMostFactor, source);
        if (result.highFrequencyFactor <= result.lowFrequencyFactor)
            throw Error(source, "high_freq_factor must be greater than low_freq_factor");
        result.originalPositions = positiveEntry(scaling, "original_max_position_embeddings", 8192, source);
    } else if (type != "default") {
        throw Error(source, "rope_scaling type \"" + printable(type) + "\" is not supported; linear, dynamic and llama3 are");
    }
    return result;
}

} // namespace icf
