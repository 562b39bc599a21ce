#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/bench/bench_options.h"
#include "core/models/models.h"

namespace icf {

/// Everything that a benchmark computes with.
struct BenchModels : OpenModels {
    std::vector<std::int64_t> ids;  ///< The text; contexts are cut from it and it is repeated where it is too short.
    std::string description;
    bool wholeModel = true;         ///< False for sizes whose language model is too large here: only its word embeddings are there.

    /// The context number index of a length, from the text.
    std::vector<std::int64_t> context(std::int64_t length, std::int64_t index = 0) const;
};

/// Loads or makes the models and turns the text into ids.  Throws Error.
BenchModels openBenchModels(const BenchOptions& options);

} // namespace icf
