#pragma once
#include <torch/types.h>

#include <array>

namespace icf {

/// Splits a projection into heads: [batch, length, heads · headDim] → [batch, heads, length, headDim].
at::Tensor splitHeads(const at::Tensor& x, std::int64_t heads);
/// The other way: [batch, heads, length, headDim] → [batch, length, heads · headDim].
at::Tensor joinHeads(const at::Tensor& x);

/// Softmax(q kᵀ / √headDim) v; key/value heads are shared by groups of query heads.
/// q: [batch, heads, queries, headDim]; k, v: [batch, keyValueHeads, keys, headDim]; mask: where a query may look, as bool or as 0
/// and -infinity in q's type, [batch or 1, 1, queries, keys], or undefined; causal: query i sees the keys up to its own,
/// which is key i + keys - queries (only without mask); window: it sees so many of them at most, its own included, 0: all (only where causal or with
/// a single query, whose own key is the last)
/// → [batch, heads, queries, headDim].
/// On NVIDIA's GPUs in bfloat16 without mask or window, by flash attention.  On the CPU, in bfloat16, for a causal triangle after earlier keys, or for a window, by blockAttention (block_attention.h), else through torch's
/// fused kernel.  In float32 where multipliesInFloat32 (cpu_products.h).
at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask, bool causal, std::int64_t window = 0);

/// True where attend takes a causal triangle after earlier keys without a mask and without its memory: on the CPU, and on NVIDIA's GPUs in bfloat16 (flash
/// attention).  like: anything in the dtype and on the device of the computation.
bool attendsWithoutMask(const at::Tensor& like, std::int64_t headDim);

/// Flash attention with its way back at hand, where attendsWithoutMask on NVIDIA's GPUs (on the CPU by attend): causal, or all keys for a single query.
struct FlashResult {
    at::Tensor out;          ///< [batch, queries, heads, headDim]
    at::Tensor logSum, rng;  ///< What the way back needs.
};
/// q: [batch, queries, heads, headDim]; k, v: [batch, keys, keyValueHeads, headDim], as they lie, with dense heads.
FlashResult flashForward(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v);
/// Gradients of q, k and v.
std::array<at::Tensor, 3> flashBackward(const at::Tensor& gradient, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const FlashResult& result);

/// True where attendRagged and placeRaggedKeyValues serve heads of a size: where attendsWithoutMask on NVIDIA's GPUs, in whole packs.
bool attendsRagged(const at::Tensor& like, std::int64_t headDim);

/// Rows of queries that each see a run of keys, where attendsRagged (row by row on the CPU): query i of a row sees its keys up to key i + keys − queries.
/// q: [batch, queries, heads, headDim]; k, v: [all keys, keyValueHeads, headDim], row after row; begins: int32 [batch + 1], where the keys of each row begin,
/// and their number; longest: the most keys of a row → [batch, queries, heads · headDim].
at::Tensor attendRagged(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& begins, std::int64_t longest);

/// A mask as what is added to scores: 0 where it is true, -infinity elsewhere.
at::Tensor maskBias(const at::Tensor& mask, at::ScalarType type);

/// The weights alone, as the readable definition and for inspection: softmax in float32, then rounded to q's type.
/// Shapes as in attend → [batch, heads, queries, keys].
at::Tensor attentionWeights(const at::Tensor& q, const at::Tensor& k, const at::Tensor& mask);

} // namespace icf
