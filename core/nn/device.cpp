#include "core/nn/device.h"

#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/detail/MPSHooksInterface.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#if defined(__unix__)
#include <dlfcn.h>
#endif

#include <algorithm>
#include <array>
#include <fstream>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/nn/cuda_driver.h"

namespace icf {
namespace {

class CpuRuntime : public DeviceRuntime {
public:
    void synchronize() const override {}
    DeviceMemory memory() const override { return {0, 0, freeMemory(), 0}; }
    void resetPeak() const override {}
    void emptyCache() const override {}
};

/// A GPU, through what LibTorch offers for devices of every kind: the CPU build compiles it too, without CUDA's headers.
class GpuRuntime : public DeviceRuntime {
public:
    explicit GpuRuntime(at::Device device)
        : device_(device.type(), device.has_index() ? device.index() : at::DeviceIndex(0))
    {
    }

    void synchronize() const override
    {
        if (device_.is_mps())
            at::detail::getMPSHooks().deviceSynchronize();
        else
            synchronizeQueue();
    }

    DeviceMemory memory() const override
    {
        DeviceMemory memory;
        if (device_.is_mps()) {
            const at::MPSHooksInterface& mps = at::detail::getMPSHooks();
            memory.allocated = std::int64_t(mps.getCurrentAllocatedMemory());
            memory.total = std::int64_t(mps.getRecommendedMaxMemory());
            memory.free = std::max<std::int64_t>(0, memory.total - std::int64_t(mps.getDriverAllocatedMemory()));
        } else if (c10::DeviceAllocator* allocator = allocatorOf()) {
            const auto bytes = allocator->getDeviceStats(device_.index()).allocated_bytes[0];
            memory.allocated = bytes.current;
            memory.peak = bytes.peak;
            const auto [free, total] = allocator->getMemoryInfo(device_.index());
            memory.free = std::int64_t(free);
            memory.total = std::int64_t(total);
        }
        return memory;
    }

    void resetPeak() const override
    {
        if (c10::DeviceAllocator* allocator = device_.is_mps() ? nullptr : allocatorOf())
            allocator->resetPeakStats(device_.index());
    }

    void emptyCache() const override
    {
        if (device_.is_mps())
            at::detail::getMPSHooks().emptyCache();
        else if (c10::DeviceAllocator* allocator = allocatorOf())
            allocator->emptyCache();
    }

private:
    void synchronizeQueue() const
    {
        const c10::impl::VirtualGuardImpl guard(device_.type());
        guard.synchronizeStream(guard.getStream(device_));
    }

    c10::DeviceAllocator* allocatorOf() const
    {
        at::globalContext().lazyInitDevice(device_.type());
        c10::DeviceAllocator* allocator = c10::getDeviceAllocator(device_.type());
        return allocator->initialized() ? allocator : nullptr;
    }

    at::Device device_;
};

/// NVML, which nvidia-smi asks: it knows cards without making them ready.  Its functions are a stable interface too (nvml.h).
class Nvml {
public:
    Nvml()
    {
#if defined(__unix__)
        library_ = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
        const auto start = find<int (*)()>("nvmlInit_v2");
        usable_ = start && start() == 0;
#endif
    }

    std::string driver() const
    {
        const auto get = find<int (*)(char*, unsigned)>("nvmlSystemGetDriverVersion");
        std::array<char, 96> text{};
        return usable_ && get && get(text.data(), unsigned(text.size()) - 1) == 0 ? text.data() : std::string();
    }

    std::optional<DeviceMemory> memory(const std::string& busId) const
    {
        struct Bytes {
            unsigned long long total, free, used;
        } bytes{};
        void* card = nullptr;
        const auto byBus = find<int (*)(const char*, void**)>("nvmlDeviceGetHandleByPciBusId_v2");
        const auto get = find<int (*)(void*, Bytes*)>("nvmlDeviceGetMemoryInfo");
        if (!usable_ || !byBus || !get || byBus(busId.c_str(), &card) != 0 || get(card, &bytes) != 0)
            return std::nullopt;
        return DeviceMemory{0, 0, std::int64_t(bytes.free), std::int64_t(bytes.total)};
    }

private:
    template <class Function> Function find([[maybe_unused]] const char* name) const
    {
#if defined(__unix__)
        return library_ ? reinterpret_cast<Function>(dlsym(library_, name)) : nullptr;
#else
        return nullptr;
#endif
    }

    void* library_ = nullptr;
    bool usable_ = false;
};

int cudaCards() { return at::hasCUDA() ? at::detail::getCUDAHooks().deviceCount() : 0; }

/// "13.1" of 13010.
std::string cudaText(long version) { return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10); }

/// Why there is no card to compute on, and what to do.
std::string whyNoCuda()
{
    const std::string needed = cudaVersion();
    if (needed.empty())
        return "this program has loaded the CPU build of LibTorch; name the folder of its CUDA build in ICF_CUDA_LIBTORCH (./run --cuda fetches it), or use cpu";
    const long driver = CudaDriver::here().newestCuda();
    if (driver == 0)
        return "there is no NVIDIA driver here (libcuda.so.1); install it, or use cpu";
    // Within one major version, older drivers serve newer libraries.
    if (driver / 1000 < std::stol(needed))
        return "the NVIDIA driver serves CUDA up to " + cudaText(driver) + ", and this LibTorch needs " + needed + "; update the driver, or use cpu";
    return "there is no NVIDIA GPU here that CUDA can use; use cpu";
}

int indexOf(at::Device device) { return device.has_index() ? device.index() : 0; }

} // namespace

std::string cudaVersion()
{
    const at::CUDAHooksInterface& cuda = at::detail::getCUDAHooks();
    return cuda.hasCUDART() ? cudaText(cuda.versionCUDART()) : std::string();
}

std::string driverVersion()
{
#if defined(__unix__)
    // The kernel module's own line: "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build …".
    std::ifstream file("/proc/driver/nvidia/version");
    for (std::string word; file >> word;)
        if (word.find('.') != std::string::npos && word.find_first_not_of("0123456789.") == std::string::npos)
            return word;
#endif
    // Containers may hide it.
    return Nvml().driver();
}

DeviceMemory memoryAtRest(at::Device device)
{
    const std::optional<std::string> bus = device.is_cuda() ? CudaDriver::here().busId(indexOf(device)) : std::nullopt;
    const std::optional<DeviceMemory> memory = bus ? Nvml().memory(*bus) : std::nullopt;
    return memory ? *memory : deviceRuntime(device)->memory();
}

DeviceQueue::DeviceQueue(at::Device device)
{
    if (device.is_cuda())
        stream_ = c10::impl::VirtualGuardImpl(at::kCUDA).getStreamFromGlobalPool(device, /*isHighPriority=*/true);
}

DeviceQueue::Use::Use(const DeviceQueue& queue)
{
    if (queue.stream_)
        before_ = c10::impl::VirtualGuardImpl(at::kCUDA).exchangeStream(*queue.stream_);
}

DeviceQueue::Use::~Use()
{
    if (before_)
        c10::impl::VirtualGuardImpl(at::kCUDA).exchangeStream(*before_);
}

std::shared_ptr<const DeviceRuntime> deviceRuntime(at::Device device)
{
    if (device.is_cuda() || device.is_mps())
        return std::make_shared<GpuRuntime>(device);
    return std::make_shared<CpuRuntime>();
}

at::Device resolveDevice(const std::string& name)
{
    const std::vector<at::Device> devices = availableDevices();
    if (name == "auto")
        return devices.size() > 1 ? devices[1] : devices[0];
    at::Device device = at::kCPU;
    try {
        device = at::Device(name);
    } catch (const c10::Error&) {
        throw Error("device", "unknown device \"" + name + "\"; use auto, cpu, cuda, cuda:0 … or mps");
    }
    if (!device.is_cpu() && !device.is_cuda() && !device.is_mps())
        throw Error("device", "\"" + name + "\" is not supported; use auto, cpu, cuda or mps");
    int count = 0;
    for (const at::Device& known : devices)
        count += known.type() == device.type() ? 1 : 0;
    if (count == 0)
        throw Error("device", "\"" + name + "\": " + (device.is_cuda() ? whyNoCuda() : "this build of LibTorch or this machine has no such device; use cpu or auto"));
    if (device.is_cuda() && device.index() >= count)
        throw Error("device", "\"" + name + "\": there are only " + std::to_string(count) + " CUDA devices");
    return device;
}

std::vector<at::Device> availableDevices()
{
    std::vector<at::Device> devices{at::Device(at::kCPU)};
    for (int card = 0; card < cudaCards(); ++card)
        devices.emplace_back(at::kCUDA, at::DeviceIndex(card));
    if (at::hasMPS())
        devices.emplace_back(at::kMPS);
    return devices;
}

std::string deviceName(at::Device device)
{
    if (device.is_cuda()) {
        if (const auto name = CudaDriver::here().name(indexOf(device)))
            return *name;
    }
    return device.str();
}

std::optional<std::pair<int, int>> computeCapability(at::Device device)
{
    return device.is_cuda() ? CudaDriver::here().capability(indexOf(device)) : std::nullopt;
}

bool gpuHasBfloat16(at::Device device)
{
    if (const auto capability = computeCapability(device))
        return capability->first >= 8;
    if (device.is_cuda()) {
        const at::CUDAHooksInterface& cuda = at::detail::getCUDAHooks();
        return !cuda.compiledWithCuDNN() || cuda.supportsBFloat16ConvolutionWithCuDNNv8();
    }
    return device.is_mps() && at::detail::getMPSHooks().isOnMacOSorNewer(14);
}

} // namespace icf
