#include "core/processes/mpi.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#if defined(ICF_MPI_LIBRARY)
#include <dlfcn.h>
#endif

#include "core/base/error.h"
#include "core/processes/mpi_module.h"

namespace icf {
namespace {

std::optional<std::int64_t> numberOf(const char* variable)
{
    const char* text = std::getenv(variable);
    char* end = nullptr;
    const long long number = text ? std::strtoll(text, &end, 10) : 0;
    return text && end != text && *end == '\0' ? std::optional<std::int64_t>(number) : std::nullopt;
}

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

std::optional<std::int64_t> launchedProcesses()
{
    // Open MPI; MPICH and Intel MPI; Slurm's srun, whose batch step has no tasks of its own.
    for (const char* variable : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
        if (const auto size = numberOf(variable))
            return size;
    }
    const bool ofSrun = std::getenv("SLURM_STEP_ID") && std::getenv("SLURM_PROCID") && std::getenv("SLURM_SRUN_COMM_HOST");
    return ofSrun ? numberOf("SLURM_STEP_NUM_TASKS") : std::nullopt;
}

std::unique_ptr<Communicator> joinLaunchedProcesses([[maybe_unused]] const std::filesystem::path& libraries)
{
    const std::optional<std::int64_t> launched = launchedProcesses();
    if (!launched || *launched <= 1)
        return nullptr;
#if defined(ICF_MPI_LIBRARY)
    auto joined = std::make_unique<Mpi>(loadModule(libraries));
    if (joined->size() != *launched)
        throw Error("mpi", "the launcher started " + std::to_string(*launched) + " processes, but MPI connects " + std::to_string(joined->size())
                               + "; use the launcher of the MPI that this program was built with, and with srun the option --mpi=pmix");
    return joined;
#else
    throw Error("mpi", "started by an MPI launcher with " + std::to_string(*launched) + " processes, but this program was built without MPI; build it where Open MPI is "
                       "installed (Debian: libopenmpi-dev), or start one process");
#endif
}

} // namespace icf
