#pragma once
#include <vector>

#include "ui/plot/point_series.h"

namespace icf::ui {

/// The mean of several curves and how far they are apart, at each x that at least two of them reach.
struct MeanBand {
    std::vector<double> x;          ///< Rising.
    std::vector<double> mean;
    std::vector<double> deviation;  ///< Standard deviation of the curves there (n - 1).
    std::vector<int> curves;        ///< How many there are.

    bool empty() const { return x.empty(); }
};

/// Between its points a curve is taken to be straight; before the first and after the last one it has no value.  The points are those of all
/// curves while they are few, otherwise evenly spaced; geometric: by ratios, as a logarithmic axis needs.
MeanBand meanBand(const std::vector<const PointSeries*>& curves, bool geometric);

} // namespace icf::ui
