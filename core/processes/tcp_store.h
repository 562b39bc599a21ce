#pragma once
#include <memory>

#include "core/processes/communicator.h"
#include "core/processes/launch.h"

namespace icf {

/// Joins processes that were started with torchrun's variables, through the store that LibTorch keeps for that (c10d::TCPStore at MASTER_ADDR:MASTER_PORT; the
/// first process serves it, unless torchrun's agent does).  Everything goes through that one server, so it is for the few bytes that processes agree on, and for gradients of
/// small compressors; MPI and NCCL send from process to process.
/// Throws Error when the address is none, or not all processes come within five minutes.
std::unique_ptr<Communicator> joinByStore(const Launch& launch);

} // namespace icf
