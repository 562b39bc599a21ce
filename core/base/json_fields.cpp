#include "core/base/json_fields.h"

#include <string_view>

namespace icf {

std::string withoutRawLineSeparators(std::string json)
{
    using namespace std::string_view_literals;
    constexpr std::pair<std::string_view, std::string_view> kEscapes[] = {
        {"\xC2\x85"sv, "\\u0085"sv}, {"\xE2\x80\xA8"sv, "\\u2028"sv}, {"\xE2\x80\xA9"sv, "\\u2029"sv}};
    // In UTF-8 no character's bytes stand inside another's, and outside of strings JSON has none of these.
    for (const auto& [raw, escape] : kEscapes) {
        std::size_t found = json.find(raw);
        if (found == std::string::npos)
            continue;
        std::string result;
        std::size_t copied = 0;
        for (; found != std::string::npos; found = json.find(raw, copied)) {
            result.append(json, copied, found - copied).append(escape);
            copied = found + raw.size();
        }
        json = result.append(json, copied);
    }
    return json;
}

std::string changedKeys(const nlohmann::json& before, const nlohmann::json& now)
{
    std::string keys;
    for (const auto& [key, value] : now.items()) {
        const auto found = before.is_object() ? before.find(key) : before.end();
        if (found == before.end() || *found != value)
            keys += (keys.empty() ? "" : ", ") + printable(key);
    }
    return keys;
}

} // namespace icf
