#pragma once
#include <concepts>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/utf8.h"

namespace icf {

/// JSON text in which the line separators beyond ASCII (U+0085, U+2028, U+2029), which JSON allows in strings as they are, are escaped: many
/// readers of jsonl, Python's splitlines() among them, end a line there.
std::string withoutRawLineSeparators(std::string json);

/// JSON as text, with texts that are no UTF-8 (paths and answers may be any bytes) repaired instead of an exception, and on one line in
/// everybody's eyes: see withoutRawLineSeparators.  indent: spaces a level; -1 writes one line.
template <class Json> std::string dumpText(const Json& json, int indent = -1)
{
    return withoutRawLineSeparators(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

/// Names of the members of now that before lacks or holds otherwise, separated by commas; empty when there are none.
std::string changedKeys(const nlohmann::json& before, const nlohmann::json& now);

/// Reads json into value.  As nlohmann's get_to, which however casts 1e300 or 2.5 to a whole number without a word and loses what is out of
/// range: here whole numbers must be written as such and fit, in lists and arrays too.  Throws nlohmann::json::type_error.
template <class Json, class Value> void readValue(const Json& json, Value& value)
{
    if constexpr (std::integral<Value> && !std::same_as<Value, bool>) {
        const bool fits = json.is_number_unsigned() ? std::in_range<Value>(json.template get<std::uint64_t>())
                                                    : json.is_number_integer() && std::in_range<Value>(json.template get<std::int64_t>());
        if (!fits)
            throw nlohmann::json::type_error::create(302, "expected a whole number in range, got " + printable(json.dump()), &json);
        json.get_to(value);
    } else if constexpr (requires { value.resize(0); value.back(); } && !requires { value.c_str(); }) {
        if (!json.is_array())
            throw nlohmann::json::type_error::create(302, std::string("expected a list, got ") + json.type_name(), &json);
        value.resize(json.size());
        for (std::size_t i = 0; i < json.size(); ++i)
            readValue(json[i], value[i]);
    } else if constexpr (requires { std::tuple_size<Value>::value; value.begin(); }) {
        if (!json.is_array() || json.size() != value.size())
            throw nlohmann::json::type_error::create(302, "expected a list of " + std::to_string(value.size()) + " values", &json);
        for (std::size_t i = 0; i < value.size(); ++i)
            readValue(json[i], value[i]);
    } else {
        json.get_to(value);
    }
}

/// The same, returned.
template <class Value, class Json> Value readAs(const Json& json)
{
    Value value{};
    readValue(json, value);
    return value;
}

/// Reads the field of an object, as readValue.  Throws nlohmann::json::exception when it is missing or of the wrong type.
template <class Json, class Value> void readField(const Json& object, const char* key, Value& value)
{
    readValue(object.at(key), value);
}

/// Visitors for structs that list their fields once, in a function that calls visit("key", self.member) for each: one writes the members to an
/// object, the other reads them as readField.
template <class Json> struct WriteFields {
    Json& json;
    template <class Value> void operator()(const char* key, const Value& value) const { json[key] = value; }
};
template <class Json> struct ReadFields {
    const Json& json;
    template <class Value> void operator()(const char* key, Value& value) const { readField(json, key, value); }
};

} // namespace icf
