#include <utility>

#include "core/nn/attention.h"
#include "core/nn/frozen_linear.h"
#include "core/nn/gated_mlp.h"
#include "core/nn/place_heads.h"
#include "core/nn/rms_norm.h"
#include "core/nn/rotary.h"
#include "core/verify/device_comparison.h"

namespace icf {
namespace {

using Tensors = std::vector<at::Tensor>;

void checkRotary(DeviceComparison& compare)
{
    constexpr std::int64_t kLength = 48, kHeadDim = 32;
    const Tensors heads{normalNumbers({2, 3, kLength, kHeadDim}, 11, compare.type())};
    const auto scaled = [&](RotaryScaling scaling) {
        RotaryConfig config;
        config.headDim = kHeadDim;
        config.maxPositions = 32;  // Fewer than there are, so that dynamic scaling scales.
        config.scaling = scaling;
        config.factor = scaling == RotaryScaling::none ? 1 : 4;
        config.originalPositions = 32;
        config.attentionFactor = scaling == RotaryScaling::yarn ? 1.1 : 1;
        return config;
    };
    for (const auto& [name, scaling] : {std::pair{"none", RotaryScaling::none}, std::pair{"linear", RotaryScaling::linear},
             std::pair{"dynamic", RotaryScaling::dynamicNtk}, std::pair{"llama3", RotaryScaling::llama3}, std::pair{"yarn", RotaryScaling::yarn}}) {
        const RotaryConfig config = scaled(scaling);
        compare.function("applyRotary, scaling " + std::string(name), kFunction, heads, [&](const Tensors& in) {
            // Two rows with positions of their own and, for dynamic scaling, lengths of their own.
            const at::Tensor positions = at::stack({at::arange(kLength, at::kLong), at::arange(kLength, at::kLong) + 5}).to(in[0].device());
            const std::vector<std::int64_t> lengths{kLength, 40};
            const RotaryTable table = rotaryTable(config, positions, lengths, in[0].scalar_type());
            return Tensors{applyRotary(in[0], table), table.cos, table.sin};
        });
    }
}

void checkAttention(DeviceComparison& compare)
{
    constexpr std::int64_t kHeadDim = 32;
    struct Case {
        const char* name;
        std::int64_t keyValueHeads, queries, keys;
        bool causal;
        std::int64_t window;
    };
    for (const Case& one : {Case{"causal", 8, 40, 40, true, 0}, {"causal, grouped heads", 2, 40, 40, true, 0}, {"causal after earlier keys", 8, 24, 40, true, 0},
             {"after earlier keys, grouped heads", 2, 24, 40, true, 0}, {"causal, window", 2, 40, 40, true, 9},
             {"window after earlier keys", 2, 24, 40, true, 9}, {"one query", 2, 1, 40, false, 0}, {"one query, window", 2, 1, 40, false, 9},
             {"all keys", 8, 8, 40, false, 0}}) {
        const Tensors inputs{normalNumbers({2, 8, one.queries, kHeadDim}, 21, compare.type()),
                             normalNumbers({2, one.keyValueHeads, one.keys, kHeadDim}, 22, compare.type()),
                             normalNumbers({2, one.keyValueHeads, one.keys, kHeadDim}, 23, compare.type())};
        compare.function("attend, " + std::string(one.name), kFunction, inputs,
                         [&](const Tensors& in) { return Tensors{attend(in[0], in[1], in[2], {}, one.causal, one.window)}; });
    }
    // Rows of unequal length: the second row's last keys are padding.
    const at::Tensor lengths = at::full({2}, 40, at::kLong).index_put({at::ones({}, at::kLong)}, at::full({}, 17, at::kLong));
    const at::Tensor mask = at::arange(40, at::kLong).lt(lengths.view({2, 1, 1, 1}));
    for (const std::int64_t keyValueHeads : {8, 2}) {
        const Tensors inputs{normalNumbers({2, 8, 12, kHeadDim}, 24, compare.type()), normalNumbers({2, keyValueHeads, 40, kHeadDim}, 25, compare.type()),
                             normalNumbers({2, keyValueHeads, 40, kHeadDim}, 26, compare.type())};
        const std::string heads = keyValueHeads == 8 ? "" : ", grouped heads";
        compare.function("attend, mask" + heads, kFunction, inputs,
                         [&](const Tensors& in) { return Tensors{attend(in[0], in[1], in[2], mask.expand({2, 1, 12, 40}).to(in[0].device()), false)}; });
        compare.function("attend, mask as numbers" + heads, kFunction, inputs, [&](const Tensors& in) {
            const at::Tensor bias = maskBias(mask.expand({2, 1, 12, 40}).to(in[0].device()), in[0].scalar_type());
            return Tensors{attend(in[0], in[1], in[2], bias, false)};
        });
    }
}

void checkPlacing(DeviceComparison& compare)
{
    constexpr std::int64_t kHeads = 3, kHeadDim = 32, kWidth = 2 * kHeads * kHeadDim;
    RotaryConfig rotary;
    rotary.headDim = kHeadDim;
    const Tensors inputs{normalNumbers({9, kWidth}, 31, compare.type()), normalNumbers({4, kWidth}, 32, compare.type())};
    compare.function("placeKeyValues", kFunction, inputs, [&](const Tensors& in) {
        const at::Tensor rows = (at::arange(30, at::kLong) * 7).remainder(9).view({3, 10}).to(in[0].device());
        const RotaryTable table = rotaryTable(rotary, at::arange(14, at::kLong).unsqueeze(0).to(in[0].device()), {}, in[0].scalar_type());
        const auto [keys, values] = placeKeyValues(in[0], in[1], rows, kHeads, table);
        return Tensors{keys, values};
    }, /*gradients=*/false);
}

} // namespace

void checkFunctions(DeviceComparison& compare)
{
    const at::ScalarType type = compare.type();
    compare.function("rmsNorm", kFunction, {normalNumbers({3, 17, 256}, 1, type), normalNumbers({256}, 2, type)},
                     [](const Tensors& in) { return Tensors{rmsNorm(in[0], in[1], 1e-6)}; });
    compare.function("gatedSilu", kFunction, {normalNumbers({3, 17, 384}, 3, type)}, [](const Tensors& in) { return Tensors{gatedSilu(in[0])}; });
    const at::Tensor weight = normalNumbers({96, 64}, 4, type), bias = normalNumbers({96}, 5, type);
    compare.function("FrozenLinear", kFunction, {normalNumbers({40, 64}, 6, type)}, [&](const Tensors& in) {
        return Tensors{FrozenLinear(weight.to(in[0].device()), bias.to(in[0].device()), true)(in[0])};
    });
    checkRotary(compare);
    checkAttention(compare);
    checkPlacing(compare);
}

} // namespace icf
