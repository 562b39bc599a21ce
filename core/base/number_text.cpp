#include "core/base/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

#include <nlohmann/json.hpp>

namespace icf {
namespace {

std::string numberText(double value, std::chars_format format, int precision)
{
    // The sign of a NaN means nothing.
    if (std::isnan(value))
        return "nan";
    std::array<char, 400> text{};  // The largest double has 309 digits before its point.
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, format, precision);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

} // namespace

std::string fixedText(double value, int decimals) { return numberText(value, std::chars_format::fixed, decimals); }

std::string shortText(double value, int digits) { return numberText(value, std::chars_format::general, digits); }

std::string exactText(double value)
{
    std::string text = nlohmann::json(value).dump();
    if (text.ends_with(".0"))
        text.resize(text.size() - 2);
    return text;
}

} // namespace icf
