#include "core/io/tensor_data.h"

#include <iterator>

#include "core/base/error.h"
#include "core/base/utf8.h"

namespace icf {

namespace {

struct TypeFacts {
    const char* name;
    BlockSize block;
    bool floating;
};

/// In the order of ElementType.
constexpr TypeFacts kTypes[] = {
    {"F64", {1, 8}, true}, {"F32", {1, 4}, true}, {"F16", {1, 2}, true}, {"BF16", {1, 2}, true},
    {"I64", {1, 8}, false}, {"I32", {1, 4}, false}, {"I16", {1, 2}, false}, {"I8", {1, 1}, false},
    {"U8", {1, 1}, false}, {"BOOL", {1, 1}, false},
    {"Q4_0", {32, 18}, true}, {"Q4_1", {32, 20}, true}, {"Q5_0", {32, 22}, true}, {"Q5_1", {32, 24}, true}, {"Q8_0", {32, 34}, true},
    {"Q4_K", {256, 144}, true}, {"Q5_K", {256, 176}, true}, {"Q6_K", {256, 210}, true}};
static_assert(std::size(kTypes) == std::size_t(ElementType::q6_k) + 1);

const TypeFacts& factsOf(ElementType type)
{
    return kTypes[std::size_t(type)];
}

} // namespace

BlockSize blockSize(ElementType type)
{
    return factsOf(type).block;
}

bool isFloatingPoint(ElementType type)
{
    return factsOf(type).floating;
}

const char* elementName(ElementType type)
{
    return factsOf(type).name;
}

std::optional<std::uint64_t> checkedBytes(std::span<const std::int64_t> shape, ElementType type)
{
    const BlockSize block = blockSize(type);
    if (block.elements > 1 && (shape.empty() || shape.back() % block.elements != 0))
        return std::nullopt;
    // A dimension of 0 must not hide others that overflow: strides are computed from them.
    std::uint64_t span = block.bytes;
    bool empty = false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const std::int64_t dimension = i + 1 == shape.size() ? shape[i] / block.elements : shape[i];
        if (shape[i] < 0)
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

TensorData withBytes(const TensorData& tensor, const std::string& source)
{
    TensorData result = tensor.later ? (*tensor.later)() : tensor;
    const auto bytes = checkedBytes(tensor.shape, tensor.type);
    if (!bytes || *bytes != result.bytes.size())
        throw Error(source, "tensor \"" + printable(tensor.name) + "\" has other bytes than its shape says");
    return result;
}

bool alignToElements(TensorData& tensor)
{
    if (isQuantized(tensor.type) || reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % elementSize(tensor.type) == 0)
        return false;
    // operator new aligns to at least 16 bytes.
    auto copy = std::make_shared<std::vector<std::byte>>(tensor.bytes.begin(), tensor.bytes.end());
    tensor.bytes = *copy;
    tensor.owner = std::move(copy);
    tensor.mapped = false;
    return true;
}

} // namespace icf
