#pragma once
#include <torch/types.h>

#include "core/lm/language_model.h"

namespace icf {

/// Reads rows into a cache on NVIDIA's GPUs, without gradients: the computation of CudaLayer layer after layer, in memory taken once for all of them.  A card
/// does a layer of a small model in less time than a CPU needs to start ten operations, so nothing is looked up, allocated or viewed twice.
class CudaPrompt {
public:
    /// embeds: [batch, length, hidden], which stays as it is; table: of its positions.  lm, table and cache must outlive the reader.
    CudaPrompt(const LanguageModel& lm, const at::Tensor& embeds, const RotaryTable& table, KvCache& cache);

    /// The next layer, which CudaLayer::serves must say yes to; keys and values go to the cache.
    void readLayer(std::int64_t layer);
    /// The sum before the last layer's part, [batch, length, hidden], and that part: what the next norm reads.
    const at::Tensor& sum() const { return sum_; }
    const at::Tensor& delta() const { return delta_; }

private:
    const LanguageModel& lm_;
    const RotaryTable& table_;
    KvCache& cache_;
    at::Tensor sum_, delta_;                               ///< [batch, length, hidden]
    at::Tensor sumRows_, deltaRows_;                       ///< The same as rows.
    at::Tensor normed_, joined_, query_, gateUp_, gated_;  ///< [batch · length, …]
    at::Tensor queryHeads_;                                ///< query_ as [batch, length, heads, headDim]
    bool started_ = false;
};

} // namespace icf
