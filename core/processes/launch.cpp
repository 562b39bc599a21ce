#include "core/processes/launch.h"

#include <array>
#include <cstdlib>

#include "core/processes/mpi.h"
#include "core/processes/tcp_store.h"

namespace icf {
namespace {

std::optional<std::int64_t> numberOf(const char* variable)
{
    const char* text = std::getenv(variable);
    char* end = nullptr;
    const long long number = text ? std::strtoll(text, &end, 10) : 0;
    return text && end != text && *end == '\0' ? std::optional<std::int64_t>(number) : std::nullopt;
}

/// What a launcher tells by its variables.
struct Variables {
    bool mpi;
    const char *size, *rank;
    std::array<const char*, 3> also;  ///< Without all of these it was not this launcher.
};

/// Those of MPI first: clusters set torchrun's for every job.
constexpr std::array<Variables, 4> kLaunchers{{
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
        if (size)
            return Launch{launcher.mpi, *size, numberOf(launcher.rank).value_or(0)};
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
