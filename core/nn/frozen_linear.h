#pragma once
#include <torch/types.h>

#include <ATen/core/ivalue.h>

#include <mutex>

#include "core/nn/packed_linear.h"

namespace icf {

/// A projection of the frozen language model: gradients flow through it to what it reads, never to its weights.  As at::linear
/// with such weights, which is its plain formula; in bfloat16 on a CPU that multiplies it the weights are laid out once for each direction, at
/// the first product of many rows.
class FrozenLinear {
public:
    FrozenLinear() = default;
    /// weight: [out, in]; bias: [out] or undefined; packs: false keeps from making the copies, which take the weight's size for
    /// reading and once more for gradients.
    FrozenLinear(const at::Tensor& weight, const at::Tensor& bias, bool packs);

    /// As given.
    const at::Tensor& weight() const { return weight_; }
    const at::Tensor& bias() const { return bias_; }
    /// The weight as [in, out], a view.
    const at::Tensor& transposed() const { return transposed_; }

    /// x: […, in] → […, out].
    at::Tensor operator()(const at::Tensor& x) const;
    /// The same for rows [rows, in] without gradients, with as little around the product as there can be: for GPUs, which wait for the CPU in small models.
    at::Tensor ofRows(const at::Tensor& x) const { return bias_.defined() ? at::addmm(bias_, x, transposed_) : at::mm(x, transposed_); }
    /// The way back, without bias: gradient [rows, out] → [rows, in].
    at::Tensor back(const at::Tensor& gradient) const;

    /// Copies of a weight in oneDNN's layouts, made when they are first needed; safe from any thread.
    class Packed : public torch::CustomClassHolder {
    public:
        Packed(const at::Tensor& weight, const at::Tensor& bias) : weight_(weight), bias_(bias) {}
        const PackedLinear& forward();
        const PackedLinear& backward();

    private:
        at::Tensor weight_, bias_;
        std::once_flag forwardOnce_, backwardOnce_;
        PackedLinear forward_, backward_;
    };

private:
    bool worthPacking(const at::Tensor& x) const;

    at::Tensor weight_, bias_;
    at::Tensor transposed_;  ///< A view of weight_, [in, out].
    c10::intrusive_ptr<Packed> packed_;  ///< Null where at::linear serves as well.
};

} // namespace icf
