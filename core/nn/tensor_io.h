#pragma once
#include <torch/types.h>

#include <string>
#include <vector>

#include "core/io/tensor_data.h"

namespace icf {

/// A torch tensor of the same type and shape that shares the file's memory; treat it as read-only.  Not for quantized types and interleaved rows.
at::Tensor viewTensor(const TensorData& data);
/// A tensor of its own memory, converted to type on device, its rows in torch's order.  Values of quantized types are made in float32 and rounded
/// once, a row at a time: the tensor itself is all the memory that is taken.
at::Tensor loadTensor(const TensorData& data, at::ScalarType type, at::Device device = at::kCPU);
/// The bytes of a tensor under a name; moved to the CPU and made dense when it is not.
TensorData tensorBytes(const std::string& name, const at::Tensor& tensor);
/// The matching element type.  Throws Error for types that model files do not hold.
ElementType elementType(at::ScalarType type);

} // namespace icf
