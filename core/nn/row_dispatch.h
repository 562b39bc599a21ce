#pragma once
#include <torch/types.h>

#include <ATen/Parallel.h>

#include <cstdint>

namespace icf {

/// True when the row kernels can compute a tensor: on the CPU, in float32 or bfloat16.
inline bool hasRowKernels(const at::Tensor& x)
{
    return x.device().is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16);
}

/// Calls work with a null pointer of the tensor's element type, float or c10::BFloat16.
template <class Work> void withElementType(const at::Tensor& x, Work work)
{
    if (x.scalar_type() == at::kFloat)
        work(static_cast<float*>(nullptr));
    else
        work(static_cast<c10::BFloat16*>(nullptr));
}

/// Splits rows over torch's threads so that each gets enough elements to be worth waking.
template <class Work> void forRows(std::int64_t rows, std::int64_t rowSize, Work work)
{
    constexpr std::int64_t kElementsPerTask = 32768;
    at::parallel_for(0, rows, std::max<std::int64_t>(1, kElementsPerTask / std::max<std::int64_t>(1, rowSize)), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            work(row);
    });
}

} // namespace icf
