#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/io/tensor_data.h"

/// Computing with the blocks of GGUF's quantized types (block_formats.h).
namespace icf {

/// The values of whole blocks of a quantized type, in float32; bit for bit those of the Python package gguf.  blocks: n · blockSize(type).bytes
/// bytes, of any alignment; values: n · blockSize(type).elements numbers.
void dequantize(ElementType type, std::span<const std::byte> blocks, std::span<float> values);

/// Rows of a quantized matrix times a vector: out[row] = Σ value[i] · x[i] in float32, without writing the values down.  rows: the blocks of `columns` elements
/// each, `step` bytes from one row to the next.
void dotBlocks(ElementType type, const std::byte* rows, std::size_t step, std::int64_t count, const float* x, std::int64_t columns, float* out);

/// The loops compiled for one instruction set, for tests of those that this CPU has but does not choose.
struct BlockKernels {
    const char* isa;
    void (*dequantize)(ElementType type, const std::uint8_t* blocks, std::size_t count, float* values);
    void (*dot)(ElementType type, const std::uint8_t* rows, std::size_t step, std::int64_t count, const float* x, std::int64_t columns, float* out);
};
/// Those that this CPU can run, the newest first.  Of them the first is taken, or what ATEN_CPU_CAPABILITY (avx2, default) allows.
std::span<const BlockKernels> blockKernels();

} // namespace icf
