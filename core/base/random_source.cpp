#include "core/base/random_source.h"

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

} // namespace icf
