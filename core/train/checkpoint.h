#pragma once
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/file_system.h"
#include "core/icformer/compressor.h"
#include "core/train/adamw.h"
#include "core/train/learning_rate.h"
#include "core/train/training_state.h"

namespace icf {

/// What goes into a checkpoint folder.
struct CheckpointContent {
    const Compressor& compressor;
    const AdamW& optimizer;
    const TrainingState& state;
    nlohmann::json fingerprints;    ///< Of data, models and options; compared on resuming.
    const LearningRate& learningRate;
    bool writeOptimizer = false;    ///< optimizer.pt for the Python code.
    bool writeScheduler = false;    ///< scheduler.pt for the Python code, unless the rate is constant.
};

/// Writes one checkpoint in the reference's format plus resume.json and resume.safetensors, whole or not at all.
/// replace: exchange an older folder of that name.  Throws Failure when the disk refuses.
void writeCheckpoint(const std::string& folder, const CheckpointContent& content, bool replace,
                     const FileSystem& system = FileSystem::real());

/// What a checkpoint holds for going on.
struct ResumeData {
    TrainingState state;
    nlohmann::json fingerprints;
};

/// Reads the state of a checkpoint.  Throws Error when it has none or is broken.
ResumeData readResume(const std::string& folder);
/// Copies moments and pending gradients into the optimizer, whose parameters are the loaded compressor's.
void restoreOptimizer(const std::string& folder, const TrainingState& state, AdamW& optimizer);

/// The number in a checkpoint folder's name; -1 when it has none.
std::int64_t checkpointNumber(const std::string& folder);

/// The newest checkpoint of the run with this id whose manifest holds and that can be resumed; skipped receives a line for
/// each one passed over.
std::optional<std::string> newestValidCheckpoint(const std::string& runFolder, const std::string& runId, std::vector<std::string>& skipped);

/// Removes old checkpoints of the run with this id: all but the newest keepLast (0: none is removed), never the one numbered
/// best, and never one that another run or the Python code wrote.
void pruneCheckpoints(const std::string& runFolder, const std::string& runId, std::int64_t keepLast, std::int64_t best);

/// The id of the run that wrote a checkpoint; empty when it is not known.
std::string checkpointRun(const std::string& folder);

} // namespace icf
