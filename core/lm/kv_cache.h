#pragma once
#include <torch/types.h>

#include <vector>

#include "core/nn/rotary.h"

namespace icf {

/// Keys and values of the positions that a decoder has already read, in memory taken once.
class KvCache {
public:
    /// Room for capacity positions of batch rows.
    KvCache(std::int64_t layers, std::int64_t batch, std::int64_t keyValueHeads, std::int64_t capacity, std::int64_t headDim,
            at::ScalarType type, at::Device device);

    /// Positions stored so far.
    std::int64_t length() const { return length_; }
    std::int64_t capacity() const { return keys_.empty() ? 0 : keys_[0].size(2); }
    /// Bytes of the positions in use.
    std::int64_t usedBytes() const;

    /// Stores keys and values [batch, keyValueHeads, new, headDim] of one layer after those there, and gives back all.
    std::pair<at::Tensor, at::Tensor> append(std::int64_t layer, const at::Tensor& k, const at::Tensor& v);
    /// Stores those of a dense joined projection [batch, new, (heads + 2 · keyValueHeads) · headDim] before rotation, whose queries go to q, dense [batch, new, heads,
    /// headDim]: all of it by one kernel on NVIDIA's GPUs (cuda::serves).
    void place(std::int64_t layer, const at::Tensor& joined, const at::Tensor& q, const RotaryTable& table);

    /// Keys and values of one layer with all room, [batch, keyValueHeads, capacity, headDim], to write in place.
    const at::Tensor& keys(std::int64_t layer) const { return keys_[std::size_t(layer)]; }
    const at::Tensor& values(std::int64_t layer) const { return values_[std::size_t(layer)]; }
    /// Counts new positions once every layer has stored them.
    void advance(std::int64_t count) { length_ += count; }
    /// Forgets everything after the first length positions.
    void truncate(std::int64_t length) { length_ = std::min(length_, length); }
    /// Copies the first length positions of another cache of the same shape (its single row into every row of this one).
    void copyFrom(const KvCache& other, std::int64_t length);

private:
    std::vector<at::Tensor> keys_;    ///< Per layer [batch, keyValueHeads, capacity, headDim].
    std::vector<at::Tensor> values_;
    std::int64_t length_ = 0;
};

} // namespace icf
