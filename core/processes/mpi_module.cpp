#include "core/processes/mpi_module.h"

#include <mpi.h>

#include <ctime>

namespace {

/// Waits until every process is here.  MPI's own waiting keeps a core busy, which another process of the machine may need to get here.
void meet()
{
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Ibarrier(MPI_COMM_WORLD, &request);
    constexpr int kLooks = 200;
    for (int look = 0, done = 0;; ++look) {
        MPI_Test(&request, &done, MPI_STATUS_IGNORE);
        if (done)
            return;
        if (look >= kLooks) {
            const timespec pause{0, look < 10 * kLooks ? 50'000 : 500'000};
            nanosleep(&pause, nullptr);
        }
    }
}

bool start(int* rank, int* size)
{
    int threads = MPI_THREAD_SINGLE;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &threads);
    MPI_Comm_rank(MPI_COMM_WORLD, rank);
    MPI_Comm_size(MPI_COMM_WORLD, size);
    return threads >= MPI_THREAD_SERIALIZED;
}

void allGather(const void* mine, void* all, int bytes)
{
    meet();
    MPI_Allgather(mine, bytes, MPI_BYTE, all, bytes, MPI_BYTE, MPI_COMM_WORLD);
}

void exchange(const void* sent, void* received, int bytes)
{
    meet();
    MPI_Alltoall(sent, bytes, MPI_BYTE, received, bytes, MPI_BYTE, MPI_COMM_WORLD);
}

void abortAll(int code) { MPI_Abort(MPI_COMM_WORLD, code); }

void finish()
{
    meet();
    MPI_Finalize();
}

} // namespace

extern "C" const IcfMpiFunctions* icfMpiFunctions()
{
    static const IcfMpiFunctions functions{start, allGather, exchange, abortAll, finish};
    return &functions;
}
