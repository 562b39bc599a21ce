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

} // namespace icf
