#pragma once
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <utility>

#if defined(_OPENMP)
#include <omp.h>
#endif

namespace icf {

/// Torch's threads at work on one task with many short steps.  Waking the threads for every step would cost more than the
/// steps; here they are woken once and meet between steps.
class ThreadTeam {
public:
    /// One member's view of the team.
    class Member {
    public:
        Member(ThreadTeam& team, std::int64_t index, std::int64_t size) : team_(team), index_(index), size_(size) {}

        /// This member's part of count items: first and one past the last.
        std::pair<std::int64_t, std::int64_t> share(std::int64_t count) const { return {count * index_ / size_, count * (index_ + 1) / size_}; }
        bool first() const { return index_ == 0; }
        /// Waits until every member has come here.
        void meet() { team_.meet(size_); }

    private:
        ThreadTeam& team_;
        std::int64_t index_, size_;
    };

    /// Runs work(Member&) on each of torch's threads and returns when all are done.  work must not throw.
    template <class Work> void run(Work work)
    {
        arrived_ = 0;
#if defined(_OPENMP)
#pragma omp parallel
        {
            Member member(*this, omp_get_thread_num(), omp_get_num_threads());
            work(member);
        }
#else
        Member member(*this, 0, 1);
        work(member);
#endif
    }

private:
    void meet(std::int64_t size)
    {
        constexpr int kSpins = 4000;
        const std::int64_t round = round_.load(std::memory_order_acquire);
        if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == size) {
            arrived_.store(0, std::memory_order_relaxed);
            round_.store(round + 1, std::memory_order_release);
            return;
        }
        for (int spins = 0; round_.load(std::memory_order_acquire) == round; ++spins) {
#if defined(__x86_64__)
            __builtin_ia32_pause();
#endif
            // Another program may need this core for the member that is missed.
            if (spins > kSpins)
                std::this_thread::yield();
        }
    }

    std::atomic<std::int64_t> arrived_{0}, round_{0};
};

} // namespace icf
