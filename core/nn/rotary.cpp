#include "core/nn/rotary.h"

#include <cmath>

namespace icf {
namespace {

/// Angular frequencies [headDim / 2] in float32 for one sequence length.
at::Tensor frequencies(const RotaryConfig& config, std::int64_t length)
{
    double base = config.theta;
    if (config.scaling == RotaryScaling::dynamicNtk && length > config.maxPositions) {
        const double stretch = config.factor * double(length) / double(config.maxPositions) - (config.factor - 1);
        base *= std::pow(stretch, double(config.headDim) / double(config.headDim - 2));
    }
    const at::Tensor exponents = at::arange(0, config.headDim, 2, at::kFloat) / double(config.headDim);
    at::Tensor result = at::pow(at::scalar_tensor(base, at::kFloat), exponents).reciprocal();
    if (config.scaling == RotaryScaling::llama3) {
        const double lowWave = double(config.originalPositions) / config.lowFrequencyFactor;
        const double highWave = double(config.originalPositions) / config.highFrequencyFactor;
        const at::Tensor wave = 2 * M_PI / result;
        const at::Tensor blend = ((double(config.originalPositions) / wave - config.lowFrequencyFactor)
                                  / (config.highFrequencyFactor - config.lowFrequencyFactor));
        const at::Tensor middle = (1 - blend) * result / config.factor + blend * result;
        result = at::where(wave > lowWave, result / config.factor, at::where(wave < highWave, result, middle));
    }
    return result;
}

} // namespace

RotaryTable RotaryTable::last(std::int64_t count) const
{
    const std::int64_t start = cos.size(1) - count;
    return {cos.narrow(1, start, count), sin.narrow(1, start, count)};
}

RotaryTable rotaryTable(const RotaryConfig& config, const at::Tensor& positions, at::IntArrayRef sequenceLengths, at::ScalarType type)
{
    at::Tensor place = positions.to(at::kFloat);
    if (config.scaling == RotaryScaling::linear)
        place = place / config.factor;
    at::Tensor inverse;  // [batch or 1, headDim / 2]
    if (config.scaling == RotaryScaling::dynamicNtk && !sequenceLengths.empty()) {
        std::vector<at::Tensor> rows;
        for (const std::int64_t length : sequenceLengths)
            rows.push_back(frequencies(config, length));
        inverse = at::stack(rows);
    } else {
        inverse = frequencies(config, positions.size(1)).unsqueeze(0);
    }
    const at::Tensor half = place.unsqueeze(-1) * inverse.to(positions.device()).unsqueeze(1);
    const at::Tensor angle = at::cat({half, half}, -1);
    return {angle.cos().to(type), angle.sin().to(type)};
}

at::Tensor applyRotary(const at::Tensor& x, const RotaryTable& table)
{
    const std::int64_t half = x.size(-1) / 2;
    const at::Tensor swapped = at::cat({x.narrow(-1, half, half).neg(), x.narrow(-1, 0, half)}, -1);
    return x * table.cos.unsqueeze(1) + swapped * table.sin.unsqueeze(1);
}

} // namespace icf
