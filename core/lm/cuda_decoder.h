#pragma once
#include <torch/types.h>

#include <vector>

#include "core/lm/language_model.h"
#include "core/nn/cuda_kernels.h"

namespace icf {

/// TokenDecoder's way on NVIDIA's GPUs: five kernels a layer (core/nn/cuda/decode.cu), which one call starts.  The token ids are arguments of the kernel before
/// them; nothing is copied to the card.
class CudaDecoder {
public:
    /// True for a model on such a card whose rotary frequencies do not depend on the length, and at most cuda::kDecodeRows rows.
    static bool serves(const LanguageModel& lm, std::int64_t rows);

    /// lm must outlive the decoder.
    CudaDecoder(const LanguageModel& lm, std::int64_t rows);

    /// As TokenDecoder::step; does not advance the cache.
    at::Tensor step(const std::vector<std::int64_t>& ids, KvCache& cache, at::IntArrayRef leftPadding);

private:
    /// y of a product (DecodeProductArguments) with x [rows, inputs].
    void product(const char* kernel, const at::Tensor& x, const at::Tensor& norm, const FrozenLinear& weight, const at::Tensor& y, std::int64_t outputs);
    void attention(std::int64_t layer, KvCache& cache, at::IntArrayRef leftPadding, std::int64_t splits);
    /// Everything after the embedding.
    void layers(KvCache& cache, at::IntArrayRef leftPadding, std::int64_t splits);

    const LanguageModel& lm_;
    std::int64_t rows_;
    int rowsOfKernel_;            ///< The least of 1, 2, 4 and 8 that rows_ fits into.
    int multiprocessors_;
    at::Tensor frequencies_;
    at::Tensor x_, joined_, attended_, gated_;  ///< [rowsOfKernel_, …] in the model's dtype
    at::Tensor logits_;                         ///< float32 [rowsOfKernel_, vocab]
    at::Tensor partial_, done_, length_;        ///< See DecodeAttentionArguments.
    cuda::Graph graph_;
    /// What the graph was recorded for: the caches' addresses, room and padding, and how many blocks share a head.
    std::vector<std::int64_t> recordedFor_;
};

} // namespace icf
