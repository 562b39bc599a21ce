#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

namespace icf {

/// The names of an enum's values, in the order of the values, which count from 0.  Written once, beside the enum:
///     template <> inline constexpr std::array<std::string_view, 2> kEnumNames<Colour>{"red", "blue"};
/// Flags, JSON, help and forms read and show these names.
template <class Enum> inline constexpr std::array<std::string_view, 0> kEnumNames{};

/// An enum with such a table.
template <class Enum>
concept NamedEnum = std::is_enum_v<Enum> && !kEnumNames<Enum>.empty();

template <NamedEnum Enum> constexpr std::string_view nameOf(Enum value) { return kEnumNames<Enum>[static_cast<std::size_t>(value)]; }

/// The value of a name; nothing for an unknown one.
template <NamedEnum Enum> constexpr std::optional<Enum> fromName(std::string_view name)
{
    for (std::size_t i = 0; i < kEnumNames<Enum>.size(); ++i) {
        if (kEnumNames<Enum>[i] == name)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace icf
