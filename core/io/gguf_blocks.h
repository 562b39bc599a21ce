#pragma once
#include <cstddef>
#include <span>

#include "core/io/tensor_data.h"

namespace icf {

/// The values of whole blocks of a quantized type, in float32; bit for bit those of the Python package gguf.  blocks: n · blockSize(type).bytes
/// bytes, of any alignment; values: n · blockSize(type).elements numbers.  Layouts as in the documentation of GGUF's types: a block holds a scale (and a
/// minimum) in float16 for all of it, and the K types a scale in 6 or 8 bits for each 32 or 16 elements of their 256 too.
void dequantize(ElementType type, std::span<const std::byte> blocks, std::span<float> values);

} // namespace icf
