#include "core/layout/label_scores.h"

#include <algorithm>

#include "core/nn/cuda_kernels.h"
#include "core/nn/row_dispatch.h"
#include "core/nn/row_kernels.h"

namespace icf {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kScoresPerBlock = 1 << 23;
/// A GPU wants more rows at once: 512 MB of float32.
constexpr std::int64_t kDeviceScoresPerBlock = 1 << 27;

/// Where the results of a block of rows go.
struct BlockResult {
    at::Tensor losses, divergences, likeliest;
};

/// Scores a block on the CPU in one pass over each row, and puts the gradient into scores.  teachers: undefined without a teacher.
void scoreBlockByRows(at::Tensor& scores, const at::Tensor& teachers, const at::Tensor& labels, double alpha, bool gradient, BlockResult& result)
{
    const std::int64_t vocab = scores.size(1);
    withElementType(scores, [&]<class T>(T*) {
        T* score = scores.mutable_data_ptr<T>();
        const T* other = teachers.defined() ? teachers.const_data_ptr<T>() : nullptr;
        const std::int64_t* label = labels.const_data_ptr<std::int64_t>();
        float* loss = result.losses.mutable_data_ptr<float>();
        float* divergence = other ? result.divergences.mutable_data_ptr<float>() : nullptr;
        std::int64_t* best = result.likeliest.mutable_data_ptr<std::int64_t>();
        forRows(scores.size(0), vocab, [&](std::int64_t row) {
            const kernels::LabelScore scored = kernels::labelRow<T>(score + row * vocab, other ? other + row * vocab : nullptr, label[row], float(alpha), gradient, vocab);
            loss[row] = scored.loss;
            best[row] = scored.likeliest;
            if (divergence)
                divergence[row] = scored.divergence;
        });
    });
}

/// The same with operations of LibTorch, for every device and dtype.
void scoreBlockByTensors(at::Tensor& scores, const at::Tensor& teachers, const at::Tensor& labels, double alpha, bool gradient, BlockResult& result)
{
    at::Tensor logProbabilities = scores.log_softmax(-1, at::kFloat);
    result.likeliest.copy_(logProbabilities.argmax(-1));
    const at::Tensor column = labels.unsqueeze(1);
    at::Tensor losses = logProbabilities.gather(1, column).squeeze(1).neg();
    at::Tensor full;
    if (teachers.defined()) {
        full = teachers.log_softmax(-1, at::kFloat);
        const at::Tensor divergences = at::kl_div(logProbabilities, full, at::Reduction::None, /*log_target=*/true).sum(-1);
        result.divergences.copy_(divergences);
        losses = alpha * losses + (1 - alpha) * divergences;
    }
    result.losses.copy_(losses);
    if (!gradient)
        return;
    // Both losses have the model's probabilities, less what was wanted: the label, or the teacher's probabilities.
    logProbabilities.exp_();
    logProbabilities.scatter_add_(1, column, at::full_like(column, full.defined() ? -alpha : -1., logProbabilities.options()));
    if (full.defined())
        logProbabilities.sub_(full.exp_(), 1 - alpha);
    scores.copy_(logProbabilities);
}

/// The same by a kernel that reads each row a few times and writes no other.
void scoreBlockByKernel(at::Tensor& scores, const at::Tensor& teachers, const at::Tensor& labels, double alpha, bool gradient, BlockResult& result)
{
    constexpr int kThreads = 512;
    cuda::launch({.kernel = "label_row", .type = scores.scalar_type(), .grid = {scores.size(0), 1, 1}, .threads = kThreads}, scores.device(),
                 cuda::LabelArguments{scores.mutable_data_ptr(), teachers.defined() ? teachers.const_data_ptr() : nullptr,
                                      reinterpret_cast<const long long*>(labels.const_data_ptr<std::int64_t>()), result.losses.mutable_data_ptr<float>(),
                                      teachers.defined() ? result.divergences.mutable_data_ptr<float>() : nullptr,
                                      reinterpret_cast<long long*>(result.likeliest.mutable_data_ptr<std::int64_t>()), scores.size(1), float(alpha), gradient ? 1 : 0});
}

using ScoreBlock = void (*)(at::Tensor& scores, const at::Tensor& teachers, const at::Tensor& labels, double alpha, bool gradient, BlockResult& result);

/// The fastest for where hidden is.
ScoreBlock fastestFor(const at::Tensor& hidden)
{
    return cuda::serves(hidden) ? scoreBlockByKernel : hasRowKernels(hidden) ? scoreBlockByRows : scoreBlockByTensors;
}

class LabelScoreFunction : public torch::autograd::Function<LabelScoreFunction> {
public:
    static variable_list forward(AutogradContext* context, const at::Tensor& hidden, const FrozenLinear& head, const at::Tensor& labels,
                                 const std::optional<at::Tensor>& teacher, double alpha, ScoreBlock score)
    {
        const std::int64_t count = hidden.size(0), vocab = head.outputs();
        const bool gradient = hidden.requires_grad();
        const at::Tensor wanted = labels.contiguous();
        const at::TensorOptions floats = hidden.options().dtype(at::kFloat).requires_grad(false);
        at::Tensor losses = at::empty({count}, floats);
        at::Tensor divergences = teacher ? at::empty({count}, floats) : at::Tensor();
        at::Tensor likeliest = at::empty({count}, floats.dtype(at::kLong));
        at::Tensor unit = gradient ? at::empty_like(hidden) : at::Tensor();
        const std::int64_t block = hidden.is_cpu() ? std::clamp<std::int64_t>(kScoresPerBlock / vocab, 16, 512)
                                                   : std::clamp<std::int64_t>(kDeviceScoresPerBlock / vocab, 64, 4096);
        for (std::int64_t start = 0; start < count; start += block) {
            const std::int64_t rows = std::min(block, count - start);
            const auto part = [&](const at::Tensor& all) { return all.defined() ? all.narrow(0, start, rows) : at::Tensor(); };
            at::Tensor scores = head(part(hidden));
            const at::Tensor teachers = teacher ? head(part(*teacher)) : at::Tensor();
            BlockResult result{part(losses), part(divergences), part(likeliest)};
            score(scores, teachers, part(wanted), alpha, gradient, result);
            if (gradient)
                part(unit).copy_(head.back(scores));
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
        return {(unit * gradients[0].unsqueeze(1)).to(unit.scalar_type()), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

LabelScores scoreInBlocks(const LanguageModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha, ScoreBlock score)
{
    const variable_list result = LabelScoreFunction::apply(hidden, lm.head(), labels, teacher.defined() ? std::optional<at::Tensor>(teacher) : std::nullopt, alpha, score);
    return {result[0], teacher.defined() ? result[2] : at::Tensor(), result[1]};
}

} // namespace

LabelRows readLabels(const LanguageModel& lm, const std::vector<Layout>& layouts)
{
    LayoutBatch batch = assemble(lm, layouts, PadSide::right);
    return {lm.hiddenStatesOf(batch.labelRows, batch.embeds), std::move(batch.labels), std::move(batch.labelCounts)};
}

LabelScores scoreLabels(const LanguageModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha)
{
    return scoreInBlocks(lm, hidden, labels, teacher, alpha, fastestFor(hidden));
}

LabelScores scoreLabelsByTensors(const LanguageModel& lm, const at::Tensor& hidden, const at::Tensor& labels, const at::Tensor& teacher, double alpha)
{
    return scoreInBlocks(lm, hidden, labels, teacher, alpha, scoreBlockByTensors);
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
