#include "core/nn/tensor_io.h"

#include <ATen/Parallel.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/io/gguf_blocks.h"

namespace icf {
namespace {

at::ScalarType scalarType(ElementType type)
{
    switch (type) {
    case ElementType::f64: return at::kDouble;
    case ElementType::f32: return at::kFloat;
    case ElementType::f16: return at::kHalf;
    case ElementType::bf16: return at::kBFloat16;
    case ElementType::i64: return at::kLong;
    case ElementType::i32: return at::kInt;
    case ElementType::i16: return at::kShort;
    case ElementType::i8: return at::kChar;
    case ElementType::u8: return at::kByte;
    case ElementType::boolean: return at::kBool;
    default: throw std::logic_error("torch has no such element type");
    }
}

/// The row of the file that holds a row of the tensor: TensorData::interleavedRows.
std::int64_t storedRow(std::int64_t row, std::int64_t interleaved)
{
    if (interleaved == 0)
        return row;
    const std::int64_t half = interleaved / 2;
    const std::int64_t inGroup = row % interleaved;
    return row - inGroup + inGroup % half * 2 + inGroup / half;
}

/// A quantized tensor on the CPU.
at::Tensor dequantized(const TensorData& data, at::ScalarType type)
{
    at::Tensor out = at::empty(data.shape, type);
    const std::int64_t columns = data.shape.back();
    const std::int64_t rows = columns == 0 ? 0 : data.count() / columns;
    if (rows == 0)
        return out;
    const std::size_t rowBytes = data.bytes.size() / std::size_t(rows);
    const at::Tensor byRow = out.view({rows, columns});
    at::parallel_for(0, rows, std::max<std::int64_t>(1, 65536 / columns), [&](std::int64_t begin, std::int64_t end) {
        const at::NoGradGuard noGrad; // Which holds for one thread.
        const at::Tensor values = type == at::kFloat ? at::Tensor() : at::empty({columns}, at::kFloat);
        for (std::int64_t row = begin; row < end; ++row) {
            float* target = values.defined() ? values.data_ptr<float>() : out.data_ptr<float>() + row * columns;
            dequantize(data.type, data.bytes.subspan(std::size_t(storedRow(row, data.interleavedRows)) * rowBytes, rowBytes), {target, std::size_t(columns)});
            if (values.defined())
                byRow[row].copy_(values);
        }
    });
    return out;
}

/// A tensor of another type whose rows are interleaved, on the CPU.
at::Tensor deinterleaved(const TensorData& data, at::ScalarType type)
{
    at::Tensor out = at::empty(data.shape, type);
    const std::int64_t half = data.interleavedRows / 2;
    const std::int64_t groups = data.shape.front() / data.interleavedRows;
    const std::int64_t columns = data.count() / data.shape.front();
    out.view({groups, 2, half, columns}).copy_(viewTensor(data).view({groups, half, 2, columns}).transpose(1, 2));
    return out;
}

} // namespace

at::Tensor viewTensor(const TensorData& data)
{
    const auto owner = data.owner;
    // from_blob wants a mutable pointer; the mapping itself is read-only.
    void* memory = const_cast<std::byte*>(data.bytes.data());
    if (reinterpret_cast<std::uintptr_t>(memory) % elementSize(data.type) != 0) {
        // safetensors does not promise alignment.
        at::Tensor copy = at::empty(data.shape, scalarType(data.type));
        std::memcpy(copy.data_ptr(), memory, data.bytes.size());
        return copy;
    }
    return at::from_blob(memory, data.shape, [owner](void*) {}, at::TensorOptions(scalarType(data.type)));
}

at::Tensor loadTensor(const TensorData& data, at::ScalarType type, at::Device device)
{
    if (isQuantized(data.type))
        return dequantized(data, type).to(device);
    if (data.interleavedRows > 0)
        return deinterleaved(data, type).to(device);
    return viewTensor(data).to(device, type, /*non_blocking=*/false, /*copy=*/true);
}

TensorData tensorBytes(const std::string& name, const at::Tensor& tensor)
{
    const auto dense = std::make_shared<at::Tensor>(tensor.detach().cpu().contiguous());
    TensorData data;
    data.name = name;
    data.type = elementType(dense->scalar_type());
    data.shape = dense->sizes().vec();
    data.bytes = {static_cast<const std::byte*>(dense->data_ptr()), std::size_t(dense->nbytes())};
    data.owner = dense;
    return data;
}

ElementType elementType(at::ScalarType type)
{
    switch (type) {
    case at::kDouble: return ElementType::f64;
    case at::kFloat: return ElementType::f32;
    case at::kHalf: return ElementType::f16;
    case at::kBFloat16: return ElementType::bf16;
    case at::kLong: return ElementType::i64;
    case at::kInt: return ElementType::i32;
    case at::kShort: return ElementType::i16;
    case at::kChar: return ElementType::i8;
    case at::kByte: return ElementType::u8;
    case at::kBool: return ElementType::boolean;
    default: throw Error("tensor", "this dtype cannot be written to a model file");
    }
}

} // namespace icf
