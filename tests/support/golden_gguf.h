#pragma once
#include "tests/support/gguf_bytes.h"

namespace icf::test {

/// A GGUF file with the sizes of the golden case "base", without tensors and tokenizer.
inline GgufBytes goldenGgufHeader()
{
    GgufBytes file;
    file.add("general.architecture", "llama").add("llama.block_count", 2U).add("llama.embedding_length", 32U).add("llama.feed_forward_length", 48U);
    file.add("llama.attention.head_count", 4U).add("llama.context_length", 2048U).add("llama.attention.layer_norm_rms_epsilon", 1e-5F);
    return file;
}

} // namespace icf::test
