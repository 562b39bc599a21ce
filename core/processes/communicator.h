#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace icf {

class CancelToken;

/// Connects processes that do one command together.  Every process calls the same functions in the same order; each returns when all have called
/// it.  What is added up from them is in core/processes/together.h.
class Communicator {
public:
    virtual ~Communicator() = default;

    /// The number of this process, 0 … size() - 1.  The one numbered 0 writes the run folder and speaks for all.
    virtual std::int64_t rank() const = 0;
    virtual std::int64_t size() const = 0;

    /// all: size() blocks as long as mine, which becomes the block of this rank in every process.
    virtual void allGather(std::span<const std::byte> mine, std::span<std::byte> all) = 0;
    /// Both hold size() blocks of equal length: the r-th of sent goes to process r, the r-th of received came from it.
    virtual void exchange(std::span<const std::byte> sent, std::span<std::byte> received) = 0;

    /// From now on a stop that is asked of any process's token is asked of this one's too, within a second: for what a process waits for while the others
    /// wait for it.  The token outlives this.  Does nothing where that cannot be.
    virtual void shareStops(CancelToken&) {}

    /// Ends all processes at once with this exit code: when one of them cannot go on and the others wait for it.
    [[noreturn]] virtual void abort(int code) = 0;
};

/// One process by itself.
class Alone : public Communicator {
public:
    std::int64_t rank() const override { return 0; }
    std::int64_t size() const override { return 1; }
    void allGather(std::span<const std::byte> mine, std::span<std::byte> all) override;
    void exchange(std::span<const std::byte> sent, std::span<std::byte> received) override { allGather(sent, received); }
    [[noreturn]] void abort(int code) override;
};

} // namespace icf
