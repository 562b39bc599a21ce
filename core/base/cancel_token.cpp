#include "core/base/cancel_token.h"

#include <chrono>
#include <thread>

#include "core/base/error.h"

namespace icf {

void CancelToken::stop(StopRequest request) noexcept
{
    StopRequest seen = request_.load(std::memory_order_relaxed);
    while (seen < request && !request_.compare_exchange_weak(seen, request, std::memory_order_relaxed)) { }
}

void CancelToken::throwIfStopped() const
{
    if (stopRequested())
        throw Cancelled();
}

void CancelToken::waitWhilePaused() const
{
    // Polling keeps stop() safe in a signal handler; 20 ms is far below what a person notices.
    while (paused() && !stopRequested())
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

} // namespace icf
