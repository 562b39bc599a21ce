#include "core/nn/place_heads.h"

#include <algorithm>

#include "core/nn/attention.h"
#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {

std::pair<at::Tensor, at::Tensor> placeKeyValuesPlain(const at::Tensor& words, const at::Tensor& digests, const at::Tensor& places,
                                                      std::int64_t heads, const RotaryTable& table)
{
    const std::int64_t batch = places.size(0), width = words.size(1) / 2;
    const at::Tensor placed = words.index_select(0, places.flatten()).view({batch, places.size(1), 2 * width});
    const at::Tensor all = at::cat({placed, digests.unsqueeze(0).expand({batch, -1, -1})}, 1);
    return {applyRotaryPlain(splitHeads(all.narrow(-1, 0, width), heads), table), splitHeads(all.narrow(-1, width, width), heads)};
}

std::pair<at::Tensor, at::Tensor> placeKeyValues(const at::Tensor& words, const at::Tensor& digests, const at::Tensor& places,
                                                 std::int64_t heads, const RotaryTable& table)
{
    if (!hasRowKernels(words) || table.cos.scalar_type() != words.scalar_type())
        return placeKeyValuesPlain(words, digests, places, heads, table);
    const std::int64_t batch = places.size(0), length = places.size(1), all = length + digests.size(0);
    const std::int64_t width = words.size(1) / 2, size = width / heads;
    const at::Tensor place = places.contiguous(), cos = table.cos.contiguous(), sin = table.sin.contiguous();
    const at::Tensor source = words.contiguous(), last = digests.contiguous();
    at::Tensor keys = at::empty({batch, heads, all, size}, words.options());
    at::Tensor values = at::empty({batch, heads, all, size}, words.options());
    withElementType(words, [&]<class T>(T*) {
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

} // namespace icf
