#include "core/nn/row_kernels.h"

#include <bit>
#include <cmath>

// Function clones for several instruction sets, where compiler and system know them (GCC on x86-64 Linux).
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define ICF_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define ICF_CLONES
#endif

namespace icf::kernels {
namespace {

inline float wide(float value) { return value; }
inline float wide(c10::BFloat16 value) { return std::bit_cast<float>(std::uint32_t(value.x) << 16); }

template <class T> inline T narrow(float value);
template <> inline float narrow<float>(float value) { return value; }
/// Round to nearest even.  NaN stays NaN: its quiet bit lies in the half that is kept.
template <> inline c10::BFloat16 narrow<c10::BFloat16>(float value)
{
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16;
    return c10::BFloat16(std::uint16_t(value != value ? 0x7FC0U : rounded), c10::BFloat16::from_bits());
}

/// e^x by range reduction to |r| ≤ ln 2 / 2 and a polynomial, good to two units in the last place; unlike std::exp it
/// becomes vector code.  Source of the coefficients: S. L. Moshier, Cephes, expf.
inline float exponential(float x)
{
    constexpr float kLargest = 88.3762626647949F;
    x = x > kLargest ? kLargest : x < -kLargest ? -kLargest : x;
    const float n = std::floor(x * 1.44269504088896341F + 0.5F);
    const float r = x - n * 0.693359375F + n * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    return p * std::bit_cast<float>((std::int32_t(n) + 127) << 23);
}

/// NaN stays NaN: the comparison in exponential() lets it through.
inline float sigmoid(float x) { return 1.0F / (1.0F + exponential(-x)); }

template <class T> inline float rmsNormRowImpl(const T* x, const T* weight, T* y, std::int64_t size, float eps)
{
    float sum = 0;
    for (std::int64_t i = 0; i < size; ++i)
        sum += wide(x[i]) * wide(x[i]);
    const float scale = 1.0F / std::sqrt(sum / float(size) + eps);
    for (std::int64_t i = 0; i < size; ++i)
        y[i] = narrow<T>(wide(narrow<T>(wide(x[i]) * scale)) * wide(weight[i]));
    return scale;
}

template <class T>
inline void rmsNormBackwardRowImpl(const T* x, const T* weight, const T* gradient, T* result, std::int64_t size, float scale)
{
    float dot = 0;
    for (std::int64_t i = 0; i < size; ++i)
        dot += wide(gradient[i]) * wide(weight[i]) * wide(x[i]);
    const float pull = dot * scale * scale / float(size);
    for (std::int64_t i = 0; i < size; ++i)
        result[i] = narrow<T>(scale * (wide(gradient[i]) * wide(weight[i]) - wide(x[i]) * pull));
}

template <class T> inline void rmsNormWeightGradientImpl(const T* x, const T* gradient, float* weightGradient, std::int64_t size, float scale)
{
    for (std::int64_t i = 0; i < size; ++i)
        weightGradient[i] += wide(gradient[i]) * wide(narrow<T>(wide(x[i]) * scale));
}

template <class T> inline void gatedSiluRowImpl(const T* gate, const T* up, T* y, std::int64_t size)
{
    for (std::int64_t i = 0; i < size; ++i) {
        const float g = wide(gate[i]);
        y[i] = narrow<T>(wide(narrow<T>(g * sigmoid(g))) * wide(up[i]));
    }
}

template <class T>
inline void gatedSiluBackwardRowImpl(const T* gate, const T* up, const T* gradient, T* gateGradient, T* upGradient, std::int64_t size)
{
    for (std::int64_t i = 0; i < size; ++i) {
        const float g = wide(gate[i]);
        const float s = sigmoid(g);
        const float d = wide(gradient[i]);
        gateGradient[i] = narrow<T>(d * wide(up[i]) * s * (1.0F + g * (1.0F - s)));
        upGradient[i] = narrow<T>(d * g * s);
    }
}

template <class T> inline void rotateRowImpl(const T* x, const T* cos, const T* sin, T* y, std::int64_t half, float sign)
{
    for (std::int64_t i = 0; i < half; ++i) {
        const float a = wide(x[i]);
        const float b = wide(x[i + half]);
        y[i] = narrow<T>(a * wide(cos[i]) - sign * b * wide(sin[i]));
        y[i + half] = narrow<T>(b * wide(cos[i + half]) + sign * a * wide(sin[i + half]));
    }
}

} // namespace

// target_clones does not work on templates, so each type is spelled out.
#define ICF_KERNELS(T)                                                                                                                \
    template <> ICF_CLONES float rmsNormRow<T>(const T* x, const T* weight, T* y, std::int64_t size, float eps)                       \
    {                                                                                                                                 \
        return rmsNormRowImpl<T>(x, weight, y, size, eps);                                                                            \
    }                                                                                                                                 \
    template <> ICF_CLONES void rmsNormBackwardRow<T>(const T* x, const T* weight, const T* gradient, T* result, std::int64_t size,   \
                                                      float scale)                                                                    \
    {                                                                                                                                 \
        rmsNormBackwardRowImpl<T>(x, weight, gradient, result, size, scale);                                                          \
    }                                                                                                                                 \
    template <> ICF_CLONES void rmsNormWeightGradient<T>(const T* x, const T* gradient, float* weightGradient, std::int64_t size,     \
                                                         float scale)                                                                 \
    {                                                                                                                                 \
        rmsNormWeightGradientImpl<T>(x, gradient, weightGradient, size, scale);                                                       \
    }                                                                                                                                 \
    template <> ICF_CLONES void gatedSiluRow<T>(const T* gate, const T* up, T* y, std::int64_t size)                                  \
    {                                                                                                                                 \
        gatedSiluRowImpl<T>(gate, up, y, size);                                                                                       \
    }                                                                                                                                 \
    template <> ICF_CLONES void gatedSiluBackwardRow<T>(const T* gate, const T* up, const T* gradient, T* gateGradient,               \
                                                        T* upGradient, std::int64_t size)                                             \
    {                                                                                                                                 \
        gatedSiluBackwardRowImpl<T>(gate, up, gradient, gateGradient, upGradient, size);                                              \
    }                                                                                                                                 \
    template <> ICF_CLONES void rotateRow<T>(const T* x, const T* cos, const T* sin, T* y, std::int64_t half, float sign)             \
    {                                                                                                                                 \
        rotateRowImpl<T>(x, cos, sin, y, half, sign);                                                                                 \
    }

ICF_KERNELS(float)
ICF_KERNELS(c10::BFloat16)

} // namespace icf::kernels
