#include "core/processes/launch.h"

#include <array>
#include <cstdlib>
#include <string>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/processes/mpi.h"
#include "core/processes/tcp_store.h"

namespace icf {
namespace {

/// Nothing where the variable is not set, or empty.  Throws Error naming it when it is not a number.
std::optional<std::int64_t> numberOf(const char* variable)
{
    const char* text = std::getenv(variable);
    if (!text || *text == '\0')
        return std::nullopt;
    char* end = nullptr;
    const long long number = std::strtoll(text, &end, 10);
    if (*end != '\0')
        throw Error(variable, "\"" + printable(text) + "\" is not a number");
    return number;
}

/// What a launcher tells by its variables.
struct Variables {
    bool mpi;
    const char *size, *rank;
    std::array<const char*, 4> also;  ///< Without all of these it was not this launcher.
};

/// What torchrun itself set first: it may have been started by srun or mpirun, each of its agents as one process.  Then those of MPI: clusters set RANK and
/// WORLD_SIZE for every job.
constexpr std::array<Variables, 5> kLaunchers{{
    {false, "WORLD_SIZE", "RANK", {"TORCHELASTIC_RUN_ID", "RANK", "MASTER_ADDR", "MASTER_PORT"}},
    {true, "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK", {}},
    {true, "PMI_SIZE", "PMI_RANK", {}},
    // Its batch step has no tasks of its own.
    {true, "SLURM_STEP_NUM_TASKS", "SLURM_PROCID", {"SLURM_STEP_ID", "SLURM_PROCID", "SLURM_SRUN_COMM_HOST"}},
    {false, "WORLD_SIZE", "RANK", {"RANK", "MASTER_ADDR", "MASTER_PORT"}},
}};

} // namespace

std::optional<Launch> launched()
{
    for (const Variables& launcher : kLaunchers) {
        bool there = true;
        for (const char* variable : launcher.also)
            there = there && (!variable || std::getenv(variable));
        const auto size = there ? numberOf(launcher.size) : std::nullopt;
        if (!size)
            continue;
        const auto rank = numberOf(launcher.rank);
        if (!rank && *size > 1)
            throw Error(launcher.rank, "is not set, although " + std::string(launcher.size) + " says that there are " + std::to_string(*size) + " processes");
        return Launch{launcher.mpi, *size, rank.value_or(0)};
    }
    return std::nullopt;
}

std::unique_ptr<Communicator> joinLaunchedProcesses(const std::filesystem::path& libraries)
{
    const std::optional<Launch> launch = launched();
    if (!launch || launch->size <= 1)
        return nullptr;
    return launch->byMpi ? joinByMpi(*launch, libraries) : joinByStore(*launch);
}

} // namespace icf
