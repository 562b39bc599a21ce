#pragma once
#include <cstddef>

namespace icf {

/// Dimensions of a tensor in a file; those of models have four at most.
inline constexpr std::size_t kMaxRank = 64;
/// Tensors of one file: shards of models have some thousands, the largest models as one file some ten thousands.
inline constexpr std::size_t kMaxTensors = 200'000;
/// Entries of a GGUF file's metadata; models have some dozens.
inline constexpr std::size_t kMaxGgufEntries = 65'536;
/// Bytes of a key, or a tensor's name, in a GGUF file: the format's own limit for keys.
inline constexpr std::size_t kMaxGgufName = 65'535;
/// Arrays of a GGUF file's metadata within one another; those of models have no depth but one.
inline constexpr int kMaxGgufDepth = 8;
/// Dimensions of a tensor in a GGUF file: the format's own limit.
inline constexpr std::size_t kMaxGgufRank = 4;
/// Lists and dicts of a torch pickle within one another, read or written; param.pt has three.
inline constexpr int kMaxPickleDepth = 64;

} // namespace icf
