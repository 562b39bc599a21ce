#include "core/nn/quantized_matrix.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "core/quantized/block_kernels.h"
#include "core/nn/cpu_products.h"
#include "core/nn/length_steps.h"
#include "core/nn/row_kernels.h"
#include "core/nn/tensor_io.h"

namespace icf {
namespace {

constexpr std::int64_t kBlock = 32;  ///< Elements of a block of q8_0 and q4_1.
/// Elements of a dense part: large enough for the product, small beside a large model.
constexpr std::int64_t kDenseElements = std::int64_t{1} << 24;
/// Fewer rows than this are multiplied from the blocks.
constexpr std::int64_t kMinDenseRows = 6;

std::int64_t rowBytes(ElementType type, std::int64_t columns)
{
    const BlockSize size = blockSize(type);
    return columns / size.elements * size.bytes;
}

/// A number from 0 to `most`; 0 for NaN.
int bounded(float value, float least, float most) { return value == value ? int(std::clamp(value, least, most)) : 0; }

void putHalf(std::uint8_t* to, float value)
{
    const c10::Half half(value);
    std::memcpy(to, &half.x, sizeof half.x);
}

/// Signed bytes, the largest element 127, halves rounded away from zero.
void roundQ8(const float* x, std::uint8_t* block)
{
    float largest = 0;
    for (std::int64_t i = 0; i < kBlock; ++i)
        largest = std::max(largest, std::abs(x[i]));
    const float scale = largest / 127;
    const float inverse = scale == 0 ? 0 : 1 / scale;
    putHalf(block, scale);
    for (std::int64_t i = 0; i < kBlock; ++i)
        block[2 + i] = std::uint8_t(std::int8_t(bounded(std::round(x[i] * inverse), -128, 127)));
}

/// Four bits from the smallest element, 0, to the largest, 15.
void roundQ4(const float* x, std::uint8_t* block)
{
    const auto [least, most] = std::minmax_element(x, x + kBlock);
    const float minimum = *least, scale = (*most - *least) / 15;
    const float inverse = scale == 0 ? 0 : 1 / scale;
    putHalf(block, scale);
    putHalf(block + 2, minimum);
    // Stored, so that no addition is fused with the product.
    const auto quant = [&](float value) {
        const volatile float scaled = (value - minimum) * inverse;
        return bounded(std::trunc(scaled + 0.5F), 0, 15);
    };
    for (std::int64_t i = 0; i < kBlock / 2; ++i)
        block[4 + i] = std::uint8_t(quant(x[i]) | quant(x[i + kBlock / 2]) << 4);
}

/// The rows of `values`, dense float32, into those of `bytes`.
void roundRows(const at::Tensor& values, ElementType type, const at::Tensor& bytes)
{
    const std::int64_t size = blockSize(type).bytes;
    const float* from = values.const_data_ptr<float>();
    std::uint8_t* to = bytes.mutable_data_ptr<std::uint8_t>();
    at::parallel_for(0, values.numel() / kBlock, 1024, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            (type == ElementType::q8_0 ? roundQ8 : roundQ4)(from + i * kBlock, to + i * size);
    });
}

at::Tensor emptyRows(std::int64_t rows, ElementType type, std::int64_t columns) { return at::empty({rows, rowBytes(type, columns)}, at::kByte); }

} // namespace

QuantizedMatrix::Part QuantizedMatrix::read(const TensorData& matrix)
{
    return {matrix.type, loadBlocks(matrix)};
}

QuantizedMatrix::Part QuantizedMatrix::readRounded(const TensorData& matrix, ElementType type)
{
    const at::Tensor bytes = emptyRows(matrix.shape[0], type, matrix.shape[1]);
    readRows(matrix, [&](std::int64_t first, const at::Tensor& values) { roundRows(values, type, bytes.narrow(0, first, values.size(0))); });
    return {type, bytes};
}

QuantizedMatrix::Part QuantizedMatrix::rounded(const at::Tensor& matrix, ElementType type)
{
    const at::Tensor bytes = emptyRows(matrix.size(0), type, matrix.size(1));
    const std::int64_t most = std::max<std::int64_t>(1, kDenseElements / matrix.size(1));
    for (std::int64_t first = 0; first < matrix.size(0); first += most) {
        const std::int64_t count = std::min(most, matrix.size(0) - first);
        roundRows(matrix.narrow(0, first, count).to(at::kFloat).contiguous(), type, bytes.narrow(0, first, count));
    }
    return {type, bytes};
}

QuantizedMatrix::QuantizedMatrix(std::int64_t columns, std::vector<Part> parts) : columns_(columns), parts_(std::move(parts))
{
    for (const Part& part : parts_) {
        read_.push_back({part.type, static_cast<const std::byte*>(part.bytes.const_data_ptr()), std::size_t(part.bytes.size(1)), part.bytes.size(0)});
        rows_ += part.bytes.size(0);
    }
}

std::pair<const QuantizedMatrix::Rows*, const std::byte*> QuantizedMatrix::find(std::int64_t row) const
{
    const Rows* part = read_.data();
    while (row >= part->count)
        row -= (part++)->count;
    return {part, part->bytes + std::size_t(row) * part->size};
}

void QuantizedMatrix::rowInto(std::int64_t row, float* values) const
{
    const auto [part, bytes] = find(row);
    if (isQuantized(part->type))
        dequantize(part->type, {bytes, part->size}, {values, std::size_t(columns_)});
    else
        std::memcpy(values, bytes, part->size);
}

void QuantizedMatrix::dots(std::int64_t first, std::int64_t count, const float* x, float* out) const
{
    while (count > 0) {
        const auto [part, bytes] = find(first);
        const std::int64_t here = std::min(count, part->count - std::int64_t(std::size_t(bytes - part->bytes) / part->size));
        if (isQuantized(part->type))
            dotBlocks(part->type, bytes, part->size, here, x, columns_, out);
        else
            for (std::int64_t i = 0; i < here; ++i)
                out[i] = kernels::dotRow(reinterpret_cast<const float*>(bytes + std::size_t(i) * part->size), x, columns_);
        first += here, count -= here, out += here;
    }
}

at::Tensor QuantizedMatrix::dense(std::int64_t first, std::int64_t count, at::ScalarType type) const
{
    TORCH_CHECK(type == at::kFloat || type == at::kBFloat16 || type == at::kHalf, "values are made in float32, bfloat16 and float16");
    const at::Tensor out = at::empty({count, columns_}, type);
    at::parallel_for(0, count, std::max<std::int64_t>(1, 32768 / columns_), [&](std::int64_t begin, std::int64_t end) {
        if (type == at::kFloat) {
            for (std::int64_t i = begin; i < end; ++i)
                rowInto(first + i, out.mutable_data_ptr<float>() + i * columns_);
            return;
        }
        std::vector<float> values(static_cast<std::size_t>(columns_));
        for (std::int64_t i = begin; i < end; ++i) {
            rowInto(first + i, values.data());
            if (type == at::kBFloat16)
                kernels::roundRow(values.data(), out.mutable_data_ptr<c10::BFloat16>() + i * columns_, columns_);
            else
                std::ranges::transform(values, out.mutable_data_ptr<c10::Half>() + i * columns_, [](float value) { return c10::Half(value); });
        }
    });
    return out;
}

at::Tensor QuantizedMatrix::rowsOf(const at::Tensor& ids, at::ScalarType type) const
{
    const at::Tensor list = ids.reshape({-1}).contiguous();
    const at::Tensor out = at::empty({list.numel(), columns_}, at::kFloat);
    const std::int64_t* id = list.const_data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < list.numel(); ++i) {
        TORCH_CHECK_INDEX(id[i] >= 0 && id[i] < rows_, "no such row of the embedding: ", id[i]);
        rowInto(id[i], out.mutable_data_ptr<float>() + i * columns_);
    }
    std::vector<std::int64_t> shape = ids.sizes().vec();
    shape.push_back(columns_);
    return out.to(type).view(shape);
}

at::Tensor QuantizedMatrix::times(const at::Tensor& x, const at::Tensor& bias) const
{
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = rows_;
    const at::Tensor in = x.reshape({-1, columns_});
    const std::int64_t count = in.size(0);
    if (count < kMinDenseRows) {
        const at::Tensor wide = in.to(at::kFloat).contiguous();
        const at::Tensor out = at::empty({count, rows_}, at::kFloat);
        at::parallel_for(0, rows_, std::max<std::int64_t>(1, 65536 / columns_), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t k = 0; k < count; ++k)
                dots(begin, end - begin, wide.const_data_ptr<float>() + k * columns_, out.mutable_data_ptr<float>() + k * rows_ + begin);
        });
        return (bias.defined() ? out.add_(bias) : out).to(x.scalar_type()).view(shape);
    }
    const at::ScalarType type = multipliesInFloat32(x) ? at::kFloat : x.scalar_type();
    const std::int64_t padding = steppedLength(count, x.device(), type) - count;
    at::Tensor typed = in.to(type);
    if (padding > 0)
        typed = at::constant_pad_nd(typed, {0, 0, 0, padding});
    const std::int64_t most = std::max<std::int64_t>(1, kDenseElements / columns_);
    std::vector<at::Tensor> products;
    for (std::int64_t first = 0; first < rows_; first += most) {
        const std::int64_t part = std::min(most, rows_ - first);
        products.push_back(at::linear(typed, dense(first, part, type), bias.defined() ? bias.narrow(0, first, part).to(type) : at::Tensor()));
    }
    return (products.size() == 1 ? products[0] : at::cat(products, 1)).narrow(0, 0, count).to(x.scalar_type()).view(shape);
}

at::Tensor QuantizedMatrix::back(const at::Tensor& gradient) const
{
    std::vector<std::int64_t> shape = gradient.sizes().vec();
    shape.back() = columns_;
    const at::ScalarType type = multipliesInFloat32(gradient) ? at::kFloat : gradient.scalar_type();
    const at::Tensor in = gradient.reshape({-1, rows_}).to(type);
    const std::int64_t most = std::max<std::int64_t>(1, kDenseElements / columns_);
    // Sums over several parts are kept in float32.
    at::Tensor sum;
    for (std::int64_t first = 0; first < rows_; first += most) {
        const std::int64_t part = std::min(most, rows_ - first);
        const at::Tensor product = at::mm(in.narrow(1, first, part), dense(first, part, type));
        sum = !sum.defined() ? (part < rows_ ? product.to(at::kFloat) : product) : sum.add_(product);
    }
    return sum.to(gradient.scalar_type()).view(shape);
}

} // namespace icf
