#include <charconv>
#include <filesystem>

#include "core/base/json_fields.h"
#include "core/options/option_tools_impl.h"

namespace icf::detail {

nlohmann::json optionsOfRun(const nlohmann::json& options, const std::string& path, const std::function<bool(std::string_view)>& isKnown,
                            std::vector<std::string>& leftOut)
{
    if (!options.is_object())
        return options;
    const bool trained = options.contains("task") && !isKnown("task");
    nlohmann::json known = nlohmann::json::object();
    for (const auto& [key, value] : options.items()) {
        const bool meansOther = trained && (key == "data_path" || key == "save_path" || key == "icformer_path");
        if (isKnown(key) && !meansOther)
            known[key] = value;
        else if (!isKnown(key) || key != "icformer_path")
            leftOut.push_back(key);
    }
    if (trained && isKnown("icformer_path")) {
        const std::string folder = std::filesystem::path(path).parent_path().string();
        known["icformer_path"] = folder.empty() ? "." : folder;
    }
    return known;
}

namespace {

/// Bytes of a value in a message.
constexpr std::size_t kLongestShown = 60;

std::string inQuotes(std::string_view text)
{
    return "\"" + printable(text, kLongestShown) + "\"";
}

std::string choiceList(const Field& field)
{
    std::string text;
    for (const std::string_view choice : field.choices)
        text.append(text.empty() ? "" : ", ").append(choice);
    return text;
}

std::string rangeProblem(const Field& field, double value, const std::string& shown)
{
    const std::string unit = field.unit.empty() ? "" : " " + std::string(field.unit);
    if (!std::isfinite(value))
        return "a finite number is needed";
    if (value < field.minimum)
        return shown + " is too small; the smallest allowed value is " + valueText(field.minimum) + unit;
    if (value > field.maximum)
        return shown + " is too large; the largest allowed value is " + valueText(field.maximum) + unit;
    return {};
}

/// "expected a number, got \"abc\"" for values of the wrong type.
std::string expected(std::string_view wanted, const std::string& got)
{
    return "expected " + std::string(wanted) + ", got " + got;
}

std::string shortDump(const nlohmann::json& json)
{
    if (json.is_structured())
        return json.is_array() ? "a list" : "an object";
    return printable(dumpText(json), kLongestShown);
}

template <class Number> bool parseWhole(std::string_view text, Number& number)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

/// $'…', which bash, zsh and ksh know, with all that is not printed as it is in octal numbers.
std::string escapedForShell(std::string_view text)
{
    std::string result = "$'";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte >= 0x7F)
            result += {'\\', char('0' + byte / 64), char('0' + byte / 8 % 8), char('0' + byte % 8)};
        else if (c == '\'' || c == '\\')
            result += {'\\', c};
        else
            result += c;
    }
    return result + "'";
}

} // namespace

std::string whyNotAllowed(const Field& field, const OptionValue& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return rangeProblem(field, double(*number), std::to_string(*number));
    if (const auto* number = std::get_if<double>(&value))
        return rangeProblem(field, *number, valueText(*number));
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (text->find('\0') != std::string::npos)
            return "holds a NUL character";
        if (!field.choices.empty() && std::find(field.choices.begin(), field.choices.end(), *text) == field.choices.end())
            return inQuotes(*text) + " is not among the choices: " + choiceList(field);
    }
    return {};
}

OptionValue fromJsonValue(const Field& field, const OptionValue& sample, const nlohmann::json& json, std::string_view source)
{
    const auto wrong = [&](std::string_view wanted) {
        return Error(source, std::string(field.key) + ": " + expected(wanted, shortDump(json)));
    };
    if (std::holds_alternative<std::string>(sample)) {
        if (!json.is_string())
            throw wrong("text");
        return json.get<std::string>();
    }
    if (std::holds_alternative<bool>(sample)) {
        if (!json.is_boolean())
            throw wrong("true or false");
        return json.get<bool>();
    }
    if (std::holds_alternative<std::int64_t>(sample)) {
        if (!json.is_number_integer())
            throw wrong("a whole number");
        if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
            throw wrong("a smaller number");
        return json.get<std::int64_t>();
    }
    if (!json.is_number())
        throw wrong("a number");
    return json.get<double>();
}

OptionValue fromText(const Field& field, const OptionValue& sample, std::string_view text)
{
    const auto wrong = [&](std::string_view wanted) { return Error("--" + std::string(field.key), expected(wanted, inQuotes(text))); };
    if (std::holds_alternative<std::string>(sample))
        return std::string(text);
    if (std::holds_alternative<bool>(sample)) {
        if (text == "true" || text == "1")
            return true;
        if (text == "false" || text == "0")
            return false;
        throw wrong("true or false");
    }
    if (std::holds_alternative<std::int64_t>(sample)) {
        std::int64_t number = 0;
        if (!parseWhole(text, number))
            throw wrong("a whole number");
        return number;
    }
    double number = 0;
    if (!parseWhole(text, number))
        throw wrong("a number");
    return number;
}

nlohmann::ordered_json toJsonValue(const OptionValue& value)
{
    return std::visit([](const auto& held) { return nlohmann::ordered_json(held); }, value);
}

std::string shellQuoted(std::string_view text)
{
    constexpr std::string_view kHarmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
    if (!text.empty() && text.find_first_not_of(kHarmless) == std::string_view::npos)
        return std::string(text);
    if (printable(text, text.size()) != text)
        return escapedForShell(text);
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'')
            result += "'\\''";
        else
            result += c;
    }
    return result + "'";
}

std::string argumentText(std::string_view key, const OptionValue& value)
{
    const std::string flag = "--" + std::string(key);
    if (const auto* on = std::get_if<bool>(&value))
        return *on ? flag : flag + "=false";
    const std::string text = valueText(value);
    // A value that starts with a dash must not be taken for a flag.
    return flag + (text.starts_with('-') ? "=" : " ") + shellQuoted(text);
}

} // namespace icf::detail
