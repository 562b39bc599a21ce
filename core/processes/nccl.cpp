#include "core/processes/nccl.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <span>
#include <vector>

#if defined(__unix__)
#include <dlfcn.h>
#endif

#include "core/base/host_name.h"
#include "core/nn/cuda_driver.h"
#include "core/processes/together.h"

namespace icf {
namespace {

/// What tells a card from all others: "cuda:0" is another one in each process that sees only its own.  The slot that it is in, where the driver says; else what
/// the process was given to see.
std::string nameOfCard(const std::string& card)
{
    const char* seen = std::getenv("CUDA_VISIBLE_DEVICES");
    const int number = std::atoi(card.c_str() + card.find(':') + 1);
    return hostName() + " " + CudaDriver::here().busId(number).value_or(card + (seen ? " of " + std::string(seen) : std::string()));
}

} // namespace

/// As nccl.h has them.
struct Nccl::Functions {
    struct UniqueId {
        std::array<char, 128> bytes{};
    };
    static constexpr int kFloat32 = 7, kSum = 0;

    void* library = nullptr;
    int (*uniqueId)(UniqueId*) = nullptr;
    int (*join)(void**, int size, UniqueId, int rank) = nullptr;
    int (*allReduce)(const void* from, void* to, std::size_t count, int type, int operation, void* joined, void* stream) = nullptr;
    int (*leave)(void*) = nullptr;
    int (*giveUp)(void*) = nullptr;  ///< Leaves without waiting for the others; may be missing.
    const char* (*errorText)(int) = nullptr;

    explicit Functions([[maybe_unused]] const std::string& name)
    {
#if defined(__unix__)
        library = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
        find(uniqueId, "ncclGetUniqueId");
        find(join, "ncclCommInitRank");
        find(allReduce, "ncclAllReduce");
        find(leave, "ncclCommDestroy");
        find(giveUp, "ncclCommAbort");
        find(errorText, "ncclGetErrorString");
#endif
    }
    bool whole() const { return uniqueId && join && allReduce && leave && errorText; }
    void require(int result, const char* what) const
    {
        if (result != 0)
            throw Failure("nccl", std::string(what) + " failed: " + errorText(result) + "; NCCL_DEBUG=INFO tells more");
    }

private:
    template <class Function> void find([[maybe_unused]] Function& function, [[maybe_unused]] const char* name)
    {
#if defined(__unix__)
        function = library ? reinterpret_cast<Function>(dlsym(library, name)) : nullptr;
#endif
    }
};

std::unique_ptr<Nccl> Nccl::join(Communicator& processes, const std::string& card, const std::string& library)
{
    if (processes.size() == 1)
        return nullptr;
    auto functions = card.empty() ? nullptr : std::make_unique<const Functions>(library);
    const bool here = functions && functions->whole();
    std::vector<std::string> cards = textsOf(processes, here ? nameOfCard(card) : std::string());
    std::sort(cards.begin(), cards.end());
    if (cards.front().empty() || std::adjacent_find(cards.begin(), cards.end()) != cards.end())
        return nullptr;
    std::unique_ptr<Nccl> joined(new Nccl(std::move(functions)));
    const Functions& called = *joined->functions_;
    Functions::UniqueId id;
    // None begins to connect, which waits for all, before all are ready for it.
    together(processes, [&] { if (processes.rank() == 0) called.require(called.uniqueId(&id), "its start"); });
    std::vector<Functions::UniqueId> ids(std::size_t(processes.size()));
    processes.allGather(std::as_bytes(std::span(&id, 1)), std::as_writable_bytes(std::span(ids)));
    together(processes, [&] {
        called.require(called.join(&joined->joined_, int(processes.size()), ids.front(), int(processes.rank())), "the connection of the cards");
    });
    return joined;
}

Nccl::Nccl(std::unique_ptr<const Functions> functions) : functions_(std::move(functions)) {}

Nccl::~Nccl()
{
    if (!joined_)
        return;
    // After a failure the others may not come to leave together.
    const bool failing = std::uncaught_exceptions() > 0;
    (failing && functions_->giveUp ? functions_->giveUp : functions_->leave)(joined_);
}

void Nccl::sum(float* values, std::size_t count) const
{
    // LibTorch's default queue is CUDA's, which has no handle.
    functions_->require(functions_->allReduce(values, values, count, Functions::kFloat32, Functions::kSum, joined_, nullptr), "a sum over the cards");
}

} // namespace icf
