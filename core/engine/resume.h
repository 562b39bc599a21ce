#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/models/models.h"
#include "core/run/run_folder.h"

/// What a run may continue from.
namespace icf {

/// The checkpoint that a run goes on from.
struct ResumePoint {
    std::string checkpoint;                 ///< Its folder.
    std::unique_ptr<FolderLock> lock{};     ///< Of save_path, where the run there continues.  Null: a new run begins there from the checkpoint.
};

/// The checkpoint to continue from: the one that was asked for, else the newest sound one of the run in save_path.  The run in save_path itself
/// continues from its newest sound one only; from any other begins a new run, in a folder without an unfinished one.  Checkpoints passed over are reported.
/// Throws Error when there is none, the one asked for is damaged, or the run there cannot continue from it and may not be replaced.
ResumePoint resumePoint(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer);

/// Lets a new run begin from the point, since the run in save_path cannot continue from it; why is one line.  Throws it as Error unless the start
/// says overwrite.
void beginAnew(ResumePoint& point, const TrainOptions& options, const TrainingStart& start, const std::string& why);

/// What must be the same when a run is resumed ("options", "files": everything that changes its numbers), and what had better be ("rounding": what
/// changes their last bits).  {"options": {…}, "files": {…}, "rounding": {…}}
nlohmann::json fingerprints(const TrainOptions& options, const DataSet& data, const DataSet* validation, const std::string& lmChecksum,
                            const ComputeDevice& place, std::int64_t totalSteps);

/// Throws Error naming everything that changed, or reports it when changes are allowed; of "rounding" it is always only reported.
void compareFingerprints(const nlohmann::json& before, const nlohmann::json& now, bool allowChanges, TrainingObserver& observer);

} // namespace icf
