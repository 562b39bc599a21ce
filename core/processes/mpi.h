#pragma once
#include <filesystem>
#include <memory>

#include "core/processes/communicator.h"
#include "core/processes/launch.h"

namespace icf {

/// Joins the other processes of mpirun or srun through MPI, which is loaded only then.  One at a time, and one in the life of a process.
/// libraries: the folder of the module icformer-mpi.  Throws Error when the program was built without MPI, when MPI is not installed, or when the launcher
/// and MPI do not know each other.
std::unique_ptr<Communicator> joinByMpi(const Launch& launch, const std::filesystem::path& libraries);

} // namespace icf
