#include "core/nn/row_kernels.h"

#include <bit>
#include <cmath>
#include <limits>

// Function clones for several instruction sets, where compiler and system know them (GCC on x86-64 Linux).
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define ICF_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define ICF_CLONES
#endif

// What a clone does not take in itself would be compiled for the oldest CPU alone.
#if defined(__GNUC__)
#define ICF_INLINE inline __attribute__((always_inline))
#define ICF_INLINE_LAMBDA __attribute__((always_inline))
#else
#define ICF_INLINE inline
#define ICF_INLINE_LAMBDA
#endif

namespace icf::kernels {
namespace {

ICF_INLINE float wide(float value) { return value; }
ICF_INLINE float wide(c10::BFloat16 value) { return std::bit_cast<float>(std::uint32_t(value.x) << 16); }

template <class T> ICF_INLINE T narrow(float value);
template <> ICF_INLINE float narrow<float>(float value) { return value; }
/// Round to nearest even.  NaN stays NaN: its quiet bit lies in the half that is kept.
template <> ICF_INLINE c10::BFloat16 narrow<c10::BFloat16>(float value)
{
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16;
    return c10::BFloat16(std::uint16_t(value != value ? 0x7FC0U : rounded), c10::BFloat16::from_bits());
}

/// e^x by range reduction to |r| ≤ ln 2 / 2 and a polynomial, good to two units in the last place; unlike std::exp it
/// becomes vector code.  Source of the coefficients: S. L. Moshier, Cephes, expf.
ICF_INLINE float exponential(float x)
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
ICF_INLINE float sigmoid(float x) { return 1.0F / (1.0F + exponential(-x)); }

template <class T> ICF_INLINE float rmsNormRowImpl(const T* x, const T* weight, T* y, std::int64_t size, float eps)
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
ICF_INLINE void rmsNormBackwardRowImpl(const T* x, const T* weight, const T* gradient, T* result, std::int64_t size, float scale)
{
    float dot = 0;
    for (std::int64_t i = 0; i < size; ++i)
        dot += wide(gradient[i]) * wide(weight[i]) * wide(x[i]);
    const float pull = dot * scale * scale / float(size);
    for (std::int64_t i = 0; i < size; ++i)
        result[i] = narrow<T>(scale * (wide(gradient[i]) * wide(weight[i]) - wide(x[i]) * pull));
}

template <class T> ICF_INLINE void rmsNormWeightGradientImpl(const T* x, const T* gradient, float* weightGradient, std::int64_t size, float scale)
{
    for (std::int64_t i = 0; i < size; ++i)
        weightGradient[i] += wide(gradient[i]) * wide(narrow<T>(wide(x[i]) * scale));
}

template <class T> ICF_INLINE void gatedSiluRowImpl(const T* gate, const T* up, T* y, std::int64_t size)
{
    for (std::int64_t i = 0; i < size; ++i) {
        const float g = wide(gate[i]);
        y[i] = narrow<T>(wide(narrow<T>(g * sigmoid(g))) * wide(up[i]));
    }
}

template <class T>
ICF_INLINE void gatedSiluBackwardRowImpl(const T* gate, const T* up, const T* gradient, T* gateGradient, T* upGradient, std::int64_t size)
{
    for (std::int64_t i = 0; i < size; ++i) {
        const float g = wide(gate[i]);
        const float s = sigmoid(g);
        const float d = wide(gradient[i]);
        gateGradient[i] = narrow<T>(d * wide(up[i]) * s * (1.0F + g * (1.0F - s)));
        upGradient[i] = narrow<T>(d * g * s);
    }
}

template <class T>
ICF_INLINE void rotateHeadsImpl(const T* x, std::int64_t step, const T* cos, const T* sin, T* y, std::int64_t resultStep, std::int64_t heads,
                                std::int64_t half, float sign)
{
    for (std::int64_t head = 0; head < heads; ++head, x += step, y += resultStep) {
        for (std::int64_t i = 0; i < half; ++i) {
            const float a = wide(x[i]);
            const float b = wide(x[i + half]);
            y[i] = narrow<T>(a * wide(cos[i]) - sign * b * wide(sin[i]));
            y[i + half] = narrow<T>(b * wide(cos[i + half]) + sign * a * wide(sin[i + half]));
        }
    }
}

/// Largest of value(0) … value(size − 1), in lanes so that it becomes vector code.  NaN may be passed over: the sums that follow
/// keep it.
template <class Value> ICF_INLINE float largestOf(std::int64_t size, Value value)
{
    constexpr std::int64_t kLanes = 16;
    float lanes[kLanes];
    for (float& lane : lanes)
        lane = -std::numeric_limits<float>::infinity();
    std::int64_t i = 0;
    for (; i + kLanes <= size; i += kLanes) {
        for (std::int64_t j = 0; j < kLanes; ++j)
            lanes[j] = value(i + j) > lanes[j] ? value(i + j) : lanes[j];
    }
    float largest = lanes[0];
    for (const float lane : lanes)
        largest = lane > largest ? lane : largest;
    for (; i < size; ++i)
        largest = value(i) > largest ? value(i) : largest;
    return largest;
}

template <class T> ICF_INLINE float largestImpl(const T* x, std::int64_t size)
{
    return largestOf(size, [x](std::int64_t i) ICF_INLINE_LAMBDA { return wide(x[i]); });
}

template <class T> ICF_INLINE float exponentialSum(const T* x, float largest, std::int64_t size)
{
    float sum = 0;
    for (std::int64_t i = 0; i < size; ++i)
        sum += exponential(wide(x[i]) - largest);
    return sum;
}

template <class T>
ICF_INLINE LabelScore labelRowImpl(T* logits, const T* teacher, std::int64_t label, float alpha, bool gradient, std::int64_t size)
{
    const float largest = largestImpl(logits, size);
    const float sum = exponentialSum(logits, largest, size);
    const float logSum = std::log(sum);
    const float labelScore = wide(logits[label]);
    LabelScore score;
    while (score.likeliest < size && wide(logits[score.likeliest]) != largest)
        ++score.likeliest;
    if (score.likeliest == size)
        score.likeliest = 0;
    score.loss = logSum - (labelScore - largest);
    const float scale = 1.0F / sum;
    if (!teacher) {
        if (gradient) {
            for (std::int64_t i = 0; i < size; ++i)
                logits[i] = narrow<T>(exponential(wide(logits[i]) - largest) * scale);
            logits[label] = narrow<T>(exponential(labelScore - largest) * scale - 1.0F);
        }
        return score;
    }
    const float teacherLargest = largestImpl(teacher, size);
    const float teacherSum = exponentialSum(teacher, teacherLargest, size);
    const float teacherScale = 1.0F / teacherSum;
    // log p_teacher − log p = (teacher − logit) + shift.  Each difference is stored, since sums may be taken in any order here: so a row's
    // divergence from itself is exactly 0.
    const volatile float largestShift = largest - teacherLargest;
    const volatile float logShift = logSum - std::log(teacherSum);
    const float shift = largestShift + logShift;
    float divergence = 0;
    for (std::int64_t i = 0; i < size; ++i)
        divergence += exponential(wide(teacher[i]) - teacherLargest) * (wide(teacher[i]) - wide(logits[i]) + shift);
    score.divergence = divergence * teacherScale;
    score.loss = alpha * score.loss + (1.0F - alpha) * score.divergence;
    if (gradient) {
        for (std::int64_t i = 0; i < size; ++i) {
            logits[i] = narrow<T>(exponential(wide(logits[i]) - largest) * scale
                                  - (1.0F - alpha) * exponential(wide(teacher[i]) - teacherLargest) * teacherScale);
        }
        const float teachers = exponential(wide(teacher[label]) - teacherLargest) * teacherScale;
        logits[label] = narrow<T>(exponential(labelScore - largest) * scale - (1.0F - alpha) * teachers - alpha);
    }
    return score;
}

/// e^x, 0 where it would be no normal number: products of tiny numbers are slow.
ICF_INLINE float weightOf(float x)
{
    const float value = exponential(x);
    return x < -87.0F ? 0.0F : value;
}

template <bool withBias, class T> ICF_INLINE float softmaxRowParts(T* scores, const T* bias, float* buffer, float scale, std::int64_t valid, std::int64_t size)
{
    const auto score = [&](std::int64_t i) ICF_INLINE_LAMBDA { return withBias ? wide(scores[i]) * scale + wide(bias[i]) : wide(scores[i]) * scale; };
    const float largest = largestOf(valid, score);
    for (std::int64_t k = 0; k < valid; ++k)
        buffer[k] = weightOf(score(k) - largest);
    float sum = 0;
    for (std::int64_t k = 0; k < valid; ++k)
        sum += buffer[k];
    const float factor = 1.0F / sum;
    for (std::int64_t k = 0; k < valid; ++k)
        scores[k] = narrow<T>(buffer[k] * factor);
    for (std::int64_t k = valid; k < size; ++k)
        scores[k] = narrow<T>(0.0F);
    return largest + std::log(sum);
}

template <class T> ICF_INLINE float softmaxRowImpl(T* scores, const T* bias, float* buffer, float scale, std::int64_t valid, std::int64_t size)
{
    return bias ? softmaxRowParts<true>(scores, bias, buffer, scale, valid, size)
                : softmaxRowParts<false>(scores, bias, buffer, scale, valid, size);
}

template <class T>
ICF_INLINE void softmaxBackwardRowImpl(T* scores, const T* bias, T* gradient, float scale, float logSum, float mean, std::int64_t valid, std::int64_t size)
{
    for (std::int64_t i = 0; i < valid; ++i) {
        const float weight = weightOf(wide(scores[i]) * scale + (bias ? wide(bias[i]) : 0.0F) - logSum);
        scores[i] = narrow<T>(weight);
        gradient[i] = narrow<T>(weight * (wide(gradient[i]) - mean) * scale);
    }
    for (std::int64_t i = valid; i < size; ++i)
        scores[i] = gradient[i] = narrow<T>(0.0F);
}

template <class Weight> ICF_INLINE float dotRowImpl(const Weight* weights, const float* x, std::int64_t size)
{
    float sum = 0;
    for (std::int64_t i = 0; i < size; ++i)
        sum += wide(weights[i]) * x[i];
    return sum;
}

template <class T> ICF_INLINE void addScaledRowImpl(const T* values, float factor, float* sum, std::int64_t size)
{
    for (std::int64_t i = 0; i < size; ++i)
        sum[i] += factor * wide(values[i]);
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
    template <> ICF_CLONES void rotateHeads<T>(const T* x, std::int64_t step, const T* cos, const T* sin, T* y,                       \
                                               std::int64_t resultStep, std::int64_t heads, std::int64_t half, float sign)            \
    {                                                                                                                                 \
        rotateHeadsImpl<T>(x, step, cos, sin, y, resultStep, heads, half, sign);                                                      \
    }                                                                                                                                 \
    template <> ICF_CLONES LabelScore labelRow<T>(T* logits, const T* teacher, std::int64_t label, float alpha, bool gradient,        \
                                                  std::int64_t size)                                                                  \
    {                                                                                                                                 \
        return labelRowImpl<T>(logits, teacher, label, alpha, gradient, size);                                                        \
    }                                                                                                                                 \
    template <> ICF_CLONES float softmaxRow<T>(T* scores, const T* bias, float* buffer, float scale, std::int64_t valid,              \
                                               std::int64_t size)                                                                     \
    {                                                                                                                                 \
        return softmaxRowImpl<T>(scores, bias, buffer, scale, valid, size);                                                                 \
    }                                                                                                                                 \
    template <> ICF_CLONES void softmaxBackwardRow<T>(T* scores, const T* bias, T* gradient, float scale, float logSum, float mean,    \
                                                      std::int64_t valid, std::int64_t size)                                          \
    {                                                                                                                                 \
        softmaxBackwardRowImpl<T>(scores, bias, gradient, scale, logSum, mean, valid, size);                                          \
    }                                                                                                                                 \
    template <> ICF_CLONES float dotRow<T>(const T* weights, const float* x, std::int64_t size)                                       \
    {                                                                                                                                 \
        return dotRowImpl<T>(weights, x, size);                                                                                       \
    }                                                                                                                                 \
    template <> ICF_CLONES void addScaledRow<T>(const T* values, float factor, float* sum, std::int64_t size)                         \
    {                                                                                                                                 \
        addScaledRowImpl<T>(values, factor, sum, size);                                                                               \
    }

ICF_KERNELS(float)
ICF_KERNELS(c10::BFloat16)

ICF_CLONES void roundRow(const float* x, c10::BFloat16* y, std::int64_t size)
{
    for (std::int64_t i = 0; i < size; ++i)
        y[i] = narrow<c10::BFloat16>(x[i]);
}

ICF_CLONES float exponentials(float* values, std::int64_t size)
{
    const float largest = largestImpl(values, size);
    for (std::int64_t i = 0; i < size; ++i)
        values[i] = exponential(values[i] - largest);
    float sum = 0;
    for (std::int64_t i = 0; i < size; ++i)
        sum += values[i];
    return sum;
}

} // namespace icf::kernels
