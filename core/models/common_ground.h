#pragma once
#include <string>

#include <nlohmann/json.hpp>

#include "core/processes/communicator.h"

namespace icf {

/// What processes that work together must have in common: the options but those that name folders and threads, what their files hold (hashes by name), the
/// versions of the program and its parts, the instruction sets (which decide the last bits of what each computes by itself).
nlohmann::json commonGround(nlohmann::json options, const nlohmann::json& files);

/// Throws ErrorOfAll naming what a process has otherwise than the first one.
void requireCommonGround(Communicator& processes, const nlohmann::json& mine);

/// "4 processes work together (node1: 2, node2: 2)".
std::string tellProcesses(Communicator& processes);

} // namespace icf
