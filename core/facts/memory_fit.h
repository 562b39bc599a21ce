#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/facts/devices.h"
#include "core/options/choices.h"

namespace icf {

/// Positions for which memoryFits counts the key/value cache, where the model has as many.
inline constexpr std::int64_t kAssumedPositions = 4096;

/// Whether a language model has room on a device, to answer with.
struct MemoryFit {
    DeviceFacts device;
    Dtype dtype = Dtype::float32;
    double needed = 0;     ///< Bytes: weights, their copies for the CPU's products, and the key/value cache.  An estimate.
    bool known = false;    ///< Whether the device says how much memory is free.
    bool fits() const { return !known || needed <= static_cast<double>(device.freeMemory); }
};

/// The memory that answering takes with a language model on each device in each dtype; on the CPU with quantized weights as its file has them.  Throws Error when it cannot be read.
std::vector<MemoryFit> memoryFits(const std::string& lmPath, const std::vector<DeviceFacts>& devices);

} // namespace icf
