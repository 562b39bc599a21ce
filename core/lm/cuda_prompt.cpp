#include "core/lm/cuda_prompt.h"

#include "core/nn/attention.h"
#include "core/nn/cuda_kernels.h"
#include "core/nn/cuda_rows.h"

namespace icf {
namespace {

void project(const FrozenLinear& weight, const at::Tensor& x, at::Tensor& y)
{
    if (weight.bias().defined())
        at::addmm_out(y, weight.bias(), x, weight.transposed());
    else
        at::mm_out(y, x, weight.transposed());
}

} // namespace

CudaPrompt::CudaPrompt(const LanguageModel& lm, const at::Tensor& embeds, const RotaryTable& table, KvCache& cache)
    : lm_(lm), table_(table), cache_(cache), sum_(embeds.clone(at::MemoryFormat::Contiguous)), delta_(at::empty_like(sum_))
{
    const DecoderConfig& c = lm.config();
    const std::int64_t rows = embeds.size(0) * embeds.size(1);
    const auto buffer = [&](std::int64_t width) { return at::empty({rows, width}, sum_.options()); };
    sumRows_ = sum_.view({rows, -1});
    deltaRows_ = delta_.view({rows, -1});
    normed_ = buffer(c.hidden);
    joined_ = buffer((c.heads + 2 * c.keyValueHeads) * c.headDim);
    query_ = buffer(c.heads * c.headDim);
    queryHeads_ = query_.view({embeds.size(0), embeds.size(1), c.heads, c.headDim});
    gateUp_ = buffer(2 * c.intermediate);
    gated_ = buffer(c.intermediate);
    TORCH_CHECK(cache.length() + embeds.size(1) <= cache.capacity(), "the key/value cache is full");
}

void CudaPrompt::readLayer(std::int64_t index)
{
    const DecoderConfig& c = lm_.config();
    const LanguageModel::Layer& layer = lm_.layers()[std::size_t(index)];
    const std::int64_t batch = sum_.size(0), length = sum_.size(1), past = cache_.length(), room = cache_.capacity();
    cuda::addAndNormInto(sumRows_, started_ ? deltaRows_ : at::Tensor(), layer.inputNorm, normed_, c.rmsNormEps);
    started_ = true;
    project(layer.queryKeyValue, normed_, joined_);

    // As KvCache::place, from addresses.
    const std::int64_t width = joined_.size(1), bytes = std::int64_t(joined_.element_size()), cacheRow = c.keyValueHeads * room * c.headDim;
    const auto from = [&](std::int64_t head) { return static_cast<const char*>(joined_.const_data_ptr()) + head * c.headDim * bytes; };
    const auto into = [&](const at::Tensor& cached) { return static_cast<char*>(cached.mutable_data_ptr()) + past * c.headDim * bytes; };
    cuda::PlaceArguments place{};
    place.partCount = 3;
    place.sign = 1;
    place.batch = batch, place.length = length, place.headDim = c.headDim;
    place.cos = table_.cos.const_data_ptr(), place.sin = table_.sin.const_data_ptr();
    place.tableBatch = table_.cos.size(0) == 1 ? 0 : table_.cos.size(1);
    place.parts[0] = {from(0), nullptr, query_.mutable_data_ptr(), c.heads, length * width, width, c.headDim, length * c.heads * c.headDim, c.heads * c.headDim,
                      c.headDim, 1};
    place.parts[1] = {from(c.heads), nullptr, into(cache_.keys(index)), c.keyValueHeads, length * width, width, c.headDim, cacheRow, c.headDim, room * c.headDim, 1};
    place.parts[2] = {from(c.heads + c.keyValueHeads), nullptr, into(cache_.values(index)), c.keyValueHeads, length * width, width, c.headDim, cacheRow, c.headDim,
                      room * c.headDim, 0};
    cuda::launchPlace(place, lm_.type(), lm_.device());

    const auto all = [&](const at::Tensor& cached) {
        return at::as_strided(cached, {batch, past + length, c.keyValueHeads, c.headDim}, {cacheRow, c.headDim, room * c.headDim, 1}, cached.storage_offset());
    };
    const at::Tensor attended = flashForward(queryHeads_, all(cache_.keys(index)), all(cache_.values(index))).out;
    project(layer.out, attended.view({batch * length, -1}), deltaRows_);
    cuda::addAndNormInto(sumRows_, deltaRows_, layer.postNorm, normed_, c.rmsNormEps);
    project(layer.gateUp, normed_, gateUp_);
    cuda::gatedSiluInto(gateUp_, gated_);
    project(layer.down, gated_, deltaRows_);
}

} // namespace icf
