#include "core/metrics/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/metrics/random.h"

namespace icf {
namespace {

/// Continued fraction of the incomplete beta function (Lentz's method).
double betaFraction(double a, double b, double x)
{
    constexpr double kTiny = 1e-300;
    constexpr int kMaxTerms = 500;
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (std::abs(d) < kTiny ? kTiny : d);
    double result = d;
    for (int m = 1; m <= kMaxTerms; ++m) {
        for (const bool even : {true, false}) {
            const double term = even ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                                     : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + term * d;
            d = 1 / (std::abs(d) < kTiny ? kTiny : d);
            c = 1 + term / c;
            c = std::abs(c) < kTiny ? kTiny : c;
            result *= c * d;
        }
        if (std::abs(c * d - 1) < 1e-15)
            break;
    }
    return result;
}

/// Regularised incomplete beta function.
double incompleteBeta(double a, double b, double x)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b;
}

} // namespace

double mean(std::span<const double> values)
{
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double quantile(std::span<const double> values, double share)
{
    if (values.empty())
        return 0;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double median(std::span<const double> values) { return quantile(values, 0.5); }

double studentQuantile(double level, double degrees)
{
    const auto within = [&](double t) { return 1 - incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t)); };
    double low = 0;
    double high = 1;
    while (within(high) < level)
        high *= 2;
    constexpr int kHalvings = 100;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        (within(middle) < level ? low : high) = middle;
    }
    return (low + high) / 2;
}

Interval meanInterval(std::span<const double> values)
{
    Interval result;
    result.count = static_cast<std::int64_t>(values.size());
    result.mean = values.empty() ? std::numeric_limits<double>::quiet_NaN() : mean(values);
    double half = 0;
    if (values.size() > 1) {
        double squares = 0;
        for (const double value : values)
            squares += (value - result.mean) * (value - result.mean);
        const double n = static_cast<double>(values.size());
        half = studentQuantile(0.95, n - 1) * std::sqrt(squares / (n - 1) / n);
    }
    result.low = result.mean - half;
    result.high = result.mean + half;
    return result;
}

Interval shareInterval(std::span<const double> values)
{
    Interval result = meanInterval(values);
    if (values.size() > 1 && std::all_of(values.begin(), values.end(), [](double value) { return value == 0 || value == 1; })) {
        constexpr double kNormalQuantile = 1.959963984540054;
        const double n = static_cast<double>(values.size());
        const double weight = kNormalQuantile * kNormalQuantile / n;
        const double middle = (result.mean + weight / 2) / (1 + weight);
        const double half = std::sqrt(weight * (result.mean * (1 - result.mean) + weight / 4)) / (1 + weight);
        result.low = middle - half;
        result.high = middle + half;
    }
    // Wilson's ends meet a mean of 0 or 1, but for rounding.  A mean that is not a number stays one.
    result.low = std::min(std::max(result.low, 0.0), result.mean);
    result.high = std::max(std::min(result.high, 1.0), result.mean);
    return result;
}

PairedComparison pairedBootstrap(std::span<const double> first, std::span<const double> second, std::uint64_t seed,
                                 std::int64_t resamples)
{
    assert(first.size() == second.size());
    PairedComparison result;
    result.count = static_cast<std::int64_t>(first.size());
    result.resamples = resamples;
    if (first.empty())
        return result;
    std::vector<double> differences(first.size());
    std::transform(first.begin(), first.end(), second.begin(), differences.begin(), std::minus<>());
    result.difference = mean(differences);
    Random random(seed);
    std::vector<double> means;
    std::int64_t atMostZero = 0;
    std::int64_t atLeastZero = 0;
    for (std::int64_t i = 0; i < resamples; ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < differences.size(); ++j)
            sum += differences[static_cast<std::size_t>(random.below(differences.size()))];
        means.push_back(sum / static_cast<double>(differences.size()));
        atMostZero += sum <= 0;
        atLeastZero += sum >= 0;
    }
    result.low = quantile(means, 0.025);
    result.high = quantile(means, 0.975);
    // One is added so that a finite number of resamples never claims certainty.
    const double side = static_cast<double>(std::min(atMostZero, atLeastZero) + 1) / static_cast<double>(resamples + 1);
    result.pValue = std::min(1.0, 2 * side);
    return result;
}

} // namespace icf
