#pragma once
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace icf {

/// Random choices of an evaluation, the same on every platform for the same seed (the distributions of the standard library are
/// not specified; its 64-bit Mersenne twister is).  Not RandomSource of base, which training draws from: what a seed draws here is part of every
/// evaluation that was made, and must not change.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    /// A whole number below limit, which must be positive; every one equally likely.
    std::uint64_t below(std::uint64_t limit)
    {
        const std::uint64_t unbiased = std::mt19937_64::max() - std::mt19937_64::max() % limit;
        std::uint64_t drawn = engine_();
        while (drawn >= unbiased)
            drawn = engine_();
        return drawn % limit;
    }

    /// Puts the values into random order.
    template <class Value> void shuffle(std::vector<Value>& values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[static_cast<std::size_t>(below(i))]);
    }

private:
    std::mt19937_64 engine_;
};

} // namespace icf
