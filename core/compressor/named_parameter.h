#pragma once
#include <torch/types.h>

#include <string>

namespace icf {

/// A trained tensor and the name that it has in model.safetensors or param.pt.
struct NamedParameter {
    std::string name;
    at::Tensor tensor;  ///< float32
};

} // namespace icf
