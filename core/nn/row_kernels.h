#pragma once
#include <cstdint>

#include <c10/util/BFloat16.h>

/// The loops of rms_norm, rotary and gated_mlp on the CPU: one pass over each row instead of one per operation.
/// Plain loops that the compiler turns into vector code for several CPU generations; the newest that the machine
/// has is chosen when the program starts.  T is float or c10::BFloat16; sums are taken in float.
namespace icf::kernels {

/// y[i] = round(x[i] · scale) · weight[i], scale = 1 / sqrt(mean(x²) + eps), which is returned.
template <class T> float rmsNormRow(const T* x, const T* weight, T* y, std::int64_t size, float eps);
/// Gradient of a row with respect to x: scale · (g·w − x · scale² · mean(g·w·x)).
template <class T> void rmsNormBackwardRow(const T* x, const T* weight, const T* gradient, T* result, std::int64_t size, float scale);
/// weightGradient[i] += g[i] · x[i] · scale
template <class T> void rmsNormWeightGradient(const T* x, const T* gradient, float* weightGradient, std::int64_t size, float scale);

/// y[i] = silu(gate[i]) · up[i]
template <class T> void gatedSiluRow(const T* gate, const T* up, T* y, std::int64_t size);
/// Gradients of both halves.
template <class T> void gatedSiluBackwardRow(const T* gate, const T* up, const T* gradient, T* gateGradient, T* upGradient, std::int64_t size);

/// Rotates the pairs (x[i], x[i + half]) of each head of one place by its angles; sign −1 turns back.
/// step, resultStep: elements from one head to the next in x and y.
template <class T>
void rotateHeads(const T* x, std::int64_t step, const T* cos, const T* sin, T* y, std::int64_t resultStep, std::int64_t heads, std::int64_t half,
                 float sign);

/// What one row of vocabulary scores says about its label.
struct LabelScore {
    float loss = 0;              ///< alpha · cross-entropy + (1 − alpha) · divergence from the teacher.
    float divergence = 0;        ///< KL(teacher ‖ model); 0 without a teacher.
    std::int64_t likeliest = 0;  ///< The likeliest token, the first of equals; 0 where the scores are not numbers.
};
/// Scores one label.  logits: [size], replaced by the loss's gradient when gradient is true: alpha · (p − label) + (1 − alpha) ·
/// (p − teacher's p).  teacher: [size], or null when alpha is 1.  Source: docs/reference.md, "Objectives".
template <class T> LabelScore labelRow(T* logits, const T* teacher, std::int64_t label, float alpha, bool gradient, std::int64_t size);

/// Σ weights[i] · x[i]: a row of a matrix times a vector.  Weight is float or c10::BFloat16.
template <class Weight> float dotRow(const Weight* weights, const float* x, std::int64_t size);
/// sum[i] += factor · values[i]
template <class T> void addScaledRow(const T* values, float factor, float* sum, std::int64_t size);
/// A row of attention scores becomes weights: softmax(scale · scores + bias) over the first valid entries, 0 after them.
/// bias: [valid] of 0 and −infinity, or null; buffer: room for valid numbers.  Returns log Σ e^(scale · scores + bias).
template <class T> float softmaxRow(T* scores, const T* bias, float* buffer, float scale, std::int64_t valid, std::int64_t size);
/// Its way back: scores become weights again, and gradient, of the weights, becomes that of the scores before scaling:
/// weights · (gradient − mean) · scale.  logSum: as softmaxRow returned it; mean: Σ weights · gradient.
template <class T>
void softmaxBackwardRow(T* scores, const T* bias, T* gradient, float scale, float logSum, float mean, std::int64_t valid, std::int64_t size);

/// y[i] = x[i] rounded to nearest even.
void roundRow(const float* x, c10::BFloat16* y, std::int64_t size);

/// values[i] = e^(values[i] − their largest); returns the sum.
float exponentials(float* values, std::int64_t size);

} // namespace icf::kernels
