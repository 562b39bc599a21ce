#include "core/data/shuffle.h"

#include <numeric>
#include <utility>

namespace icf {

std::uint64_t RandomSource::next()
{
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
}

std::uint64_t RandomSource::uniform(std::uint64_t bound)
{
    // Numbers from the last, incomplete stretch of bound are drawn again, or small results would be likelier.
    const std::uint64_t incomplete = (0 - bound) % bound;
    std::uint64_t drawn = next();
    while (drawn < incomplete)
        drawn = next();
    return drawn % bound;
}

namespace {

template <class Row> void shuffleInto(std::vector<Row>& order, RandomSource random, std::int64_t size)
{
    order.resize(static_cast<std::size_t>(size));
    std::iota(order.begin(), order.end(), Row{0});
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random.uniform(i)]);
}

} // namespace

EpochOrder::EpochOrder(std::uint64_t seed, std::int64_t epoch, std::int64_t size)
{
    const RandomSource random(RandomSource(seed).next() ^ RandomSource(~std::uint64_t(epoch)).next());
    if (size <= std::int64_t{1} << 32)
        shuffleInto(narrow_, random, size);
    else
        shuffleInto(wide_, random, size);
}

} // namespace icf
