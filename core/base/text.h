#pragma once
#include <string>
#include <string_view>

namespace icf {

/// The text without white space (as Python's str.strip() knows it in ASCII) at both ends.
inline std::string stripped(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n\v\f\x1c\x1d\x1e\x1f";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

} // namespace icf
