#include "core/processes/together.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <new>
#include <thread>

#include <nlohmann/json.hpp>

#if defined(__linux__)
#include <sched.h>
#endif

#include "core/base/host_name.h"
#include "core/base/json_fields.h"

namespace icf {
namespace {

/// Bytes of one message to all.
constexpr std::size_t kBucket = std::size_t{16} << 20;

/// Reduce, then gather: each process adds up its part of the values for all.
template <class Number> void sumBucket(Communicator& processes, std::span<Number> values, std::vector<Number>& sent, std::vector<Number>& received)
{
    const auto size = std::size_t(processes.size());
    const std::size_t part = (values.size() + size - 1) / size;
    sent.assign(part * size, Number(0));
    received.resize(part * size);
    std::copy(values.begin(), values.end(), sent.begin());
    processes.exchange(std::as_bytes(std::span(sent)), std::as_writable_bytes(std::span(received)));
    std::vector<Number>& sums = sent;
    for (std::size_t i = 0; i < part; ++i) {
        double sum = 0;
        for (std::size_t rank = 0; rank < size; ++rank)
            sum += double(received[rank * part + i]);
        sums[i] = Number(sum);
    }
    processes.allGather(std::as_bytes(std::span(sums).first(part)), std::as_writable_bytes(std::span(received)));
    std::copy_n(received.begin(), values.size(), values.begin());
}

template <class Number> void sumInBuckets(Communicator& processes, std::span<Number> values)
{
    if (processes.size() == 1)
        return;
    std::vector<Number> sent, received;
    constexpr std::size_t kNumbers = kBucket / sizeof(Number);
    for (std::size_t first = 0; first < values.size(); first += kNumbers)
        sumBucket(processes, values.subspan(first, std::min(kNumbers, values.size() - first)), sent, received);
}

/// What failed in a process, as it is passed on to the others.
nlohmann::json problemJson(const std::exception_ptr& problem)
{
    if (!problem)
        return {{"kind", "none"}};
    const auto told = [](const char* kind, const std::string& where, const std::string& what) {
        return nlohmann::json{{"kind", kind}, {"where", where}, {"what", what}, {"host", hostName()}};
    };
    try {
        std::rethrow_exception(problem);
    } catch (const Error& error) {
        return told("error", error.where(), error.what_only());
    } catch (const Cancelled&) {
        return told("cancelled", {}, {});
    } catch (const DeviceOutOfMemory& error) {
        return told("failure", {}, error.what());
    } catch (const std::bad_alloc&) {
        return told("failure", {}, "out of memory");
    } catch (const std::filesystem::filesystem_error& error) {
        return told("failure", {}, "[" + error.path1().string() + "] " + error.code().message());
    } catch (const std::exception& error) {
        return told("failure", {}, error.what());
    }
}

} // namespace

void Alone::allGather(std::span<const std::byte> mine, std::span<std::byte> all)
{
    std::copy(mine.begin(), mine.end(), all.begin());
}

void Alone::abort(int code) { std::_Exit(code); }

void sumOver(Communicator& processes, std::span<double> values) { sumInBuckets(processes, values); }
void sumOver(Communicator& processes, std::span<float> values) { sumInBuckets(processes, values); }

std::vector<std::string> textsOf(Communicator& processes, const std::string& mine)
{
    const auto size = std::size_t(processes.size());
    const std::uint64_t length = mine.size();
    std::vector<std::uint64_t> lengths(size);
    processes.allGather(std::as_bytes(std::span(&length, 1)), std::as_writable_bytes(std::span(lengths)));
    const std::size_t longest = *std::max_element(lengths.begin(), lengths.end());
    std::string block = mine, all(longest * size, '\0');
    block.resize(longest);
    if (longest > 0)
        processes.allGather(std::as_bytes(std::span(block)), std::as_writable_bytes(std::span(all)));
    std::vector<std::string> texts;
    for (std::size_t rank = 0; rank < size; ++rank)
        texts.push_back(all.substr(rank * longest, lengths[rank]));
    return texts;
}

std::string nameOfProcess(std::int64_t rank, std::int64_t size, const std::string& host)
{
    return "process " + std::to_string(rank) + " of " + std::to_string(size) + (host.empty() ? "" : " on " + host);
}

void agreeThatAllWentWell(Communicator& processes, const std::exception_ptr& mine)
{
    if (processes.size() == 1) {
        if (mine)
            std::rethrow_exception(mine);
        return;
    }
    std::vector<nlohmann::json> problems;
    for (const std::string& text : textsOf(processes, dumpText(problemJson(mine))))
        problems.push_back(nlohmann::json::parse(text));
    const auto failed = [](const nlohmann::json& problem) { return problem["kind"] != "none"; };
    const auto found = std::find_if(problems.begin(), problems.end(), failed);
    if (found == problems.end())
        return;
    const nlohmann::json& first = *found;
    const std::string kind = first["kind"], where = first["where"];
    if (kind == "cancelled")
        throw Cancelled();
    std::string what = first["what"];
    const bool same = std::all_of(problems.begin(), problems.end(), [&](const nlohmann::json& one) {
        return failed(one) && one["where"] == first["where"] && one["what"] == first["what"];
    });
    const std::string who = nameOfProcess(found - problems.begin(), processes.size(), first["host"]);
    if (kind == "error")
        throw ErrorOfAll(where, same ? what : what + " (" + who + ")");
    throw FailureOfAll(same ? "all processes" : who, what);
}

void together(Communicator& processes, const std::function<void()>& work)
{
    std::exception_ptr problem;
    try {
        work();
    } catch (...) {
        problem = std::current_exception();
    }
    agreeThatAllWentWell(processes, problem);
}

bool thrownByAll(const std::exception& problem)
{
    return dynamic_cast<const ThrownByAll*>(&problem) || dynamic_cast<const Cancelled*>(&problem);
}

void deal(Agreement& agreement, std::int64_t first, std::int64_t end, const std::function<std::string(std::int64_t)>& work,
          const std::function<void(std::int64_t, const std::string&)>& keep)
{
    Communicator& processes = agreement.processes();
    for (std::int64_t round = first; round < end; round += processes.size()) {
        agreement.token().waitWhilePaused();
        agreement.token().throwIfStopped();
        const std::int64_t mine = round + processes.rank();
        std::string made;
        std::exception_ptr problem;
        try {
            if (mine < end)
                made = work(mine);
        } catch (...) {
            problem = std::current_exception();
        }
        agreement.meet(problem);
        const std::vector<std::string> all = textsOf(processes, made);
        together(processes, [&] {
            for (std::int64_t i = round; processes.rank() == 0 && i < std::min(end, round + processes.size()); ++i)
                keep(i, all[std::size_t(i - round)]);
        });
    }
}

void togetherOnePerHostFirst(Communicator& processes, const std::function<void()>& work)
{
    const std::vector<std::string> hosts = textsOf(processes, hostName());
    const auto first = std::find(hosts.begin(), hosts.end(), hosts[std::size_t(processes.rank())]);
    const bool isFirst = first - hosts.begin() == processes.rank();
    together(processes, [&] { if (isFirst) work(); });
    if (processes.size() > 1)
        together(processes, [&] { if (!isFirst) work(); });
}

std::int64_t fairThreads(Communicator& processes)
{
    std::string cores = hostName() + "\n";
#if defined(__linux__)
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        cores.append(reinterpret_cast<const char*>(&allowed), sizeof allowed);
#endif
    const std::vector<std::string> all = textsOf(processes, cores);
    const auto sharing = std::count(all.begin(), all.end(), cores);
    return std::max<std::int64_t>(1, std::int64_t(std::thread::hardware_concurrency()) / std::max<std::int64_t>(1, sharing));
}

} // namespace icf
