#pragma once
#include <functional>

#include "core/run/run_folder.h"
#include "tests/core/tiny_run.h"

namespace icf::test {

inline bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Options of a run that is validated at every step and keeps the best.
inline TrainOptions validatedRun(const QTemporaryDir& folder)
{
    TrainOptions options = tinyRun("finetune", folder, "run");
    options.validation.eval_data = options.data_path;
    options.validation.eval_interval = 1;
    options.validation.eval_samples = 0;
    options.checkpoint.keep_best = true;
    return options;
}

/// What came of a run that was gone on with.
struct Resumed {
    TrainingResult result;
    std::vector<StepReport> steps;
    std::vector<std::string> messages;
};

/// A run that was stopped after a few steps, with a checkpoint after each of them.
class StoppedRun {
public:
    /// change: what is different from tinyRun.
    explicit StoppedRun(std::int64_t steps = 5, const std::function<void(TrainOptions&)>& change = nullptr)
    {
        options = tinyRun("finetune", folder, "run");
        options.checkpoint.save_interval = options.loop.gradient_accumulation;
        if (change)
            change(options);
        CancelToken cancel;
        Watcher stopper(&cancel, steps);
        train(options, {}, stopper, cancel);
        resume.resume = true;
    }

    std::string path(const std::string& name) const { return options.save_path + "/" + name; }
    std::string newest() const { return listCheckpoints(options.save_path).back(); }
    /// To go on from a checkpoint instead of the newest.
    TrainingStart from(const std::string& checkpoint) const
    {
        TrainingStart start = resume;
        start.resumeCheckpoint = checkpoint;
        return start;
    }
    Resumed goOn() const
    {
        Watcher watcher;
        CancelToken cancel;
        const TrainingResult result = train(options, resume, watcher, cancel);
        return {result, watcher.steps, watcher.messages};
    }
    /// The same run without a stop; its folder.
    std::string unbroken() const
    {
        TrainOptions whole = options;
        whole.save_path = folder.filePath(QStringLiteral("unbroken")).toStdString();
        runWhole(whole);
        return whole.save_path;
    }

    QTemporaryDir folder;
    TrainOptions options;
    TrainingStart resume;
};

} // namespace icf::test
