#pragma once
#include <chrono>

namespace icf {

/// Seconds since it was made, or since the last lap.
class Stopwatch {
public:
    double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
    /// The same, and starts again.
    double lap()
    {
        const double passed = seconds();
        start_ = Clock::now();
        return passed;
    }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point start_ = Clock::now();
};

} // namespace icf
