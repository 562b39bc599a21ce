#pragma once
#include "core/quantized/vector16.h"

/// How the quantized types of GGUF files keep their numbers.  A format names the elements and bytes of a block and the elements of a group, which share a scale;
/// group() gives the scale (and minimum) of one group of a block, quants() sixteen of its whole numbers.  An element is scale · quant, in formats with a
/// minimum scale · quant + minimum.  Layouts as in the documentation of GGUF's types.
namespace icf::kernels::ICF_ISA {

using BlockBytes = const std::uint8_t*;

struct Group {
    float scale;
    float minimum; ///< To be added; 0 in formats without one.
};

/// Half of each of sixteen bytes: 0: the low one, 1: the high one.
ICF_INLINE16 Bytes16 nibbles(BlockBytes packed, int half)
{
    const Bytes16 both = Bytes16::load(packed);
    return (half == 0 ? both : both.shiftedRight(4)) & Bytes16::all(15);
}

struct Q8_0 {
    static constexpr int kElements = 32, kBytes = 34, kGroup = 32;
    static constexpr bool kMinimum = false;
    static ICF_INLINE16 Group group(BlockBytes block, int) { return {halfAt(block), 0}; }
    static ICF_INLINE16 Bytes16 quants(BlockBytes block, int, int part) { return Bytes16::load(block + 2 + 16 * part); }
};

struct Q4_0 {
    static constexpr int kElements = 32, kBytes = 18, kGroup = 32;
    static constexpr bool kMinimum = false;
    static ICF_INLINE16 Group group(BlockBytes block, int) { return {halfAt(block), 0}; }
    static ICF_INLINE16 Bytes16 quants(BlockBytes block, int, int part) { return nibbles(block + 2, part) - Bytes16::all(8); }
};

struct Q4_1 {
    static constexpr int kElements = 32, kBytes = 20, kGroup = 32;
    static constexpr bool kMinimum = true;
    static ICF_INLINE16 Group group(BlockBytes block, int) { return {halfAt(block), halfAt(block + 2)}; }
    static ICF_INLINE16 Bytes16 quants(BlockBytes block, int, int part) { return nibbles(block + 4, part); }
};

struct Q5_0 {
    static constexpr int kElements = 32, kBytes = 22, kGroup = 32;
    static constexpr bool kMinimum = false;
    static ICF_INLINE16 Group group(BlockBytes block, int) { return {halfAt(block), 0}; }
    static ICF_INLINE16 Bytes16 quants(BlockBytes block, int, int part)
    {
        return (nibbles(block + 6, part) | Bytes16::sixteenWhereSet(block + 2 + 2 * part)) - Bytes16::all(16);
    }
};

struct Q5_1 {
    static constexpr int kElements = 32, kBytes = 24, kGroup = 32;
    static constexpr bool kMinimum = true;
    static ICF_INLINE16 Group group(BlockBytes block, int) { return {halfAt(block), halfAt(block + 2)}; }
    static ICF_INLINE16 Bytes16 quants(BlockBytes block, int, int part) { return nibbles(block + 8, part) | Bytes16::sixteenWhereSet(block + 4 + 2 * part); }
};

/// Scale and minimum of one of the eight groups of 32 elements of Q4_K and Q5_K, from twelve bytes: the low six bits of bytes 0–3 and 4–7 are those
/// of groups 0–3; of groups 4–7 bytes 8–11 hold four bits each and the two highest bits of bytes 0–7 the rest.
ICF_INLINE16 Group groupOfK(BlockBytes block, int group)
{
    const BlockBytes packed = block + 4;
    int factor = 0;
    int least = 0;
    if (group < 4) {
        factor = packed[group] & 63;
        least = packed[group + 4] & 63;
    } else {
        factor = (packed[group + 4] & 15) | (packed[group - 4] >> 6) << 4;
        least = (packed[group + 4] >> 4) | (packed[group] >> 6) << 4;
    }
    return {halfAt(block) * float(factor), -(halfAt(block + 2) * float(least))};
}

struct Q4_K {
    static constexpr int kElements = 256, kBytes = 144, kGroup = 32;
    static constexpr bool kMinimum = true;
    static ICF_INLINE16 Group group(BlockBytes block, int group) { return groupOfK(block, group); }
    static ICF_INLINE16 Bytes16 quants(BlockBytes block, int group, int part) { return nibbles(block + 16 + group / 2 * 32 + 16 * part, group % 2); }
};

struct Q5_K {
    static constexpr int kElements = 256, kBytes = 176, kGroup = 32;
    static constexpr bool kMinimum = true;
    static ICF_INLINE16 Group group(BlockBytes block, int group) { return groupOfK(block, group); }
    static ICF_INLINE16 Bytes16 quants(BlockBytes block, int group, int part)
    {
        const Bytes16 fifth = Bytes16::load(block + 16 + 16 * part).shiftedRight(group) & Bytes16::all(1);
        return nibbles(block + 48 + group / 2 * 32 + 16 * part, group % 2) | fifth.shiftedLeft(4);
    }
};

/// Four bits of each element, two bits of each, a signed scale for each 16, and a scale of all.
struct Q6_K {
    static constexpr int kElements = 256, kBytes = 210, kGroup = 16;
    static constexpr bool kMinimum = false;
    static ICF_INLINE16 Group group(BlockBytes block, int group) { return {halfAt(block + 208) * float(std::int8_t(block[192 + group])), 0}; }
    static ICF_INLINE16 Bytes16 quants(BlockBytes block, int group, int)
    {
        const int half = group / 8, place = group % 8 / 2, first = group % 2 * 16;
        const Bytes16 high = Bytes16::load(block + 128 + half * 32 + first).shiftedRight(place * 2) & Bytes16::all(3);
        return (nibbles(block + half * 64 + place % 2 * 32 + first, place / 2) | high.shiftedLeft(4)) - Bytes16::all(32);
    }
};

} // namespace icf::kernels::ICF_ISA
