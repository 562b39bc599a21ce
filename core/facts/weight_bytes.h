#pragma once
#include "core/config/decoder_config.h"
#include "core/nn/weight_storage.h"
#include "core/options/choices.h"

namespace icf {

class ModelWeights;

/// What options.weights asks LanguageModel::load for.
WeightStorage weightStorage(WeightFormat format);

/// Bytes that a language model's weights take in memory.  file: where they are read from; null: no file, so that none is quantized already.
/// element: bytes of a number of the computation's dtype; onCpu: elsewhere nothing is kept quantized.
double weightBytes(const DecoderConfig& config, const ModelWeights* file, WeightFormat format, double element, bool onCpu);

/// Whether a CPU keeps copies of the weights laid out for its products beside them: in bfloat16, of models that are not quantized.  weightBytes: what that says.
bool keepsPackedCopies(const DecoderConfig& config, Dtype dtype, double weightBytes, double element);

} // namespace icf
