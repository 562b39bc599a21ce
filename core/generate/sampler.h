#pragma once
#include <torch/types.h>

#include <cstdint>

namespace icf {

/// How the next token is chosen.  Greedy when temperature is 0.
struct SamplingSettings {
    double temperature = 0;
    double topP = 1;
    std::int64_t topK = 0;  ///< 0: all.
    std::uint64_t seed = 0;
};

/// Chooses tokens; with a temperature, reproducibly from the seed.
class Sampler {
public:
    explicit Sampler(const SamplingSettings& settings);

    /// logits: float32 [rows, vocab] → int64 [rows] on the processor.
    at::Tensor choose(const at::Tensor& logits);

private:
    SamplingSettings settings_;
    at::Generator generator_;
};

} // namespace icf
