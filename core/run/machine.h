#pragma once
#include <string>

#include <nlohmann/json.hpp>

namespace icf {

/// What a run was computed on: CPU, cores, memory in bytes, system; gpu: added as "gpu" unless null.  No host name, no user: run.json gets shared.
nlohmann::json machineDescription(const nlohmann::json& gpu = nullptr);

/// Now as ISO 8601 in UTC: "2026-05-04T12:00:00Z".
std::string timeNow();

} // namespace icf
