#pragma once
#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace icf {

/// Lists of whole numbers (token ids, rows, lengths) as int64 tensors [numbers of the list] on a device, in their order.  A GPU gets all of them in one copy that
/// nobody waits for; on the CPU the tensors take the lists over, without a copy.
std::vector<at::Tensor> toDevice(std::vector<std::vector<std::int64_t>> lists, at::Device device);

/// The same for one list.
at::Tensor toDevice(std::vector<std::int64_t> list, at::Device device);

} // namespace icf
