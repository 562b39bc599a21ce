// Compiled once for each instruction set: CMakeLists.txt says which.  Calls no inline function of another namespace: the linker could take the copy that is
// compiled for the newest CPU for every caller's.
#include "core/quantized/block_formats.h"
#include "core/quantized/block_kernels.h"

namespace icf::kernels::ICF_ISA {
namespace {

/// Calls work with an object of the format that a quantized type has.
template <class Work> ICF_INLINE16 auto withFormat(ElementType type, Work work)
{
    switch (type) {
    case ElementType::q4_0: return work(Q4_0{});
    case ElementType::q4_1: return work(Q4_1{});
    case ElementType::q5_0: return work(Q5_0{});
    case ElementType::q5_1: return work(Q5_1{});
    case ElementType::q4_k: return work(Q4_K{});
    case ElementType::q5_k: return work(Q5_K{});
    case ElementType::q6_k: return work(Q6_K{});
    default: return work(Q8_0{});
    }
}

/// The rounding between the two operations of a value is part of the format.
template <class Format> void dequantizeAs(BlockBytes block, std::size_t count, float* values)
{
    for (const BlockBytes end = block + count * Format::kBytes; block < end; block += Format::kBytes) {
        for (int index = 0; index < Format::kElements / Format::kGroup; ++index) {
            const Group group = Format::group(block, index);
            const Floats16 scale = Floats16::all(group.scale), minimum = Floats16::all(group.minimum);
            for (int part = 0; part < Format::kGroup / 16; ++part, values += 16) {
                const Floats16 scaled = product(scale, Floats16::widened(Format::quants(block, index, part)));
                (Format::kMinimum ? sum(scaled, minimum) : scaled).store(values);
            }
        }
    }
}

/// ahead: bytes from a block to one that is read soon after.
template <class Format> float dotAs(BlockBytes block, std::size_t ahead, const float* x, std::int64_t columns)
{
    Floats16 sums = Floats16::all(0), lows = Floats16::all(0);
    for (std::int64_t start = 0; start < columns; start += Format::kElements, block += Format::kBytes) {
        prefetch(block + ahead);
        for (int index = 0; index < Format::kElements / Format::kGroup; ++index) {
            const Group group = Format::group(block, index);
            Floats16 products = Floats16::all(0), plain = Floats16::all(0);
            for (int part = 0; part < Format::kGroup / 16; ++part, x += 16) {
                const Floats16 own = Floats16::load(x), quants = Floats16::widened(Format::quants(block, index, part));
                products = part == 0 ? product(quants, own) : fused(quants, own, products);
                if (Format::kMinimum)
                    plain = part == 0 ? own : sum(plain, own);
            }
            sums = fused(Floats16::all(group.scale), products, sums);
            if (Format::kMinimum)
                lows = fused(Floats16::all(group.minimum), plain, lows);
        }
    }
    return (Format::kMinimum ? sum(sums, lows) : sums).total();
}

void dequantizeBlocks(ElementType type, const std::uint8_t* blocks, std::size_t count, float* values)
{
    withFormat(type, [&]<class Format>(Format) { dequantizeAs<Format>(blocks, count, values); });
}

void dotRows(ElementType type, const std::uint8_t* rows, std::size_t step, std::int64_t count, const float* x, std::int64_t columns, float* out)
{
    // Measured: with less the CPU waits for its memory.
    constexpr std::size_t kRowsAhead = 4;
    withFormat(type, [&]<class Format>(Format) {
        for (; count > 0; --count, rows += step)
            *out++ = dotAs<Format>(rows, kRowsAhead * step, x, columns);
    });
}

} // namespace

extern const BlockKernels kKernels;
const BlockKernels kKernels{ICF_ISA_NAME, dequantizeBlocks, dotRows};

} // namespace icf::kernels::ICF_ISA
