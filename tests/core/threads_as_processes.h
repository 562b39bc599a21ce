#pragma once
#include <barrier>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <thread>
#include <vector>

#include "core/processes/communicator.h"

namespace icf::test {

/// Threads of one process that meet as the processes of a launcher do.
class ThreadsAsProcesses {
public:
    explicit ThreadsAsProcesses(std::int64_t size) : size_(size), barrier_(size), given_(std::size_t(size)) {}

    /// Runs work once for each rank, all at the same time, and waits for them.
    void run(const std::function<void(Communicator&)>& work)
    {
        std::vector<std::thread> threads;
        for (std::int64_t rank = 0; rank < size_; ++rank)
            threads.emplace_back([this, rank, &work] {
                One one(*this, rank);
                work(one);
            });
        for (std::thread& thread : threads)
            thread.join();
    }

private:
    class One : public Communicator {
    public:
        One(ThreadsAsProcesses& all, std::int64_t rank) : all_(all), rank_(rank) {}
        std::int64_t rank() const override { return rank_; }
        std::int64_t size() const override { return all_.size_; }
        void allGather(std::span<const std::byte> mine, std::span<std::byte> all) override
        {
            give(mine, [&] {
                for (std::size_t from = 0; from < all_.given_.size(); ++from)
                    std::memcpy(all.data() + from * mine.size(), all_.given_[from].data(), mine.size());
            });
        }
        void exchange(std::span<const std::byte> sent, std::span<std::byte> received) override
        {
            const std::size_t block = sent.size() / all_.given_.size();
            give(sent, [&] {
                for (std::size_t from = 0; from < all_.given_.size(); ++from)
                    std::memcpy(received.data() + from * block, all_.given_[from].data() + std::size_t(rank_) * block, block);
            });
        }
        [[noreturn]] void abort(int) override { std::abort(); }

    private:
        template <class Take> void give(std::span<const std::byte> mine, Take take)
        {
            all_.given_[std::size_t(rank_)] = mine;
            all_.barrier_.arrive_and_wait();
            take();
            all_.barrier_.arrive_and_wait();
        }

        ThreadsAsProcesses& all_;
        std::int64_t rank_;
    };

    std::int64_t size_;
    std::barrier<> barrier_;
    std::vector<std::span<const std::byte>> given_;
};

} // namespace icf::test
