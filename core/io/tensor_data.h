#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace icf {

/// Element types that model files hold.  Those from q4_0 on are GGUF's, in which a block of elements has a scale: core/quantized/block_kernels.h.
enum class ElementType { f64, f32, f16, bf16, i64, i32, i16, i8, u8, boolean, q4_0, q4_1, q5_0, q5_1, q8_0, q4_k, q5_k, q6_k };

/// Elements that are stored together, and in how many bytes; a tensor's rows are whole blocks.
struct BlockSize {
    std::uint32_t elements = 1;
    std::uint32_t bytes = 1;
};
BlockSize blockSize(ElementType type);
/// True for the types of which a block holds more than one element.
inline bool isQuantized(ElementType type) { return type >= ElementType::q4_0; }

/// Bytes of one element, of one block where the type is quantized.
inline std::size_t elementSize(ElementType type) { return blockSize(type).bytes; }
/// Quantized types count.
bool isFloatingPoint(ElementType type);
/// The name in safetensors headers and GGUF: "F32", "BF16", "Q4_K", …
const char* elementName(ElementType type);

/// Bytes of a dense tensor; nothing when a dimension is negative, the product (zeros left out) exceeds 2^63 - 1, or a row is no whole number of
/// blocks.
std::optional<std::uint64_t> checkedBytes(std::span<const std::int64_t> shape, ElementType type);

/// One tensor as bytes: dense, row-major, little-endian.  owner keeps the memory (a file mapping or a buffer) alive.
struct TensorData {
    std::string name;
    ElementType type = ElementType::f32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> owner;
    /// Above 0: the bytes hold the rows (the first dimension) in another order, in groups of so many.  Row i of the first half of a group is the
    /// bytes' row 2i, row i of the second half their row 2i + 1.  So lie the queries and keys of GGUF files whose rotary pairs are neighbours.
    std::int64_t interleavedRows = 0;
    /// The bytes are part of a file's mapping: whoever has copied them may give the pages back (MappedFile::dropPages).
    bool mapped = false;
    /// Of a tensor that is only written: gives its bytes when their turn comes, so that not all of a file's are in memory at once; bytes is empty then.
    std::shared_ptr<const std::function<TensorData()>> later = nullptr;

    /// Product of the shape.
    std::int64_t count() const;
};

/// The tensor with its bytes, which those of `later` have while the result is kept.  Throws Error naming source when they are not as many as its shape says.
TensorData withBytes(const TensorData& tensor, const std::string& source);

/// Copies the bytes when they do not start at a multiple of the element size, which code that computes may rely on; quantized ones need no
/// alignment.  Returns whether it did.
bool alignToElements(TensorData& tensor);

} // namespace icf
