#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/options/field.h"

/// The declaration of a command's options as a list: what --help, the manual page, shell completion and generic forms
/// walk over.  Works for every struct with the visit() of run_options.h.
namespace icf {

/// The value of one option.
using OptionValue = std::variant<std::string, bool, std::int64_t, double>;

/// One option of a command, with its default.
struct OptionDescription {
    Field field;
    Section section;           ///< The group it is declared in; empty outside groups.
    OptionValue defaultValue;  ///< Also tells the type.
};

/// A value as a person would type it: text as it is, true/false, numbers with a decimal point.
std::string valueText(const OptionValue& value);

/// Short name of what an option takes, for help texts: "FILE", "FOLDER", "NAME", "TEXT", "N", "X", "token|sentence"; empty
/// for switches.
std::string valueName(const OptionDescription& option);

namespace detail {

struct DescribeVisitor {
    std::vector<OptionDescription> options;
    Section current{};

    void section(const Section& section) { current = section; }
    template <class Value> void operator()(const Value& value, const Field& field)
    {
        options.push_back({field, current, OptionValue(value)});
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
            value = member;
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
        if (const auto* given = std::get_if<Value>(&value)) {
            member = *given;
            done = true;
        }
    }
};

} // namespace detail

/// Every option of the struct in declaration order, with the defaults of a freshly made one.
template <class Options> std::vector<OptionDescription> describe()
{
    const Options defaults;
    detail::DescribeVisitor visitor;
    Options::visit(defaults, visitor);
    return std::move(visitor.options);
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

/// Sets one option by key, unchecked (see validate).  Returns false for an unknown key or a value of another type.
template <class Options> bool writeOption(Options& options, std::string_view key, const OptionValue& value)
{
    detail::SetVisitor visitor{key, value};
    Options::visit(options, visitor);
    return visitor.done;
}

} // namespace icf
