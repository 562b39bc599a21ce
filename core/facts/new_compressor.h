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

/// The configuration of the compressor that a training begins with: that of the checkpoint, else of one made anew.  Throws Error when there is none, or it does
/// not fit the language model.
inline std::unique_ptr<CompressorConfig> startingCompressorConfig(const TrainOptions& options, const DecoderConfig& lm)
{
    auto config = options.model.icformer_path.empty() ? CompressorConfig::forModel(lm, newCompressor(options.compression))
                                                      : CompressorConfig::read(options.model.icformer_path);
    config->requireFit(lm);
    return config;
}

} // namespace icf
