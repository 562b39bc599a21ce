#include "ui/plot/mean_band.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace icf::ui {

namespace {

constexpr std::size_t kFew = 4000; ///< Points that are drawn as they are.
constexpr std::size_t kGrid = 2000;

std::vector<double> positions(const std::vector<const PointSeries*>& curves, bool geometric)
{
    std::size_t count = 0;
    double low = INFINITY, high = -INFINITY;
    for (const PointSeries* curve : curves) {
        if (curve->size() == 0)
            continue;
        count += curve->size();
        low = std::min(low, curve->x(0));
        high = std::max(high, curve->x(curve->size() - 1));
    }
    std::vector<double> xs;
    if (count <= kFew) {
        for (const PointSeries* curve : curves)
            for (std::size_t i = 0; i < curve->size(); ++i)
                xs.push_back(curve->x(i));
        std::ranges::sort(xs);
        xs.erase(std::unique(xs.begin(), xs.end()), xs.end());
        return xs;
    }
    for (std::size_t i = 0; i < kGrid; ++i) {
        const double share = double(i) / double(kGrid - 1);
        xs.push_back(geometric && low > 0 ? low * std::pow(high / low, share) : low + (high - low) * share);
    }
    xs.back() = high;
    return xs;
}

std::optional<double> valueAt(const PointSeries& curve, double x)
{
    const std::size_t after = curve.firstFrom(x);
    if (after == curve.size() || (after == 0 && curve.x(0) > x))
        return std::nullopt;
    if (curve.x(after) == x)
        return curve.y(after);
    const double share = (x - curve.x(after - 1)) / (curve.x(after) - curve.x(after - 1));
    return curve.y(after - 1) + share * (curve.y(after) - curve.y(after - 1));
}

} // namespace

MeanBand meanBand(const std::vector<const PointSeries*>& curves, bool geometric)
{
    MeanBand band;
    for (const double x : positions(curves, geometric)) {
        double sum = 0;
        std::vector<double> values;
        for (const PointSeries* curve : curves)
            if (const std::optional<double> value = valueAt(*curve, x)) {
                values.push_back(*value);
                sum += *value;
            }
        if (values.size() < 2)
            continue;
        const double mean = sum / double(values.size());
        double squares = 0;
        for (const double value : values)
            squares += (value - mean) * (value - mean);
        band.x.push_back(x);
        band.mean.push_back(mean);
        band.deviation.push_back(std::sqrt(squares / double(values.size() - 1)));
        band.curves.push_back(int(values.size()));
    }
    return band;
}

} // namespace icf::ui
