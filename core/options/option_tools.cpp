#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/utf8.h"
#include "core/options/option_tools.h"
#include "core/options/path_checks.h"

namespace icf {
namespace {

/// The option of a key; nothing for an unknown one.
const OptionDescription* find(const std::vector<OptionDescription>& options, std::string_view key)
{
    const auto found = std::find_if(options.begin(), options.end(), [&](const OptionDescription& option) { return option.field.key == key; });
    return found == options.end() ? nullptr : &*found;
}

/// The options of a run.json that a command knows; leftOut receives the other keys.  See readOptionsFile.
nlohmann::json optionsOfRun(const nlohmann::json& options, const std::string& path, const std::vector<OptionDescription>& declared,
                            std::vector<std::string>& leftOut)
{
    if (!options.is_object())
        return options;
    const auto isKnown = [&](std::string_view key) { return find(declared, key) != nullptr; };
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

/// Why a value is not allowed for a field; empty when it is.  The second sentence of the message is the way out.
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

/// Turns JSON into the type of sample.  Throws Error("source", "key: expected …").
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

/// Turns text typed by a person into the type of sample.  Throws Error("--key", …).
OptionValue fromTypedText(const Field& field, const OptionValue& sample, std::string_view text)
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

/// A value as JSON.
nlohmann::ordered_json toJsonValue(const OptionValue& value)
{
    return std::visit([](const auto& held) { return nlohmann::ordered_json(held); }, value);
}

/// Quotes one argument for a POSIX shell where it needs quoting; one with control characters, or that is no UTF-8, as $'\012'.
std::string shellQuoted(std::string_view text)
{
    constexpr std::string_view kHarmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
    if (!text.empty() && text.find_first_not_of(kHarmless) == std::string_view::npos)
        return std::string(text);
    if (printable(text, text.size()) != text)
        return escapedForShell(text);
    return singleQuoted(text);
}

/// "--lr 0.001", quoted for a POSIX shell; "--flag" for a switch that is on, "--flag=false" for one that is off.
std::string argumentText(std::string_view key, const OptionValue& value)
{
    const std::string flag = "--" + std::string(key);
    if (const auto* on = std::get_if<bool>(&value))
        return *on ? flag : flag + "=false";
    const std::string text = valueText(value);
    // A value that starts with a dash must not be taken for a flag.
    return flag + (text.starts_with('-') ? "=" : " ") + shellQuoted(text);
}

} // namespace

std::string singleQuoted(std::string_view text)
{
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'')
            result += "'\\''";
        else
            result += c;
    }
    return result + "'";
}

nlohmann::ordered_json detail::toJson(const std::vector<OptionDescription>& options)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const OptionDescription& option : options)
        json[std::string(option.field.key)] = toJsonValue(option.value);
    return json;
}

detail::KeyedValues detail::fromJson(const std::vector<OptionDescription>& known, const nlohmann::json& json, std::string_view source)
{
    if (!json.is_object())
        throw Error(source, "expected a JSON object with option names as keys");
    KeyedValues values;
    for (const auto& [key, value] : json.items()) {
        const OptionDescription* option = find(known, key);
        if (!option)
            throw Error(source, printable(key) + ": there is no such option; remove it or correct its name");
        OptionValue read = fromJsonValue(option->field, option->value, value, source);
        if (const std::string why = whyNotAllowed(option->field, read); !why.empty())
            throw Error(source, key + ": " + why);
        values.emplace_back(key, std::move(read));
    }
    return values;
}

detail::KeyedValues detail::readOptionsFile(const std::vector<OptionDescription>& known, const std::string& path, OptionsRead& read)
{
    nlohmann::json json = readJsonFile(path, kOptionsFileLimits);
    // A run.json repeats its run: its options are one level down.
    if (json.is_object() && json.contains("state") && json.contains("options"))
        json = optionsOfRun(json["options"], path, known, read.leftOut);
    KeyedValues values = fromJson(known, json, path);
    for (const auto& [key, value] : values)
        read.taken.push_back(key);
    return values;
}

OptionValue detail::fromText(const std::vector<OptionDescription>& known, std::string_view key, std::string_view text)
{
    const OptionDescription* option = find(known, key);
    if (!option)
        throw Error("--" + std::string(key), "there is no such option");
    OptionValue read = fromTypedText(option->field, option->value, text);
    if (const std::string why = whyNotAllowed(option->field, read); !why.empty())
        throw Error("--" + std::string(key), why);
    return read;
}

std::vector<OptionProblem> detail::rangeProblems(const std::vector<OptionDescription>& options)
{
    std::vector<OptionProblem> problems;
    for (const OptionDescription& option : options) {
        if (std::string why = whyNotAllowed(option.field, option.value); !why.empty())
            problems.push_back({std::string(option.field.key), std::move(why)});
    }
    return problems;
}

std::vector<OptionDifference> detail::differences(const std::vector<OptionDescription>& first, const std::vector<OptionDescription>& second)
{
    std::vector<OptionDifference> found;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (first[i].value != second[i].value)
            found.push_back({std::string(first[i].field.key), toJsonValue(first[i].value).dump(), toJsonValue(second[i].value).dump()});
    }
    return found;
}

std::string detail::commandLine(std::string_view command, const std::vector<OptionDescription>& options, const std::vector<OptionDescription>& defaults,
                                std::string_view impliedKey)
{
    std::string line = "icformer " + std::string(command);
    for (std::size_t i = 0; i < options.size(); ++i) {
        const OptionDescription& option = options[i];
        if (option.field.key != impliedKey && option.value != defaults[i].value)
            line += " " + argumentText(option.field.key, option.value);
    }
    return line;
}

std::string commandLine(const TrainOptions& options)
{
    return detail::commandLine(nameOf(options.task), describe(options), describe<TrainOptions>(), "task");
}

} // namespace icf
