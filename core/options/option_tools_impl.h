#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/utf8.h"
#include "core/options/describe.h"
#include "core/options/option_tools.h"

/// The generic halves of option_tools.h.  Include it only where the tools are instantiated for a struct: option_tools.cpp
/// does so for the structs of run_options.h, and whoever declares further options does the same in a file of their own.
namespace icf {
namespace detail {

/// What an options file, a run.json or a small model config may ask for.
inline constexpr JsonLimits kOptionsFileLimits{.maxBytes = 1'000'000, .maxDepth = 16, .maxValues = 100'000};

/// Why a value is not allowed for a field; empty when it is.  The second sentence of the message is the way out.
std::string whyNotAllowed(const Field& field, const OptionValue& value);

/// Turns JSON into the type of sample.  Throws Error("source", "key: expected …").
OptionValue fromJsonValue(const Field& field, const OptionValue& sample, const nlohmann::json& json, std::string_view source);

/// Turns text typed by a person into the type of sample.  Throws Error("--key", …).
OptionValue fromText(const Field& field, const OptionValue& sample, std::string_view text);

/// The options of a run.json that a command knows; leftOut receives the other keys.  See readOptionsFile.
nlohmann::json optionsOfRun(const nlohmann::json& options, const std::string& path, const std::function<bool(std::string_view)>& isKnown,
                            std::vector<std::string>& leftOut);

/// A value as JSON.
nlohmann::ordered_json toJsonValue(const OptionValue& value);

/// Quotes one argument for a POSIX shell where it needs quoting; one with control characters, or that is no UTF-8, as $'\012'.
std::string shellQuoted(std::string_view text);

/// "--lr 0.001", quoted for a POSIX shell; "--flag" for a switch that is on, "--flag=false" for one that is off.
std::string argumentText(std::string_view key, const OptionValue& value);

/// The range and choice problems of all fields.
template <class Options> std::vector<OptionProblem> rangeProblems(const Options& options)
{
    std::vector<OptionProblem> problems;
    DescribeVisitor visitor;
    Options::visit(options, visitor);
    for (const OptionDescription& option : visitor.options) {
        const std::string why = whyNotAllowed(option.field, option.defaultValue);
        if (!why.empty())
            problems.push_back({std::string(option.field.key), why});
    }
    return problems;
}

/// "icformer command" with every option that differs from a freshly made struct, but for the one that the command implies.
template <class Options> std::string spelledOut(const std::string& command, const Options& options, std::string_view impliedKey = {})
{
    std::string line = "icformer " + command;
    const std::vector<OptionDescription> defaults = describe<Options>();
    DescribeVisitor visitor;
    Options::visit(options, visitor);
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        const OptionDescription& option = visitor.options[i];
        if (option.field.key != impliedKey && option.defaultValue != defaults[i].defaultValue)
            line += " " + argumentText(option.field.key, option.defaultValue);
    }
    return line;
}

} // namespace detail

template <class Options> nlohmann::ordered_json toJson(const Options& options)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    detail::DescribeVisitor visitor;
    Options::visit(options, visitor);
    for (const OptionDescription& option : visitor.options)
        json[std::string(option.field.key)] = detail::toJsonValue(option.defaultValue);
    return json;
}

template <class Options> void fromJson(Options& options, const nlohmann::json& json, std::string_view source)
{
    if (!json.is_object())
        throw Error(source, "expected a JSON object with option names as keys");
    const std::vector<OptionDescription> known = describe<Options>();
    Options changed = options;
    for (const auto& [key, value] : json.items()) {
        const auto match = [&key = key](const OptionDescription& option) { return option.field.key == key; };
        const auto found = std::find_if(known.begin(), known.end(), match);
        if (found == known.end())
            throw Error(source, printable(key) + ": there is no such option; remove it or correct its name");
        const OptionValue read = detail::fromJsonValue(found->field, found->defaultValue, value, source);
        const std::string why = detail::whyNotAllowed(found->field, read);
        if (!why.empty())
            throw Error(source, key + ": " + why);
        writeOption(changed, key, read);
    }
    options = std::move(changed);
}

template <class Options> OptionsRead readOptionsFile(Options& options, const std::string& path)
{
    nlohmann::json json = readJsonFile(path, detail::kOptionsFileLimits);
    OptionsRead read;
    // A run.json repeats its run: its options are one level down.
    if (json.is_object() && json.contains("state") && json.contains("options")) {
        const std::vector<OptionDescription> known = describe<Options>();
        const auto isKnown = [&](std::string_view key) {
            return std::any_of(known.begin(), known.end(), [&](const OptionDescription& option) { return option.field.key == key; });
        };
        json = detail::optionsOfRun(json["options"], path, isKnown, read.leftOut);
    }
    fromJson(options, json, path);
    for (const auto& [key, value] : json.items())
        read.taken.push_back(key);
    return read;
}

template <class Options> void setFromText(Options& options, std::string_view key, std::string_view text)
{
    for (const OptionDescription& option : describe<Options>()) {
        if (option.field.key != key)
            continue;
        const OptionValue read = detail::fromText(option.field, option.defaultValue, text);
        const std::string why = detail::whyNotAllowed(option.field, read);
        if (!why.empty())
            throw Error("--" + std::string(key), why);
        writeOption(options, key, read);
        return;
    }
    throw Error("--" + std::string(key), "there is no such option");
}

template <class Options> std::vector<OptionDifference> differences(const Options& first, const Options& second)
{
    std::vector<OptionDifference> found;
    detail::DescribeVisitor one;
    detail::DescribeVisitor two;
    Options::visit(first, one);
    Options::visit(second, two);
    for (std::size_t i = 0; i < one.options.size(); ++i) {
        if (one.options[i].defaultValue != two.options[i].defaultValue)
            found.push_back({std::string(one.options[i].field.key), detail::toJsonValue(one.options[i].defaultValue).dump(),
                detail::toJsonValue(two.options[i].defaultValue).dump()});
    }
    return found;
}

} // namespace icf
