#include "core/run/machine.h"

#include <ctime>
#include <fstream>
#include <thread>

#include <sys/utsname.h>
#include <unistd.h>

namespace icf {
namespace {

std::string cpuName()
{
    std::ifstream stream("/proc/cpuinfo");
    for (std::string line; std::getline(stream, line);) {
        if (!line.starts_with("model name"))
            continue;
        const std::size_t colon = line.find(": ");
        return colon == std::string::npos ? std::string() : line.substr(colon + 2);
    }
    return {};
}

} // namespace

nlohmann::json machineDescription(const nlohmann::json& gpu)
{
    nlohmann::json json;
    json["processor"] = cpuName();
    json["cores"] = std::thread::hardware_concurrency();
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageSize = sysconf(_SC_PAGE_SIZE);
    if (pages > 0 && pageSize > 0)
        json["memory_bytes"] = std::int64_t(pages) * pageSize;
    utsname system{};
    if (uname(&system) == 0)
        json["system"] = std::string(system.sysname) + " " + system.release + " " + system.machine;
    if (!gpu.is_null())
        json["gpu"] = gpu;
    return json;
}

std::string timeNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

} // namespace icf
