#include "core/lm/token_decoder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

/// Rounds as the model's operations do between each other, so that this path differs from them by the order of sums alone.
template <class T> float rounded(float value) { return float(T(value)); }
template <> float rounded<float>(float value) { return value; }

template <class T> const T* data(const at::Tensor& tensor) { return tensor.defined() ? tensor.const_data_ptr<T>() : nullptr; }

/// Rows of a matrix that are multiplied together.
constexpr std::int64_t kRowsAtOnce = 16;

/// A projection in whichever form it is read: quantized when the model or a copy for decoding (eight) is.
template <class T> struct Matrix {
    Matrix(const FrozenLinear& projection, const QuantizedMatrix* eight)
        : quantized(projection.quantized() ? projection.quantized() : eight), full(data<T>(projection.weight())), bias(data<T>(projection.bias())),
          columns(quantized ? quantized->columns() : projection.weight().size(1))
    {
    }
    /// Rows first to first + count, at most kRowsAtOnce, times x, rounded.
    std::array<float, kRowsAtOnce> times(std::int64_t first, std::int64_t count, const float* x) const
    {
        std::array<float, kRowsAtOnce> sums{};
        if (quantized)
            quantized->dots(first, count, x, sums.data());
        for (std::int64_t i = 0; i < count; ++i) {
            float& sum = sums[std::size_t(i)];
            if (!quantized)
                sum = kernels::dotRow(full + (first + i) * columns, x, columns);
            sum = rounded<T>(bias ? sum + float(bias[first + i]) : sum);
        }
        return sums;
    }

    const QuantizedMatrix* quantized;
    const T* full;
    const T* bias;
    std::int64_t columns;
};

template <class T> void normRow(const float* x, const T* weight, float* y, std::int64_t size, double eps)
{
    const float scale = 1.0F / std::sqrt(kernels::dotRow(x, x, size) / float(size) + float(eps));
    for (std::int64_t i = 0; i < size; ++i)
        y[i] = rounded<T>(rounded<T>(x[i] * scale) * float(weight[i]));
}

/// Turns the halves of one head by the angles of its position.
template <class T> void rotateHead(float* x, const T* cos, const T* sin, std::int64_t size)
{
    const std::int64_t half = size / 2;
    for (std::int64_t i = 0; i < half; ++i) {
        const float a = x[i], b = x[i + half];
        x[i] = rounded<T>(a * float(cos[i]) - b * float(sin[i]));
        x[i + half] = rounded<T>(b * float(cos[i + half]) + a * float(sin[i + half]));
    }
}

} // namespace

bool TokenDecoder::serves(const LanguageModel& lm, std::int64_t rows)
{
    return rows >= 1 && rows <= kMaxRows && hasRowKernels(lm.finalNorm());
}

TokenDecoder::TokenDecoder(const LanguageModel& lm, std::int64_t rows) : lm_(lm), rows_(rows)
{
    if (CudaDecoder::serves(lm, rows)) {
        cuda_ = std::make_unique<CudaDecoder>(lm, rows);
        return;
    }
    if (!serves(lm, rows))
        return;
    const DecoderConfig& c = lm.config();
    const auto buffer = [&](std::int64_t width) { return at::empty({rows, width}, at::kFloat); };
    x_ = buffer(c.hidden);
    normed_ = buffer(c.hidden);
    joined_ = buffer((c.heads + 2 * c.keyValueHeads) * c.headDim);
    attended_ = buffer(c.heads * c.headDim);
    gated_ = buffer(c.intermediate);
    logits_ = buffer(c.vocab);
}

/// One token through all layers, as every member of the team sees it.
template <class T> struct TokenDecoder::Step {
    TokenDecoder& decoder;
    const DecoderConfig& c;
    const std::vector<std::int64_t>& ids;
    KvCache& cache;
    at::IntArrayRef leftPadding;
    const T* cos;  ///< [rows or 1, headDim]
    const T* sin;
    bool oneAngle;
    float* x = decoder.x_.mutable_data_ptr<float>();
    float* normed = decoder.normed_.mutable_data_ptr<float>();
    float* joined = decoder.joined_.mutable_data_ptr<float>();
    float* attended = decoder.attended_.mutable_data_ptr<float>();
    float* gated = decoder.gated_.mutable_data_ptr<float>();
    float* logits = decoder.logits_.mutable_data_ptr<float>();
    float* scores = decoder.scores_.mutable_data_ptr<float>();

    std::int64_t rows() const { return decoder.rows_; }
    std::int64_t joinedWidth() const { return (c.heads + 2 * c.keyValueHeads) * c.headDim; }

    void norm(const at::Tensor& weight)
    {
        for (std::int64_t row = 0; row < rows(); ++row)
            normRow(x + row * c.hidden, data<T>(weight), normed + row * c.hidden, c.hidden, c.rmsNormEps);
    }

    /// Calls work(row of the batch, first, count, what the matrix's rows from first on give) for this member's share of its first `width` rows; a matrix row is
    /// read once for all rows of the batch.
    template <class Work> void eachProduct(ThreadTeam::Member& member, const Matrix<T>& matrix, const float* in, std::int64_t width, Work work)
    {
        const auto [begin, end] = member.share(width);
        for (std::int64_t first = begin; first < end; first += kRowsAtOnce) {
            const std::int64_t count = std::min(kRowsAtOnce, end - first);
            for (std::int64_t row = 0; row < rows(); ++row)
                work(row, first, count, matrix.times(first, count, in + row * matrix.columns));
        }
    }

    /// out[row][i] = matrix row i · in[row].
    void multiply(ThreadTeam::Member& member, const Matrix<T>& matrix, const float* in, float* out, std::int64_t width)
    {
        eachProduct(member, matrix, in, width, [&](std::int64_t row, std::int64_t first, std::int64_t count, const auto& sums) {
            std::copy_n(sums.data(), count, out + row * width + first);
        });
    }

    /// The same, added to x.
    void addProduct(ThreadTeam::Member& member, const Matrix<T>& matrix, const float* in)
    {
        eachProduct(member, matrix, in, c.hidden, [&](std::int64_t row, std::int64_t first, std::int64_t count, const auto& sums) {
            float* sum = x + row * c.hidden + first;
            for (std::int64_t i = 0; i < count; ++i)
                sum[i] = rounded<T>(sum[i] + sums[std::size_t(i)]);
        });
    }

    /// Keys and values of the new position into the cache.
    void store(ThreadTeam::Member& member, std::int64_t layer)
    {
        const at::Tensor& keyNorm = decoder.lm_.layers()[std::size_t(layer)].keyNorm;
        const auto [begin, end] = member.share(rows() * c.keyValueHeads);
        for (std::int64_t item = begin; item < end; ++item) {
            const std::int64_t row = item / c.keyValueHeads, head = item % c.keyValueHeads;
            const std::int64_t angle = oneAngle ? 0 : row * c.headDim;
            float* k = joined + row * joinedWidth() + (c.heads + head) * c.headDim;
            const float* v = k + c.keyValueHeads * c.headDim;
            if (keyNorm.defined())
                normRow(k, data<T>(keyNorm), k, c.headDim, c.rmsNormEps);
            if (c.rotates(layer))
                rotateHead(k, cos + angle, sin + angle, c.headDim);
            const std::int64_t place = (item * cache.capacity() + cache.length()) * c.headDim;
            T* toKey = cache.keys(layer).template mutable_data_ptr<T>() + place;
            T* toValue = cache.values(layer).template mutable_data_ptr<T>() + place;
            for (std::int64_t i = 0; i < c.headDim; ++i) {
                toKey[i] = T(k[i]);
                toValue[i] = T(v[i]);
            }
        }
    }

    void attend(ThreadTeam::Member& member, std::int64_t layer)
    {
        const auto [begin, end] = member.share(rows() * c.heads);
        const std::int64_t length = cache.length() + 1;
        const at::Tensor& queryNorm = decoder.lm_.layers()[std::size_t(layer)].queryNorm;
        const std::int64_t firstSeen = c.windowOf(layer) > 0 ? std::max<std::int64_t>(0, length - c.windowOf(layer)) : 0;
        const float scale = 1.0F / std::sqrt(float(c.headDim));
        for (std::int64_t item = begin; item < end; ++item) {
            const std::int64_t row = item / c.heads, head = item % c.heads;
            const std::int64_t angle = oneAngle ? 0 : row * c.headDim;
            float* q = joined + row * joinedWidth() + head * c.headDim;
            if (queryNorm.defined())
                normRow(q, data<T>(queryNorm), q, c.headDim, c.rmsNormEps);
            if (c.rotates(layer))
                rotateHead(q, cos + angle, sin + angle, c.headDim);
            const std::int64_t base = (row * c.keyValueHeads + head / (c.heads / c.keyValueHeads)) * cache.capacity() * c.headDim;
            const T* keys = cache.keys(layer).template const_data_ptr<T>() + base;
            const T* values = cache.values(layer).template const_data_ptr<T>() + base;
            const std::int64_t start = std::max(firstSeen, leftPadding.empty() ? 0 : leftPadding[std::size_t(row)]);
            float* weight = scores + item * cache.capacity();
            for (std::int64_t place = start; place < length; ++place)
                weight[place] = scale * kernels::dotRow(keys + place * c.headDim, q, c.headDim);
            const float sum = kernels::exponentials(weight + start, length - start);
            float* out = attended + row * c.heads * c.headDim + head * c.headDim;
            std::fill_n(out, c.headDim, 0.0F);
            for (std::int64_t place = start; place < length; ++place)
                kernels::addScaledRow(values + place * c.headDim, weight[place] / sum, out, c.headDim);
            for (std::int64_t i = 0; i < c.headDim; ++i)
                out[i] = rounded<T>(out[i]);
        }
    }

    void gate(ThreadTeam::Member& member, const Matrix<T>& matrix)
    {
        eachProduct(member, matrix, normed, c.intermediate, [&](std::int64_t row, std::int64_t first, std::int64_t count, const auto& gates) {
            const auto ups = matrix.times(c.intermediate + first, count, normed + row * c.hidden);
            for (std::int64_t i = 0; i < count; ++i) {
                const float g = gates[std::size_t(i)];
                gated[row * c.intermediate + first + i] = rounded<T>(rounded<T>(g / (1.0F + std::exp(-g))) * ups[std::size_t(i)]);
            }
        });
    }

    void operator()(ThreadTeam::Member& member)
    {
        if (member.first()) {
            const T* embeddings = data<T>(decoder.lm_.embeddingMatrix());
            const QuantizedMatrix* quantized = decoder.lm_.quantizedEmbedding();
            for (std::int64_t row = 0; row < rows(); ++row) {
                float* own = x + row * c.hidden;
                const std::int64_t id = ids[std::size_t(row)];
                if (quantized)
                    quantized->rowInto(id, own);
                for (std::int64_t i = 0; i < c.hidden; ++i)
                    own[i] = quantized ? rounded<T>(own[i]) : float(embeddings[id * c.hidden + i]);
            }
        }
        for (std::size_t index = 0; index < decoder.lm_.layers().size(); ++index) {
            const LanguageModel::Layer& layer = decoder.lm_.layers()[index];
            if (member.first())
                norm(layer.inputNorm);
            member.meet();
            multiply(member, {layer.queryKeyValue, layer.queryKeyValue8.get()}, normed, joined, joinedWidth());
            member.meet();
            store(member, std::int64_t(index));
            member.meet();
            attend(member, std::int64_t(index));
            member.meet();
            addProduct(member, {layer.out, layer.out8.get()}, attended);
            member.meet();
            if (member.first())
                norm(layer.postNorm);
            member.meet();
            gate(member, {layer.gateUp, layer.gateUp8.get()});
            member.meet();
            addProduct(member, {layer.down, layer.down8.get()}, gated);
            member.meet();
        }
        if (member.first())
            norm(decoder.lm_.finalNorm());
        member.meet();
        multiply(member, {decoder.lm_.head(), decoder.lm_.head8()}, normed, logits, c.vocab);
    }
};

template <class T> void TokenDecoder::run(const std::vector<std::int64_t>& ids, KvCache& cache, at::IntArrayRef leftPadding)
{
    const DecoderConfig& c = lm_.config();
    std::vector<std::int64_t> places{cache.length()}, lengths{cache.length() + 1};
    for (std::size_t row = 0; row < leftPadding.size(); ++row) {
        places.resize(leftPadding.size());
        lengths.resize(leftPadding.size());
        places[row] = cache.length() - leftPadding[row];
        lengths[row] = places[row] + 1;
    }
    const RotaryTable table = rotaryTable(c.rotary, at::tensor(at::IntArrayRef(places), at::kLong).unsqueeze(1), lengths, lm_.type());
    const at::Tensor cos = table.cos.contiguous(), sin = table.sin.contiguous();
    Step<T> step{*this, c, ids, cache, leftPadding, cos.const_data_ptr<T>(), sin.const_data_ptr<T>(), cos.size(0) == 1};
    team_.run([&](ThreadTeam::Member& member) { step(member); });
}

at::Tensor TokenDecoder::step(const std::vector<std::int64_t>& ids, KvCache& cache, at::IntArrayRef leftPadding)
{
    TORCH_CHECK(cache.length() < cache.capacity(), "the key/value cache is full");
    TORCH_CHECK(std::int64_t(ids.size()) == rows_, "one id for each row");
    if (cuda_) {
        const at::Tensor scores = cuda_->step(ids, cache, leftPadding);
        cache.advance(1);
        return scores;
    }
    if (!serves(lm_, rows_))
        return lm_.logits(lm_.lastHiddenStates(lm_.embed(ids).unsqueeze(1), &cache, leftPadding));
    if (!scores_.defined() || scores_.size(1) < cache.capacity())
        scores_ = at::empty({rows_ * lm_.config().heads, cache.capacity()}, at::kFloat);
    withElementType(lm_.finalNorm(), [&]<class T>(T*) { run<T>(ids, cache, leftPadding); });
    cache.advance(1);
    return logits_;
}

} // namespace icf
