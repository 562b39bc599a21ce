#include "core/options/option_lists.h"

#include <algorithm>
#include <charconv>

#include "core/base/error.h"
#include "core/options/describe.h"
#include "core/text/white_space.h"

namespace icf {

std::vector<std::string> splitList(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view part = stripped(text.substr(0, comma));
        if (!part.empty())
            parts.emplace_back(part);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return parts;
}

std::vector<double> splitNumbers(std::string_view text, std::string_view key, double minimum, double maximum)
{
    std::vector<double> numbers;
    for (const std::string& part : splitList(text)) {
        double value = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (error != std::errc() || end != part.data() + part.size() || !(value >= minimum && value <= maximum))
            throw Error("--" + std::string(key), "\"" + part + "\" cannot be in this list; give numbers from "
                + valueText(OptionValue(minimum)) + " to " + valueText(OptionValue(maximum)) + ", separated by commas");
        numbers.push_back(value);
    }
    return numbers;
}

std::vector<std::string> knownNames(std::string_view text, std::string_view key, std::span<const std::string_view> known)
{
    std::vector<std::string> names;
    for (const std::string& name : splitList(text)) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            std::string all;
            for (const std::string_view one : known)
                all += (all.empty() ? "" : ", ") + std::string(one);
            throw Error("--" + std::string(key), "\"" + name + "\" is not known; choose from " + all);
        }
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    if (names.empty())
        throw Error("--" + std::string(key), "names nothing; give at least one");
    return names;
}

} // namespace icf
