#pragma once
#include <torch/types.h>

#include <vector>

#include "core/config/icformer_config.h"
#include "core/nn/rotary.h"

namespace icf {

/// Where everything of one padded batch of contexts stands: rotary tables and masks of the encoder's attention.
struct IcformerPositions {
    RotaryTable keys;          ///< Of context and digest keys: [batch or 1, length + digests, headDim].
    RotaryTable digestsAlone;  ///< Of self-attention layers: positions 0 … digests-1.
    at::Tensor crossMask;      ///< True where a digest may look: bool [batch or 1, 1, digests, length + digests].
    at::Tensor crossBias;      ///< The same as 0 and -infinity in the dtype of the computation.
    at::Tensor causalMask;     ///< bool [1, 1, digests, digests]
};

/// lengths: true length of each context; padded: length of the batch.  When all lengths are equal, one row serves for all.
IcformerPositions icformerPositions(const IcformerConfig& config, const std::vector<std::int64_t>& lengths, std::int64_t padded,
                            at::Device device, at::ScalarType type);

} // namespace icf
