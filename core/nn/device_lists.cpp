#include "core/nn/device_lists.h"

#include <algorithm>
#include <memory>

namespace icf {
namespace {

/// A tensor on the CPU that owns the list.
at::Tensor takeOver(std::vector<std::int64_t> list)
{
    const auto count = std::int64_t(list.size());
    if (count == 0)
        return at::empty({0}, at::kLong);
    const auto kept = std::make_shared<std::vector<std::int64_t>>(std::move(list));
    return at::from_blob(kept->data(), {count}, [kept](void*) {}, at::kLong);
}

} // namespace

std::vector<at::Tensor> toDevice(std::vector<std::vector<std::int64_t>> lists, at::Device device)
{
    std::vector<at::Tensor> tensors;
    if (device.is_cpu()) {
        for (std::vector<std::int64_t>& list : lists)
            tensors.push_back(takeOver(std::move(list)));
        return tensors;
    }
    std::vector<std::int64_t> sizes;
    std::int64_t total = 0;
    for (const std::vector<std::int64_t>& list : lists) {
        sizes.push_back(std::int64_t(list.size()));
        total += sizes.back();
    }
    // Only from pinned memory does a copy run beside the host.  LibTorch keeps that memory until the copy is done; CUDA is the one device where it always can.
    const bool pinned = device.is_cuda();
    const at::Tensor joined = at::empty({total}, at::TensorOptions(at::kLong).pinned_memory(pinned));
    std::int64_t* next = joined.mutable_data_ptr<std::int64_t>();
    for (const std::vector<std::int64_t>& list : lists)
        next = std::copy(list.begin(), list.end(), next);
    return joined.to(device, at::kLong, /*non_blocking=*/pinned).split_with_sizes(sizes);
}

at::Tensor toDevice(std::vector<std::int64_t> list, at::Device device)
{
    std::vector<std::vector<std::int64_t>> lists;
    lists.push_back(std::move(list));
    return toDevice(std::move(lists), device)[0];
}

} // namespace icf
