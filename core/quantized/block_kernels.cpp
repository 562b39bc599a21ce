#include "core/quantized/block_kernels.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace icf {
namespace kernels {
#if defined(ICF_BLOCK_KERNELS_X86)
namespace v4 { extern const BlockKernels kKernels; }
namespace v3 { extern const BlockKernels kKernels; }
#endif
namespace baseline { extern const BlockKernels kKernels; }
} // namespace kernels

namespace {

/// The newest that the CPU has and ATEN_CPU_CAPABILITY, which limits LibTorch's own loops, allows.
const BlockKernels& chosen()
{
    static const BlockKernels& best = *std::ranges::find_if(blockKernels(), [](const BlockKernels& kernels) {
        const char* limit = std::getenv("ATEN_CPU_CAPABILITY");
        const std::string_view most = limit ? limit : "", isa = kernels.isa;
        return most == "default" ? isa == "baseline" : most == "avx2" ? isa != "v4" : true;
    });
    return best;
}

const std::uint8_t* bytesOf(const std::byte* p) { return reinterpret_cast<const std::uint8_t*>(p); }

} // namespace

std::span<const BlockKernels> blockKernels()
{
    static const std::vector<BlockKernels> found = [] {
        std::vector<BlockKernels> list;
#if defined(ICF_BLOCK_KERNELS_X86)
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
            list.push_back(kernels::v4::kKernels);
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c"))
            list.push_back(kernels::v3::kKernels);
#endif
        list.push_back(kernels::baseline::kKernels);
        return list;
    }();
    return found;
}

void dequantize(ElementType type, std::span<const std::byte> blocks, std::span<float> values)
{
    const BlockSize size = blockSize(type);
    assert(isQuantized(type) && blocks.size() % size.bytes == 0 && values.size() == blocks.size() / size.bytes * size.elements);
    chosen().dequantize(type, bytesOf(blocks.data()), blocks.size() / size.bytes, values.data());
}

void dotBlocks(ElementType type, const std::byte* rows, std::size_t step, std::int64_t count, const float* x, std::int64_t columns, float* out)
{
    chosen().dot(type, bytesOf(rows), step, count, x, columns, out);
}

} // namespace icf
