#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>

namespace icf {

/// How long work will still take, from how fast it went in the last minute: neither an earlier session nor a slow start counts.
class TimeLeft {
public:
    /// Notes how much was done at a moment, in seconds by any clock.  Neither ever falls.
    void note(double seconds, std::int64_t done)
    {
        // Callers may note more often than matters.
        if (noted_.size() > 1 && seconds - noted_[noted_.size() - 2].seconds < kSpacing)
            noted_.pop_back();
        noted_.push_back({seconds, done});
        while (noted_.size() > 2 && noted_[1].seconds <= seconds - kWindow)
            noted_.pop_front();
    }

    /// Seconds for so much more work at that rate; negative while it is unknown.
    double secondsFor(std::int64_t more) const
    {
        if (noted_.empty() || noted_.back().done <= noted_.front().done)
            return -1;
        const double each = (noted_.back().seconds - noted_.front().seconds) / double(noted_.back().done - noted_.front().done);
        return each * double(more > 0 ? more : 0);
    }

private:
    static constexpr double kWindow = 60;
    static constexpr double kSpacing = 0.2;

    struct Noted {
        double seconds;
        std::int64_t done;
    };
    std::deque<Noted> noted_;
};

} // namespace icf
