#pragma once
#include <torch/types.h>

#include <ATen/core/ivalue.h>

#include <memory>

#include "core/nn/packed_linear.h"
#include "core/nn/quantized_matrix.h"

namespace icf {

/// A projection of the frozen language model: gradients flow through it to what it reads, never to its weights.  As at::linear
/// with such weights, which is its plain formula; in bfloat16 on a CPU that multiplies it the weights are laid out once for each direction, at
/// the first product of many rows.  A quantized matrix stays as it is (quantized_matrix.h).
class FrozenLinear {
public:
    /// How a projection is computed without torch's own way, both ways; kept by the graph of gradients, so that the model may go before it.  Safe from any thread.
    class Product : public torch::CustomClassHolder {
    public:
        /// With bias.
        virtual at::Tensor forward(const at::Tensor& x) = 0;
        /// Without.
        virtual at::Tensor backward(const at::Tensor& gradient) = 0;
    };

    FrozenLinear() = default;
    /// weight: [out, in]; bias: [out] or undefined; packs: false keeps from making the copies, which take the weight's size for
    /// reading and once more for gradients.
    FrozenLinear(const at::Tensor& weight, const at::Tensor& bias, bool packs);
    /// On the CPU only.
    FrozenLinear(std::shared_ptr<const QuantizedMatrix> weight, const at::Tensor& bias);

    /// As given; undefined when it is quantized.
    const at::Tensor& weight() const { return weight_; }
    /// Null when it is not quantized.
    const QuantizedMatrix* quantized() const { return quantized_.get(); }
    std::int64_t outputs() const { return quantized_ ? quantized_->rows() : weight_.size(0); }
    const at::Tensor& bias() const { return bias_; }
    /// The weight as [in, out], a view.
    const at::Tensor& transposed() const { return transposed_; }

    /// x: […, in] → […, out].
    at::Tensor operator()(const at::Tensor& x) const;
    /// The same for rows [rows, in] without gradients, with as little around the product as there can be: for GPUs, which wait for the CPU in small models.
    at::Tensor ofRows(const at::Tensor& x) const { return bias_.defined() ? at::addmm(bias_, x, transposed_) : at::mm(x, transposed_); }
    /// The way back, without bias: gradient [rows, out] → [rows, in].
    at::Tensor back(const at::Tensor& gradient) const;

private:
    /// Whether a product with so many rows is computed by product_.
    bool ownWay(const at::Tensor& x) const;

    at::Tensor weight_, bias_;
    at::Tensor transposed_;  ///< A view of weight_, [in, out].
    std::shared_ptr<const QuantizedMatrix> quantized_;
    c10::intrusive_ptr<Product> product_;  ///< Null where at::linear serves as well.
};

} // namespace icf
