#include "core/nn/block_attention.h"

#include <algorithm>
#include <cmath>

#include "core/nn/attention.h"
#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kScoresPerBlock = 1 << 21;  ///< What stays in the CPU's cache between two products.
constexpr std::int64_t kMaxQueries = 128;
constexpr std::int64_t kMinQueries = 64;

/// Sizes of one call.
struct Sizes {
    Sizes(const at::Tensor& q, const at::Tensor& k, bool isCausal, std::int64_t seenAtMost)
        : batch(q.size(0)), heads(q.size(1)), keyValueHeads(k.size(1)), queries(q.size(2)), keys(k.size(2)), headDim(q.size(3)),
          past(isCausal ? keys - queries : 0), window(seenAtMost), causal(isCausal), scale(float(1 / std::sqrt(double(headDim))))
    {
        const std::int64_t perQuery = std::max<std::int64_t>(1, heads * (window > 0 ? std::min(keys, window + kMaxQueries) : keys));
        queriesPerBlock = std::clamp(kScoresPerBlock / perQuery, kMinQueries, kMaxQueries);
        samplesPerBlock = std::clamp<std::int64_t>(kScoresPerBlock / (perQuery * std::max<std::int64_t>(1, std::min(queries, queriesPerBlock))), 1, batch);
    }
    std::int64_t group() const { return heads / keyValueHeads; }
    /// The first key that a query sees.
    std::int64_t firstKey(std::int64_t query) const { return window > 0 ? std::max<std::int64_t>(0, past + query + 1 - window) : 0; }

    std::int64_t batch, heads, keyValueHeads, queries, keys, headDim;
    std::int64_t past;    ///< Keys before the first query's own, which causal attention sees too.
    std::int64_t window;  ///< Most keys that a query of causal attention sees; 0: all.
    bool causal;
    float scale;
    std::int64_t queriesPerBlock = 0, samplesPerBlock = 0;
};

/// A block of some samples' queries and the keys from the first on that they can see.
struct Block {
    std::int64_t sample, samples, query, queries, first, keys;

    /// Rows of queries, heads that share keys together: [samples · keyValueHeads, group · queries, headDim].
    at::Tensor queriesOf(const at::Tensor& x, const Sizes& s) const
    {
        return x.narrow(0, sample, samples).view({samples * s.keyValueHeads, s.group(), s.queries, s.headDim}).narrow(2, query, queries)
            .reshape({samples * s.keyValueHeads, s.group() * queries, s.headDim});
    }
    /// [samples · keyValueHeads, keys, headDim]
    at::Tensor keysOf(const at::Tensor& x, const Sizes& s) const
    {
        return x.narrow(0, sample, samples).view({samples * s.keyValueHeads, s.keys, s.headDim}).narrow(1, first, keys);
    }
    /// Puts rows of queries where they belong.
    void putQueries(at::Tensor& x, const at::Tensor& rows, const Sizes& s) const
    {
        x.narrow(0, sample, samples).view({samples * s.keyValueHeads, s.group(), s.queries, s.headDim}).narrow(2, query, queries)
            .copy_(rows.view({samples * s.keyValueHeads, s.group(), queries, s.headDim}));
    }
};

template <class Work> void forBlocks(const Sizes& s, Work work)
{
    for (std::int64_t sample = 0; sample < s.batch; sample += s.samplesPerBlock) {
        for (std::int64_t query = 0; query < s.queries; query += s.queriesPerBlock) {
            const std::int64_t queries = std::min(s.queriesPerBlock, s.queries - query);
            const std::int64_t first = s.firstKey(query);
            work(Block{sample, std::min(s.samplesPerBlock, s.batch - sample), query, queries, first, (s.causal ? s.past + query + queries : s.keys) - first});
        }
    }
}

/// Calls work(row of the block, number of the row in [batch, heads, queries], its bias or null, keys of the block before the first that it sees,
/// keys that it sees).
template <class T, class Work> void forScoreRows(const Sizes& s, const Block& block, const at::Tensor& bias, Work work)
{
    const T* first = bias.defined() ? bias.const_data_ptr<T>() : nullptr;
    forRows(block.samples * s.heads * block.queries, block.keys, [&](std::int64_t row) {
        const std::int64_t query = block.query + row % block.queries;
        const std::int64_t head = row / block.queries % s.heads;
        const std::int64_t sample = block.sample + row / (block.queries * s.heads);
        const T* biasRow = first ? first + ((bias.size(0) == 1 ? 0 : sample) * s.queries + query) * s.keys : nullptr;
        const std::int64_t before = s.firstKey(query) - block.first;
        work(row, (sample * s.heads + head) * s.queries + query, biasRow, before, s.causal ? s.past + query + 1 - block.first - before : block.keys);
    });
}

/// Keys or values of a cache lie apart by its capacity, which products take as it is.
at::Tensor asRows(const at::Tensor& x)
{
    const bool denseHeads = x.stride(3) == 1 && x.stride(2) == x.size(3) && (x.size(0) == 1 || x.stride(0) == x.size(1) * x.stride(1));
    return denseHeads ? x : x.contiguous();
}

/// Room for one row of float32 weights, kept by each thread.
float* rowBuffer(std::int64_t size)
{
    static thread_local std::vector<float> buffer;
    if (std::int64_t(buffer.size()) < size)
        buffer.resize(std::size_t(size));
    return buffer.data();
}

class BlockAttentionFunction : public torch::autograd::Function<BlockAttentionFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values,
                              const std::optional<at::Tensor>& mask, bool causal, std::int64_t window)
    {
        const at::Tensor q = queries.contiguous(), k = asRows(keys), v = asRows(values);
        const at::Tensor bias = mask ? mask->contiguous() : at::Tensor();
        const Sizes s(q, k, causal, window);
        at::Tensor result = at::empty_like(q);
        at::Tensor logSums = at::empty({s.batch * s.heads * s.queries}, at::kFloat);
        forBlocks(s, [&](const Block& block) {
            at::Tensor scores = at::bmm(block.queriesOf(q, s), block.keysOf(k, s).transpose(1, 2));
            withElementType(q, [&]<class T>(T*) {
                T* score = scores.mutable_data_ptr<T>();
                float* logSum = logSums.mutable_data_ptr<float>();
                forScoreRows<T>(s, block, bias, [&](std::int64_t row, std::int64_t index, const T* biasRow, std::int64_t before, std::int64_t seen) {
                    T* scoreRow = score + row * block.keys;
                    std::fill_n(scoreRow, before, T(0));
                    logSum[index] = kernels::softmaxRow<T>(scoreRow + before, biasRow, rowBuffer(seen), s.scale, seen, block.keys - before);
                });
            });
            block.putQueries(result, at::bmm(scores, block.keysOf(v, s)), s);
        });
        context->save_for_backward({q, k, v, bias, result, logSums});
        context->saved_data["causal"] = causal;
        context->saved_data["window"] = window;
        return result;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &q = saved[0], &k = saved[1], &v = saved[2], &bias = saved[3], &logSums = saved[5];
        const Sizes s(q, k, context->saved_data["causal"].toBool(), context->saved_data["window"].toInt());
        const at::Tensor given = gradients[0].contiguous();
        const at::Tensor means = (given.to(at::kFloat) * saved[4]).sum(-1).flatten();
        at::Tensor qGradient = at::empty_like(q);
        // Several blocks add to the same key: their sum is taken in float32.
        at::Tensor kGradient = at::zeros(k.sizes(), at::kFloat), vGradient = at::zeros(v.sizes(), at::kFloat);
        forBlocks(s, [&](const Block& block) {
            const at::Tensor blockQueries = block.queriesOf(q, s), blockGiven = block.queriesOf(given, s);
            at::Tensor scores = at::bmm(blockQueries, block.keysOf(k, s).transpose(1, 2));
            at::Tensor inner = at::bmm(blockGiven, block.keysOf(v, s).transpose(1, 2));
            withElementType(q, [&]<class T>(T*) {
                T* score = scores.mutable_data_ptr<T>();
                T* gradient = inner.mutable_data_ptr<T>();
                const float* logSum = logSums.const_data_ptr<float>();
                const float* mean = means.const_data_ptr<float>();
                forScoreRows<T>(s, block, bias, [&](std::int64_t row, std::int64_t index, const T* biasRow, std::int64_t before, std::int64_t seen) {
                    T* scoreRow = score + row * block.keys;
                    T* gradientRow = gradient + row * block.keys;
                    std::fill_n(scoreRow, before, T(0));
                    std::fill_n(gradientRow, before, T(0));
                    kernels::softmaxBackwardRow<T>(scoreRow + before, biasRow, gradientRow + before, s.scale, logSum[index], mean[index], seen,
                                                   block.keys - before);
                });
            });
            block.keysOf(vGradient, s).add_(at::bmm(scores.transpose(1, 2), blockGiven));
            block.keysOf(kGradient, s).add_(at::bmm(inner.transpose(1, 2), blockQueries));
            block.putQueries(qGradient, at::bmm(inner, block.keysOf(k, s)), s);
        });
        return {qGradient, kGradient.to(k.scalar_type()), vGradient.to(v.scalar_type()), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

} // namespace

at::Tensor blockAttention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask, bool causal, std::int64_t window)
{
    std::optional<at::Tensor> bias;
    if (mask.defined() && mask.scalar_type() == at::kBool)
        bias = maskBias(mask, q.scalar_type());
    else if (mask.defined())
        bias = mask;
    return BlockAttentionFunction::apply(q, k, v, bias, causal, window);
}

} // namespace icf
