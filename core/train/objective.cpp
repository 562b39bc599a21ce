#include "core/train/objective.h"

namespace icf {

at::Tensor TokenLosses::total(bool perSample) const
{
    if (!perSample)
        return losses.sum();
    std::vector<at::Tensor> means;
    for (const at::Tensor& sample : losses.split_with_sizes(counts))
        means.push_back(sample.mean());
    return at::stack(means).sum();
}

at::Tensor Objective::labelLogits(const std::vector<Layout>& layouts, LayoutBatch& batch) const
{
    batch = assemble(lm_, layouts, PadSide::behind);
    const at::Tensor hidden = lm_.hiddenStates(batch.embeds);
    // The vocabulary is by far the widest layer: only the rows that predict a label go through it.
    return lm_.logits(hidden.view({-1, hidden.size(-1)}).index_select(0, batch.labelRows));
}

TokenLosses Objective::losses(const std::vector<TrainingSample>& samples) const
{
    const bool finetune = settings_.task == TrainingTask::finetune;
    std::vector<std::vector<std::int64_t>> contexts;
    for (const TrainingSample& sample : samples)
        contexts.push_back(sample.context);
    const std::vector<at::Tensor> digests = compressor_.compress(lm_, contexts, settings_.chunks, settings_.encode, settings_.type);

    std::vector<Layout> layouts;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        layouts.push_back(finetune ? layouts_.question({SegmentRole::context, {}, digests[i]}, compressor_.ft(), samples[i].prompt,
                                                       &samples[i].answer)
                                   : layouts_.pretrain(digests[i], compressor_.ae(), samples[i].context));
    }
    LayoutBatch batch;
    const at::Tensor logProbabilities = labelLogits(layouts, batch).log_softmax(-1);

    TokenLosses result;
    result.counts = batch.labelCounts;
    result.correct = logProbabilities.argmax(-1).eq(batch.labels);
    const at::Tensor crossEntropy = logProbabilities.gather(1, batch.labels.unsqueeze(1)).squeeze(1).neg();
    if (!finetune || settings_.alpha >= 1) {
        result.losses = crossEntropy;
        return result;
    }
    // The teacher reads the embedded context whatever the compressor reads.
    // Differs from the reference, whose teacher is given the encoded hidden states when encode is on.
    at::Tensor teacher;
    {
        at::NoGradGuard noGrad;
        std::vector<Layout> full;
        for (const TrainingSample& sample : samples)
            full.push_back(layouts_.question({SegmentRole::context, sample.context, {}}, {}, sample.prompt, &sample.answer));
        LayoutBatch fullBatch;
        teacher = labelLogits(full, fullBatch).log_softmax(-1);
    }
    const at::Tensor divergence = at::kl_div(logProbabilities, teacher, at::Reduction::None, /*log_target=*/true).sum(-1);
    result.losses = settings_.alpha * crossEntropy + (1 - settings_.alpha) * divergence;
    return result;
}

} // namespace icf
