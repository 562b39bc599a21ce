#include "core/processes/mpi.h"

#include <cstdlib>
#include <string>

#if defined(ICF_MPI_LIBRARY)
#include <dlfcn.h>
#endif

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/processes/mpi_module.h"

namespace icf {
namespace {

#if defined(ICF_MPI_LIBRARY)
class Mpi : public Communicator {
public:
    explicit Mpi(const IcfMpiFunctions& functions) : functions_(functions)
    {
        if (!functions.start(&rank_, &size_))
            throw Error("mpi", "this MPI cannot be used by a program with threads; use another one");
    }
    ~Mpi() override { functions_.finish(); }
    std::int64_t rank() const override { return rank_; }
    std::int64_t size() const override { return size_; }
    void allGather(std::span<const std::byte> mine, std::span<std::byte> all) override
    {
        functions_.allGather(mine.data(), all.data(), int(mine.size()));
    }
    void exchange(std::span<const std::byte> sent, std::span<std::byte> received) override
    {
        functions_.exchange(sent.data(), received.data(), int(sent.size() / std::size_t(size_)));
    }
    void shareStops(CancelToken& token) override
    {
        functions_.shareStops([](void* shared) { return int(static_cast<CancelToken*>(shared)->requested()); },
                              [](void* shared, int request) { static_cast<CancelToken*>(shared)->stop(StopRequest(request)); }, &token);
    }
    [[noreturn]] void abort(int code) override
    {
        functions_.abort(code);
        std::_Exit(code);
    }

private:
    const IcfMpiFunctions& functions_;
    int rank_ = 0, size_ = 1;
};

const IcfMpiFunctions& loadModule(const std::filesystem::path& libraries)
{
    // MPI's own plugins look for its names among those of the whole process.
    if (!dlopen(ICF_MPI_LIBRARY, RTLD_NOW | RTLD_GLOBAL))
        throw Error("mpi", "started by an MPI launcher, but " ICF_MPI_LIBRARY " cannot be loaded; install Open MPI (Debian: openmpi-bin) on this machine, or start one process");
    const std::string module = (libraries / "icformer-mpi.so").string();
    void* opened = dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!opened)
        throw Error(module, "cannot be loaded: " + std::string(dlerror()) + "; build or install the program again");
    const auto entry = reinterpret_cast<IcfMpiEntry>(dlsym(opened, kMpiEntry));
    if (!entry)
        throw Error(module, "is of another version; build or install the program again");
    return *entry();
}
#endif

} // namespace

std::unique_ptr<Communicator> joinByMpi(const Launch& launch, [[maybe_unused]] const std::filesystem::path& libraries)
{
#if defined(ICF_MPI_LIBRARY)
    auto joined = std::make_unique<Mpi>(loadModule(libraries));
    if (joined->size() != launch.size)
        throw Error("mpi", "the launcher started " + std::to_string(launch.size) + " processes, but MPI connects " + std::to_string(joined->size())
                               + "; use the launcher of the MPI that this program was built with, and with srun the option --mpi=pmix");
    return joined;
#else
    throw Error("mpi", "started by an MPI launcher with " + std::to_string(launch.size) + " processes, but this program was built without MPI; build it where Open MPI is "
                       "installed (Debian: libopenmpi-dev), or start one process");
#endif
}

} // namespace icf
