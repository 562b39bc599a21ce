#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace icf {

/// A JSON string as it stands in its line.
struct JsonText {
    std::string_view raw; ///< Between the quotes.
    bool escaped = false; ///< Holds a backslash.
    bool wide = false; ///< Holds bytes beyond ASCII.
};

/// A member that is looked for in a line's object.
struct JsonMember {
    std::string_view key;
    enum class State { missing, text, other } state = State::missing;
    JsonText value;
};

/// What is wrong with a line.
struct JsonFault {
    const char* reason = nullptr; ///< Null when nothing is.
    std::size_t at = 0; ///< Byte of the line, from 0.
};

/// The reason of a fault that a byte which is not UTF-8 makes; at is that byte.
inline constexpr char kNotUtf8[] = "is not UTF-8";

/// Checks that a line is one JSON object and finds the wanted members' texts in it, in one pass and without taking memory.
/// As Python's json.loads: of two equal keys the later counts, NaN and Infinity are numbers, \ud800 alone is a character (see
/// decodeJsonText).  Stricter: bytes must be UTF-8, nesting at most 64 levels.
JsonFault scanJsonLine(std::string_view line, std::span<JsonMember> wanted);

/// Appends the text that the string stands for.  Returns false when it holds a lone surrogate, which no UTF-8 text can.
bool decodeJsonText(const JsonText& text, std::string& out);

} // namespace icf
