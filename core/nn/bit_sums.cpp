#include "core/nn/bit_sums.h"

namespace icf {
namespace {

/// The widest integer that a row is a whole number of: fewer of them to add, and int64 needs no conversion.
at::ScalarType wordOf(std::int64_t rowBytes)
{
    return rowBytes % 8 == 0 ? at::kLong : rowBytes % 4 == 0 ? at::kInt : rowBytes % 2 == 0 ? at::kShort : at::kChar;
}

/// The sum of each number times an odd one of its own: none times an odd number vanishes, however the sum overflows.
at::Tensor sumByPlace(const at::Tensor& numbers)
{
    return (numbers * at::arange(1, 2 * numbers.numel(), 2, numbers.options())).sum();
}

} // namespace

at::Tensor bitSums(const at::Tensor& tensor)
{
    const at::NoGradGuard noGrad;
    const at::Tensor dense = tensor.detach().contiguous();
    const at::Tensor rows = dense.dim() == 2 ? dense : dense.reshape({1, -1});
    const at::Tensor words = rows.view(wordOf(rows.size(1) * std::int64_t(rows.element_size())));
    return at::stack({sumByPlace(words.sum(1, false, at::kLong)), sumByPlace(words.sum(0, false, at::kLong))});
}

} // namespace icf
