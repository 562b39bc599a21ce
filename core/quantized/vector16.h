#pragma once
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>
#endif

/// Sixteen numbers at a time, in the registers of the instruction set that a file is compiled for.  Only for files that CMakeLists.txt compiles once for each
/// (ICF_ISA is the name of one): everything lies in a namespace of its own, or the linker would mix them.
#if defined(__GNUC__)
#define ICF_INLINE16 inline __attribute__((always_inline))
#else
#define ICF_INLINE16 inline
#endif

namespace icf::kernels::ICF_ISA {

/// Sixteen bytes.
struct Bytes16 {
#if defined(__x86_64__) || defined(_M_X64)
    __m128i v;

    static ICF_INLINE16 Bytes16 load(const void* p) { return {_mm_loadu_si128(static_cast<const __m128i*>(p))}; }
    static ICF_INLINE16 Bytes16 all(int value) { return {_mm_set1_epi8(char(value))}; }
    friend ICF_INLINE16 Bytes16 operator&(Bytes16 a, Bytes16 b) { return {_mm_and_si128(a.v, b.v)}; }
    friend ICF_INLINE16 Bytes16 operator|(Bytes16 a, Bytes16 b) { return {_mm_or_si128(a.v, b.v)}; }
    friend ICF_INLINE16 Bytes16 operator-(Bytes16 a, Bytes16 b) { return {_mm_sub_epi8(a.v, b.v)}; }
    /// Bits move across the borders of the bytes, so that whoever shifts masks.
    ICF_INLINE16 Bytes16 shiftedRight(int bits) const { return {_mm_srli_epi16(v, bits)}; }
    ICF_INLINE16 Bytes16 shiftedLeft(int bits) const { return {_mm_slli_epi16(v, bits)}; }
    /// 16 where the bit of the byte's place is set in 16 bits from the lowest on, else 0.
    static ICF_INLINE16 Bytes16 sixteenWhereSet(const std::uint8_t* bits)
    {
        const __m128i place = _mm_set_epi8(-128, 64, 32, 16, 8, 4, 2, 1, -128, 64, 32, 16, 8, 4, 2, 1);
        const __m128i spread = _mm_unpacklo_epi64(_mm_set1_epi8(char(bits[0])), _mm_set1_epi8(char(bits[1])));
        return {_mm_and_si128(_mm_cmpeq_epi8(_mm_and_si128(spread, place), place), _mm_set1_epi8(16))};
    }
#else
    std::uint8_t v[16];

    template <class Work> static ICF_INLINE16 Bytes16 each(Work work)
    {
        Bytes16 out;
        for (int i = 0; i < 16; ++i)
            out.v[i] = std::uint8_t(work(i));
        return out;
    }
    static ICF_INLINE16 Bytes16 load(const void* p)
    {
        Bytes16 out;
        std::memcpy(out.v, p, sizeof out.v);
        return out;
    }
    static ICF_INLINE16 Bytes16 all(int value) { return each([=](int) { return value; }); }
    friend ICF_INLINE16 Bytes16 operator&(Bytes16 a, Bytes16 b) { return each([&](int i) { return a.v[i] & b.v[i]; }); }
    friend ICF_INLINE16 Bytes16 operator|(Bytes16 a, Bytes16 b) { return each([&](int i) { return a.v[i] | b.v[i]; }); }
    friend ICF_INLINE16 Bytes16 operator-(Bytes16 a, Bytes16 b) { return each([&](int i) { return a.v[i] - b.v[i]; }); }
    ICF_INLINE16 Bytes16 shiftedRight(int bits) const { return each([&](int i) { return v[i] >> bits; }); }
    ICF_INLINE16 Bytes16 shiftedLeft(int bits) const { return each([&](int i) { return v[i] << bits; }); }
    static ICF_INLINE16 Bytes16 sixteenWhereSet(const std::uint8_t* bits) { return each([=](int i) { return (bits[i / 8] >> (i % 8) & 1) << 4; }); }
#endif
};

/// Sixteen float32 numbers.  product() and sum() round each, fused() once where the CPU can.
struct Floats16 {
#if defined(__AVX512F__)
    __m512 v;

    static ICF_INLINE16 Floats16 load(const float* p) { return {_mm512_loadu_ps(p)}; }
    static ICF_INLINE16 Floats16 all(float value) { return {_mm512_set1_ps(value)}; }
    /// Of signed bytes.
    static ICF_INLINE16 Floats16 widened(Bytes16 bytes) { return {_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(bytes.v))}; }
    ICF_INLINE16 void store(float* p) const { _mm512_storeu_ps(p, v); }
    ICF_INLINE16 float total() const { return _mm512_reduce_add_ps(v); }
    friend ICF_INLINE16 Floats16 product(Floats16 a, Floats16 b) { return {_mm512_mul_ps(a.v, b.v)}; }
    friend ICF_INLINE16 Floats16 sum(Floats16 a, Floats16 b) { return {_mm512_add_ps(a.v, b.v)}; }
    friend ICF_INLINE16 Floats16 fused(Floats16 a, Floats16 b, Floats16 c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
#elif defined(__AVX2__)
    __m256 v, w;

    static ICF_INLINE16 Floats16 load(const float* p) { return {_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)}; }
    static ICF_INLINE16 Floats16 all(float value) { return {_mm256_set1_ps(value), _mm256_set1_ps(value)}; }
    static ICF_INLINE16 Floats16 widened(Bytes16 bytes)
    {
        return {_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes.v)), _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(bytes.v, 8)))};
    }
    ICF_INLINE16 void store(float* p) const
    {
        _mm256_storeu_ps(p, v);
        _mm256_storeu_ps(p + 8, w);
    }
    ICF_INLINE16 float total() const
    {
        float lanes[8];
        _mm256_storeu_ps(lanes, _mm256_add_ps(v, w));
        return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
    }
    friend ICF_INLINE16 Floats16 product(Floats16 a, Floats16 b) { return {_mm256_mul_ps(a.v, b.v), _mm256_mul_ps(a.w, b.w)}; }
    friend ICF_INLINE16 Floats16 sum(Floats16 a, Floats16 b) { return {_mm256_add_ps(a.v, b.v), _mm256_add_ps(a.w, b.w)}; }
    friend ICF_INLINE16 Floats16 fused(Floats16 a, Floats16 b, Floats16 c) { return {_mm256_fmadd_ps(a.v, b.v, c.v), _mm256_fmadd_ps(a.w, b.w, c.w)}; }
#else
    float v[16];

    template <class Work> static ICF_INLINE16 Floats16 each(Work work)
    {
        Floats16 out;
        for (int i = 0; i < 16; ++i)
            out.v[i] = work(i);
        return out;
    }
    static ICF_INLINE16 Floats16 load(const float* p) { return each([=](int i) { return p[i]; }); }
    static ICF_INLINE16 Floats16 all(float value) { return each([=](int) { return value; }); }
    static ICF_INLINE16 Floats16 widened(Bytes16 bytes)
    {
        std::int8_t own[16];
        std::memcpy(own, &bytes, sizeof own);
        return each([&](int i) { return float(own[i]); });
    }
    ICF_INLINE16 void store(float* p) const { std::memcpy(p, v, sizeof v); }
    ICF_INLINE16 float total() const
    {
        float result = 0;
        for (const float value : v)
            result += value;
        return result;
    }
    friend ICF_INLINE16 Floats16 product(Floats16 a, Floats16 b) { return Floats16::each([&](int i) { return a.v[i] * b.v[i]; }); }
    friend ICF_INLINE16 Floats16 sum(Floats16 a, Floats16 b) { return Floats16::each([&](int i) { return a.v[i] + b.v[i]; }); }
    friend ICF_INLINE16 Floats16 fused(Floats16 a, Floats16 b, Floats16 c) { return Floats16::each([&](int i) { return a.v[i] * b.v[i] + c.v[i]; }); }
#endif
};

/// Asks for memory that is read soon; any address may be asked for.
ICF_INLINE16 void prefetch(const void* p)
{
#if defined(__GNUC__)
    __builtin_prefetch(p);
#else
    (void)p;
#endif
}

/// The float16 number at p.
ICF_INLINE16 float halfAt(const std::uint8_t* p)
{
    std::uint16_t half = 0;
    std::memcpy(&half, p, sizeof half);
#if defined(__AVX2__)
    return _mm_cvtss_f32(_mm_cvtph_ps(_mm_cvtsi32_si128(half)));
#else
    const std::uint32_t sign = std::uint32_t(half & 0x8000) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1F;
    const std::uint32_t fraction = half & 0x3FF;
    // Subnormal: the fraction counts 2^-24, which float32 holds as a normal number.
    if (exponent == 0)
        return sign != 0 ? -(float(fraction) * 0x1p-24F) : float(fraction) * 0x1p-24F;
    const std::uint32_t bits = sign | (exponent == 31 ? 255 : exponent + (127 - 15)) << 23 | fraction << 13;
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
#endif
}

} // namespace icf::kernels::ICF_ISA
