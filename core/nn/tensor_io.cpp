#include "core/nn/tensor_io.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/quantized/block_kernels.h"

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

/// Bytes of a file that are read before their pages are dropped.
constexpr std::size_t kBlockBytes = std::size_t{1} << 24;

/// The row of the file that holds a row of the tensor: TensorData::interleavedRows.
std::int64_t storedRow(std::int64_t row, std::int64_t interleaved)
{
    if (interleaved == 0)
        return row;
    const std::int64_t half = interleaved / 2;
    const std::int64_t inGroup = row % interleaved;
    return row - inGroup + inGroup % half * 2 + inGroup / half;
}

/// Rows of a quantized matrix into one on the CPU.
void dequantizeRows(const TensorData& data, const at::Tensor& target)
{
    const std::int64_t rows = data.shape[0], columns = data.shape[1];
    const std::size_t rowBytes = data.bytes.size() / std::size_t(rows);
    const bool direct = target.scalar_type() == at::kFloat;
    at::parallel_for(0, rows, std::max<std::int64_t>(1, 65536 / columns), [&](std::int64_t begin, std::int64_t end) {
        const at::NoGradGuard noGrad; // Which holds for one thread.
        const at::Tensor values = direct ? at::Tensor() : at::empty({columns}, at::kFloat);
        for (std::int64_t row = begin; row < end; ++row) {
            float* out = direct ? target.data_ptr<float>() + row * columns : values.data_ptr<float>();
            dequantize(data.type, data.bytes.subspan(std::size_t(storedRow(row, data.interleavedRows)) * rowBytes, rowBytes), {out, std::size_t(columns)});
            if (!direct)
                target[row].copy_(values);
        }
    });
}

/// Some rows of a matrix, whole groups where they are interleaved.
void loadRows(const TensorData& data, const at::Tensor& target)
{
    if (isQuantized(data.type)) {
        const at::Tensor here = target.is_cpu() ? target : at::empty_like(target, at::kCPU);
        dequantizeRows(data, here);
        if (!target.is_cpu())
            target.copy_(here);
    } else if (data.interleavedRows > 0) {
        const std::int64_t half = data.interleavedRows / 2;
        const std::int64_t groups = data.shape[0] / data.interleavedRows;
        target.view({groups, 2, half, data.shape[1]}).copy_(viewTensor(data).view({groups, half, 2, data.shape[1]}).transpose(1, 2));
    } else {
        target.copy_(viewTensor(data));
    }
}

/// Calls work(first row, block) for blocks of a matrix's rows, whole groups where they are interleaved, and gives their pages back.
template <class Work> void eachBlock(const TensorData& data, std::int64_t rows, Work work)
{
    const std::size_t rowBytes = data.bytes.size() / std::size_t(rows);
    const std::int64_t group = std::max<std::int64_t>(1, data.interleavedRows);
    const std::int64_t most = std::max<std::int64_t>(1, std::int64_t(kBlockBytes / rowBytes) / group) * group;
    for (std::int64_t row = 0; row < rows; row += most) {
        TensorData block = data;
        block.shape = {std::min(most, rows - row), data.count() / rows};
        block.bytes = data.bytes.subspan(std::size_t(row) * rowBytes, std::size_t(block.shape[0]) * rowBytes);
        work(row, std::as_const(block));
        if (data.mapped)
            MappedFile::dropPages(block.bytes);
    }
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

void loadTensorInto(const TensorData& data, const at::Tensor& target)
{
    const at::NoGradGuard noGrad;
    if (data.count() == 0)
        return;
    // As a matrix; what has one dimension is one row.
    const std::int64_t rows = data.shape.size() > 1 || data.interleavedRows > 0 ? data.shape[0] : 1;
    const at::Tensor matrix = target.view({rows, data.count() / rows});
    eachBlock(data, rows, [&](std::int64_t first, const TensorData& block) { loadRows(block, matrix.narrow(0, first, block.shape[0])); });
}

void readRows(const TensorData& data, const std::function<void(std::int64_t first, const at::Tensor& values)>& work)
{
    const at::NoGradGuard noGrad;
    eachBlock(data, data.shape[0], [&](std::int64_t first, const TensorData& block) {
        const at::Tensor values = at::empty(block.shape, at::kFloat);
        loadRows(block, values);
        work(first, values);
    });
}

at::Tensor loadBlocks(const TensorData& data)
{
    const std::int64_t rows = data.shape[0];
    const std::size_t rowBytes = data.bytes.size() / std::size_t(rows);
    const at::Tensor out = at::empty({rows, std::int64_t(rowBytes)}, at::kByte);
    auto* to = static_cast<std::byte*>(out.mutable_data_ptr());
    eachBlock(data, rows, [&](std::int64_t first, const TensorData& block) {
        for (std::int64_t row = 0; row < block.shape[0]; ++row) {
            const std::byte* from = block.bytes.data() + std::size_t(storedRow(row, data.interleavedRows)) * rowBytes;
            std::memcpy(to + std::size_t(first + row) * rowBytes, from, rowBytes);
        }
    });
    return out;
}

at::Tensor loadTensor(const TensorData& data, at::ScalarType type, at::Device device)
{
    at::Tensor out = at::empty(data.shape, at::TensorOptions(type).device(device));
    loadTensorInto(data, out);
    return out;
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

TensorData tensorToWrite(const std::string& name, const at::Tensor& tensor)
{
    if (tensor.is_cpu())
        return tensorBytes(name, tensor);
    TensorData data;
    data.name = name;
    data.type = elementType(tensor.scalar_type());
    data.shape = tensor.sizes().vec();
    data.later = std::make_shared<const std::function<TensorData()>>([name, tensor] { return tensorBytes(name, tensor); });
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
