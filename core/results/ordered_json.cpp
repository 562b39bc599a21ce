#include "core/results/ordered_json.h"

namespace icf {
namespace {

/// Some tenths of a second.
constexpr std::size_t kMaxComparisons = 50'000'000;

std::size_t comparisonsFor(const nlohmann::json& json)
{
    std::size_t count = json.is_object() ? json.size() * json.size() : 0;
    if (json.is_structured()) {
        for (const nlohmann::json& value : json)
            count += comparisonsFor(value);
    }
    return count;
}

} // namespace

void requireQuickToOrder(const nlohmann::json& json, std::size_t maxComparisons)
{
    if (comparisonsFor(json) > maxComparisons)
        throw nlohmann::json::type_error::create(302, "an object of too many keys", &json);
}

nlohmann::ordered_json toOrdered(const nlohmann::json& json)
{
    requireQuickToOrder(json, kMaxComparisons);
    return json;
}

} // namespace icf
