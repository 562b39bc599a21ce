#include "core/lm/cuda_prompt.h"

#include "core/nn/attention.h"
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
}

void CudaPrompt::readLayer(std::int64_t index)
{
    const DecoderConfig& c = lm_.config();
    const LanguageModel::Layer& layer = lm_.layers()[std::size_t(index)];
    const std::int64_t batch = sum_.size(0), length = sum_.size(1), past = cache_.length(), room = cache_.capacity();
    cuda::addAndNormInto(sumRows_, started_ ? deltaRows_ : at::Tensor(), layer.inputNorm, normed_, c.rmsNormEps);
    started_ = true;
    project(layer.queryKeyValue, normed_, joined_);

    cache_.place(index, joined_, queryHeads_, table_);
    const std::int64_t cacheRow = c.keyValueHeads * room * c.headDim;
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
