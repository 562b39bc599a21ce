#pragma once
#include <torch/types.h>

#include <functional>
#include <string>
#include <vector>

#include "core/io/tensor_data.h"

namespace icf {

/// A torch tensor of the same type and shape that shares the file's memory; treat it as read-only.  Not for quantized types and interleaved rows.
at::Tensor viewTensor(const TensorData& data);
/// Converts into target, a dense tensor of the same shape, any floating-point type and any device; its rows are in torch's order.  Values of quantized
/// types are made in float32 and rounded once.  The file is read a few megabytes at a time and its pages are given back, so that it takes no memory
/// beside the target.
void loadTensorInto(const TensorData& data, const at::Tensor& target);
/// The same into a tensor of its own memory.
at::Tensor loadTensor(const TensorData& data, at::ScalarType type, at::Device device = at::kCPU);
/// A quantized matrix as its blocks: uint8 [rows, bytes of a row], rows in torch's order.
at::Tensor loadBlocks(const TensorData& data);
/// Calls work(first row, float32 [count, columns]) for the rows of a matrix, a few megabytes at a time.
void readRows(const TensorData& data, const std::function<void(std::int64_t first, const at::Tensor& values)>& work);
/// The bytes of a tensor under a name; moved to the CPU and made dense when it is not.
TensorData tensorBytes(const std::string& name, const at::Tensor& tensor);
/// The same for a file: what lies on another device is copied when it is written, one tensor at a time.  It must not change until then.
TensorData tensorToWrite(const std::string& name, const at::Tensor& tensor);
/// The matching element type.  Throws Error for types that model files do not hold.
ElementType elementType(at::ScalarType type);

} // namespace icf
