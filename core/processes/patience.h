#pragma once
#include <chrono>
#include <cstdlib>

namespace icf {

/// How long a process may say nothing before the others take it for lost; ICF_MPI_PATIENCE names other seconds.
inline std::chrono::milliseconds patience()
{
    const char* text = std::getenv("ICF_MPI_PATIENCE");
    const long seconds = text ? std::atol(text) : 0;
    return std::chrono::seconds(seconds > 0 ? seconds : 45);
}

} // namespace icf
