#pragma once
#include <nlohmann/json.hpp>

namespace icf {

class GgufFile;

/// What the metadata of a GGUF file says of its model, in the words of config.json: model_type, hidden_size, …, rope_scaling.  Whether the head is the
/// embedding, biases, and the frequencies of Llama 3 are told from the tensors, where the format keeps them.  Numbers in float32 become the
/// shortest decimals that mean them.  Throws Error naming the file and the key when a size is missing, and on architectures and settings that are not
/// supported.
nlohmann::json ggufModelConfig(const GgufFile& file);

} // namespace icf
