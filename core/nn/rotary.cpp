#include "core/nn/rotary.h"

#include <c10/core/InferenceMode.h>

#include <cmath>
#include <mutex>
#include <vector>

#include "core/nn/cuda_kernels.h"
#include "core/nn/cuda_place.h"
#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// One pass of the kernel.  x: [batch, heads, length, headDim], the last dimension dense, the others as they come from a
/// projection's view → dense.
at::Tensor rotateRows(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin, float sign)
{
    const at::Tensor from = x.stride(-1) == 1 ? x : x.contiguous();
    const std::int64_t heads = x.size(1), length = x.size(2), size = x.size(3);
    at::Tensor y = at::empty(x.sizes(), x.options());
    withElementType(x, [&]<class T>(T*) {
        const T* source = from.const_data_ptr<T>();
        const T* c = cos.const_data_ptr<T>();
        const T* s = sin.const_data_ptr<T>();
        T* target = y.mutable_data_ptr<T>();
        forRows(x.size(0) * length, heads * size, [&](std::int64_t row) {
            const std::int64_t batch = row / length, place = row % length;
            const std::int64_t angle = ((cos.size(0) == 1 ? 0 : batch) * length + place) * size;
            kernels::rotateHeads<T>(source + batch * from.stride(0) + place * from.stride(2), from.stride(1), c + angle, s + angle,
                                    target + (batch * heads * length + place) * size, length * size, heads, size / 2, sign);
        });
    });
    return y;
}

class RotateFunction : public torch::autograd::Function<RotateFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin)
    {
        context->save_for_backward({cos, sin});
        return rotateRows(x, cos, sin, 1);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        // The rotation's transpose turns back by the same angles, and keeps the attention factor.
        return {rotateRows(gradients[0], saved[0], saved[1], -1), at::Tensor(), at::Tensor()};
    }
};

/// YaRN: dimensions that turn often within the original length keep their frequency, those that turn seldom are divided by the factor, with a
/// linear ramp between the two.  Source: arXiv 2309.00071, section 3.2; bounds as transformers rounds them.
at::Tensor yarnFrequencies(const RotaryConfig& config, const at::Tensor& plain)
{
    const double size = double(config.headDim);
    const auto dimensionOf = [&](double turns) {
        return size * std::log(double(config.originalPositions) / (turns * 2 * M_PI)) / (2 * std::log(config.theta));
    };
    double low = dimensionOf(config.betaFast), high = dimensionOf(config.betaSlow);
    if (config.truncate) {
        low = std::floor(low);
        high = std::ceil(high);
    }
    low = std::max(low, 0.0);
    high = std::min(high, size - 1);
    if (low == high)
        high += 0.001;
    const at::Tensor ramp = ((at::arange(config.headDim / 2, at::kFloat) - low) / (high - low)).clamp(0, 1);
    return plain / config.factor * ramp + plain * (1 - ramp);
}

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
    if (config.scaling == RotaryScaling::yarn)
        return yarnFrequencies(config, result);
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

/// Rotates by the kernel; the result lies as [batch, length, heads, headDim], which joins heads for nothing.
at::Tensor rotateOnCuda(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin, float sign)
{
    const std::int64_t batch = x.size(0), heads = x.size(1), length = x.size(2), size = x.size(3);
    const at::Tensor y = at::empty({batch, length, heads, size}, x.options()).transpose(1, 2);
    cuda::Place place(cos, sin, batch, length, sign);
    place.add(x, y, /*rotated=*/true);
    place.run();
    return y;
}

class CudaRotateFunction : public torch::autograd::Function<CudaRotateFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin)
    {
        context->save_for_backward({cos, sin});
        return rotateOnCuda(x, cos, sin, 1);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor& g = gradients[0];
        return {rotateOnCuda(cuda::Place::takes(g) ? g : g.contiguous(), saved[0], saved[1], -1), at::Tensor(), at::Tensor()};
    }
};

at::Tensor rotateJoinedOnCuda(const at::Tensor& joined, std::int64_t rotated, const at::Tensor& cos, const at::Tensor& sin, float sign)
{
    const std::int64_t size = cos.size(2), heads = joined.size(2) / size;
    const at::Tensor result = at::empty_like(joined);
    const auto part = [&](const at::Tensor& all, std::int64_t first, std::int64_t count) {
        return all.narrow(2, first * size, count * size).unflatten(-1, {count, size}).transpose(1, 2);
    };
    cuda::Place place(cos, sin, joined.size(0), joined.size(1), sign);
    place.add(part(joined, 0, rotated), part(result, 0, rotated), true);
    place.add(part(joined, rotated, heads - rotated), part(result, rotated, heads - rotated), false);
    place.run();
    return result;
}

class CudaRotateJoinedFunction : public torch::autograd::Function<CudaRotateJoinedFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& joined, std::int64_t rotated, const at::Tensor& cos, const at::Tensor& sin)
    {
        context->save_for_backward({cos, sin});
        context->saved_data["rotated"] = rotated;
        return rotateJoinedOnCuda(joined, rotated, cos, sin, 1);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        return {rotateJoinedOnCuda(gradients[0].contiguous(), context->saved_data["rotated"].toInt(), saved[0], saved[1], -1), at::Tensor(), at::Tensor(),
                at::Tensor()};
    }
};

/// Frequencies that were asked for before.
struct KnownFrequencies {
    RotaryConfig config;
    at::Device device;
    at::Tensor values;
};

} // namespace

at::Tensor rotaryFrequencies(const RotaryConfig& config, at::Device device)
{
    if (device.is_cpu())
        return frequencies(config, 0);
    constexpr std::size_t kMostKnown = 16;
    static std::mutex mutex;
    static std::vector<KnownFrequencies> known;
    const std::lock_guard lock(mutex);
    for (const KnownFrequencies& entry : known) {
        if (entry.device == device && entry.config == config)
            return entry.values;
    }
    if (known.size() >= kMostKnown)
        known.clear();
    // No tensor of one caller's inference mode: others compute gradients.
    const c10::InferenceMode outside(false);
    known.push_back({config, device, frequencies(config, 0).to(device)});
    return known.back().values;
}

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
        inverse = (config.scaling == RotaryScaling::dynamicNtk ? frequencies(config, positions.size(1)).to(positions.device())
                                                               : rotaryFrequencies(config, positions.device()))
                      .unsqueeze(0);
    }
    const at::Tensor half = place.unsqueeze(-1) * inverse.to(positions.device()).unsqueeze(1);
    const at::Tensor angle = at::cat({half, half}, -1);
    if (config.attentionFactor != 1)
        return {(angle.cos() * config.attentionFactor).to(type), (angle.sin() * config.attentionFactor).to(type)};
    return {angle.cos().to(type), angle.sin().to(type)};
}

at::Tensor applyRotary(const at::Tensor& x, const RotaryTable& table)
{
    const bool onCuda = cuda::serves(x);
    if ((!hasRowKernels(x) && !onCuda) || table.cos.scalar_type() != x.scalar_type())
        return applyRotaryPlain(x, table);
    // One row may stand for all of a batch whose positions differ.
    const at::Tensor every = x.size(0) < table.cos.size(0) ? x.expand({table.cos.size(0), -1, -1, -1}) : x;
    const at::Tensor cos = table.cos.contiguous(), sin = table.sin.contiguous();
    if (!onCuda)
        return RotateFunction::apply(every, cos, sin);
    const at::Tensor from = cuda::Place::takes(every) ? every : every.contiguous();
    if (!cuda::Place::takes(from) || from.numel() == 0)
        return applyRotaryPlain(every, table);
    return from.requires_grad() && at::GradMode::is_enabled() ? CudaRotateFunction::apply(from, cos, sin) : rotateOnCuda(from, cos, sin, 1);
}

at::Tensor rotateJoined(const at::Tensor& joined, std::int64_t rotated, const RotaryTable& table)
{
    const bool whole = joined.is_contiguous() && table.cos.size(-1) % (2 * cuda::packSize(joined.scalar_type())) == 0 && joined.numel() > 0;
    if (!cuda::serves(joined) || !whole || table.cos.scalar_type() != joined.scalar_type())
        return {};
    const at::Tensor cos = table.cos.contiguous(), sin = table.sin.contiguous();
    return joined.requires_grad() && at::GradMode::is_enabled() ? CudaRotateJoinedFunction::apply(joined, rotated, cos, sin)
                                                                : rotateJoinedOnCuda(joined, rotated, cos, sin, 1);
}

at::Tensor applyRotaryPlain(const at::Tensor& x, const RotaryTable& table)
{
    const std::int64_t half = x.size(-1) / 2;
    const at::Tensor swapped = at::cat({x.narrow(-1, half, half).neg(), x.narrow(-1, 0, half)}, -1);
    return x * table.cos.unsqueeze(1) + swapped * table.sin.unsqueeze(1);
}

} // namespace icf
