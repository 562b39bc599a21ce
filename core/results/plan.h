#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/cancel_token.h"
#include "core/data/dataset.h"
#include "core/results/evaluate_options.h"
#include "core/text/tokenizer.h"

namespace icf {

/// One example to be put to every system.
struct EvaluationItem {
    std::int64_t row = 0;               ///< Of the data; number of the sample for generated data.
    std::int64_t line = 0;              ///< Of the data file; 0 for generated data.
    std::vector<std::int64_t> context;  ///< Ids; for reconstructions with bos, as pre-training has them.
    std::string prompt;                 ///< Without template; empty for reconstructions.
    std::string reference;
    std::string value;                  ///< Retrieval: what the output has to hold.
    std::int64_t other = -1;            ///< Item of the cell whose digests other_row reads; −1 when all contexts are the same.
};

/// One setting of one task for one seed.
struct EvaluationCell {
    std::string task;
    std::string name;
    std::int64_t seed = 0;
    ChunkSettings chunks;
    std::vector<EvaluationItem> items;
    std::vector<std::string> systems;

    bool reconstructs() const { return task == "autoencode" || task == "ladder"; }
};

/// A batch of items of one cell for one compressor: what is computed, stored and resumed as a whole.
struct EvaluationUnit {
    std::size_t cell = 0;
    std::size_t compressor = 0;
    std::size_t first = 0;
    std::size_t count = 0;
    std::vector<std::string> systems;  ///< The first compressor runs all; later ones only what depends on them.
};

/// All that will be computed.
struct EvaluationPlan {
    std::vector<EvaluationCell> cells;
    std::vector<EvaluationUnit> units;
    nlohmann::ordered_json counts;       ///< Rows used and left out, with reasons and lines.
    std::vector<std::string> warnings;   ///< One line each.
    std::string dataFingerprint;
};

/// Reads the data and lays everything out.  compressorDigests: digests per chunk of the first compressor (for ratios);
/// compressors: how many are evaluated; vocab: of the language model (for ids+1 and random ids).
/// The same arguments and data give the same plan.  Throws Error when a task has no usable row at all.
EvaluationPlan makePlan(const EvaluateOptions& options, const Tokenizer& tokenizer, std::int64_t vocab, std::int64_t compressorDigests,
                        std::size_t compressors, CancelToken& cancel);

} // namespace icf
