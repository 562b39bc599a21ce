#include "core/engine/resume.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/options/option_tools.h"
#include "core/run/run_folder.h"
#include "core/train/checkpoint.h"

namespace icf {
namespace {

RunCourse courseOf(const std::string& folder)
{
    try {
        return readRun(folder).course;
    } catch (const Error& error) {
        throw Error(folder + "/run.json", error.what_only() + "; the run cannot be resumed without it: start from one of its checkpoints with --icformer_path, in another --save_path");
    }
}

/// The newest sound checkpoint of the run; those passed over are reported.
std::string newestCheckpoint(const std::string& folder, const RunCourse& course, TrainingObserver& observer)
{
    std::vector<std::string> skipped;
    const std::optional<std::string> found = newestValidCheckpoint(folder, course, skipped);
    for (const std::string& line : skipped)
        observer.onMessage(Severity::warning, "checkpoint passed over: " + line);
    if (found)
        return *found;
    if (!skipped.empty())
        throw Error(folder, "there is no checkpoint to resume from; start from one of those passed over with --icformer_path, or anew with --overwrite");
    throw Error(folder, "there is no checkpoint to resume from; start anew with --overwrite");
}

} // namespace

std::optional<ResumePoint> resumePoint(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer)
{
    if (!start.resume)
        return std::nullopt;
    if (!std::filesystem::exists(std::filesystem::symlink_status(options.save_path + "/run.json")))
        throw Error(options.save_path, listCheckpoints(options.save_path).empty() ? "holds no run to resume; leave out --resume to start one"
                    : "holds checkpoints but no run.json, so that the run cannot be resumed; start from one with --icformer_path, in another --save_path");
    tidyRunFolder(options.save_path);
    ResumePoint point{start.resumeCheckpoint, courseOf(options.save_path)};
    RunCourse& course = point.course;
    if (point.checkpoint.empty())
        point.checkpoint = newestCheckpoint(options.save_path, course, observer);
    else if (const std::string problem = checkpointProblem(point.checkpoint); !problem.empty())
        throw Error(point.checkpoint, "cannot be resumed from: " + problem + "; leave out its name to take the newest sound checkpoint");
    const CheckpointOrigin origin = checkpointOrigin(point.checkpoint);
    const bool foreign = origin.run != course.id;
    if (foreign && !start.allowChanges)
        throw Error(point.checkpoint, "another run than the one in " + options.save_path + " wrote this checkpoint; name one of this run, or go on from it nevertheless with --allow_changes");
    if (foreign)
        observer.onMessage(Severity::warning, point.checkpoint + ": another run wrote this checkpoint; this one goes on from it");
    course.resumedFrom.push_back({foreign ? -1 : origin.resumptions, origin.number});
    return point;
}

nlohmann::json fingerprints(const TrainOptions& options, const DataSet& data, const DataSet* validation, const std::string& lmChecksum,
                            const ComputePlace& place, std::int64_t totalSteps)
{
    nlohmann::json result;
    const nlohmann::ordered_json all = toJson(options);
    for (const char* key : {"task", "lr", "lr_schedule", "warmup_steps", "decay_fraction", "gradient_accumulation", "shuffle", "seed", "clip_grad", "max_norm", "avg_level", "alpha",
                            "max_label_len", "max_seq_len", "use_chunk", "max_chunk_len", "encode"})
        result["options"][key] = all.at(key);
    result["options"]["dtype"] = place.typeName();
    // Validation chooses the best checkpoint and the early stop.
    if (validation) {
        for (const char* key : {"eval_interval", "eval_rows"})
            result["options"][key] = all.at(key);
        result["files"]["eval_data"] = validation->fingerprint();
    }
    result["files"]["data_path"] = data.fingerprint();
    result["files"]["lm_path"] = lmChecksum;
    // What of the model is no weight but shapes the numbers all the same.
    for (const char* name : {"config.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"}) {
        const std::string path = options.model.lm_path + "/" + name;
        if (std::filesystem::exists(path))
            result["files"]["lm_path/" + std::string(name)] = sha256OfFile(path);
    }
    // Elsewhere a run may be made longer when it is resumed; a rate that falls towards the end would have been another.
    if (options.loop.lr_schedule != "constant")
        result["options"]["steps"] = totalSteps;
    return result;
}

void compareFingerprints(const nlohmann::json& before, const nlohmann::json& now, bool allowChanges, TrainingObserver& observer)
{
    std::string changed;
    const auto compare = [&](const char* group, const auto& describe) {
        nlohmann::json all = before.at(group);
        all.update(now.at(group));
        for (const auto& [key, value] : all.items()) {
            const nlohmann::json was = before.at(group).value(key, nlohmann::json()), is = now.at(group).value(key, nlohmann::json());
            if (was != is)
                changed += (changed.empty() ? "" : "; ") + describe(key, was, is);
        }
    };
    compare("options", [](const std::string& key, const nlohmann::json& was, const nlohmann::json& is) {
        return key + " (was " + was.dump() + ", is " + is.dump() + ")";
    });
    compare("files", [](const std::string& key, const nlohmann::json& was, const nlohmann::json& is) {
        return key + (was.is_null() ? " (was not there)" : is.is_null() ? " (is not there any more)" : " (holds something else)");
    });
    if (changed.empty())
        return;
    if (!allowChanges)
        throw Error("--resume", "changed since the checkpoint: " + changed + ". Undo it, or go on nevertheless with --allow_changes");
    observer.onMessage(Severity::warning, "resumed although changed: " + changed);
}

} // namespace icf
