#include "core/train/label_loss.h"

#include <algorithm>

#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kScoresPerBlock = 1 << 23;

class LabelLossFunction : public torch::autograd::Function<LabelLossFunction> {
public:
    static variable_list forward(AutogradContext* context, const at::Tensor& hidden, const FrozenLinear& head, const at::Tensor& labels,
                                 const std::optional<at::Tensor>& teacher, double alpha)
    {
        const std::int64_t count = hidden.size(0), vocab = head.weight().size(0);
        const bool gradient = hidden.requires_grad();
        const at::Tensor wanted = labels.contiguous();
        at::Tensor losses = at::empty({count}, at::kFloat);
        at::Tensor correct = at::empty({count}, at::kBool);
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
                bool* right = correct.mutable_data_ptr<bool>() + start;
                forRows(rows, vocab, [&](std::int64_t row) {
                    const kernels::LabelScore result = kernels::labelRow<T>(score + row * vocab, other ? other + row * vocab : nullptr, label[row],
                                                                            float(alpha), gradient, vocab);
                    loss[row] = result.loss;
                    right[row] = result.correct;
                });
            });
            if (gradient)
                unit.narrow(0, start, rows).copy_(head.back(scores));
        }
        context->save_for_backward({unit});
        context->mark_non_differentiable({correct});
        return {losses, correct};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const at::Tensor unit = context->get_saved_variables()[0];
        return {(unit * gradients[0].unsqueeze(1)).to(unit.scalar_type()), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

} // namespace

LabelScores labelLosses(const LlamaModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha)
{
    if (!hasRowKernels(hidden))
        return labelLossesPlain(lm, hidden, labels, teacher, alpha);
    const variable_list result = LabelLossFunction::apply(hidden, lm.head(), labels,
                                                          teacher.defined() ? std::optional<at::Tensor>(teacher) : std::nullopt, alpha);
    return {result[0], result[1]};
}

LabelScores labelLossesPlain(const LlamaModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha)
{
    const at::Tensor logProbabilities = lm.logits(hidden).log_softmax(-1);
    LabelScores scores;
    scores.correct = logProbabilities.argmax(-1).eq(labels);
    scores.losses = logProbabilities.gather(1, labels.unsqueeze(1)).squeeze(1).neg();
    if (teacher.defined()) {
        at::Tensor full;
        {
            at::NoGradGuard noGrad;
            full = lm.logits(teacher).log_softmax(-1);
        }
        const at::Tensor divergence = at::kl_div(logProbabilities, full, at::Reduction::None, /*log_target=*/true).sum(-1);
        scores.losses = alpha * scores.losses + (1 - alpha) * divergence;
    }
    return scores;
}

} // namespace icf
