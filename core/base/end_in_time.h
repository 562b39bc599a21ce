#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace icf {

/// Sees to it that the process ends soon after its window: when what is destroyed in between has not let go of its threads in time, the process ends
/// without waiting for them.  Work notices a request to stop within a second; a file system that does not answer may never.
class EndInTime {
public:
    ~EndInTime()
    {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        wake_.notify_all();
        if (thread_.joinable())
            thread_.join();
    }

    /// From now on: the process exits with code after the time, unless this object is gone before.
    void begin(int code, std::chrono::milliseconds time = std::chrono::seconds(5))
    {
        thread_ = std::thread([this, code, time] {
            std::unique_lock lock(mutex_);
            if (!wake_.wait_for(lock, time, [this] { return ended_; }))
                std::_Exit(code);
        });
    }

private:
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ended_ = false;  ///< Guarded by mutex_.
    std::thread thread_;
};

} // namespace icf
