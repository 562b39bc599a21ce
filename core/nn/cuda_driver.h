#pragma once
#include <optional>
#include <string>
#include <utility>

namespace icf {

/// NVIDIA's driver library, whose functions and numbers are its stable interface ("CUDA Driver API", cuda.h): LibTorch offers neither a card's name nor the start of
/// a kernel without CUDA's headers.  Its order of cards, and the environment that masks them, are LibTorch's.  Never closed, since LibTorch uses it too.
class CudaDriver {
public:
    /// The one that is here, or one that knows nothing.
    static const CudaDriver& here();

    /// What a card is called, and "00000000:1B:00.0", by which NVML knows it.
    std::optional<std::string> name(int card) const { return textOf("cuDeviceGetName", card); }
    std::optional<std::string> busId(int card) const { return textOf("cuDeviceGetPCIBusId", card); }
    /// One of CUdevice_attribute's numbers.
    std::optional<int> attribute(int card, int which) const;
    /// Major and minor compute capability.
    std::optional<std::pair<int, int>> capability(int card) const;
    /// 13000 for CUDA 13.0, the newest that the driver serves; 0 without a driver.
    int newestCuda() const;
    /// CUdevice of a card.
    std::optional<int> handleOf(int card) const;

    /// A function by its name in cuda.h; null where the driver is not here or has none.
    template <class Function> Function find(const char* function) const { return reinterpret_cast<Function>(addressOf(function)); }

private:
    CudaDriver();
    void* addressOf(const char* function) const;
    std::optional<std::string> textOf(const char* function, int card) const;

    void* library_ = nullptr;
    bool usable_ = false;
};

} // namespace icf
