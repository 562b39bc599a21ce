#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace icf {

/// A mean with its 95 % confidence interval.
struct Interval {
    double mean = 0;
    double low = 0;
    double high = 0;
    std::int64_t count = 0;

    /// Half the interval's width: what stands after ± where the interval has the mean in its middle.
    double half() const { return (high - low) / 2; }
};

/// Arithmetic mean; 0 of nothing.
double mean(std::span<const double> values);
/// Middle value; mean of the middle two of an even number; 0 of nothing.
double median(std::span<const double> values);
/// The value below which the share (0 … 1) of the values lies, linearly interpolated; 0 of nothing.
double quantile(std::span<const double> values, double share);
/// Mean and 95 % interval by Student's t (n − 1 degrees of freedom).  One value: an interval of width 0.  No value: a mean that is not a
/// number.
Interval meanInterval(std::span<const double> values);
/// The same for shares, which lie between 0 and 1, and so does the interval.  Where every value is 0 or 1 it is Wilson's (Wilson, "Probable
/// inference, the law of succession, and statistical inference", 1927), which has a width even when all values are the same; else Student's, cut
/// at 0 and 1, beyond which no mean can be.
Interval shareInterval(std::span<const double> values);
/// The value t with P(|T| ≤ t) = level for Student's t with that many degrees of freedom (≥ 1).
double studentQuantile(double level, double degrees);

/// What the paired bootstrap says about two systems on the same examples.
struct PairedComparison {
    double difference = 0;   ///< Mean of first − second.
    double low = 0;          ///< 95 % percentile interval of the difference.
    double high = 0;
    double pValue = 1;       ///< Two-sided: how often a resample falls on the other side of 0, doubled, at most 1.
    std::int64_t count = 0;
    std::int64_t resamples = 0;
};

/// Paired bootstrap: examples are drawn with replacement, both systems' scores together.  The same seed gives the same
/// result.  first and second must have the same length.
/// Source: Koehn, "Statistical significance tests for machine translation evaluation", 2004.
PairedComparison pairedBootstrap(std::span<const double> first, std::span<const double> second, std::uint64_t seed,
                                 std::int64_t resamples = 10'000);

} // namespace icf
