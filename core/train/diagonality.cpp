#include "core/train/diagonality.h"

namespace icf {

double diagonality(const at::Tensor& weights, std::int64_t length)
{
    if (length == 0)
        return 0;
    const at::Tensor context = weights.narrow(-1, 0, length).to(at::kFloat).mean(0);  // [digests, length]
    // One copy for all digests.
    const at::Tensor shares = (context / context.sum(-1, true).clamp_min(1e-12)).cpu();
    const std::int64_t digests = shares.size(0);
    double total = 0;
    for (std::int64_t i = 0; i < digests; ++i) {
        const std::int64_t begin = i * length / digests;
        const std::int64_t end = std::max(begin + 1, (i + 1) * length / digests);
        total += shares[i].narrow(0, begin, end - begin).sum().item<double>();
    }
    return total / double(digests);
}

} // namespace icf
