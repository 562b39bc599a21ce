#include "core/text/white_space.h"

#include <array>
#include <utility>

namespace icf {
namespace {

using namespace std::string_view_literals;

// The characters above U+007F for which Python's str.isspace() is true.
constexpr std::array kWideSpaces = {"\xC2\x85"sv, "\xC2\xA0"sv, "\xE1\x9A\x80"sv, "\xE2\x80\x80"sv, "\xE2\x80\x81"sv,
    "\xE2\x80\x82"sv, "\xE2\x80\x83"sv, "\xE2\x80\x84"sv, "\xE2\x80\x85"sv, "\xE2\x80\x86"sv, "\xE2\x80\x87"sv,
    "\xE2\x80\x88"sv, "\xE2\x80\x89"sv, "\xE2\x80\x8A"sv, "\xE2\x80\xA8"sv, "\xE2\x80\xA9"sv, "\xE2\x80\xAF"sv,
    "\xE2\x81\x9F"sv, "\xE3\x80\x80"sv};

bool narrowSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1C' && c <= '\x1F');
}

} // namespace

std::string_view withoutLeadingSpace(std::string_view text)
{
    while (!text.empty()) {
        std::size_t length = narrowSpace(text.front()) ? 1 : 0;
        for (const std::string_view wide : kWideSpaces)
            if (length == 0 && text.starts_with(wide))
                length = wide.size();
        if (length == 0)
            break;
        text.remove_prefix(length);
    }
    return text;
}

std::string_view withoutTrailingSpace(std::string_view text)
{
    while (!text.empty()) {
        std::size_t length = narrowSpace(text.back()) ? 1 : 0;
        for (const std::string_view wide : kWideSpaces)
            if (length == 0 && text.ends_with(wide))
                length = wide.size();
        if (length == 0)
            break;
        text.remove_suffix(length);
    }
    return text;
}

std::string_view stripped(std::string_view text)
{
    return withoutTrailingSpace(withoutLeadingSpace(text));
}

std::string withCleanSpaces(std::string text)
{
    for (const auto& [from, to] : {std::pair{" ."sv, "."sv}, {" ?", "?"}, {" !", "!"}, {" ,", ","}, {" ' ", "'"}, {" n't", "n't"}, {" 'm", "'m"}, {" 's", "'s"},
             {" 've", "'ve"}, {" 're", "'re"}})
        text = withReplaced(text, from, to);
    return text;
}

std::string withReplaced(std::string_view text, std::string_view from, std::string_view to)
{
    std::string out;
    out.reserve(text.size());
    while (true) {
        const auto at = text.find(from);
        out.append(text.substr(0, at));
        if (at == std::string_view::npos)
            return out;
        out.append(to);
        text.remove_prefix(at + from.size());
    }
}

} // namespace icf
