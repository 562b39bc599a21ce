#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/io/gguf.h"

namespace icf {

/// The name that a tensor of a GGUF file has in Hugging Face folders: "model.layers.3.self_attn.q_proj.weight" for "blk.3.attn_q.weight"; the name
/// itself when it is none of a decoder's weights.
std::string torchTensorName(const std::string& ggufName);
/// The other way round.
std::string ggufTensorName(const std::string& torchName);

/// All tensors of a GGUF file under the names of Hugging Face folders.  Of architectures whose rotary pairs are neighbours there ("llama" and
/// "smollm3", Mistral's models are "llama" too) the rows of queries and keys are marked as interleaved.  Throws Error naming file and key or tensor when
/// the file's numbers of heads do not fit them.
std::vector<TensorData> decoderTensors(const GgufFile& file);

} // namespace icf
