#pragma once
#include <c10/core/Stream.h>
#include <torch/types.h>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/stopwatch.h"

namespace icf {

/// Memory of a device in bytes; 0 where the device does not say.
struct DeviceMemory {
    std::int64_t allocated = 0;  ///< That tensors of this process hold now.
    std::int64_t peak = 0;       ///< The most that they held since resetPeak, or since the process began.
    std::int64_t free = 0;       ///< What new work can get.
    std::int64_t total = 0;
};

/// What is asked of a device beside tensors: to wait, and for its memory.  The CPU computes at once and its memory is the process's (core/base/memory.h):
/// there nothing waits, and allocated and peak are 0.
class DeviceRuntime {
public:
    virtual ~DeviceRuntime() = default;
    /// Returns when the device has done all that this thread's queue gave it: operations on a GPU are only queued.
    virtual void synchronize() const = 0;
    virtual DeviceMemory memory() const = 0;
    /// Begins to measure the peak anew, for all who measure it.
    virtual void resetPeak() const = 0;
    /// Gives memory back to the device's driver that LibTorch keeps for the next tensors.
    virtual void emptyCache() const = 0;
};

/// The runtime of a device that LibTorch knows: CPU, CUDA (or ROCm) and MPS.
std::shared_ptr<const DeviceRuntime> deviceRuntime(at::Device device);

/// A queue of a GPU's own (a CUDA stream, with precedence) for a thread that answers while another trains: on the queue that all share, each would wait for what
/// the other has begun.  What is used on it must be complete when it comes there (synchronize), and what is made on it stays on it.  On other devices nothing.
class DeviceQueue {
public:
    explicit DeviceQueue(at::Device device);

    /// While it lives, what this thread computes goes to the queue.
    class Use {
    public:
        explicit Use(const DeviceQueue& queue);
        ~Use();
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

    private:
        std::optional<c10::Stream> before_;
    };

private:
    std::optional<c10::Stream> stream_;
};

/// Free and total memory of a device.  Asks the driver where it can, which leaves the device as it is: making a GPU ready for work takes half a gigabyte of it.
DeviceMemory memoryAtRest(at::Device device);

/// A stopwatch for work on a device: it waits until the device is done before it reads the clock, when it starts too.
class DeviceStopwatch {
public:
    explicit DeviceStopwatch(const DeviceRuntime& device) : device_(&device) { lap(); }
    /// Seconds since the start or the last lap.
    double seconds() const
    {
        device_->synchronize();
        return watch_.seconds();
    }
    /// The same; starts anew.
    double lap()
    {
        device_->synchronize();
        return watch_.lap();
    }

private:
    const DeviceRuntime* device_;
    Stopwatch watch_;
};

/// Gives a device's cached memory back when it goes, so declare it before the tensors: what models held is for other programs then.
class DeviceCacheGuard {
public:
    explicit DeviceCacheGuard(std::shared_ptr<const DeviceRuntime> device) : device_(std::move(device)) {}
    ~DeviceCacheGuard()
    {
        try {
            device_->emptyCache();
        } catch (const std::exception&) {
            // A device that failed keeps what it has; whoever used it is told.
        }
    }
    DeviceCacheGuard(const DeviceCacheGuard&) = delete;
    DeviceCacheGuard& operator=(const DeviceCacheGuard&) = delete;

private:
    std::shared_ptr<const DeviceRuntime> device_;
};

/// The device that a name stands for: auto (the first GPU, else the CPU), cpu, cuda, cuda:0 … or mps.
/// Throws Error naming the option when it is none of these, or this build of LibTorch or this machine lacks it.
at::Device resolveDevice(const std::string& name);

/// The CPU and every GPU that this build of LibTorch can use here.
std::vector<at::Device> availableDevices();

/// "13.0": the CUDA of the LibTorch that is loaded; empty when that is a CPU build.
std::string cudaVersion();

/// "580.95.05": NVIDIA's driver; empty where there is none.
std::string driverVersion();

/// "NVIDIA H100 80GB HBM3"; "cuda:0", "mps" or "cpu" where nobody says more.
std::string deviceName(at::Device device);

/// Major and minor compute capability of an NVIDIA card; nothing for other devices.
std::optional<std::pair<int, int>> computeCapability(at::Device device);

/// True when a GPU multiplies bfloat16 natively: NVIDIA's of compute capability 8 on, others where LibTorch says so.  Not for the CPU (core/facts/cpu.h).
bool gpuHasBfloat16(at::Device device);

} // namespace icf
