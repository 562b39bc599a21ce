#pragma once
#include <cstddef>

namespace icf::ui {

/// Exponential moving average without the start's pull towards zero:
/// m_t = a·m_(t−1) + (1 − a)·x_t, shown as m_t / (1 − a^t).  Non-finite values are left out, and so is a spike: a value over a thousand
/// times the average, which would hide it for a hundred steps.  The third spike in a row is not taken for one: the average starts anew there.
class DebiasedAverage {
public:
    /// factor: a, from 0 (no smoothing) to below 1.
    explicit DebiasedAverage(double factor = 0) : factor_(factor) {}

    /// Takes a value and returns the average, unchanged by a spike; NaN for a non-finite value.
    double add(double value);

private:
    double factor_;
    double sum_ = 0;
    double weight_ = 0;
    int spikes_ = 0;  ///< In a row.
};

} // namespace icf::ui
