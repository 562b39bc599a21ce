#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "core/processes/communicator.h"

namespace icf {

/// NVIDIA's library for sums between cards, which CUDA builds of LibTorch bring (libnccl.so.2).  It is started over the communicator and sends from card to card.
class Nccl {
public:
    /// Null where some process lacks the library, has no card, or shares one with another process.  Every process calls it, with its card current.
    /// card: its name in this process ("cuda:1"); empty for none.  Throws Failure when NCCL does not start.
    static std::unique_ptr<Nccl> join(Communicator& processes, const std::string& card, const std::string& library = "libnccl.so.2");
    ~Nccl();
    Nccl(const Nccl&) = delete;
    Nccl& operator=(const Nccl&) = delete;

    /// Replaces float32 values in the card's memory by their sums over all processes.  Queued after what the card's default queue was given, as an operation
    /// of LibTorch would be.  Throws Failure.
    void sum(float* values, std::size_t count) const;

private:
    struct Functions;
    explicit Nccl(std::unique_ptr<const Functions> functions);

    std::unique_ptr<const Functions> functions_;
    void* joined_ = nullptr;
};

} // namespace icf
