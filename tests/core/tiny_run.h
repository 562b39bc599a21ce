#pragma once
#include <QTemporaryDir>

#include <fstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/engine/engine.h"
#include "core/options/option_tools.h"

namespace icf::test {

inline std::string golden(const std::string& name) { return std::string(ICF_TEST_DATA "/golden/base/") + name; }

inline TrainOptions tinyRun(const std::string& task, const QTemporaryDir& folder, const char* name)
{
    TrainOptions options;
    setFromText(options, "task", task);
    options.data_path = golden(task == "pretrain" ? "pile.jsonl" : "pwc.jsonl");
    options.save_path = folder.filePath(QString::fromLatin1(name)).toStdString();
    options.model.lm_path = golden("lm");
    options.model.icformer_path = golden(task == "pretrain" ? "start" : "finetune_start");
    options.model.dtype = Dtype::float32;
    options.model.device = "cpu";
    options.compression.max_seq_len = 24;  // Short, so that pre-training draws random windows.
    options.loop.lr = 1e-3;
    options.loop.max_epoch = 3;
    options.loop.gradient_accumulation = 3;
    options.loop.shuffle = true;
    options.loop.clip_grad = true;
    options.loop.max_norm = 0.5;
    return options;
}

/// Asks the run to stop after so many samples, counted by what the trainer reports at every micro-batch boundary it can.
class Watcher : public TrainingObserver {
public:
    explicit Watcher(CancelToken* cancel = nullptr, std::int64_t stopAfterSteps = -1) : cancel_(cancel), stopAfterSteps_(stopAfterSteps) {}
    void onStep(const StepReport& report) override
    {
        steps.push_back(report);
        if (cancel_ && report.step == stopAfterSteps_)
            cancel_->stop(StopRequest::save);
    }
    void onMessage(Severity, const std::string& text) override { messages.push_back(text); }
    std::vector<StepReport> steps;
    std::vector<std::string> messages;

private:
    CancelToken* cancel_;
    std::int64_t stopAfterSteps_;
};

inline TrainingResult runWhole(const TrainOptions& options, const TrainingStart& start = {})
{
    Watcher watcher;
    CancelToken cancel;
    return train(options, start, watcher, cancel);
}

/// A run that ends before its first step, without a checkpoint of a stop.
inline TrainingResult killedAtOnce(const TrainOptions& options, const TrainingStart& start = {})
{
    struct : TrainingObserver {
        CancelToken token;
        void onStarted(const TrainingStarted&) override { token.stop(StopRequest::discard); }
    } killer;
    return train(options, start, killer, killer.token);
}

/// The message with which a run is refused; empty when it is not.
inline std::string refusal(const TrainOptions& options, const TrainingStart& start = {})
{
    try {
        runWhole(options, start);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

inline std::string fileHash(const std::string& folder, const char* name) { return sha256OfFile(folder + "/" + name); }

/// metrics.jsonl without the fields that depend on the clock.
inline std::vector<std::string> metricsWithoutTimes(const std::string& folder)
{
    std::vector<std::string> lines;
    std::ifstream stream(folder + "/metrics.jsonl");
    for (std::string line; std::getline(stream, line);) {
        nlohmann::json json = nlohmann::json::parse(line);
        for (const char* key : {"seconds", "samples_per_second", "tokens_per_second"})
            json.erase(key);
        lines.push_back(json.dump());
    }
    return lines;
}

} // namespace icf::test
