#pragma once
#include <cstddef>

#include <nlohmann/json.hpp>

namespace icf {

/// nlohmann's ordered objects compare a new key with every one before it: an object of many keys takes the square of their number.  Asked
/// before JSON from outside is made one; throws nlohmann::json::exception when that would take more comparisons.
void requireQuickToOrder(const nlohmann::json& json, std::size_t maxComparisons);

/// json with the keys of its objects in alphabetical order.  Throws nlohmann::json::exception when that would take longer than a moment.
nlohmann::ordered_json toOrdered(const nlohmann::json& json);

} // namespace icf
