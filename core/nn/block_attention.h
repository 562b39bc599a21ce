#pragma once
#include <torch/types.h>

namespace icf {

/// Attention as products of blocks of queries with all their keys, the softmax between them in place (row_kernels.h): one pass
/// of matrix products in the dtype itself.  Torch's fused kernel multiplies bfloat16 as float32 where MKL has no
/// bfloat16 products for the CPU.  Scores are never there for more than one block; going backward they are computed again.
/// Shapes and meaning as in attend (attention.h).  float32 or bfloat16 on the CPU.
at::Tensor blockAttention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask, bool causal,
                          std::int64_t window = 0);

} // namespace icf
