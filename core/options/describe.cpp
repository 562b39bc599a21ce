#include "core/options/describe.h"

#include "core/base/number_text.h"

namespace icf {
std::string valueText(const OptionValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    return exactText(std::get<double>(value));
}

std::string valueName(const OptionDescription& option)
{
    if (std::holds_alternative<bool>(option.value))
        return {};
    if (std::holds_alternative<std::int64_t>(option.value))
        return "N";
    if (std::holds_alternative<double>(option.value))
        return "X";
    if (!option.field.choices.empty()) {
        std::string text;
        for (const std::string_view choice : option.field.choices)
            text.append(text.empty() ? "" : "|").append(choice);
        return text;
    }
    switch (option.field.content) {
    case Content::inputFile:
        return "FILE";
    case Content::inputFolder:
    case Content::outputFolder:
        return "FOLDER";
    case Content::fileName:
        return "NAME";
    case Content::plain:
        break;
    }
    return "TEXT";
}

} // namespace icf
