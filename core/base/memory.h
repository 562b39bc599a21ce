#pragma once
#include <cstdint>

namespace icf {

/// Bytes that new work can get without swapping; 0 where the system does not say.
std::int64_t freeMemory();

/// Largest number of bytes that this process has held in memory at one time, since it began or since resetPeakMemory(); 0 where
/// the system does not say.
std::int64_t peakMemory();

/// Lets peakMemory() count from now on.  Only Linux can; elsewhere nothing happens.
void resetPeakMemory();

} // namespace icf
