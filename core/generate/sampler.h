#pragma once
#include <torch/types.h>

#include <cstdint>
#include <vector>

#include "core/base/random_source.h"
#include "core/report/settings.h"

namespace icf {

/// How the next token of each row is chosen.
struct RowSampling {
    SamplingSettings settings{};
    std::vector<std::int64_t> rows{};  ///< Numbers of the rows in their data, one for each layout; empty: 0, 1, ….
};

/// Chooses tokens; with a temperature, reproducibly: each row draws from a source of its own, made from the seed and the row's number, so
/// that its tokens do not depend on the rows beside it.
class Sampler {
public:
    /// rows: how many are chosen for at a time.
    Sampler(const RowSampling& sampling, std::int64_t rows);

    /// logits: float32 [rows, vocab] → int64 [rows] on the CPU.
    at::Tensor choose(const at::Tensor& logits);

private:
    at::Tensor drawnOnDevice(const at::Tensor& weights, const at::Tensor& logits);

    SamplingSettings settings_;
    std::vector<RandomSource> sources_;  ///< One a row.
};

} // namespace icf
