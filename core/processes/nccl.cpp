#include "core/processes/nccl.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#if defined(__unix__)
#include <dlfcn.h>
#endif

#include "core/base/host_name.h"
#include "core/processes/together.h"

namespace icf {

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
    const char* (*errorText)(int) = nullptr;

    explicit Functions([[maybe_unused]] const std::string& name)
    {
#if defined(__unix__)
        library = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
        find(uniqueId, "ncclGetUniqueId");
        find(join, "ncclCommInitRank");
        find(allReduce, "ncclAllReduce");
        find(leave, "ncclCommDestroy");
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
    std::vector<std::string> cards = textsOf(processes, here ? hostName() + " " + card : std::string());
    std::sort(cards.begin(), cards.end());
    if (cards.front().empty() || std::adjacent_find(cards.begin(), cards.end()) != cards.end())
        return nullptr;
    std::unique_ptr<Nccl> joined;
    together(processes, [&] { joined.reset(new Nccl(std::move(functions), processes)); });
    return joined;
}

Nccl::Nccl(std::unique_ptr<const Functions> functions, Communicator& processes) : functions_(std::move(functions))
{
    Functions::UniqueId id;
    std::vector<Functions::UniqueId> ids(std::size_t(processes.size()));
    const int made = processes.rank() == 0 ? functions_->uniqueId(&id) : 0;
    processes.allGather(std::as_bytes(std::span(&id, 1)), std::as_writable_bytes(std::span(ids)));
    functions_->require(made, "its start");
    functions_->require(functions_->join(&joined_, int(processes.size()), ids.front(), int(processes.rank())), "the connection of the cards");
}

Nccl::~Nccl()
{
    if (joined_)
        functions_->leave(joined_);
}

void Nccl::sum(float* values, std::size_t count) const
{
    // LibTorch's default queue is CUDA's, which has no handle.
    functions_->require(functions_->allReduce(values, values, count, Functions::kFloat32, Functions::kSum, joined_, nullptr), "a sum over the cards");
}

} // namespace icf
