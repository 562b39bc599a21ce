#include "core/facts/weight_bytes.h"

#include "core/facts/cpu.h"
#include "core/io/safetensors.h"

namespace icf {

WeightStorage weightStorage(WeightFormat format)
{
    WeightStorage storage{.keepsQuantized = format != WeightFormat::dtype};
    if (format == WeightFormat::int8)
        storage.rounded = ElementType::q8_0;
    if (format == WeightFormat::int4)
        storage.rounded = ElementType::q4_1;
    return storage;
}

double weightBytes(const DecoderConfig& config, const ModelWeights* file, WeightFormat format, double element, bool onCpu)
{
    const WeightStorage storage = onCpu ? weightStorage(format) : WeightStorage{};
    double bytes = 0;
    for (const WeightShape& weight : weightShapes(config)) {
        double count = 1;
        for (const std::int64_t size : weight.shape)
            count *= double(size);
        const TensorData* stored = file ? file->find(weight.name) : nullptr;
        const std::optional<ElementType> kept = quantizedType(storage, weight, stored ? std::optional(stored->type) : std::nullopt);
        bytes += kept ? count / double(blockSize(*kept).elements) * double(blockSize(*kept).bytes) : count * element;
    }
    return bytes;
}

bool keepsPackedCopies(const DecoderConfig& config, Dtype dtype, double weightBytes, double element)
{
    const bool dense = weightBytes >= double(parameterCount(weightShapes(config))) * element;
    return dense && cpuPacks(dtype) && config.keepsPackedWeights();
}

} // namespace icf
