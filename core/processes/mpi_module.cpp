#include "core/processes/mpi_module.h"

#include "core/processes/patience.h"

#include <mpi.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <optional>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

/// A token of the program and how to use it.
struct Stops {
    int (*requested)(void* token);
    void (*stop)(void* token, int request);
    void* token;
};

/// Sees to it that none waits for a process that is there but does nothing, stopped or on a machine that hangs: each gives a sign of life to the next one
/// in a ring, and ends all when none comes from the one before.  MPI itself notices only those that are gone.  With the signs goes round what stop was asked
/// for, so that it reaches a process that waits for a disk while the others wait for it.
class Watch {
public:
    Watch()
    {
        MPI_Comm_dup(MPI_COMM_WORLD, &ring_);
        MPI_Comm_rank(ring_, &rank_);
        MPI_Comm_size(ring_, &size_);
        std::array<char, MPI_MAX_PROCESSOR_NAME> mine{};
        int length = 0;
        MPI_Get_processor_name(mine.data(), &length);
        hosts_.resize(mine.size() * std::size_t(size_));
        MPI_Allgather(mine.data(), int(mine.size()), MPI_CHAR, hosts_.data(), int(mine.size()), MPI_CHAR, ring_);
        thread_ = std::thread([this] { watch(); });
    }
    /// All processes are to be here.
    ~Watch()
    {
        ending_ = true;
        thread_.join();
        MPI_Wait(&sent_, MPI_STATUS_IGNORE);
        sign_ = kLast;
        MPI_Isend(&sign_, 1, MPI_INT, after(), 0, ring_, &sent_);
        while (seen_ != kLast) {
            MPI_Wait(&received_, MPI_STATUS_IGNORE);
            if (seen_ != kLast)
                receive();
        }
        MPI_Wait(&sent_, MPI_STATUS_IGNORE);
        MPI_Comm_free(&ring_);
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    void share(const Stops& stops)
    {
        if (shared_)
            return;
        stops_ = stops;
        shared_ = true;
    }

private:
    /// A sign is the stop that its sender knows of, 0 for none, or this.
    static constexpr int kLast = 1 << 20;
    static constexpr std::chrono::milliseconds kLook{20};

    int after() const { return (rank_ + 1) % size_; }
    int before() const { return (rank_ + size_ - 1) % size_; }
    void receive() { MPI_Irecv(&seen_, 1, MPI_INT, before(), 0, ring_, &received_); }

    void watch()
    {
        receive();
        const auto most = icf::patience(), between = most / 10;
        Clock::time_point heard = Clock::now(), looked = heard, told = heard - between;
        for (int passedOn = 0; !ending_; std::this_thread::sleep_for(kLook)) {
            const Clock::time_point now = Clock::now();
            // After a pause of this process too, as when the whole job is suspended, the others are given their time anew.
            if (now - looked > most / 2)
                heard = now;
            looked = now;
            if (takeSigns())
                heard = now;
            if (seen_ != kLast && now - heard > most)
                giveUp(now - heard);
            const int stop = stopKnown();
            int done = 0;
            if (stop > passedOn || now - told >= between)
                MPI_Test(&sent_, &done, MPI_STATUS_IGNORE);
            if (!done)
                continue;
            sign_ = passedOn = stop;
            told = now;
            MPI_Isend(&sign_, 1, MPI_INT, after(), 0, ring_, &sent_);
        }
    }

    /// True when there was one.
    bool takeSigns()
    {
        for (bool any = false;; any = true) {
            int done = 0;
            if (seen_ != kLast)
                MPI_Test(&received_, &done, MPI_STATUS_IGNORE);
            if (!done)
                return any;
            if (seen_ == kLast)
                return true;
            heardOf_ = std::max(heardOf_, seen_);
            receive();
        }
    }

    /// What was asked of this process or any before it in the ring; asks it of this one.
    int stopKnown() const
    {
        const int mine = shared_ ? stops_.requested(stops_.token) : 0;
        if (shared_ && heardOf_ > mine)
            stops_.stop(stops_.token, heardOf_);
        return std::max(mine, heardOf_);
    }

    void giveUp(Clock::duration silence) const
    {
        std::fprintf(stderr, "error: process %d of %d on %s has given no sign of life for %ld s; all end, and the run can be resumed from its last checkpoint\n",
                     before(), size_, &hosts_[std::size_t(before()) * MPI_MAX_PROCESSOR_NAME], long(std::chrono::duration_cast<std::chrono::seconds>(silence).count()));
        std::fflush(stderr);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }

    MPI_Comm ring_ = MPI_COMM_NULL;
    int rank_ = 0, size_ = 1;
    std::vector<char> hosts_;
    int sign_ = 0, seen_ = 0, heardOf_ = 0;
    MPI_Request sent_ = MPI_REQUEST_NULL, received_ = MPI_REQUEST_NULL;
    Stops stops_{};
    std::atomic<bool> shared_{false}, ending_{false};
    std::thread thread_;
};

std::optional<Watch>& watchOfAll()
{
    static std::optional<Watch> watch;
    return watch;
}

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
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_MULTIPLE, &threads);
    MPI_Comm_rank(MPI_COMM_WORLD, rank);
    MPI_Comm_size(MPI_COMM_WORLD, size);
    if (threads >= MPI_THREAD_MULTIPLE && *size > 1)
        watchOfAll().emplace();
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

void shareStops(int (*requested)(void* token), void (*stop)(void* token, int request), void* token)
{
    if (watchOfAll())
        watchOfAll()->share({requested, stop, token});
}

void abortAll(int code) { MPI_Abort(MPI_COMM_WORLD, code); }

void finish()
{
    meet();
    watchOfAll().reset();
    MPI_Finalize();
}

} // namespace

extern "C" const IcfMpiFunctions* icfMpiFunctions()
{
    static const IcfMpiFunctions functions{start, allGather, exchange, shareStops, abortAll, finish};
    return &functions;
}
