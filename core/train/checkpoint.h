#pragma once
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/file_system.h"
#include "core/compressor/compressor.h"
#include "core/options/learning_rate.h"
#include "core/run/run_folder.h"
#include "core/run/training_state.h"
#include "core/text/prompt_template.h"
#include "core/train/adamw.h"

namespace icf {

/// What goes into a checkpoint folder.
struct CheckpointContent {
    const Compressor& compressor;
    const AdamW& optimizer;
    const TrainingState& state;
    const RunCourse& course;        ///< Of the run that writes it.
    nlohmann::json fingerprints;    ///< Of data, models and options; compared on resuming.
    const LearningRate& learningRate;
    bool writeOptimizer = false;    ///< optimizer.pt for the Python code.
    bool writeScheduler = false;    ///< scheduler.pt for the Python code, unless the rate is constant.
    std::optional<std::int64_t> chunkLength = std::nullopt;  ///< CompressorConfig::chunkLength.
    std::optional<PromptTemplate> promptTemplate = std::nullopt;  ///< Of fine-tuning.
};

/// Writes one checkpoint in the reference's format plus resume.json, resume.safetensors, times.safetensors and samples.jsonl, whole or not at all.
/// replace: exchange an older folder of that name.  Throws Failure when the disk refuses.
void writeCheckpoint(const std::string& folder, const CheckpointContent& content, bool replace,
                     const FileSystem& system = FileSystem::real());

/// What a checkpoint holds for going on.
struct ResumeData {
    TrainingState state;
    nlohmann::json fingerprints;
};

/// Reads the state of a checkpoint.  Throws Error naming file and field when it has none, or one that no run can have.
ResumeData readResume(const std::string& folder);
/// Copies moments and pending gradients into the optimizer, whose parameters are the loaded compressor's.
void restoreOptimizer(const std::string& folder, const TrainingState& state, AdamW& optimizer);

/// Why the checkpoint cannot be gone on from, in one line: files are missing, damaged or unchecked.  Empty when nothing is wrong with it.
std::string checkpointProblem(const std::string& folder);

/// Which run wrote a checkpoint, and after how many resumptions.
struct CheckpointOrigin {
    std::string run; ///< RunCourse::id; empty when it is not known.
    std::int64_t resumptions = 0;
    std::int64_t number = -1; ///< Of the checkpoint; a copy may have another name.
};
CheckpointOrigin checkpointOrigin(const std::string& folder);

/// True for a checkpoint that is not known to be the run's own: another run wrote it, the Python code, or somebody copied it there; or it is too
/// damaged to tell.
bool isAnothersCheckpoint(const std::string& folder, const RunCourse& course);

/// A checkpoint that cannot be gone on from.
struct PassedOver {
    std::string folder;
    std::string problem;  ///< Why, in one line.
    bool damaged = false; ///< This program wrote it, and what it says of itself is not to be read any more, or not true.
};

/// The newest checkpoint on the course of the run that can be gone on from; skipped receives those that were looked at before it.
std::optional<std::string> newestValidCheckpoint(const std::string& runFolder, const RunCourse& course, std::vector<PassedOver>& skipped);

/// Removes old checkpoints of the run: all but the newest keepLast (0: none is removed), those that it left behind first.  Never the one
/// numbered best, and never one that another run or the Python code wrote, or a copy under another name.  Returns those that could not be removed.
std::vector<std::string> pruneCheckpoints(const std::string& runFolder, const RunCourse& course, std::int64_t keepLast, std::int64_t best);

} // namespace icf
