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
    /// Where attendsRagged, instead of keys and the masks: keys of unequal rows lie one after the other.
    RotaryTable places;        ///< Of plain positions: [batch or 1, length + digests, headDim].
    RotaryTable digestPlaces;  ///< Of the digests' positions: [batch or 1, digests, headDim].
    at::Tensor begins;         ///< int32 [batch + 1]: where each row's keys begin, and their number.
    std::int64_t keyCount = 0, longest = 0;
    at::Tensor keyRows;        ///< Of raggedKeys: int64 [keyCount], each key's row among the tokens and the digests after them; keys is then [1, keyCount, headDim].
};

/// lengths: true length of each context; padded: length of the batch.  When all lengths are equal, one row serves for all.
IcformerPositions icformerPositions(const IcformerConfig& config, const std::vector<std::int64_t>& lengths, std::int64_t padded,
                            at::Device device, at::ScalarType type);

/// The same for attendRagged: places, digestPlaces and begins.
IcformerPositions raggedPositions(const IcformerConfig& config, const std::vector<std::int64_t>& lengths, at::Device device, at::ScalarType type);

} // namespace icf
