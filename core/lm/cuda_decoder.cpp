#include "core/lm/cuda_decoder.h"

#include <algorithm>

namespace icf {
namespace {

constexpr int kThreads = 256;
/// Positions that one block of attention reads at least, and blocks that share a head at most.
constexpr std::int64_t kPositionsPerSplit = 256, kMaxSplits = 32;

std::int64_t splitsFor(std::int64_t positions) { return std::clamp<std::int64_t>((positions + kPositionsPerSplit - 1) / kPositionsPerSplit, 1, kMaxSplits); }

} // namespace

bool CudaDecoder::serves(const LanguageModel& lm, std::int64_t rows)
{
    const DecoderConfig& c = lm.config();
    const std::int64_t pack = cuda::packSize(lm.type());
    const auto whole = [&](std::int64_t size) { return size % pack == 0; };
    // A head lies in the registers of one warp.
    return rows >= 1 && rows <= cuda::kDecodeRows && c.rotary.scaling != RotaryScaling::dynamicNtk && !lm.isQuantized() && cuda::serves(lm.finalNorm())
        && whole(c.hidden) && whole(c.intermediate) && c.headDim % (2 * pack) == 0 && c.headDim <= std::min<std::int64_t>(256, 32 * pack)
        && cuda::kDecodeRows * c.hidden * std::int64_t(lm.finalNorm().element_size()) <= cuda::sharedMemory(lm.device());
}

CudaDecoder::CudaDecoder(const LanguageModel& lm, std::int64_t rows) : lm_(lm), rows_(rows), rowsOfKernel_(1), multiprocessors_(cuda::multiprocessors(lm.device()))
{
    while (rowsOfKernel_ < rows)
        rowsOfKernel_ *= 2;
    const DecoderConfig& c = lm.config();
    const at::TensorOptions typed = lm.finalNorm().options();
    frequencies_ = rotaryFrequencies(c.rotary, lm.device());
    // Rows that nobody reads are computed too, from zeros.
    x_ = at::zeros({rowsOfKernel_, c.hidden}, typed);
    joined_ = at::zeros({rowsOfKernel_, (c.heads + 2 * c.keyValueHeads) * c.headDim}, typed);
    attended_ = at::zeros({rowsOfKernel_, c.heads * c.headDim}, typed);
    gated_ = at::zeros({rowsOfKernel_, c.intermediate}, typed);
    logits_ = at::empty({rowsOfKernel_, c.vocab}, typed.dtype(at::kFloat));
    partial_ = at::empty({rows * c.heads * kMaxSplits * (c.headDim + 2)}, typed.dtype(at::kFloat));
    done_ = at::zeros({rows * c.heads}, typed.dtype(at::kInt));
    length_ = at::zeros({1}, typed.dtype(at::kLong));
}

void CudaDecoder::product(const char* kernel, const at::Tensor& x, const at::Tensor& norm, const FrozenLinear& weight, const at::Tensor& y, std::int64_t outputs)
{
    const auto data = [](const at::Tensor& tensor) { return tensor.defined() ? tensor.const_data_ptr() : nullptr; };
    // Each block normalises the rows for itself, so there are no more of them than the card has room for.
    const std::int64_t needed = (outputs + kThreads / 32 - 1) / (kThreads / 32);
    const std::int64_t blocks = norm.defined() ? std::min<std::int64_t>(needed, 4 * multiprocessors_) : needed;
    const std::int64_t shared = norm.defined() ? rowsOfKernel_ * x.size(1) * std::int64_t(x.element_size()) : 0;
    cuda::launch({.source = cuda::Source::decode, .kernel = kernel, .type = lm_.type(), .rows = rowsOfKernel_, .grid = {blocks, 1, 1}, .threads = kThreads,
                  .sharedBytes = shared, .overlaps = true}, lm_.device(),
                 cuda::DecodeProductArguments{x.const_data_ptr(), data(norm), weight.weight().const_data_ptr(), data(weight.bias()), y.mutable_data_ptr(),
                                              x.size(1), outputs, float(lm_.config().rmsNormEps)});
}

void CudaDecoder::attention(std::int64_t layer, KvCache& cache, at::IntArrayRef leftPadding, std::int64_t splits)
{
    const DecoderConfig& c = lm_.config();
    const LanguageModel::Layer& weights = lm_.layers()[std::size_t(layer)];
    const auto data = [](const at::Tensor& tensor) { return tensor.defined() ? tensor.const_data_ptr() : nullptr; };
    cuda::DecodeAttentionArguments a{};
    a.joined = joined_.const_data_ptr();
    a.queryNorm = data(weights.queryNorm);
    a.keyNorm = data(weights.keyNorm);
    a.frequencies = c.rotates(layer) ? frequencies_.const_data_ptr<float>() : nullptr;
    a.keys = cache.keys(layer).mutable_data_ptr();
    a.values = cache.values(layer).mutable_data_ptr();
    a.out = attended_.mutable_data_ptr();
    a.partial = partial_.mutable_data_ptr<float>();
    a.done = done_.mutable_data_ptr<int>();
    a.capacity = cache.capacity();
    a.length = reinterpret_cast<const long long*>(length_.const_data_ptr<std::int64_t>());
    a.window = c.windowOf(layer);
    a.heads = int(c.heads);
    a.keyValueHeads = int(c.keyValueHeads);
    a.headDim = int(c.headDim);
    a.eps = float(c.rmsNormEps);
    a.attentionFactor = float(c.rotary.attentionFactor);
    a.positionFactor = c.rotary.scaling == RotaryScaling::linear ? float(c.rotary.factor) : 1;
    for (std::size_t row = 0; row < leftPadding.size(); ++row)
        a.padding[row] = int(leftPadding[row]);
    cuda::launch({.source = cuda::Source::decode, .kernel = "decode_attention", .type = lm_.type(), .rows = rowsOfKernel_,
                  .grid = {c.heads, splits, rows_}, .threads = kThreads, .overlaps = true}, lm_.device(), a);
}

void CudaDecoder::layers(KvCache& cache, at::IntArrayRef leftPadding, std::int64_t splits)
{
    const DecoderConfig& c = lm_.config();
    for (std::size_t i = 0; i < lm_.layers().size(); ++i) {
        const LanguageModel::Layer& layer = lm_.layers()[i];
        product("decode_normed", x_, layer.inputNorm, layer.queryKeyValue, joined_, joined_.size(1));
        attention(std::int64_t(i), cache, leftPadding, splits);
        product("decode_added", attended_, {}, layer.out, x_, c.hidden);
        product("decode_gated", x_, layer.postNorm, layer.gateUp, gated_, c.intermediate);
        product("decode_added", gated_, {}, layer.down, x_, c.hidden);
    }
    product("decode_scores", x_, lm_.finalNorm(), lm_.head(), logits_, c.vocab);
}

at::Tensor CudaDecoder::step(const std::vector<std::int64_t>& ids, KvCache& cache, at::IntArrayRef leftPadding)
{
    cuda::DecodeEmbedArguments embed{lm_.embeddingMatrix().const_data_ptr(), x_.mutable_data_ptr(), reinterpret_cast<long long*>(length_.mutable_data_ptr<std::int64_t>()),
                                     cache.length(), lm_.config().hidden, {}};
    std::copy(ids.begin(), ids.end(), embed.ids);
    const std::int64_t splits = splitsFor(cache.length() + 1);
    std::vector<std::int64_t> wanted{std::int64_t(reinterpret_cast<std::intptr_t>(cache.keys(0).const_data_ptr())), cache.capacity(), splits};
    wanted.insert(wanted.end(), leftPadding.begin(), leftPadding.end());
    if (wanted != recordedFor_) {
        graph_.record(lm_.device(), [&, splits, padding = leftPadding.vec()] { layers(cache, padding, splits); });
        recordedFor_ = wanted;
    }
    cuda::launch({.source = cuda::Source::decode, .kernel = "decode_embed", .type = lm_.type(), .rows = rowsOfKernel_, .grid = {rows_, 1, 1},
                  .threads = kThreads}, lm_.device(), embed);
    graph_.run();
    return logits_.narrow(0, 0, rows_);
}

} // namespace icf
