#include "core/models/common_ground.h"

#include <map>

#include "core/base/host_name.h"
#include "core/base/json_fields.h"
#include "core/base/utf8.h"
#include "core/facts/cpu.h"
#include "core/models/versions.h"
#include "core/processes/together.h"

namespace icf {
namespace {

std::string differencesOf(const nlohmann::json& first, const nlohmann::json& other)
{
    std::string found;
    for (const auto& [group, values] : first.items()) {
        nlohmann::json all = values;
        all.update(other.value(group, nlohmann::json::object()));
        for (const auto& [key, ignored] : all.items()) {
            const nlohmann::json one = values.value(key, nlohmann::json()), two = other.value(group, nlohmann::json::object()).value(key, nlohmann::json());
            if (one == two)
                continue;
            found += (found.empty() ? "" : "; ") + printable(key);
            found += group == "files" ? " (holds something else)" : " (" + printable(dumpText(two)) + ", the first has " + printable(dumpText(one)) + ")";
        }
    }
    return found;
}

} // namespace

nlohmann::json commonGround(nlohmann::json options, const nlohmann::json& files)
{
    // Folders may lie elsewhere on another machine; what they hold is in "files".
    for (const char* key : {"save_path", "data_path", "eval_data", "lm_path", "icformer_path", "checkpoints", "threads"})
        options.erase(key);
    nlohmann::json ground{{"files", files}, {"options", std::move(options)}, {"versions", nlohmann::json::object()}, {"sets", nlohmann::json::object()}};
    for (const auto& [name, version] : componentVersions())
        ground["versions"][name] = version;
    for (const auto& [name, set] : instructionSets())
        ground["sets"]["instruction sets of " + name] = set;
    return ground;
}

void requireCommonGround(Communicator& processes, const nlohmann::json& mine)
{
    if (processes.size() == 1)
        return;
    const nlohmann::json told{{"host", hostName()}, {"ground", mine}};
    const std::vector<std::string> all = textsOf(processes, dumpText(told));
    const nlohmann::json first = nlohmann::json::parse(all.front());
    for (std::size_t rank = 1; rank < all.size(); ++rank) {
        const nlohmann::json other = nlohmann::json::parse(all[rank]);
        if (const std::string found = differencesOf(first["ground"], other["ground"]); !found.empty())
            throw ErrorOfAll(nameOfProcess(std::int64_t(rank), processes.size(), other["host"]),
                             "does not have what the first process has: " + found + "; give all of them the same (the environment can limit instruction sets: "
                             "ATEN_CPU_CAPABILITY, ONEDNN_MAX_CPU_ISA)");
    }
}

std::string tellProcesses(Communicator& processes)
{
    std::map<std::string, int> hosts;
    for (const std::string& host : textsOf(processes, hostName()))
        ++hosts[host];
    std::string list;
    for (const auto& [host, count] : hosts)
        list += (list.empty() ? "" : ", ") + printable(host) + ": " + std::to_string(count);
    return std::to_string(processes.size()) + " processes work together (" + list + ")";
}

} // namespace icf
