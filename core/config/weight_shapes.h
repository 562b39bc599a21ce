#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace icf {

class ModelWeights;

/// One tensor of an architecture.
struct WeightShape {
    std::string name;                 ///< As in model.safetensors, e.g. "model.layers.0.self_attn.q_proj.weight".
    std::vector<std::int64_t> shape;  ///< A matrix is [output, input] as in torch.nn.Linear; biases and norms have one dimension.
};

/// Throws Error naming the first tensor of the list that is missing, has another shape, or cannot be read.
void requireWeights(const ModelWeights& weights, const std::vector<WeightShape>& shapes);

/// Elements of all tensors together; the greatest std::int64_t where a configuration states more than it holds.
std::int64_t parameterCount(const std::vector<WeightShape>& shapes);

} // namespace icf
