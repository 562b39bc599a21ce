#include "core/evaluate/row_scores.h"

namespace icf {

RowScores scoreRows(const LlamaModel& lm, const std::vector<Layout>& layouts)
{
    LayoutBatch batch = assemble(lm, layouts, PadSide::behind);
    const at::Tensor hidden = lm.hiddenStates(batch.embeds);
    const at::Tensor rows = hidden.view({-1, hidden.size(-1)}).index_select(0, batch.labelRows);
    return {lm.logits(rows).log_softmax(-1), batch.labels, std::move(batch.labelCounts)};
}

std::vector<LabelScores> labelScores(const RowScores& scores)
{
    const at::Tensor losses = scores.logProbabilities.gather(1, scores.labels.unsqueeze(1)).squeeze(1).neg().to(at::kDouble).cpu().contiguous();
    const at::Tensor right = scores.logProbabilities.argmax(-1).eq(scores.labels).cpu().contiguous();
    const double* loss = losses.const_data_ptr<double>();
    const bool* hit = right.const_data_ptr<bool>();
    std::vector<LabelScores> result;
    for (const std::int64_t count : scores.counts) {
        LabelScores& row = result.emplace_back();
        for (std::int64_t i = 0; i < count; ++i, ++loss, ++hit) {
            row.surprisal.push_back(*loss);
            row.loss += *loss / double(count);
            row.accuracy += *hit ? 1 / double(count) : 0;
            row.hits += *hit ? '1' : '0';
        }
    }
    return result;
}

std::vector<double> divergences(const RowScores& teacher, const RowScores& student)
{
    const at::Tensor each = at::kl_div(student.logProbabilities, teacher.logProbabilities, at::Reduction::None, /*log_target=*/true)
        .sum(-1).to(at::kDouble).cpu().contiguous();
    const double* value = each.const_data_ptr<double>();
    std::vector<double> result;
    for (const std::int64_t count : teacher.counts) {
        double sum = 0;
        for (std::int64_t i = 0; i < count; ++i)
            sum += *value++;
        result.push_back(sum / double(std::max<std::int64_t>(1, count)));
    }
    return result;
}

} // namespace icf
