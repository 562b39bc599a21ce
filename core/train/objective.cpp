#include "core/train/objective.h"

#include "core/train/label_loss.h"

namespace icf {

std::vector<NamedParameter> trainedParameters(const Compressor& compressor, TrainingTask task)
{
    std::vector<NamedParameter> parameters{{"digest_embeddings", compressor.digestEmbeddings()}};
    if (task == TrainingTask::finetune)
        parameters.push_back({"FT", compressor.ft()});
    else
        parameters.push_back({"AE", compressor.ae()});
    for (const NamedParameter& parameter : compressor.encoder().parameters())
        parameters.push_back(parameter);
    for (NamedParameter& parameter : parameters)
        parameter.tensor.requires_grad_(true);
    return parameters;
}

at::Tensor TokenLosses::total(bool perSample) const
{
    if (!perSample)
        return losses.sum();
    std::vector<at::Tensor> means;
    for (const at::Tensor& sample : losses.split_with_sizes(counts))
        means.push_back(sample.mean());
    return at::stack(means).sum();
}

at::Tensor Objective::labelHidden(const std::vector<Layout>& layouts, LayoutBatch& batch) const
{
    batch = assemble(lm_, layouts, PadSide::behind);
    return lm_.hiddenStatesOf(batch.labelRows, batch.embeds);
}

TokenLosses Objective::losses(const std::vector<TrainingSample>& samples, const CancelToken* cancel) const
{
    const auto check = [cancel] {
        if (cancel)
            cancel->throwIfStopped();
    };
    const bool finetune = settings_.task == TrainingTask::finetune;
    std::vector<std::vector<std::int64_t>> contexts;
    for (const TrainingSample& sample : samples)
        contexts.push_back(sample.context);
    const std::vector<at::Tensor> digests = compressor_.compress(lm_, contexts, settings_.chunks, settings_.encode, settings_.type);

    check();
    std::vector<Layout> layouts;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        layouts.push_back(finetune ? layouts_.question({SegmentRole::context, {}, digests[i]}, compressor_.ft(), samples[i].prompt,
                                                       &samples[i].answer)
                                   : layouts_.pretrain(digests[i], compressor_.ae(), samples[i].context));
    }
    LayoutBatch batch;
    const at::Tensor hidden = labelHidden(layouts, batch);
    check();
    // What is trained lies behind the language model: where its gradient begins, none is changed yet.
    if (hidden.requires_grad())
        hidden.register_hook([check](const at::Tensor&) { check(); });
    at::Tensor teacher;
    if (finetune && settings_.alpha < 1) {
        // The teacher reads the embedded context whatever the compressor reads.
        // Differs from the reference, whose teacher is given the encoded hidden states when encode is on.
        at::NoGradGuard noGrad;
        std::vector<Layout> full;
        for (const TrainingSample& sample : samples)
            full.push_back(layouts_.question({SegmentRole::context, sample.context, {}}, {}, sample.prompt, &sample.answer));
        LayoutBatch fullBatch;
        teacher = labelHidden(full, fullBatch);
    }
    check();
    const LabelScores scores = labelLosses(lm_, hidden, batch.labels, teacher, teacher.defined() ? settings_.alpha : 1);
    return {scores.losses, scores.correct, batch.labelCounts};
}

} // namespace icf
