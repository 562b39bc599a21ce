#include "core/facts/memory_fit.h"

#include <algorithm>

#include "core/config/decoder_config.h"
#include "core/config/weight_shapes.h"
#include "core/facts/weight_bytes.h"
#include "core/io/safetensors.h"

namespace icf {

std::vector<MemoryFit> memoryFits(const std::string& lmPath, const std::vector<DeviceFacts>& devices)
{
    const DecoderConfig lm = DecoderConfig::read(lmPath);
    const ModelWeights file(lmPath);
    double inLayers = 0;
    for (std::int64_t layer = 0; layer < lm.layers; ++layer)
        inLayers += static_cast<double>(parameterCount(layerShapes(lm, layer)));
    const std::int64_t positions = lm.maxPositions > 0 ? std::min(kAssumedPositions, lm.maxPositions) : kAssumedPositions;
    const double cached = 2 * static_cast<double>(lm.layers * lm.keyValueHeads * lm.headDim * positions);
    std::vector<MemoryFit> fits;
    for (const DeviceFacts& device : devices) {
        for (const Dtype dtype : {Dtype::float32, Dtype::bfloat16, Dtype::float16}) {
            const double element = dtype == Dtype::float32 ? 4 : 2;
            const bool onCpu = device.id == "cpu";
            const double weights = weightBytes(lm, &file, WeightFormat::automatic, element, onCpu);
            // The CPU keeps a copy of each layer's weights laid out for products; answering needs the forward direction only.
            const bool packs = onCpu && keepsPackedCopies(lm, dtype, weights, element);
            fits.push_back({device, dtype, weights + ((packs ? inLayers : 0) + cached) * element, device.freeMemory > 0});
        }
    }
    return fits;
}

} // namespace icf
