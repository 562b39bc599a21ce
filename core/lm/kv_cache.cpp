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

void KvCache::place(std::int64_t layer, const at::Tensor& joined, const at::Tensor& q, const RotaryTable& table)
{
    const at::Tensor& keys = keys_[std::size_t(layer)];
    const std::int64_t batch = q.size(0), count = q.size(1), heads = q.size(2), size = q.size(3);
    const std::int64_t keyHeads = keys.size(1), width = (heads + 2 * keyHeads) * size, row = keyHeads * capacity() * size;
    TORCH_CHECK(length_ + count <= capacity(), "the key/value cache is full");
    TORCH_CHECK(joined.is_contiguous() && q.is_contiguous() && joined.numel() == batch * count * width, "dense queries, keys and values are placed");
    const at::Tensor cos = table.cos.contiguous(), sin = table.sin.contiguous();
    // From addresses: views of every part would take longer than the card does with a short prompt.
    const auto bytes = std::int64_t(joined.element_size());
    const auto from = [&](std::int64_t head) { return static_cast<const char*>(joined.const_data_ptr()) + head * size * bytes; };
    const auto into = [&](const at::Tensor& cached) { return static_cast<char*>(cached.mutable_data_ptr()) + length_ * size * bytes; };
    cuda::PlaceArguments place{};
    place.partCount = 3;
    place.sign = 1;
    place.batch = batch, place.length = count, place.headDim = size;
    place.cos = cos.const_data_ptr(), place.sin = sin.const_data_ptr();
    place.tableBatch = cos.size(0) == 1 ? 0 : cos.size(1);
    place.parts[0] = {from(0), nullptr, q.mutable_data_ptr(), heads, count * width, width, size, count * heads * size, heads * size, size, 1};
    place.parts[1] = {from(heads), nullptr, into(keys), keyHeads, count * width, width, size, row, size, capacity() * size, 1};
    place.parts[2] = {from(heads + keyHeads), nullptr, into(values_[std::size_t(layer)]), keyHeads, count * width, width, size, row, size, capacity() * size, 0};
    cuda::launchPlace(place, joined.scalar_type(), joined.device());
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
