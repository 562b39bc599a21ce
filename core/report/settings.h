#pragma once
#include <cstdint>

/// Settings that options, requests and the computation share.  Members are named as the options.
namespace icf {

/// How a context is cut before it is compressed.
struct ChunkSettings {
    bool use_chunk = false;
    std::int64_t max_chunk_len = 512;  ///< Tokens of a chunk at most.
    bool operator==(const ChunkSettings&) const = default;
};

/// How the next token is chosen.
struct SamplingSettings {
    double temperature = 0;          ///< 0: greedy.
    double top_p = 1;
    std::int64_t top_k = 0;          ///< 0: all.
    std::int64_t sampling_seed = 0;
    bool operator==(const SamplingSettings&) const = default;
};

} // namespace icf
