#pragma once
#include <exception>

#include "core/options/run_options.h"

namespace icf {

/// Throws the exception that is being handled as the programs know it: Error, Failure, Cancelled, std::bad_alloc, errors of the system and of JSON as
/// they are; what a library threw (torch, oneDNN, CUDA, …) as std::bad_alloc when memory ran out, as DeviceOutOfMemory (whose cached memory is given back
/// then) when a GPU's did, as an Error that names --dtype, --device or --deterministic where
/// another choice helps, else as a Failure.  A library's own text, which goes on for pages and says nothing to a user, is printed on stderr
/// only where the environment sets TORCH_SHOW_CPP_STACKTRACES.
/// place: what is computed on, as the options say.
[[noreturn]] void throwPlainly(const ComputeOptions& place);

/// Runs work and lets the libraries' errors out as the programs know them.  Around everything that the façade computes.
template <class Work> auto withPlainErrors(const ComputeOptions& place, Work&& work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::exception&) {
        throwPlainly(place);
    }
}

} // namespace icf
