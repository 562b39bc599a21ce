#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace icf {

/// Stands in for a tokenizer where weights are random and there is none: pieces of at most six letters, single digits, single
/// other characters; every distinct piece gets the next id, from 3 on, wrapped at vocab.  Ids then repeat about as often as a
/// real tokenizer's of a large vocabulary.  Byte-wise: letters are those of ASCII and all bytes beyond it.
std::vector<std::int64_t> wordIds(std::string_view text, std::int64_t vocab);

} // namespace icf
