#include "core/nn/place_heads.h"

#include <algorithm>

#include "core/nn/attention.h"
#include "core/nn/cuda_place.h"
#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

/// keys, values: [count, heads, headDim] with begins, or [batch, all, heads, headDim].
void placeOnCuda(const at::Tensor& tokens, const at::Tensor& digests, const at::Tensor& positions, const RotaryTable& table, const at::Tensor& keys,
                 const at::Tensor& values, const at::Tensor& begins)
{
    const std::int64_t batch = positions.size(0), all = positions.size(1) + digests.size(0);
    const at::Tensor cos = table.cos.contiguous(), sin = table.sin.contiguous(), rows = positions.contiguous();
    const at::Tensor source = tokens.contiguous(), last = digests.contiguous();
    cuda::Place place(cos, sin, batch, all);
    place.gather(rows, digests.size(0));
    const at::Tensor ends = begins.defined() ? begins.narrow(0, 1, batch) : at::Tensor();
    if (begins.defined())
        place.ragged(begins, ends);
    place.addGathered(source, last, 0, keys, true);
    place.addGathered(source, last, tokens.size(1) / 2, values, false);
    place.run();
}

bool wholePacks(const at::Tensor& tokens, std::int64_t heads)
{
    return tokens.size(1) / 2 / heads % (2 * cuda::packSize(tokens.scalar_type())) == 0;
}

} // namespace

std::pair<at::Tensor, at::Tensor> placeKeyValuesPlain(const at::Tensor& tokens, const at::Tensor& digests, const at::Tensor& positions,
                                                      std::int64_t heads, const RotaryTable& table)
{
    const std::int64_t batch = positions.size(0), width = tokens.size(1) / 2;
    const at::Tensor placed = tokens.index_select(0, positions.flatten()).view({batch, positions.size(1), 2 * width});
    const at::Tensor all = at::cat({placed, digests.unsqueeze(0).expand({batch, -1, -1})}, 1);
    return {applyRotaryPlain(splitHeads(all.narrow(-1, 0, width), heads), table), splitHeads(all.narrow(-1, width, width), heads)};
}

std::pair<at::Tensor, at::Tensor> placeKeyValues(const at::Tensor& tokens, const at::Tensor& digests, const at::Tensor& positions,
                                                 std::int64_t heads, const RotaryTable& table)
{
    if (cuda::serves(tokens) && wholePacks(tokens, heads) && table.cos.scalar_type() == tokens.scalar_type()) {
        const std::int64_t places = positions.size(1) + digests.size(0), size = tokens.size(1) / 2 / heads;
        const at::Tensor keys = at::empty({positions.size(0), places, heads, size}, tokens.options()), values = at::empty_like(keys);
        placeOnCuda(tokens, digests, positions, table, keys, values, {});
        return {keys.transpose(1, 2), values.transpose(1, 2)};
    }
    if (!hasRowKernels(tokens) || table.cos.scalar_type() != tokens.scalar_type())
        return placeKeyValuesPlain(tokens, digests, positions, heads, table);
    const std::int64_t batch = positions.size(0), length = positions.size(1), all = length + digests.size(0);
    const std::int64_t width = tokens.size(1) / 2, size = width / heads;
    const at::Tensor place = positions.contiguous(), cos = table.cos.contiguous(), sin = table.sin.contiguous();
    const at::Tensor source = tokens.contiguous(), last = digests.contiguous();
    at::Tensor keys = at::empty({batch, heads, all, size}, tokens.options());
    at::Tensor values = at::empty({batch, heads, all, size}, tokens.options());
    withElementType(tokens, [&]<class T>(T*) {
        const T* wordRows = source.const_data_ptr<T>();
        const T* digestRows = last.const_data_ptr<T>();
        const T* c = cos.const_data_ptr<T>();
        const T* s = sin.const_data_ptr<T>();
        const std::int64_t* row = place.const_data_ptr<std::int64_t>();
        T* k = keys.mutable_data_ptr<T>();
        T* v = values.mutable_data_ptr<T>();
        forRows(batch * all, 2 * width, [&](std::int64_t index) {
            const std::int64_t sample = index / all, at = index % all;
            const T* from = at < length ? wordRows + row[sample * length + at] * 2 * width : digestRows + (at - length) * 2 * width;
            const std::int64_t angle = ((cos.size(0) == 1 ? 0 : sample) * all + at) * size;
            const std::int64_t to = (sample * heads * all + at) * size;
            kernels::rotateHeads<T>(from, size, c + angle, s + angle, k + to, all * size, heads, size / 2, 1);
            for (std::int64_t head = 0; head < heads; ++head)
                std::copy_n(from + width + head * size, size, v + to + head * all * size);
        });
    });
    return {keys, values};
}

std::pair<at::Tensor, at::Tensor> placeRaggedKeyValues(const at::Tensor& tokens, const at::Tensor& digests, const at::Tensor& positions,
                                                       std::int64_t heads, const RotaryTable& table, const at::Tensor& begins, std::int64_t count)
{
    TORCH_CHECK(cuda::serves(tokens) && wholePacks(tokens, heads), "ragged keys are placed by CUDA kernels only");
    const at::Tensor keys = at::empty({count, heads, tokens.size(1) / 2 / heads}, tokens.options()), values = at::empty_like(keys);
    placeOnCuda(tokens, digests, positions, table, keys, values, begins);
    return {keys, values};
}

} // namespace icf
