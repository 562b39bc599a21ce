#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/models/models.h"
#include "core/run/run_folder.h"

/// What a run may be gone on from.
namespace icf {

struct ResumePoint {
    std::string checkpoint;  ///< Its folder.
    RunCourse course;        ///< Of the run, with this resumption as its last.
    std::set<std::string> mayReplace{}; ///< Names of checkpoints that the run may make anew: damaged ones that were passed over, and those that it was
                                        ///< started over.
};

/// The checkpoint to go on from, or nothing for a new run: the one that was asked for, else the newest sound one of the run in save_path.
/// Those passed over are reported.  Throws Error when there is none, or the one asked for is damaged or (unless changes are allowed) another run's.
std::optional<ResumePoint> resumePoint(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer);

/// What must be the same when a run is resumed ("options", "files": everything that changes its numbers), and what had better be ("rounding": what
/// changes their last bits).  {"options": {…}, "files": {…}, "rounding": {…}}
nlohmann::json fingerprints(const TrainOptions& options, const DataSet& data, const DataSet* validation, const std::string& lmChecksum,
                            const ComputeDevice& place, std::int64_t totalSteps);

/// Throws Error naming everything that changed, or reports it when changes are allowed; of "rounding" it is always only reported.
void compareFingerprints(const nlohmann::json& before, const nlohmann::json& now, bool allowChanges, TrainingObserver& observer);

} // namespace icf
