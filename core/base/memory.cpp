#include "core/base/memory.h"

#include <fstream>
#include <string>
#include <string_view>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace icf {

namespace {

/// "name: 123 kB" of one of Linux's tables, in bytes; 0 when it is not there.
std::int64_t tableEntry(const char* path, std::string_view name)
{
    std::ifstream stream(path);
    for (std::string word; stream >> word;) {
        std::int64_t kibibytes = 0;
        if (word == name && stream >> kibibytes)
            return kibibytes * 1024;
    }
    return 0;
}

} // namespace

std::int64_t freeMemory() { return tableEntry("/proc/meminfo", "MemAvailable:"); }

std::int64_t residentMemory() { return tableEntry("/proc/self/status", "VmRSS:"); }

void resetPeakMemory()
{
    giveBackFreedMemory();
    // Documented in proc(5): 5 resets the high-water mark.
    std::ofstream("/proc/self/clear_refs") << "5";
}

void giveBackFreedMemory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

std::int64_t peakMemory()
{
    if (const std::int64_t bytes = tableEntry("/proc/self/status", "VmHWM:"); bytes > 0)
        return bytes;
#if defined(__unix__) || defined(__APPLE__)
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#if defined(__APPLE__)
    return std::int64_t(usage.ru_maxrss);
#else
    return std::int64_t(usage.ru_maxrss) * 1024;
#endif
#else
    return 0;
#endif
}

} // namespace icf
