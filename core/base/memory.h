#pragma once
#include <cstdint>

namespace icf {

/// Bytes that new work can get without swapping; 0 where the system does not say.
std::int64_t freeMemory();

/// Bytes that this process holds in memory now; 0 where the system does not say.
std::int64_t residentMemory();

/// Largest number of bytes that this process has held in memory at one time, since it began or since resetPeakMemory(); 0 where
/// the system does not say.
std::int64_t peakMemory();

/// Lets peakMemory() count from now on, and what was freed before no longer counts.  Only Linux can; elsewhere nothing happens.
void resetPeakMemory();

/// Gives memory that was freed back to the system, also from between what is in use.  The heap keeps it for the next tensors otherwise, and
/// tensors of many sizes leave gaps that add up over days.  Takes some tens of milliseconds for some hundred MiB; does nothing where the C
/// library cannot.
void giveBackFreedMemory();

} // namespace icf
