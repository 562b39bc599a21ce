#pragma once
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace icf {

/// Rows of like length, longest first, that go through a model together as one padded batch.
/// most: positions of a group at most, padding included; a row that is longer goes alone.  leastFill: share of a group's length that its shortest row has
/// at least → indices into lengths.
inline std::vector<std::vector<std::int64_t>> groupsByLength(const std::vector<std::int64_t>& lengths, std::int64_t most, double leastFill = 0.75)
{
    std::vector<std::int64_t> order(lengths.size());
    std::iota(order.begin(), order.end(), 0);
    const auto lengthOf = [&](std::int64_t index) { return lengths[std::size_t(index)]; };
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return lengthOf(a) > lengthOf(b); });
    std::vector<std::vector<std::int64_t>> groups;
    for (const std::int64_t index : order) {
        const std::int64_t longest = groups.empty() ? 0 : lengthOf(groups.back().front());
        const bool fits = !groups.empty() && std::int64_t(groups.back().size() + 1) * longest <= most && double(lengthOf(index)) >= leastFill * double(longest);
        if (!fits)
            groups.emplace_back();
        groups.back().push_back(index);
    }
    return groups;
}

} // namespace icf
