#include "core/lm/kv_cache.h"

#include "core/nn/cuda_place.h"

namespace icf {

KvCache::KvCache(std::int64_t layers, std::int64_t batch, std::int64_t keyValueHeads, std::int64_t capacity, std::int64_t headDim,
                 at::ScalarType type, at::Device device)
{
    const auto options = at::TensorOptions(type).device(device);
    if (layers == 0)
        return;
    const std::vector<at::Tensor> parts = at::empty({2 * layers, batch, keyValueHeads, capacity, headDim}, options).unbind();
    keys_.assign(parts.begin(), parts.begin() + layers);
    values_.assign(parts.begin() + layers, parts.end());
}

std::int64_t KvCache::usedBytes() const
{
    std::int64_t bytes = 0;
    for (const at::Tensor& key : keys_)
        bytes += 2 * key.size(0) * key.size(1) * length_ * key.size(3) * std::int64_t(key.element_size());
    return bytes;
}

std::pair<at::Tensor, at::Tensor> KvCache::append(std::int64_t layer, const at::Tensor& k, const at::Tensor& v)
{
    const std::int64_t count = k.size(2);
    TORCH_CHECK(length_ + count <= capacity(), "the key/value cache is full");
    keys_[layer].narrow(2, length_, count).copy_(k);
    values_[layer].narrow(2, length_, count).copy_(v);
    return {keys_[layer].narrow(2, 0, length_ + count), values_[layer].narrow(2, 0, length_ + count)};
}

std::pair<at::Tensor, at::Tensor> KvCache::place(std::int64_t layer, const at::Tensor& joined, const at::Tensor& q, const RotaryTable& table)
{
    const std::int64_t count = joined.size(1), size = q.size(3), heads = keys_[layer].size(1);
    TORCH_CHECK(length_ + count <= capacity(), "the key/value cache is full");
    const at::Tensor split = joined.contiguous().unflatten(-1, {q.size(1) + 2 * heads, size}).transpose(1, 2);
    const at::Tensor cos = table.cos.contiguous(), sin = table.sin.contiguous();
    cuda::Place place(cos, sin, joined.size(0), count);
    place.add(split.narrow(1, 0, q.size(1)), q, true);
    place.add(split.narrow(1, q.size(1), heads), keys_[layer].narrow(2, length_, count), true);
    place.add(split.narrow(1, q.size(1) + heads, heads), values_[layer].narrow(2, length_, count), false);
    place.run();
    return {keys_[layer].narrow(2, 0, length_ + count), values_[layer].narrow(2, 0, length_ + count)};
}

void KvCache::copyFrom(const KvCache& other, std::int64_t length)
{
    for (std::size_t layer = 0; layer < keys_.size(); ++layer) {
        keys_[layer].narrow(2, 0, length).copy_(other.keys_[layer].narrow(2, 0, length));
        values_[layer].narrow(2, 0, length).copy_(other.values_[layer].narrow(2, 0, length));
    }
    length_ = length;
}

} // namespace icf
