#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace icf {

/// Bytes at the start of text that are well-formed UTF-8 (shortest forms only, no surrogates, at most U+10FFFF); equals
/// text.size() when all of it is.
std::size_t validUtf8Prefix(std::string_view text) noexcept;

/// Text from a file as a message may show it: control characters and malformed bytes become '?', and what is longer
/// than maxBytes is cut and ends in "…".
std::string printable(std::string_view text, std::size_t maxBytes = 80);

} // namespace icf
