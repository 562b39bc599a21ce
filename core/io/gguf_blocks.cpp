#include "core/io/gguf_blocks.h"

#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>

namespace icf {
namespace {

using Bytes = const std::uint8_t*;

/// The float16 number at p.
float halfAt(Bytes p)
{
    std::uint16_t half = 0;
    std::memcpy(&half, p, sizeof half);
    const std::uint32_t sign = std::uint32_t(half & 0x8000) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1F;
    const std::uint32_t fraction = half & 0x3FF;
    if (exponent == 0) {
        // Subnormal: the fraction counts 2^-24, which float32 holds as a normal number.
        const float magnitude = float(fraction) * 0x1p-24F;
        return sign != 0 ? -magnitude : magnitude;
    }
    const std::uint32_t wide = exponent == 31 ? 255 : exponent + (127 - 15);
    return std::bit_cast<float>(sign | wide << 23 | fraction << 13);
}

/// The rounding between the two operations is part of the format: CMakeLists.txt compiles this file without fusing them.
float scaled(float scale, int quant, float minimum)
{
    return scale * float(quant) + minimum;
}

constexpr int kSmall = 32; ///< Elements of a block of the plain types.
constexpr int kHalf = kSmall / 2;

void unpackQ4_0(Bytes block, float* out)
{
    const float scale = halfAt(block);
    const Bytes quants = block + 2;
    for (int i = 0; i < kHalf; ++i) {
        out[i] = scale * float((quants[i] & 15) - 8);
        out[i + kHalf] = scale * float((quants[i] >> 4) - 8);
    }
}

void unpackQ4_1(Bytes block, float* out)
{
    const float scale = halfAt(block);
    const float minimum = halfAt(block + 2);
    const Bytes quants = block + 4;
    for (int i = 0; i < kHalf; ++i) {
        out[i] = scaled(scale, quants[i] & 15, minimum);
        out[i + kHalf] = scaled(scale, quants[i] >> 4, minimum);
    }
}

/// The fifth bits of a block of Q5_0 or Q5_1, one of each element from the lowest on.
std::uint32_t fifthBits(Bytes p)
{
    std::uint32_t bits = 0;
    std::memcpy(&bits, p, sizeof bits);
    return bits;
}

void unpackQ5_0(Bytes block, float* out)
{
    const float scale = halfAt(block);
    const std::uint32_t fifth = fifthBits(block + 2);
    const Bytes quants = block + 6;
    for (int i = 0; i < kHalf; ++i) {
        out[i] = scale * float(int((quants[i] & 15U) | ((fifth >> i) & 1) << 4) - 16);
        out[i + kHalf] = scale * float(int((quants[i] >> 4U) | ((fifth >> (i + kHalf)) & 1) << 4) - 16);
    }
}

void unpackQ5_1(Bytes block, float* out)
{
    const float scale = halfAt(block);
    const float minimum = halfAt(block + 2);
    const std::uint32_t fifth = fifthBits(block + 4);
    const Bytes quants = block + 8;
    for (int i = 0; i < kHalf; ++i) {
        out[i] = scaled(scale, int((quants[i] & 15U) | ((fifth >> i) & 1) << 4), minimum);
        out[i + kHalf] = scaled(scale, int((quants[i] >> 4U) | ((fifth >> (i + kHalf)) & 1) << 4), minimum);
    }
}

void unpackQ8_0(Bytes block, float* out)
{
    const float scale = halfAt(block);
    for (int i = 0; i < kSmall; ++i)
        out[i] = scale * float(std::int8_t(block[2 + i]));
}

/// Scale and minimum of one of the eight groups of 32 elements of Q4_K and Q5_K, from twelve bytes: the low six bits of bytes 0–3 and 4–7 are those
/// of groups 0–3; of groups 4–7 bytes 8–11 hold four bits each and the two highest bits of bytes 0–7 the rest.
struct GroupScale {
    float scale;
    float minimum; ///< To be added: negative where the file's is positive.
};

GroupScale groupScale(float scale, float minimum, Bytes packed, int group)
{
    int factor = 0;
    int least = 0;
    if (group < 4) {
        factor = packed[group] & 63;
        least = packed[group + 4] & 63;
    } else {
        factor = (packed[group + 4] & 15) | (packed[group - 4] >> 6) << 4;
        least = (packed[group + 4] >> 4) | (packed[group] >> 6) << 4;
    }
    return {scale * float(factor), -(minimum * float(least))};
}

void unpackQ4_K(Bytes block, float* out)
{
    const float scale = halfAt(block);
    const float minimum = halfAt(block + 2);
    for (int group = 0; group < 8; ++group) {
        const GroupScale own = groupScale(scale, minimum, block + 4, group);
        const Bytes quants = block + 16 + group / 2 * kSmall;
        const int shift = group % 2 * 4;
        for (int i = 0; i < kSmall; ++i)
            out[group * kSmall + i] = scaled(own.scale, (quants[i] >> shift) & 15, own.minimum);
    }
}

void unpackQ5_K(Bytes block, float* out)
{
    const float scale = halfAt(block);
    const float minimum = halfAt(block + 2);
    const Bytes fifth = block + 16;
    for (int group = 0; group < 8; ++group) {
        const GroupScale own = groupScale(scale, minimum, block + 4, group);
        const Bytes quants = block + 48 + group / 2 * kSmall;
        const int shift = group % 2 * 4;
        for (int i = 0; i < kSmall; ++i)
            out[group * kSmall + i] = scaled(own.scale, ((quants[i] >> shift) & 15) | ((fifth[i] >> group) & 1) << 4, own.minimum);
    }
}

void unpackQ6_K(Bytes block, float* out)
{
    const Bytes low = block;        // Four bits of each element,
    const Bytes high = block + 128; // two bits of each,
    const Bytes scales = block + 192; // and a signed scale for each 16.
    const float scale = halfAt(block + 208);
    for (int group = 0; group < 8; ++group) {
        const int half = group / 4;
        const int place = group % 4;
        const Bytes lows = low + half * 64 + place % 2 * kSmall;
        const Bytes highs = high + half * kSmall;
        for (int part = 0; part < 2; ++part) {
            const float own = scale * float(std::int8_t(scales[group * 2 + part]));
            for (int i = part * kHalf; i < (part + 1) * kHalf; ++i)
                out[group * kSmall + i] = own * float((((lows[i] >> (place / 2 * 4)) & 15) | ((highs[i] >> (place * 2)) & 3) << 4) - 32);
        }
    }
}

template <auto unpack> void eachBlock(BlockSize size, std::span<const std::byte> blocks, float* values)
{
    auto from = reinterpret_cast<Bytes>(blocks.data());
    for (const Bytes end = from + blocks.size(); from < end; from += size.bytes, values += size.elements)
        unpack(from, values);
}

} // namespace

void dequantize(ElementType type, std::span<const std::byte> blocks, std::span<float> values)
{
    const BlockSize size = blockSize(type);
    assert(blocks.size() % size.bytes == 0 && values.size() == blocks.size() / size.bytes * size.elements);
    switch (type) {
    case ElementType::q4_0: return eachBlock<unpackQ4_0>(size, blocks, values.data());
    case ElementType::q4_1: return eachBlock<unpackQ4_1>(size, blocks, values.data());
    case ElementType::q5_0: return eachBlock<unpackQ5_0>(size, blocks, values.data());
    case ElementType::q5_1: return eachBlock<unpackQ5_1>(size, blocks, values.data());
    case ElementType::q8_0: return eachBlock<unpackQ8_0>(size, blocks, values.data());
    case ElementType::q4_k: return eachBlock<unpackQ4_K>(size, blocks, values.data());
    case ElementType::q5_k: return eachBlock<unpackQ5_K>(size, blocks, values.data());
    case ElementType::q6_k: return eachBlock<unpackQ6_K>(size, blocks, values.data());
    default: assert(false && "no quantized type");
    }
}

} // namespace icf
