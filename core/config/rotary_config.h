#pragma once
#include <cstdint>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace icf {

/// How rotary position embeddings are scaled beyond the trained length.
enum class RotaryScaling { none, linear, dynamicNtk, llama3, yarn };

/// The rotary part of a model configuration.
struct RotaryConfig {
    std::int64_t headDim = 0;
    double theta = 1e4;
    std::int64_t maxPositions = 2048;      ///< max_position_embeddings; used by dynamicNtk.
    RotaryScaling scaling = RotaryScaling::none;
    double factor = 1;
    double lowFrequencyFactor = 1;         ///< llama3 only.
    double highFrequencyFactor = 4;        ///< llama3 only.
    std::int64_t originalPositions = 8192; ///< llama3 and yarn: positions before scaling.
    double betaFast = 32;                  ///< yarn only: frequencies that turn more often than this in originalPositions stay as they are.
    double betaSlow = 1;                   ///< yarn only: those that turn less often are divided by factor.
    bool truncate = true;                  ///< yarn only: the bounds between the two are rounded to whole dimensions.
    double attentionFactor = 1;            ///< yarn only: cosines and sines are multiplied by it.

    /// The positions that the model is meant for: linear and dynamic scaling stretch max_position_embeddings, llama3's already contains it; with
    /// yarn some files state the stretched length and some the original one, so the greater counts.
    std::int64_t stretchedPositions() const;
    /// "theta 10000" or "theta 500000, llama3 with factor 8".
    std::string description() const;
    bool operator==(const RotaryConfig&) const = default;
};

/// Reads the rotary settings in every spelling: rope_theta and rope_scaling (transformers 4), rope_parameters (transformers 5), and both together,
/// where null, {} and the type "default" say nothing.  defaultTheta: rope_theta where no place gives it.  Throws Error naming source and settings
/// where two places differ, where a scaling lacks what it needs, and on what is not supported.
RotaryConfig readRotaryConfig(const nlohmann::json& config, std::int64_t headDim, const std::string& source, double defaultTheta = 1e4);

} // namespace icf
