#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/processes/communicator.h"

namespace icf {

/// How a launcher started this process, as the environment says.
struct Launch {
    bool byMpi = true;          ///< mpirun or srun; else torchrun's variables (RANK, WORLD_SIZE, MASTER_ADDR), by torchrun or by hand.
    std::int64_t size = 1;      ///< How many processes it started.
    std::int64_t rank = 0;      ///< The number of this one.
};

/// Nothing outside of a launcher.  An allocation of Slurm alone is none: a batch script runs once.  Throws Error when its size or rank is not a number.
std::optional<Launch> launched();

/// Joins the other processes of the launcher, through MPI (joinByMpi) or LibTorch's store (joinByStore); null where there is one process.  Destroying it waits
/// for the others and leaves.  libraries: the folder of the module icformer-mpi.  Throws Error when they cannot be joined.
std::unique_ptr<Communicator> joinLaunchedProcesses(const std::filesystem::path& libraries);

} // namespace icf
