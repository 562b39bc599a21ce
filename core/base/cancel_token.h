#pragma once
#include <atomic>

namespace icf {

/// How long work was asked to end.
enum class StopRequest {
    none, ///< Go on.
    save, ///< Write a checkpoint, then end.
    discard, ///< End at once, without a checkpoint.
};

/// The reins of one piece of long work, shared between the thread that does it and the thread that watches it.
/// Work checks it at every micro-batch and at every generated token.  All members may be called from any thread;
/// stop() is also safe in a signal handler.
class CancelToken {
public:
    /// Asks the work to end.  Sticky; discard outranks save.
    void stop(StopRequest request) noexcept;
    /// What was asked so far.
    StopRequest requested() const noexcept { return request_.load(std::memory_order_relaxed); }
    /// True when any kind of stop was asked.
    bool stopRequested() const noexcept { return requested() != StopRequest::none; }
    /// Throws Cancelled when any kind of stop was asked.
    void throwIfStopped() const;

    /// Asks the work to wait at its next check (true) or to go on (false).
    void pause(bool paused) noexcept { paused_.store(paused, std::memory_order_relaxed); }
    /// True while the work is asked to wait.
    bool paused() const noexcept { return paused_.load(std::memory_order_relaxed); }
    /// Blocks while paused and not stopped; called by the work.
    void waitWhilePaused() const;

    /// Asks for a checkpoint at the next micro-batch.
    void requestCheckpoint() noexcept { checkpoint_.store(true, std::memory_order_relaxed); }
    /// True once per request; called by the work.
    bool takeCheckpointRequest() noexcept { return checkpoint_.exchange(false, std::memory_order_relaxed); }

private:
    std::atomic<StopRequest> request_{StopRequest::none};
    std::atomic<bool> paused_{false};
    std::atomic<bool> checkpoint_{false};
};

} // namespace icf
