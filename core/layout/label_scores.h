#pragma once
#include <torch/types.h>

#include <vector>

#include "core/layout/layout.h"
#include "core/lm/language_model.h"

namespace icf {

/// What the language model has read of a batch of layouts, where it predicts their labels.
struct LabelRows {
    at::Tensor hidden;                 ///< [labels, hidden], after the final norm; with gradient where the layouts' vectors have one
    at::Tensor labels;                 ///< int64 [labels]: the ids to predict
    std::vector<std::int64_t> counts;  ///< Labels of each layout.
};

/// Reads layouts that end in a label in one batch.
LabelRows readLabels(const LanguageModel& lm, const std::vector<Layout>& layouts);

/// What the vocabulary's scores say about each label.
struct LabelScores {
    at::Tensor losses;       ///< float32 [labels]: alpha · cross-entropy + (1 − alpha) · divergence, in nats; with gradient
    at::Tensor divergences;  ///< float32 [labels]: KL(teacher ‖ model) in nats; undefined without a teacher
    at::Tensor likeliest;    ///< int64 [labels]: the likeliest token, the first of equals

    /// Whether the label is the likeliest token: bool [labels].
    at::Tensor correct(const at::Tensor& labels) const { return likeliest.eq(labels); }
};

/// Scores labels a block of rows at a time: the vocabulary's scores are never there for all labels at once, and their gradient is made in
/// place.  The only code that scores labels: training, evaluation, inspection and the benchmark read what they need of it.
/// hidden, labels: as in LabelRows; teacher: the same rows of the full-context model, without gradient, or undefined; alpha: weight of
/// cross-entropy, 1 without a teacher.  Source: docs/reference.md, "Objectives".
/// On the CPU by labelRow (row_kernels.h); elsewhere and for other dtypes by scoreLabelsByTensors.
LabelScores scoreLabels(const LanguageModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher = {}, double alpha = 1);

/// The same with LibTorch's operations in place of labelRow, as on a GPU.
LabelScores scoreLabelsByTensors(const LanguageModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher = {},
                                 double alpha = 1);

/// The same by the formulas over whole tables of scores: the readable definition that scoreLabels is tested against.
LabelScores scoreLabelsPlain(const LanguageModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher = {},
                             double alpha = 1);

} // namespace icf
