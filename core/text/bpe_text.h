#pragma once
#include <string>
#include <string_view>

namespace icf {

/// The text with each malformed sequence (of the bytes that could begin a character, the longest) replaced by U+FFFD, as Rust and browsers do.
std::string repairedUtf8(std::string_view text);

/// The text in Unicode's normal form C, or KC.  text: well-formed UTF-8.
std::string normalForm(std::string_view text, bool compatible);

/// The token's bytes for a reader: U+2581 for a space, <0x0A> for control characters and parts of characters.
std::string readableToken(std::string_view bytes);

} // namespace icf
