#pragma once
#include <optional>

#include "core/config/weight_shapes.h"
#include "core/io/tensor_data.h"

namespace icf {

/// How the matrices of a language model are kept in memory.  On the CPU; elsewhere all are in the model's type.
struct WeightStorage {
    bool keepsQuantized = false;            ///< Matrices that the file holds quantized stay so.
    std::optional<ElementType> rounded{};   ///< q8_0 or q4_1: all others are rounded to it as they are read; with q4_1 embedding and head to q8_0.

    bool operator==(const WeightStorage&) const = default;
};

/// The quantized type that a weight is kept in; nothing where it is in the model's type.  stored: what its file holds.
inline std::optional<ElementType> quantizedType(const WeightStorage& storage, const WeightShape& weight, std::optional<ElementType> stored)
{
    if (weight.shape.size() != 2)
        return std::nullopt;
    if (storage.keepsQuantized && stored && isQuantized(*stored))
        return stored;
    if (!storage.rounded || weight.shape[1] % blockSize(*storage.rounded).elements != 0)
        return std::nullopt;
    // Of the vocabulary's errors every token meets some, and file formats of four bits keep it in eight too.
    return weight.name.starts_with("model.layers.") ? *storage.rounded : ElementType::q8_0;
}

} // namespace icf
