#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace icf {

/// How much a JSON text from outside may ask for.
struct JsonLimits {
    std::size_t maxBytes = std::size_t{64} << 20; ///< Of the text.
    int maxDepth = 64; ///< Of nested objects and arrays.
    std::size_t maxValues = 4'000'000; ///< Values of every kind; bounds the memory of the result.
};

/// Parses JSON strictly (RFC 8259): no duplicate keys in one object, nothing after the value, limits kept.  A leading
/// byte-order mark is skipped.  Throws Error(where, …) in one line otherwise.
nlohmann::json parseJson(std::string_view text, const std::string& where, const JsonLimits& limits = {});

/// Parses one object as parseJson does, but gives its members away one by one, so that only one of them is in memory.  That no name
/// appears twice is the visitor's to check.  Throws Error(where, …) in one line, also when the text is no object; passes on what visit throws.
void parseJsonMembers(std::string_view text, const std::string& where, const JsonLimits& limits,
    const std::function<void(const std::string& name, nlohmann::json& value)>& visit);

/// Reads and parses a file; only regular files.  Throws Error naming the path.
nlohmann::json readJsonFile(const std::string& path, const JsonLimits& limits = {});

} // namespace icf
