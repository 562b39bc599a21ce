#pragma once
#include <torch/types.h>

#include <string>
#include <vector>

#include "core/layout/layout.h"
#include "core/llama/llama_model.h"

namespace icf {

/// What the language model says of the label tokens of several layouts under teacher forcing.
struct RowScores {
    at::Tensor logProbabilities;       ///< float32 [labels, vocab]
    at::Tensor labels;                 ///< int64 [labels]
    std::vector<std::int64_t> counts;  ///< Labels of each layout.
};

/// Reads the layouts in one batch.  Each must end in a label.
RowScores scoreRows(const LlamaModel& lm, const std::vector<Layout>& layouts);

/// Numbers of one layout's labels.
struct LabelScores {
    double loss = 0;               ///< Mean cross-entropy in nats.
    double accuracy = 0;
    std::string hits;              ///< '1' where the likeliest token is the label.
    std::vector<double> surprisal; ///< Cross-entropy of each label.
};
/// Splits the scores by layout.
std::vector<LabelScores> labelScores(const RowScores& scores);

/// Mean KL(teacher ‖ student) per label of each layout, in nats.  Both must have the same labels.
std::vector<double> divergences(const RowScores& teacher, const RowScores& student);

} // namespace icf
