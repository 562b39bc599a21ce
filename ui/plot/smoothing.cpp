#include "ui/plot/smoothing.h"

#include <cmath>
#include <limits>

namespace icf::ui {

double DebiasedAverage::add(double value)
{
    if (!std::isfinite(value))
        return std::numeric_limits<double>::quiet_NaN();
    sum_ = factor_ * sum_ + (1 - factor_) * value;
    weight_ = factor_ * weight_ + (1 - factor_);
    return sum_ / weight_;
}

} // namespace icf::ui
