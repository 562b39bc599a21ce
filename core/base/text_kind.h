#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace icf {

/// How many of a file's first bytes foreignKind wants to see.
inline constexpr std::size_t kHeadBytes = 4096;

/// What a file that should hold UTF-8 text holds instead, told by its first kHeadBytes bytes, with what to do about it: "is a Parquet file; …".
/// Empty when they may be text.
std::string foreignKind(std::string_view head);

/// Why text is not UTF-8 where validUtf8Prefix ends: "is not UTF-8: byte 0xE9 at byte 12 (Latin-1 …)".  at: that end; place: what to call
/// it ("byte 12", "column 12").
std::string notUtf8(std::string_view text, std::size_t at, const std::string& place);

/// The same text without a byte-order mark of UTF-8 at its start.
std::string_view withoutByteOrderMark(std::string_view text);

} // namespace icf
