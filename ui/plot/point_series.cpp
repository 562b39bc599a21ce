#include "ui/plot/point_series.h"

#include <algorithm>
#include <bit>

namespace icf::ui {

namespace {
constexpr std::size_t kBlock = 128;
}

void PointSeries::add(double x, double y)
{
    const std::size_t index = x_.size();
    x_.push_back(x);
    y_.push_back(y);
    if (index % kBlock == 0)
        blocks_.emplace_back(index, index);
    auto& [low, high] = blocks_.back();
    if (y < y_[low])
        low = index;
    if (y > y_[high])
        high = index;
}

void PointSeries::clear()
{
    x_.clear();
    y_.clear();
    blocks_.clear();
}

std::size_t PointSeries::firstFrom(double x) const
{
    return std::size_t(std::ranges::lower_bound(x_, x) - x_.begin());
}

std::pair<std::size_t, std::size_t> PointSeries::extremes(std::size_t first, std::size_t last) const
{
    std::size_t low = first, high = first;
    const auto take = [&](std::size_t l, std::size_t h) {
        if (y_[l] < y_[low])
            low = l;
        if (y_[h] > y_[high])
            high = h;
    };
    for (std::size_t i = first; i < last;) {
        if (i % kBlock == 0 && i + kBlock <= last) {
            take(blocks_[i / kBlock].first, blocks_[i / kBlock].second);
            i += kBlock;
        } else {
            take(i, i);
            ++i;
        }
    }
    return {low, high};
}

std::vector<std::size_t> PointSeries::between(double from, double to, std::size_t groups) const
{
    std::vector<std::size_t> chosen;
    std::size_t first = firstFrom(from);
    std::size_t last = std::size_t(std::ranges::upper_bound(x_, to) - x_.begin());
    // One beyond each edge, so that the line runs out of the picture.
    first -= first > 0 ? 1 : 0;
    last += last < size() ? 1 : 0;
    if (last <= first)
        return chosen;
    const std::size_t count = last - first;
    if (count <= 2 * groups) {
        for (std::size_t i = first; i < last; ++i)
            chosen.push_back(i);
        return chosen;
    }
    // Groups begin at multiples of a power of two, not at the view's edge: a line must not flicker while it is dragged.
    const std::size_t width = std::bit_ceil((count + groups - 1) / groups);
    chosen.push_back(first);
    for (std::size_t start = first / width * width; start < last; start += width) {
        const auto [low, high] = extremes(std::max(start, first), std::min(start + width, last));
        for (const std::size_t index : {std::min(low, high), std::max(low, high)})
            if (index > chosen.back())
                chosen.push_back(index);
    }
    if (chosen.back() != last - 1)
        chosen.push_back(last - 1);
    return chosen;
}

} // namespace icf::ui
