#include "ui/plot/smoothing.h"

#include <cmath>
#include <limits>

namespace icf::ui {

namespace {
constexpr double kSpike = 1000;
constexpr int kMaxSpikes = 2;
}

double DebiasedAverage::add(double value)
{
    if (!std::isfinite(value))
        return std::numeric_limits<double>::quiet_NaN();
    if (factor_ > 0 && weight_ > 0 && sum_ != 0 && std::abs(value) > kSpike * std::abs(sum_ / weight_)) {
        if (++spikes_ <= kMaxSpikes)
            return sum_ / weight_;
        sum_ = weight_ = 0;
    }
    spikes_ = 0;
    sum_ = factor_ * sum_ + (1 - factor_) * value;
    weight_ = factor_ * weight_ + (1 - factor_);
    return sum_ / weight_;
}

} // namespace icf::ui
