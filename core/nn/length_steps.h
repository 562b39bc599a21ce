#pragma once
#include <torch/types.h>

namespace icf {

/// The length that rows, places or contexts are padded to before matrix products on the given device and in the given type: in bfloat16 on the
/// CPU the next multiple of 8, elsewhere the length itself.
/// oneDNN compiles a product for every shape that it meets and keeps it: without steps a long run meets new shapes for hours, and compiling
/// and keeping them costs more than the few rows of padding.
inline std::int64_t steppedLength(std::int64_t length, at::Device device, at::ScalarType type)
{
    constexpr std::int64_t kStep = 8;
    return device.is_cpu() && type == at::kBFloat16 ? (length + kStep - 1) / kStep * kStep : length;
}

/// Positions of several contexts that a device reads in one batch.  A GPU's cores want many rows; one context keeps a CPU busy, so that there each is read by
/// itself: 0.
inline std::int64_t positionsAtOnce(at::Device device)
{
    constexpr std::int64_t kOnGpu = 8192;
    return device.is_cpu() ? 0 : kOnGpu;
}

} // namespace icf
