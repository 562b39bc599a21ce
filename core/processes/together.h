#pragma once
#include <exception>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/processes/agreement.h"
#include "core/processes/communicator.h"

/// What processes do together.  Every one of them calls the same function at the same point.
namespace icf {

/// Replaces the values by their sums over all processes.  Added in double in the order of ranks, so that every process, and every start with as many,
/// gets the same bits.  No more than 16 MiB is on its way at a time.
void sumOver(Communicator& processes, std::span<double> values);
void sumOver(Communicator& processes, std::span<float> values);

/// The texts of all processes in the order of ranks.
std::vector<std::string> textsOf(Communicator& processes, const std::string& mine);

/// "process 2 of 4 on node7".
std::string nameOfProcess(std::int64_t rank, std::int64_t size, const std::string& host);

/// Of an exception that every process throws alike, so that one of them may tell it for all.
struct ThrownByAll {
    virtual ~ThrownByAll() = default;
};
class ErrorOfAll : public Error, public ThrownByAll {
    using Error::Error;
};
class FailureOfAll : public Failure, public ThrownByAll {
    using Failure::Failure;
};

/// Throws in every process when something failed in one of them: Cancelled, ErrorOfAll, else FailureOfAll, which names the process unless all say the same.
/// mine: what failed in this one; null when nothing did.  Rethrows mine where the process is alone.
void agreeThatAllWentWell(Communicator& processes, const std::exception_ptr& mine);

/// Does work, which must not meet the other processes itself, and then agreeThatAllWentWell.
void together(Communicator& processes, const std::function<void()>& work);

/// Whether every process throws it: ThrownByAll or Cancelled.  The others know nothing of anything else.
bool thrownByAll(const std::exception& problem);

/// Deals the pieces of work first … end - 1 in turn, one to each process in every round.  work: does a piece in the process that it falls to and returns what
/// came of it; keep: called in the first process with each of those in the order of pieces.  Before each round it throws Cancelled when a stop is agreed on;
/// what fails in one process is thrown by all.
void deal(Agreement& agreement, std::int64_t first, std::int64_t end, const std::function<std::string(std::int64_t)>& work,
          const std::function<void(std::int64_t, const std::string&)>& keep);

/// Work that fills a cache of the machine: first one process of each host does it, then the others.  As together.
void togetherOnePerHostFirst(Communicator& processes, const std::function<void()>& work);

/// CPU threads for each process where those on one host share its cores: an equal part of the cores that a launcher allows it.
std::int64_t fairThreads(Communicator& processes);

} // namespace icf
