#include "core/nn/cuda_driver.h"

#if defined(__unix__)
#include <dlfcn.h>
#endif

#include <array>

namespace icf {

CudaDriver::CudaDriver()
{
#if defined(__unix__)
    library_ = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    const auto initialize = find<int (*)(unsigned)>("cuInit");
    usable_ = initialize && initialize(0) == 0;
#endif
}

const CudaDriver& CudaDriver::here()
{
    static const CudaDriver driver;
    return driver;
}

void* CudaDriver::addressOf([[maybe_unused]] const char* function) const
{
#if defined(__unix__)
    return library_ ? dlsym(library_, function) : nullptr;
#else
    return nullptr;
#endif
}

std::optional<int> CudaDriver::handleOf(int card) const
{
    const auto get = find<int (*)(int*, int)>("cuDeviceGet");
    int handle = 0;
    if (!usable_ || !get || get(&handle, card) != 0)
        return std::nullopt;
    return handle;
}

std::optional<std::string> CudaDriver::textOf(const char* function, int card) const
{
    const auto get = find<int (*)(char*, int, int)>(function);
    const std::optional<int> handle = handleOf(card);
    std::array<char, 256> text{};
    if (!get || !handle || get(text.data(), int(text.size()) - 1, *handle) != 0)
        return std::nullopt;
    return text.data();
}

std::optional<int> CudaDriver::attribute(int card, int which) const
{
    const auto get = find<int (*)(int*, int, int)>("cuDeviceGetAttribute");
    const std::optional<int> handle = handleOf(card);
    int value = 0;
    if (!get || !handle || get(&value, which, *handle) != 0)
        return std::nullopt;
    return value;
}

std::optional<std::pair<int, int>> CudaDriver::capability(int card) const
{
    constexpr int kMajor = 75, kMinor = 76;  // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR and _MINOR.
    const std::optional<int> major = attribute(card, kMajor), minor = attribute(card, kMinor);
    if (!major || !minor)
        return std::nullopt;
    return std::pair(*major, *minor);
}

int CudaDriver::newestCuda() const
{
    const auto get = find<int (*)(int*)>("cuDriverGetVersion");
    int version = 0;
    return get && get(&version) == 0 ? version : 0;
}

} // namespace icf
