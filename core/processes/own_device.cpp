#include "core/processes/own_device.h"

#include <algorithm>

#include "core/base/host_name.h"
#include "core/nn/device.h"
#include "core/processes/together.h"

namespace icf {

std::string ownDevice(const std::string& device, std::int64_t number, std::int64_t cards)
{
    return (device == "auto" || device == "cuda") && cards > 0 ? "cuda:" + std::to_string(number % cards) : device;
}

std::string ownDevice(Communicator& processes, const std::string& device)
{
    const std::vector<std::string> hosts = textsOf(processes, hostName());
    const auto mine = hosts.begin() + processes.rank();
    const std::vector<at::Device> devices = availableDevices();
    return ownDevice(device, std::count(hosts.begin(), mine, *mine), std::count_if(devices.begin(), devices.end(), [](at::Device one) { return one.is_cuda(); }));
}

} // namespace icf
