#pragma once
#include <cstddef>
#include <cstdint>

namespace icf {

// What files of models may ask for.  Real ones stay far below; what is above is refused in one line.

/// Bytes of a safetensors header, as the format's own library has it, and tensors that it may describe: shards of models have some
/// thousands, the largest models as one file some ten thousands.
inline constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
inline constexpr std::size_t kMaxTensors = 200'000;
/// Files that a model may be sharded into.
inline constexpr std::size_t kMaxShards = 4096;
/// Dimensions of a tensor in a file; those of models have four at most.
inline constexpr std::size_t kMaxRank = 64;
/// Entries of a GGUF file's metadata; models have some dozens.
inline constexpr std::size_t kMaxGgufEntries = 65'536;
/// Bytes of a key, or a tensor's name, in a GGUF file: the format's own limit for keys.
inline constexpr std::size_t kMaxGgufName = 65'535;
/// Arrays of a GGUF file's metadata within one another; those of models have no depth but one.
inline constexpr int kMaxGgufDepth = 8;
/// Dimensions of a tensor in a GGUF file: the format's own limit.
inline constexpr std::size_t kMaxGgufRank = 4;
/// Entries of a zip file.
inline constexpr std::uint64_t kMaxZipEntries = 1'000'000;
/// Bytes of a torch file's pickle, values that it may make, and lists and dicts within one another, read or written; param.pt has three.
inline constexpr std::size_t kMaxPickleBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxPickleValues = 1'000'000;
inline constexpr int kMaxPickleDepth = 64;

} // namespace icf
