#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/enum_names.h"
#include "core/options/field.h"

/// The declaration of a command's options as a list: what --help, the manual page, shell completion and generic forms
/// walk over.  Works for every struct with the visit() of run_options.h.
namespace icf {

/// The value of one option.
using OptionValue = std::variant<std::string, bool, std::int64_t, double>;

/// One option of a command, with a value.
struct OptionDescription {
    Field field;
    Section section;    ///< The group it is declared in; empty outside groups.
    OptionValue value;  ///< That of the struct described.  Also tells the type; of an enum it is the name.
};

/// A value as a person would type it: text as it is, true/false, numbers with a decimal point.
std::string valueText(const OptionValue& value);

/// Short name of what an option takes, for help texts: "FILE", "FOLDER", "NAME", "TEXT", "N", "X", "token|sentence"; empty
/// for switches.
std::string valueName(const OptionDescription& option);

namespace detail {

template <class Value> OptionValue toOptionValue(const Value& value)
{
    if constexpr (NamedEnum<Value>)
        return std::string(nameOf(value));
    else
        return value;
}

struct DescribeVisitor {
    std::vector<OptionDescription> options{};
    Section current{};

    void section(const Section& section) { current = section; }
    template <class Value> void operator()(const Value& value, Field field)
    {
        if constexpr (NamedEnum<Value>)
            field.choices = kEnumNames<Value>;
        options.push_back({field, current, toOptionValue(value)});
    }
};

struct GetVisitor {
    std::string_view key;
    OptionValue value{};
    bool found = false;

    void section(const Section&) {}
    template <class Value> void operator()(const Value& member, const Field& field)
    {
        if (field.key == key) {
            value = toOptionValue(member);
            found = true;
        }
    }
};

struct SetVisitor {
    std::string_view key;
    const OptionValue& value;
    bool done = false;

    void section(const Section&) {}
    template <class Value> void operator()(Value& member, const Field& field)
    {
        if (field.key != key)
            return;
        if constexpr (NamedEnum<Value>) {
            const auto* name = std::get_if<std::string>(&value);
            const std::optional<Value> named = name ? fromName<Value>(*name) : std::nullopt;
            member = named.value_or(member);
            done = named.has_value();
        } else if (const auto* given = std::get_if<Value>(&value)) {
            member = *given;
            done = true;
        }
    }
};

} // namespace detail

/// Every option of the struct in declaration order, with the values that it has.
template <class Options> std::vector<OptionDescription> describe(const Options& options)
{
    detail::DescribeVisitor visitor;
    Options::visit(options, visitor);
    return std::move(visitor.options);
}

/// The same with the defaults of a freshly made struct.
template <class Options> std::vector<OptionDescription> describe()
{
    const Options defaults;
    return describe(defaults);
}

/// Reads one option by key into value.  Returns false for an unknown key.
template <class Options> bool readOption(const Options& options, std::string_view key, OptionValue& value)
{
    detail::GetVisitor visitor{key};
    Options::visit(options, visitor);
    if (visitor.found)
        value = visitor.value;
    return visitor.found;
}

/// Sets one option by key, unchecked (see validate).  Returns false for an unknown key, a value of another type or a name that an enum
/// does not have.
template <class Options> bool writeOption(Options& options, std::string_view key, const OptionValue& value)
{
    detail::SetVisitor visitor{key, value};
    Options::visit(options, visitor);
    return visitor.done;
}

} // namespace icf
