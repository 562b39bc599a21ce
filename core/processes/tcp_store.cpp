#include "core/processes/tcp_store.h"

#include <c10/util/Exception.h>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/host_name.h"
#include "core/base/utf8.h"
#include "core/processes/patience.h"
#include "core/processes/together.h"

namespace icf {
namespace {

using Clock = std::chrono::steady_clock;
using Store = c10::intrusive_ptr<c10d::TCPStore>;

/// The store takes no values beyond 8 MiB.
constexpr std::size_t kPiece = std::size_t{4} << 20;
constexpr auto kUntilAllAreHere = std::chrono::minutes(5);
constexpr auto kForEver = std::chrono::hours(24 * 365);

std::string textOf(const char* variable)
{
    const char* text = std::getenv(variable);
    return text ? text : "";
}

/// What LibTorch says of a failure, in one short line.
std::string causeOf(const std::exception& problem)
{
    constexpr std::size_t kMost = 150;
    const auto* error = dynamic_cast<const c10::Error*>(&problem);
    const std::string text = error ? error->what_without_backtrace() : problem.what();
    return printable(text.substr(0, text.find('\n')), kMost);
}

/// Starts of torchrun on one store, one after the other, do not read each other's keys.
std::string prefix() { return "icformer/" + textOf("TORCHELASTIC_RESTART_COUNT") + "/"; }

c10d::TCPStoreOptions options(bool server)
{
    c10d::TCPStoreOptions options;
    const int port = std::atoi(textOf("MASTER_PORT").c_str());
    if (port <= 0 || port > 65535)
        throw Error("MASTER_PORT", "\"" + textOf("MASTER_PORT") + "\" is not a port");
    options.port = std::uint16_t(port);
    options.isServer = server;
    options.timeout = kUntilAllAreHere;
    return options;
}

class StoreProcesses : public Communicator {
public:
    explicit StoreProcesses(const Launch& launch) : rank_(launch.rank), size_(launch.size), address_(textOf("MASTER_ADDR") + ":" + textOf("MASTER_PORT"))
    {
        if (rank_ < 0 || rank_ >= size_)
            throw Error("RANK", std::to_string(rank_) + " is none of " + std::to_string(size_) + " processes");
        try {
            store_ = c10::make_intrusive<c10d::TCPStore>(textOf("MASTER_ADDR"), options(rank_ == 0 && !agentServes()));
            ofWatch_ = c10::make_intrusive<c10d::TCPStore>(textOf("MASTER_ADDR"), options(false));
            const std::string host = hostName();
            put(prefix() + "host/" + std::to_string(rank_), std::as_bytes(std::span(host)));
            for (std::int64_t rank = 0; rank < size_; ++rank) {
                const std::vector<std::uint8_t> text = store_->get(prefix() + "host/" + std::to_string(rank));
                hosts_.emplace_back(text.begin(), text.end());
            }
        } catch (const Error&) {
            throw;
        } catch (const std::exception& problem) {
            throw Error("MASTER_ADDR", "not all of the " + std::to_string(size_) + " processes came to " + address_ + " within " + std::to_string(kUntilAllAreHere.count())
                                           + " minutes; see that the address is that of the first one, that the port is free, and that RANK and WORLD_SIZE are right "
                                             "(LibTorch says: " + causeOf(problem) + ")");
        }
        store_->setTimeout(kForEver);
        ofWatch_->setTimeout(patience());
        thread_ = std::thread([this] { watch(); });
    }
    ~StoreProcesses() override
    {
        try {
            const std::byte here{};
            std::vector<std::byte> all(static_cast<std::size_t>(size_));
            allGather(std::span(&here, 1), all);
            ending_ = true;
            thread_.join();
            // Whoever serves stays until the last has read.
            store_->add(prefix() + "left", 1);
            for (const auto until = Clock::now() + patience(); rank_ == 0 && store_->add(prefix() + "left", 0) < size_ && Clock::now() < until;)
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
        } catch (const std::exception&) {
            ending_ = true;
            if (thread_.joinable())
                thread_.join();
        }
    }
    StoreProcesses(const StoreProcesses&) = delete;
    StoreProcesses& operator=(const StoreProcesses&) = delete;

    std::int64_t rank() const override { return rank_; }
    std::int64_t size() const override { return size_; }

    void allGather(std::span<const std::byte> mine, std::span<std::byte> all) override
    {
        std::copy(mine.begin(), mine.end(), all.begin() + std::ptrdiff_t(mine.size()) * rank_);
        for (std::size_t first = 0; first < mine.size(); first += kPiece) {
            const std::size_t length = std::min(kPiece, mine.size() - first);
            meet([&] { put(keyTo(-1), mine.subspan(first, length)); },
                 [&](std::int64_t from) { take(keyFrom(from, -1), all.subspan(std::size_t(from) * mine.size() + first, length)); });
        }
    }
    void exchange(std::span<const std::byte> sent, std::span<std::byte> received) override
    {
        const std::size_t block = sent.size() / std::size_t(size_);
        const auto own = std::ptrdiff_t(block) * rank_;
        std::copy_n(sent.begin() + own, block, received.begin() + own);
        for (std::size_t first = 0; first < block; first += kPiece) {
            const std::size_t length = std::min(kPiece, block - first);
            const auto putAll = [&] {
                for (std::int64_t to = 0; to < size_; ++to) {
                    if (to != rank_)
                        put(keyTo(to), sent.subspan(std::size_t(to) * block + first, length));
                }
            };
            meet(putAll, [&](std::int64_t from) { take(keyFrom(from, rank_), received.subspan(std::size_t(from) * block + first, length)); });
        }
    }

    void shareStops(CancelToken& token) override { token_ = &token; }

    [[noreturn]] void abort(int code) override
    {
        try {
            ofWatch_->add(prefix() + "abort", 1);
        } catch (const std::exception&) {
            // Who serves is gone: the others notice that too.
        }
        std::_Exit(code);
    }

private:
    std::string keyFrom(std::int64_t from, std::int64_t to) const
    {
        return prefix() + std::to_string(meeting_) + "/" + std::to_string(from) + "/" + std::to_string(to);
    }
    std::string keyTo(std::int64_t to) const { return keyFrom(rank_, to); }

    void put(const std::string& key, std::span<const std::byte> bytes)
    {
        const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
        store_->set(key, std::vector<std::uint8_t>(first, first + bytes.size()));
        put_.push_back(key);
    }
    void take(const std::string& key, std::span<std::byte> bytes)
    {
        const std::vector<std::uint8_t> value = store_->get(key);
        if (value.size() != bytes.size())
            throw Failure(address_, "another program uses this store; give another MASTER_PORT");
        std::transform(value.begin(), value.end(), bytes.begin(), [](std::uint8_t byte) { return std::byte(byte); });
    }

    /// Puts what this process has and takes what each of the others has for it.
    template <class Put, class Take> void meet(const Put& putAll, const Take& takeFrom)
    {
        try {
            const std::vector<std::string> before = std::move(put_);
            put_.clear();
            putAll();
            for (std::int64_t i = 1; i < size_; ++i)
                takeFrom((rank_ + i) % size_);
            // All have put something here, so that they have read what was put before.
            for (const std::string& key : before)
                store_->deleteKey(key);
            ++meeting_;
        } catch (const Failure&) {
            throw;
        } catch (const std::exception&) {
            throw Failure("processes", lostStore());
        }
    }

    /// As the watch of MPI's processes: signs of life in a ring, and what stop was asked for.
    void watch()
    {
        const auto most = patience();
        const std::int64_t before = (rank_ + size_ - 1) % size_;
        Clock::time_point heard = Clock::now(), looked = heard;
        std::int64_t sign = -1;
        int passedOn = 0;
        while (!ending_) {
            try {
                const Clock::time_point now = Clock::now();
                // After a pause of this process too the others are given their time anew.
                if (now - looked > most / 2)
                    heard = now;
                looked = now;
                if (ofWatch_->add(prefix() + "abort", 0) > 0)
                    std::_Exit(1);
                ofWatch_->add(prefix() + "alive/" + std::to_string(rank_), 1);
                if (const std::int64_t seen = ofWatch_->add(prefix() + "alive/" + std::to_string(before), 0); seen != sign) {
                    sign = seen;
                    heard = now;
                }
                if (CancelToken* token = token_)
                    shareStop(*token, passedOn);
                if (now - heard > most && !ending_)
                    giveUp(silent(before));
            } catch (const std::exception&) {
                if (!ending_)
                    giveUp(lostStore());
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
    }

    void shareStop(CancelToken& token, int& passedOn)
    {
        if (const int mine = int(token.requested()); mine > passedOn) {
            ofWatch_->add(prefix() + "stop/" + std::to_string(mine), 1);
            passedOn = mine;
        }
        for (const StopRequest request : {StopRequest::save, StopRequest::discard}) {
            if (int(request) > passedOn && ofWatch_->add(prefix() + "stop/" + std::to_string(int(request)), 0) > 0)
                token.stop(request);
        }
    }

    static bool agentServes() { return textOf("TORCHELASTIC_USE_AGENT_STORE") == "True"; }
    std::string lostStore() const
    {
        return "the store at " + address_ + " cannot be reached any more" + (agentServes() ? "" : " (" + nameOfProcess(0, size_, hosts_.front()) + " serves it)")
            + "; the run can be resumed from its last checkpoint";
    }
    std::string silent(std::int64_t rank) const
    {
        return nameOfProcess(rank, size_, hosts_[std::size_t(rank)]) + " has given no sign of life for "
            + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(patience()).count()) + " s; all end, and the run can be resumed from its last checkpoint";
    }

    [[noreturn]] void giveUp(const std::string& why)
    {
        std::fprintf(stderr, "error: %s\n", why.c_str());
        std::fflush(stderr);
        abort(1);
    }

    std::int64_t rank_, size_;
    std::string address_;
    Store store_, ofWatch_;  ///< A connection for each thread.
    std::vector<std::string> hosts_;
    std::uint64_t meeting_ = 0;
    std::vector<std::string> put_;  ///< Keys of the last meeting.
    std::atomic<CancelToken*> token_{nullptr};
    std::atomic<bool> ending_{false};
    std::thread thread_;
};

} // namespace

std::unique_ptr<Communicator> joinByStore(const Launch& launch) { return std::make_unique<StoreProcesses>(launch); }

} // namespace icf
