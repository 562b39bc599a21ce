#include "core/facts/weight_bytes.h"

#include "core/io/safetensors.h"
#include "core/nn/quantized_matrix.h"

namespace icf {

double weightBytes(const DecoderConfig& config, const ModelWeights* file, WeightFormat format, double element, bool onCpu)
{
    double bytes = 0;
    for (const WeightShape& weight : weightShapes(config)) {
        double count = 1;
        for (const std::int64_t size : weight.shape)
            count *= double(size);
        const TensorData* stored = file ? file->find(weight.name) : nullptr;
        const bool vocabulary = !weight.name.starts_with("model.layers.");
        const BlockSize rounded = blockSize(format == WeightFormat::int4 && !vocabulary ? ElementType::q4_1 : ElementType::q8_0);
        if (!onCpu || weight.shape.size() != 2 || format == WeightFormat::dtype)
            bytes += count * element;
        else if (stored && isQuantized(stored->type))
            bytes += double(stored->bytes.size());
        else if (format == WeightFormat::automatic || !QuantizedMatrix::rounds(weight.shape[1]))
            bytes += count * element;
        else
            bytes += count / double(rounded.elements) * double(rounded.bytes);
    }
    return bytes;
}

} // namespace icf
