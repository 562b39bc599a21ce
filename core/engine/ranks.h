#pragma once
#include <string>

#include <nlohmann/json.hpp>

#include "core/options/run_options.h"
#include "core/processes/communicator.h"

namespace icf {

/// What processes that train together must have in common: the fingerprints, all options but those that name folders and threads, the versions of the program
/// and its parts, the instruction sets (which decide the last bits of what each computes by itself).
nlohmann::json commonGround(const TrainOptions& options, const nlohmann::json& fingerprints);

/// Throws ErrorOfAll naming what a process has otherwise than the first one.
void requireCommonGround(Communicator& processes, const nlohmann::json& mine);

/// "4 processes on 2 hosts train together (node1: 2, node2: 2)".
std::string tellProcesses(Communicator& processes);

} // namespace icf
