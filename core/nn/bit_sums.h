#pragma once
#include <torch/types.h>

namespace icf {

/// Sums over the bits of a dense tensor of one or two dimensions, taken where it lies: int64 [2], the sum of its rows' words by the row's number and of its columns' by the
/// column's.  They show that a tensor changed without a copy to the host.  A change of one word always shows, several at once may hide each
/// other by chance only; against purpose they show nothing.
at::Tensor bitSums(const at::Tensor& tensor);

} // namespace icf
