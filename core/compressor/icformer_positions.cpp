#include "core/compressor/icformer_positions.h"

#include <algorithm>

#include "core/nn/attention.h"
#include "core/nn/device_lists.h"

namespace icf {

IcformerPositions icformerPositions(const IcformerConfig& config, const std::vector<std::int64_t>& lengths, std::int64_t padded,
                            at::Device device, at::ScalarType type)
{
    const std::int64_t digests = config.digests;
    const auto options = at::TensorOptions(at::kLong).device(device);
    const bool ragged = std::any_of(lengths.begin(), lengths.end(), [&](std::int64_t length) { return length != padded; });
    const at::Tensor length = ragged ? toDevice(lengths, device).unsqueeze(1)
                                     : at::full({1, 1}, padded, options);
    const at::Tensor contextPosition = at::arange(padded, options).unsqueeze(0);
    const at::Tensor digestPosition = length + at::arange(digests, options).unsqueeze(0);
    std::vector<std::int64_t> sequences;
    for (const std::int64_t each : ragged ? lengths : std::vector<std::int64_t>{padded})
        sequences.push_back(each + digests);

    IcformerPositions positions;
    positions.keys = rotaryTable(config.rotary, at::cat({contextPosition.expand({length.size(0), padded}), digestPosition}, 1), sequences, type);
    positions.digestsAlone = rotaryTable(config.rotary, at::arange(digests, options).unsqueeze(0), digests, type);
    positions.causalMask = at::ones({digests, digests}, options.dtype(at::kBool)).tril().view({1, 1, digests, digests});
    const at::Tensor seesContext = contextPosition.lt(length).view({length.size(0), 1, 1, padded}).expand({-1, 1, digests, padded});
    positions.crossMask = at::cat({seesContext, positions.causalMask.expand({length.size(0), 1, digests, digests})}, -1);
    positions.crossBias = maskBias(positions.crossMask, type);
    return positions;
}

IcformerPositions raggedPositions(const IcformerConfig& config, const std::vector<std::int64_t>& lengths, at::Device device, at::ScalarType type)
{
    const auto options = at::TensorOptions(at::kLong).device(device);
    const bool alike = std::all_of(lengths.begin(), lengths.end(), [&](std::int64_t length) { return length == lengths.front(); });
    IcformerPositions positions;
    std::vector<std::int64_t> sequences;
    // The begins, and after them the lengths: one copy to the device.
    std::vector<std::int64_t> numbers{0};
    for (const std::int64_t length : lengths) {
        positions.keyCount += length + config.digests;
        positions.longest = std::max(positions.longest, length + config.digests);
        numbers.push_back(positions.keyCount);
        if (sequences.empty() || !alike)
            sequences.push_back(length + config.digests);
    }
    const std::int64_t rows = std::int64_t(lengths.size());
    numbers.insert(numbers.end(), lengths.begin(), alike ? lengths.begin() + 1 : lengths.end());
    const at::Tensor there = toDevice(std::move(numbers), device);
    positions.begins = there.narrow(0, 0, rows + 1).to(at::kInt);
    positions.places = rotaryTable(config.rotary, at::arange(positions.longest, options).unsqueeze(0), sequences, type);
    const at::Tensor digest = there.narrow(0, rows + 1, std::int64_t(sequences.size())).unsqueeze(1) + at::arange(config.digests, options).unsqueeze(0);
    positions.digestPlaces = rotaryTable(config.rotary, digest, sequences, type);
    positions.digestsAlone = rotaryTable(config.rotary, at::arange(config.digests, options).unsqueeze(0), config.digests, type);
    return positions;
}

} // namespace icf
