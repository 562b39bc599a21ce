#include "core/data/shuffle.h"

#include <numeric>
#include <utility>

namespace icf {

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
