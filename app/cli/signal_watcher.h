#pragma once
#include <atomic>
#include <thread>

#include <pthread.h>

#include "core/base/cancel_token.h"

namespace icf::cli {

/// Turns SIGINT, SIGTERM and SIGHUP into a request to save and stop; a second one, unless it comes within half a
/// second, ends the program at once.  Signals are taken by
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
    void watch();

    CancelToken& cancel_;
    sigset_t watched_{};
    std::atomic<int> received_{0};
    std::atomic<bool> ending_{false};
    std::atomic<bool> atOnce_{false};
    std::thread thread_;
};

} // namespace icf::cli
