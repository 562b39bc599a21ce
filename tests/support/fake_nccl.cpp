#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

/// The part of NCCL that core/processes/nccl.cpp uses, for threads of one process on the CPU: tests load it in its place.
namespace {

struct Id {
    char bytes[128];
};

std::mutex mutex;
std::condition_variable changed;
int joined = 0, arrived = 0, wanted = 0;
std::size_t meetings = 0;
std::vector<float> sum;

/// Waits until all are here.
void meet(std::unique_lock<std::mutex>& lock, int size)
{
    const std::size_t now = meetings;
    if (++arrived == size) {
        arrived = 0;
        ++meetings;
        changed.notify_all();
    }
    changed.wait(lock, [&] { return meetings != now; });
}

} // namespace

extern "C" {

int ncclGetUniqueId(Id* id)
{
    id->bytes[127] = 'x';
    return 0;
}

int ncclCommInitRank(void** communicator, int size, Id id, int /*rank*/)
{
    std::unique_lock lock(mutex);
    if (id.bytes[127] != 'x')
        return 4;
    wanted = size;
    ++joined;
    *communicator = &joined;
    meet(lock, size);
    return 0;
}

int ncclAllReduce(const void* from, void* to, std::size_t count, int type, int operation, void* communicator, void* stream)
{
    std::unique_lock lock(mutex);
    if (type != 7 || operation != 0 || communicator != &joined || stream)
        return 4;
    const auto* values = static_cast<const float*>(from);
    sum.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        sum[i] += values[i];
    meet(lock, wanted);
    for (std::size_t i = 0; i < count; ++i)
        static_cast<float*>(to)[i] = sum[i];
    meet(lock, wanted);
    sum.assign(count, 0);
    meet(lock, wanted);
    return 0;
}

int ncclCommDestroy(void* /*communicator*/)
{
    const std::lock_guard lock(mutex);
    --joined;
    return 0;
}

const char* ncclGetErrorString(int /*result*/) { return "invalid argument"; }

} // extern "C"
