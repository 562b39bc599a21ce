#include "core/config/weight_shapes.h"

#include <limits>

#include "core/io/safetensors.h"

namespace icf {

void requireWeights(const ModelWeights& weights, const std::vector<WeightShape>& shapes)
{
    for (const WeightShape& wanted : shapes)
        weights.require(wanted.name, wanted.shape);
}

std::int64_t parameterCount(const std::vector<WeightShape>& shapes)
{
    // In double precision, exact to 2^53: no file has been seen yet, and stated sizes may have a product beyond 64 bits.
    double sum = 0;
    for (const WeightShape& weight : shapes) {
        double count = 1;
        for (const std::int64_t size : weight.shape)
            count *= double(size);
        sum += count;
    }
    constexpr double kMost = 0x1p63;
    return sum < kMost ? std::int64_t(sum) : std::numeric_limits<std::int64_t>::max();
}

} // namespace icf
