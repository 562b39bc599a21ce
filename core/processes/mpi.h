#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/processes/communicator.h"

namespace icf {

/// How many processes an MPI launcher (mpirun, srun) started this one with, as the environment says; nothing outside of a launcher.  An allocation of
/// Slurm alone is none: a batch script runs once.
std::optional<std::int64_t> launchedProcesses();

/// Joins the other processes of the launcher through MPI, which is loaded only then; null where there is one process.  Destroying it waits for the
/// others and leaves.  One at a time, and one in the life of a process.
/// libraries: the folder of the module icformer-mpi.  Throws Error when the program was built without MPI, when MPI is not installed, or when the launcher
/// and MPI do not know each other.
std::unique_ptr<Communicator> joinLaunchedProcesses(const std::filesystem::path& libraries);

} // namespace icf
