#include "core/train/objective.h"

#include "core/layout/label_scores.h"

namespace icf {

std::vector<NamedParameter> trainedParameters(const Compressor& compressor, TrainingTask task)
{
    std::vector<NamedParameter> parameters = compressor.vectors();
    if (task == TrainingTask::finetune)
        parameters.push_back({"FT", compressor.ft()});
    else
        parameters.push_back({"AE", compressor.ae()});
    for (const NamedParameter& parameter : compressor.weights())
        parameters.push_back(parameter);
    for (NamedParameter& parameter : parameters)
        parameter.tensor.requires_grad_(true);
    return parameters;
}

Layout trainingLayout(const LayoutBuilder& layouts, TrainingTask task, const TrainingSample& sample, VectorRows digests, VectorRows marker)
{
    if (task == TrainingTask::pretrain)
        return layouts.pretrain(std::move(digests), std::move(marker), sample.context);
    return layouts.question({SegmentRole::context, {}, std::move(digests)}, std::move(marker), sample.prompt, &sample.answer);
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

TokenLosses Objective::losses(const std::vector<TrainingSample>& samples, const CancelToken* cancel) const
{
    const auto check = [cancel] {
        if (cancel)
            cancel->throwIfStopped();
    };
    const bool finetune = settings_.task == TrainingTask::finetune;
    std::vector<TokenSpan> contexts;
    for (const TrainingSample& sample : samples)
        contexts.push_back(sample.context);
    const DigestBatch digests = compressor_.compress(lm_, contexts, settings_.chunks, settings_.encode, settings_.type);
    const VectorRows marker = finetune ? compressor_.ft() : compressor_.ae();

    check();
    std::vector<Layout> layouts;
    for (std::size_t i = 0; i < samples.size(); ++i)
        layouts.push_back(trainingLayout(layouts_, settings_.task, samples[i], digests.rows(i), marker));
    const LabelRows rows = readLabels(lm_, layouts);
    check();
    // What is trained comes before the language model: where its gradient begins, none is changed yet.
    if (rows.hidden.requires_grad())
        rows.hidden.register_hook([check](const at::Tensor&) { check(); });
    at::Tensor teacher;
    if (finetune && settings_.alpha < 1) {
        // The teacher reads the embedded context whatever the compressor reads.
        // Differs from the reference, whose teacher is given the encoded hidden states when encode is on.
        at::NoGradGuard noGrad;
        std::vector<Layout> full;
        for (const TrainingSample& sample : samples)
            full.push_back(layouts_.question({SegmentRole::context, sample.context, {}}, {}, sample.prompt, &sample.answer));
        teacher = readLabels(lm_, full).hidden;
    }
    check();
    const LabelScores scores = scoreLabels(lm_, rows.hidden, rows.labels, teacher, teacher.defined() ? settings_.alpha : 1);
    return {scores.losses, scores.correct(rows.labels), rows.counts};
}

} // namespace icf
