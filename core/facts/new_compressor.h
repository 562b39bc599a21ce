#pragma once
#include "core/config/compressor_config.h"
#include "core/options/run_options.h"

namespace icf {

/// What the options of a training say of a compressor that is made anew.
inline NewCompressor newCompressor(const CompressionOptions& options)
{
    const CompressorType type = options.compressor == CompressorType::automatic ? CompressorType::icformer : options.compressor;
    return {.modelType = std::string(nameOf(type)), .digests = options.num_query_tokens, .layers = options.num_hidden_layers};
}

} // namespace icf
