#pragma once
#include <cstdint>

namespace icf {

/// A small random source whose whole state is one number, the same on every platform and with every library
/// (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
class RandomSource {
public:
    explicit RandomSource(std::uint64_t state)
        : state_(state)
    {
    }

    /// The next 64 random bits.
    std::uint64_t next();
    /// A number from 0 to bound - 1, each equally likely.  bound must not be 0.
    std::uint64_t uniform(std::uint64_t bound);

    std::uint64_t state() const { return state_; }
    void setState(std::uint64_t state) { state_ = state; }

private:
    std::uint64_t state_;
};

} // namespace icf
