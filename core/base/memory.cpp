#include "core/base/memory.h"

#include <algorithm>
#include <fstream>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

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

/// The most that this process has held at one time, since it began or since the mark was set back; 0 where the system does not say.
std::int64_t highWaterMark()
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

} // namespace

/// Those that measure now.  The system's mark belongs to the process, so they must know of each other.
struct PeakMemory::Marks {
    std::mutex mutex;
    std::vector<PeakMemory*> living;
};

PeakMemory::Marks& PeakMemory::marks()
{
    static Marks marks;
    return marks;
}

std::int64_t freeMemory() { return tableEntry("/proc/meminfo", "MemAvailable:"); }

std::int64_t residentMemory() { return tableEntry("/proc/self/status", "VmRSS:"); }

void giveBackFreedMemory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

PeakMemory::PeakMemory()
{
    giveBackFreedMemory();
    const std::lock_guard lock(marks().mutex);
    noteForAll();
    // Documented in proc(5): 5 sets the high-water mark back.
    std::ofstream reset("/proc/self/clear_refs");
    marked_ = bool(reset << "5" << std::flush);
    before_ = most_ = residentMemory();
    marks().living.push_back(this);
}

PeakMemory::~PeakMemory()
{
    const std::lock_guard lock(marks().mutex);
    std::erase(marks().living, this);
}

void PeakMemory::sample()
{
    const std::lock_guard lock(marks().mutex);
    note();
}

std::int64_t PeakMemory::bytes()
{
    sample();
    return most_;
}

std::int64_t PeakMemory::own() { return std::max<std::int64_t>(0, bytes() - before_); }

void PeakMemory::note()
{
    const std::int64_t now = residentMemory();
    most_ = std::max(most_, marked_ || now == 0 ? highWaterMark() : now);
}

void PeakMemory::noteForAll()
{
    for (PeakMemory* peak : marks().living)
        peak->note();
}

} // namespace icf
