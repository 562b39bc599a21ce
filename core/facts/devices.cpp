#include "core/facts/devices.h"

#include <torch/version.h>

#include "core/base/cuda_folder.h"
#include "core/nn/device.h"

namespace icf {

std::vector<DeviceFacts> devicesHere()
{
    std::vector<DeviceFacts> all;
    for (const at::Device device : availableDevices()) {
        const DeviceMemory memory = memoryAtRest(device);
        const std::string name = deviceName(device);
        all.push_back({device.str(), name == device.str() ? std::string() : name, memory.free, memory.total});
    }
    return all;
}

std::string loadedCuda() { return cudaVersion(); }

std::string cudaFolderProblem(const std::filesystem::path& folder) { return cudaFolderProblem(folder, TORCH_VERSION); }

} // namespace icf
