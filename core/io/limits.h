#pragma once
#include <cstddef>

namespace icf {

/// Dimensions of a tensor in a file; those of models have four at most.
inline constexpr std::size_t kMaxRank = 64;
/// Lists and dicts of a torch pickle within one another, read or written; param.pt has three.
inline constexpr int kMaxPickleDepth = 64;

} // namespace icf
