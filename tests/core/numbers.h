#pragma once
#include <cstddef>
#include <cstdint>

namespace icf::test {

/// A generator with the same numbers everywhere (SplitMix64).
class Numbers {
public:
    explicit Numbers(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t next()
    {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// In 0 … limit-1.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(next() % limit); }

private:
    std::uint64_t state_;
};

} // namespace icf::test
