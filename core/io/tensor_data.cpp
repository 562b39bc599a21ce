#include "core/io/tensor_data.h"

namespace icf {

std::size_t elementSize(ElementType type)
{
    switch (type) {
    case ElementType::f64:
    case ElementType::i64:
        return 8;
    case ElementType::f32:
    case ElementType::i32:
        return 4;
    case ElementType::f16:
    case ElementType::bf16:
    case ElementType::i16:
        return 2;
    case ElementType::i8:
    case ElementType::u8:
    case ElementType::boolean:
        return 1;
    }
    return 0;
}

bool isFloatingPoint(ElementType type)
{
    return type == ElementType::f64 || type == ElementType::f32 || type == ElementType::f16 || type == ElementType::bf16;
}

const char* elementName(ElementType type)
{
    switch (type) {
    case ElementType::f64:
        return "F64";
    case ElementType::f32:
        return "F32";
    case ElementType::f16:
        return "F16";
    case ElementType::bf16:
        return "BF16";
    case ElementType::i64:
        return "I64";
    case ElementType::i32:
        return "I32";
    case ElementType::i16:
        return "I16";
    case ElementType::i8:
        return "I8";
    case ElementType::u8:
        return "U8";
    case ElementType::boolean:
        return "BOOL";
    }
    return "";
}

std::optional<std::uint64_t> checkedBytes(std::span<const std::int64_t> shape, ElementType type)
{
    // A dimension of 0 must not hide others that overflow: strides are computed from them.
    std::uint64_t span = elementSize(type);
    bool empty = false;
    for (const std::int64_t dimension : shape) {
        if (dimension < 0)
            return std::nullopt;
        empty = empty || dimension == 0;
        const auto factor = static_cast<std::uint64_t>(dimension == 0 ? 1 : dimension);
        if (__builtin_mul_overflow(span, factor, &span) || span > static_cast<std::uint64_t>(INT64_MAX))
            return std::nullopt;
    }
    return empty ? 0 : span;
}

std::int64_t TensorData::count() const
{
    std::int64_t product = 1;
    for (const std::int64_t dimension : shape)
        product *= dimension;
    return product;
}

bool alignToElements(TensorData& tensor)
{
    if (reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % elementSize(tensor.type) == 0)
        return false;
    // operator new aligns to at least 16 bytes.
    auto copy = std::make_shared<std::vector<std::byte>>(tensor.bytes.begin(), tensor.bytes.end());
    tensor.bytes = *copy;
    tensor.owner = std::move(copy);
    return true;
}

} // namespace icf
