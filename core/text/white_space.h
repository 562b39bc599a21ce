#pragma once
#include <string>
#include <string_view>

namespace icf {

/// The text without the white space at its start, at its end, or both; white space is what Python's str.strip() takes.
std::string_view withoutLeadingSpace(std::string_view text);
std::string_view withoutTrailingSpace(std::string_view text);
std::string_view stripped(std::string_view text);

} // namespace icf
