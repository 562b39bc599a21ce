#include "core/engine/resume.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/utf8.h"
#include "core/engine/model_hashes.h"
#include "core/options/option_tools.h"
#include "core/options/path_checks.h"
#include "core/run/run_folder.h"
#include "core/train/checkpoint_store.h"

namespace icf {
namespace {

[[noreturn]] void refuseWithout(const std::vector<PassedOver>& skipped, const std::string& folder)
{
    if (!skipped.empty())
        throw Error(folder, "there is no checkpoint to resume from; name a sound one of those passed over with --resume in another --save_path, "
                            "start from one with --icformer_path there, or anew with --overwrite");
    throw Error(folder, "there is no checkpoint to resume from; start anew with --overwrite");
}

void requireSound(const std::string& checkpoint)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(checkpoint, ignored))
        throw Error(checkpoint, "no such folder; leave out its name to take the newest sound checkpoint");
    if (isRunFolder(checkpoint))
        throw Error(checkpoint, "is a run folder, not a checkpoint; name one of its checkpoints, or none to take the newest sound one");
    if (const std::string problem = checkpointProblem(checkpoint); !problem.empty())
        throw Error(checkpoint, "cannot be resumed from: " + problem + "; leave out its name to take the newest sound checkpoint");
}

} // namespace

ResumePoint resumePoint(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer)
{
    const std::string& named = start.resumeCheckpoint;
    if (!named.empty() && !samePlace(folderOfCheckpoint(named), options.save_path)) {
        requireSound(named);
        requireFreeRunFolder(options.save_path, start.overwrite);
        return {named};
    }
    requireRunFile(options.save_path);
    ResumePoint point{named, lockRunFolder(options.save_path)};
    if (!named.empty())
        requireSound(named);
    const CheckpointStore store(options.save_path, readRunToResume(options.save_path).id);
    std::vector<PassedOver> skipped;
    const std::optional<std::string> newest = store.newest(skipped);
    for (const PassedOver& one : skipped)
        observer.onMessage(Severity::warning, "checkpoint passed over: " + one.folder + ": " + one.problem);
    if (!newest && named.empty())
        refuseWithout(skipped, options.save_path);
    if (!newest || (!named.empty() && !samePlace(named, *newest))) {
        beginAnew(point, options, start, named + " is not the newest checkpoint of its run; leave out its name to continue from that");
        return point;
    }
    point.checkpoint = *newest;
    if (const auto foreign = store.foreign(checkpointNumber(*newest)))
        beginAnew(point, options, start, foreign->folder + " is not a checkpoint of the run there (" + foreign->problem + "); move it away");
    return point;
}

void beginAnew(ResumePoint& point, const TrainOptions& options, const TrainingStart& start, const std::string& why)
{
    if (!start.overwrite)
        throw Error("--resume", why + ". Or begin from " + point.checkpoint + " in another --save_path, or move the run in " + options.save_path
                                    + " to previous-K first with --overwrite");
    point.lock.reset();
}

nlohmann::json fingerprints(const TrainOptions& options, const DataSet& data, const DataSet* validation, const std::string& lmChecksum,
                            const ComputeDevice& place, std::int64_t totalSteps)
{
    nlohmann::json result;
    nlohmann::json& same = result["options"] = optionsThatAffect({Affects::result}, options);
    same["dtype"] = place.typeName();
    // Validation chooses the best checkpoint and the early stop.
    if (validation) {
        same.update(optionsThatAffect({Affects::validation}, options));
        result["files"]["eval_data"] = validation->fingerprint();
    }
    // What the run began with is in its checkpoints, but run.json would tell something else.
    if (options.model.icformer_path.empty())
        same.update(optionsThatAffect({Affects::newCompressor}, options));
    result["files"]["data_path"] = data.fingerprint();
    result["files"]["lm_path"] = lmChecksum;
    result["files"].update(modelFileHashes(options.model));
    nlohmann::json& rounding = result["rounding"] = optionsThatAffect({Affects::rounding}, options);
    rounding["threads"] = place.threads;
    rounding["device"] = place.device.str();
    // Where a checkpoint is written, a micro-batch ends.
    if (options.loop.batch_size == 1)
        rounding.erase("save_interval");
    // Elsewhere a run may be made longer when it is resumed; a rate that falls towards the end would have been another.
    if (options.loop.lr_schedule != Schedule::constant)
        same["steps"] = totalSteps;
    return result;
}

void compareFingerprints(const nlohmann::json& before, const nlohmann::json& now, bool allowChanges, TrainingObserver& observer)
{
    // An option that the checkpoint's version did not have yet: what was computed then is what its default computes.  The kind of compressor is
    // recorded as it was made.
    const TrainOptions untouched;
    nlohmann::json defaults = optionsThatAffect({Affects::result, Affects::newCompressor, Affects::rounding}, untouched);
    defaults["compressor"] = "icformer";
    // Left out where it changes nothing.
    defaults.erase("save_interval");
    // The model's hash is one of the weights as they are computed with: read in another dtype they tell nothing of the file.
    const bool otherType = before.at("options").value("dtype", nlohmann::json()) != now.at("options").value("dtype", nlohmann::json());
    // A quantized file is kept as it is on a CPU, and dense elsewhere and by older versions: its own hash tells more.
    constexpr const char* kGguf = "lm_path/gguf";
    const bool sameFile = before.at("files").contains(kGguf) && before.at("files")[kGguf] == now.at("files").value(kGguf, nlohmann::json());
    using namespace std::string_view_literals;
    const auto differences = [&](const char* group, const auto& describe) {
        std::string found;
        nlohmann::json current = now.at(group);
        dropUnrecordedHashes(before.at(group), current);
        nlohmann::json all = before.at(group);
        all.update(current);
        for (const auto& [key, value] : all.items()) {
            if (key == "lm_path" && (otherType || sameFile))
                continue;
            // A process by itself does not record that it is one.
            const nlohmann::json none = key == "processes" ? nlohmann::json(1) : nlohmann::json();
            const nlohmann::json was = before.at(group).value(key, group != "files"sv ? defaults.value(key, none) : none);
            const nlohmann::json is = current.value(key, none);
            if (was != is)
                found += (found.empty() ? "" : "; ") + describe(key, was, is);
        }
        return found;
    };
    const auto values = [](const std::string& key, const nlohmann::json& was, const nlohmann::json& is) {
        return printable(key) + " (was " + printable(dumpText(was)) + ", is " + dumpText(is) + ")";
    };
    if (const std::string rounding = differences("rounding", values); !rounding.empty())
        observer.onMessage(Severity::warning, "changed since the checkpoint, so that the last bits may differ from those of a run that was not stopped: " + rounding);
    std::string changed = differences("options", values);
    const std::string files = differences("files", [](const std::string& key, const nlohmann::json& was, const nlohmann::json& is) {
        return printable(key) + (was.is_null() ? " (was not there)" : is.is_null() ? " (is not there any more)" : " (holds something else)");
    });
    changed += (changed.empty() || files.empty() ? "" : "; ") + files;
    if (changed.empty())
        return;
    if (!allowChanges)
        throw Error("--resume", "changed since the checkpoint: " + changed + ". Undo it, or go on nevertheless with --allow_changes");
    observer.onMessage(Severity::warning, "resumed although changed: " + changed);
}

} // namespace icf
