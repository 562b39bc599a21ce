#include "core/compressor/encoder_positions.h"

#include <algorithm>

#include "core/nn/attention.h"

namespace icf {

EncoderPositions encoderPositions(const IcformerConfig& config, const std::vector<std::int64_t>& lengths, std::int64_t padded,
                            at::Device device, at::ScalarType type)
{
    const std::int64_t digests = config.digests;
    const auto options = at::TensorOptions(at::kLong).device(device);
    const bool ragged = std::any_of(lengths.begin(), lengths.end(), [&](std::int64_t length) { return length != padded; });
    const at::Tensor length = ragged ? at::tensor(at::IntArrayRef(lengths), at::kLong).to(device).unsqueeze(1)
                                     : at::full({1, 1}, padded, options);
    const at::Tensor contextPlace = at::arange(padded, options).unsqueeze(0);
    const at::Tensor digestPlace = length + at::arange(digests, options).unsqueeze(0);
    std::vector<std::int64_t> sequences;
    for (const std::int64_t each : ragged ? lengths : std::vector<std::int64_t>{padded})
        sequences.push_back(each + digests);

    EncoderPositions places;
    places.keys = rotaryTable(config.rotary, at::cat({contextPlace.expand({length.size(0), padded}), digestPlace}, 1), sequences, type);
    places.digestsAlone = rotaryTable(config.rotary, at::arange(digests, options).unsqueeze(0), digests, type);
    places.causalMask = at::ones({digests, digests}, options.dtype(at::kBool)).tril().view({1, 1, digests, digests});
    const at::Tensor seesContext = contextPlace.lt(length).view({length.size(0), 1, 1, padded}).expand({-1, 1, digests, padded});
    places.crossMask = at::cat({seesContext, places.causalMask.expand({length.size(0), 1, digests, digests})}, -1);
    places.crossBias = maskBias(places.crossMask, type);
    return places;
}

} // namespace icf
