#pragma once
#include <torch/types.h>

namespace icf {

/// A projection with weights that no longer change, laid out once as the CPU's matrix product reads them: torch's at::linear
/// does that again in each call.  In bfloat16 through oneDNN on a CPU that it multiplies bfloat16 on; else as project (cpu_products.h).
class PackedLinear {
public:
    PackedLinear() = default;
    /// weight: [out, in]; bias: [out] or undefined; rows: how many rows are likely multiplied at a time.
    PackedLinear(const at::Tensor& weight, const at::Tensor& bias, std::int64_t rows);

    /// True when weights of this kind are laid out anew here, not used as they are.
    static bool packs(const at::Tensor& weight);

    /// x: […, in] → […, out], without gradients.
    at::Tensor operator()(const at::Tensor& x) const;

private:
    at::Tensor weight_;  ///< As given, or oneDNN's own layout.
    at::Tensor bias_;
    bool packed_ = false;
};

} // namespace icf
