#pragma once
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include <pthread.h>

#include "core/base/cancel_token.h"

namespace icf::cli {

/// Turns SIGINT, SIGTERM and SIGHUP into a request to save and stop; a second one ends the program at once, but not before half a second after
/// the first, and not when it comes in the same moment.  Signals that were ignored when the program started stay so.  Signals are taken by
/// a thread of its own, so that no handler and no global is needed.  Make it before any other thread: threads inherit
/// the signal mask.
class SignalWatcher {
public:
    explicit SignalWatcher(CancelToken& cancel);
    ~SignalWatcher();
    SignalWatcher(const SignalWatcher&) = delete;
    SignalWatcher& operator=(const SignalWatcher&) = delete;

    /// From now on the first signal ends the program: for commands that have nothing to save and may wait for input.
    void endAtOnce() noexcept { atOnce_ = true; }
    /// The first signal that came; 0 when none did.
    int received() const noexcept { return received_.load(); }

private:
    using Clock = std::chrono::steady_clock;

    void watch();
    /// The next signal; 0 when there is none until then, or it was interrupted.
    int next(std::optional<Clock::time_point> until) const;

    CancelToken& cancel_;
    sigset_t watched_{};
    std::atomic<int> received_{0};
    std::atomic<bool> ending_{false};
    std::atomic<bool> atOnce_{false};
    std::thread thread_;
};

} // namespace icf::cli
