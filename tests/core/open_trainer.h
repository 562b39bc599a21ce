#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "core/models/models.h"
#include "core/train/trainer.h"
#include "tests/core/tiny_run.h"

namespace icf::test {

inline nlohmann::json noFingerprints()
{
    return {{"options", nlohmann::json::object()}, {"files", nlohmann::json::object()}, {"rounding", nlohmann::json::object()}};
}

/// The parts of a run in the open, so that a test can spoil them.
class OpenTrainer {
public:
    /// processes: of several that train together, this is the one numbered rank.
    explicit OpenTrainer(std::int64_t rank = 0, std::int64_t processes = 1) : rank_(rank), processes_(processes)
    {
        compressor->markFineTuned();
        parameters = compressor->vectors();
        parameters.push_back({"FT", compressor->ft()});
        for (const NamedParameter& parameter : compressor->weights())
            parameters.push_back(parameter);
        for (NamedParameter& parameter : parameters)
            parameter.tensor.requires_grad_(true);
        options = tinyRun("finetune", folder, "run");
        options.loop.shuffle = false;
        std::filesystem::create_directories(options.save_path);
        optimizer = std::make_unique<AdamW>(parameters);
    }

    TrainingResult run(TrainingObserver& observer, TrainingState state = {}, std::function<void(std::int64_t)> beforeStep = {},
                       std::unique_ptr<GradientReducer> reducer = std::make_unique<SingleProcess>())
    {
        const Objective objective(*models().lm, *compressor, *models().layouts, {TrainingTask::finetune, {}, false, 1, at::kFloat});
        SampleFeed feed(*data, *models().tokenizer, *models().layouts, {TrainingTask::finetune, {24, 100}, 1, options.loop.shuffle, rank_, processes_});
        const LearningRate learningRate(options.loop, options.loop.steps);
        TrainerParts parts{*models().lm, *compressor, *optimizer, objective, feed, learningRate};
        parts.samplesPerEpoch = data->size();
        parts.lossesReadLate = lossesReadLate;
        CheckpointStore store(options.save_path, "this");
        parts.save = [&](const TrainingState& now) {
            return store.save({*compressor, *optimizer, now, learningRate, noFingerprints(), options.checkpoint});
        };
        parts.beforeStep = std::move(beforeStep);
        parts.reducer = std::move(reducer);
        return Trainer(options, std::move(parts), observer, cancel).run(std::move(state));
    }

    QTemporaryDir folder;
    bool lossesReadLate = false;  ///< TrainerParts::lossesReadLate
    TrainOptions options;
    CancelToken cancel;
    std::unique_ptr<DataSet> data = DataSet::open(golden("pwc.jsonl"), DataKind::pwc, true, cancel);
    std::unique_ptr<Compressor> compressor = openCompressor(golden("finetune_start"), *models().lm);
    std::vector<NamedParameter> parameters;
    std::unique_ptr<AdamW> optimizer;

private:
    std::int64_t rank_, processes_;

    static const OpenModels& models()
    {
        static const OpenModels opened = [] {
            ModelOptions model;
            model.lm_path = golden("lm");
            model.dtype = Dtype::float32;
            model.device = "cpu";
            return openModels(model);
        }();
        return opened;
    }
};

} // namespace icf::test
