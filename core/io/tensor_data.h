#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace icf {

/// Element types that model files hold.
enum class ElementType { f64, f32, f16, bf16, i64, i32, i16, i8, u8, boolean };

/// Bytes of one element.
std::size_t elementSize(ElementType type);
bool isFloatingPoint(ElementType type);
/// The name in safetensors headers: "F32", "BF16", …
const char* elementName(ElementType type);

/// Bytes of a dense tensor; nothing when a dimension is negative or the product (zeros left out) exceeds 2^63 - 1.
std::optional<std::uint64_t> checkedBytes(std::span<const std::int64_t> shape, ElementType type);

/// One tensor as bytes: dense, row-major, little-endian.  owner keeps the memory (a file mapping or a buffer) alive.
struct TensorData {
    std::string name;
    ElementType type = ElementType::f32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> owner;

    /// Product of the shape.
    std::int64_t count() const;
};

/// Copies the bytes when they do not start at a multiple of the element size, which code that computes may rely on.
/// Returns whether it did.
bool alignToElements(TensorData& tensor);

} // namespace icf
