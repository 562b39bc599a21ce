#include "core/nn/tensor_io.h"

#include "core/base/error.h"

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
    }
    throw std::logic_error("unknown element type");
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
