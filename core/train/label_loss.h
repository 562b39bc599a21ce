#pragma once
#include <torch/types.h>

#include "core/llama/llama_model.h"

namespace icf {

/// What the label rows of a batch say.
struct LabelScores {
    at::Tensor losses;   ///< float32 [labels], with gradient
    at::Tensor correct;  ///< bool [labels]: the label is the likeliest word
};

/// alpha · cross-entropy + (1 − alpha) · KL(teacher ‖ model) of each label, a block of rows at a time: the vocabulary's scores
/// are never there for all labels at once, and their gradient is made where they stand.
/// hidden: [labels, hidden] behind the final norm, the rows that predict a label; labels: int64 [labels]; teacher: the same rows
/// of the full-context model, without gradient, or undefined when alpha is 1.
/// On the processor by labelRow (row_kernels.h); elsewhere and for other types labelLossesPlain.
LabelScores labelLosses(const LlamaModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha);

/// The same by the formulas over whole tables of scores: the readable definition that labelLosses is tested against.
LabelScores labelLossesPlain(const LlamaModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha);

} // namespace icf
