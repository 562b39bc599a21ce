#pragma once
#include <cstdint>
#include <vector>

#include "core/base/random_source.h"

namespace icf {

/// The order of an epoch's rows: a permutation of 0 … size - 1 that depends on nothing but its arguments, so that a resumed
/// run finds it again without having drawn the ones before.  4 bytes a row, 8 beyond 2^32 rows.
class EpochOrder {
public:
    /// No rows.
    EpochOrder() = default;
    EpochOrder(std::uint64_t seed, std::int64_t epoch, std::int64_t size);

    std::int64_t size() const { return static_cast<std::int64_t>(narrow_.size() + wide_.size()); }
    std::int64_t operator[](std::int64_t place) const
    {
        const auto i = static_cast<std::size_t>(place);
        return wide_.empty() ? static_cast<std::int64_t>(narrow_[i]) : static_cast<std::int64_t>(wide_[i]);
    }

private:
    std::vector<std::uint32_t> narrow_;
    std::vector<std::uint64_t> wide_; ///< Instead, of more rows.
};

} // namespace icf
