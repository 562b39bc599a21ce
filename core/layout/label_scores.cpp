#include "core/layout/label_scores.h"

#include <algorithm>

#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kScoresPerBlock = 1 << 23;

class LabelScoreFunction : public torch::autograd::Function<LabelScoreFunction> {
public:
    static variable_list forward(AutogradContext* context, const at::Tensor& hidden, const FrozenLinear& head, const at::Tensor& labels,
                                 const std::optional<at::Tensor>& teacher, double alpha)
    {
        const std::int64_t count = hidden.size(0), vocab = head.weight().size(0);
        const bool gradient = hidden.requires_grad();
        const at::Tensor wanted = labels.contiguous();
        at::Tensor losses = at::empty({count}, at::kFloat);
        at::Tensor divergences = teacher ? at::empty({count}, at::kFloat) : at::Tensor();
        at::Tensor likeliest = at::empty({count}, at::kLong);
        at::Tensor unit = gradient ? at::empty_like(hidden) : at::Tensor();
        const std::int64_t block = std::clamp<std::int64_t>(kScoresPerBlock / vocab, 16, 512);
        for (std::int64_t start = 0; start < count; start += block) {
            const std::int64_t rows = std::min(block, count - start);
            at::Tensor scores = head(hidden.narrow(0, start, rows));
            const at::Tensor teachers = teacher ? head(teacher->narrow(0, start, rows)) : at::Tensor();
            withElementType(scores, [&]<class T>(T*) {
                T* score = scores.mutable_data_ptr<T>();
                const T* other = teachers.defined() ? teachers.const_data_ptr<T>() : nullptr;
                const std::int64_t* label = wanted.const_data_ptr<std::int64_t>() + start;
                float* loss = losses.mutable_data_ptr<float>() + start;
                float* divergence = other ? divergences.mutable_data_ptr<float>() + start : nullptr;
                std::int64_t* best = likeliest.mutable_data_ptr<std::int64_t>() + start;
                forRows(rows, vocab, [&](std::int64_t row) {
                    const kernels::LabelScore result = kernels::labelRow<T>(score + row * vocab, other ? other + row * vocab : nullptr, label[row],
                                                                            float(alpha), gradient, vocab);
                    loss[row] = result.loss;
                    best[row] = result.likeliest;
                    if (divergence)
                        divergence[row] = result.divergence;
                });
            });
            if (gradient)
                unit.narrow(0, start, rows).copy_(head.back(scores));
        }
        context->save_for_backward({unit});
        if (!teacher) {
            context->mark_non_differentiable({likeliest});
            return {losses, likeliest};
        }
        context->mark_non_differentiable({likeliest, divergences});
        return {losses, likeliest, divergences};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const at::Tensor unit = context->get_saved_variables()[0];
        return {(unit * gradients[0].unsqueeze(1)).to(unit.scalar_type()), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

} // namespace

LabelRows readLabels(const LanguageModel& lm, const std::vector<Layout>& layouts)
{
    LayoutBatch batch = assemble(lm, layouts, PadSide::right);
    return {lm.hiddenStatesOf(batch.labelRows, batch.embeds), std::move(batch.labels), std::move(batch.labelCounts)};
}

LabelScores scoreLabels(const LanguageModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha)
{
    if (!hasRowKernels(hidden))
        return scoreLabelsPlain(lm, hidden, labels, teacher, alpha);
    const variable_list result = LabelScoreFunction::apply(hidden, lm.head(), labels,
                                                           teacher.defined() ? std::optional<at::Tensor>(teacher) : std::nullopt, alpha);
    return {result[0], teacher.defined() ? result[2] : at::Tensor(), result[1]};
}

LabelScores scoreLabelsPlain(const LanguageModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha)
{
    const at::Tensor logProbabilities = lm.logits(hidden).log_softmax(-1);
    LabelScores scores;
    scores.likeliest = logProbabilities.argmax(-1);
    scores.losses = logProbabilities.gather(1, labels.unsqueeze(1)).squeeze(1).neg();
    if (teacher.defined()) {
        at::Tensor full;
        {
            at::NoGradGuard noGrad;
            full = lm.logits(teacher).log_softmax(-1);
        }
        const at::Tensor divergence = at::kl_div(logProbabilities, full, at::Reduction::None, /*log_target=*/true).sum(-1);
        scores.losses = alpha * scores.losses + (1 - alpha) * divergence;
        scores.divergences = divergence.detach();
    }
    return scores;
}

} // namespace icf
