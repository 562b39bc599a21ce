#pragma once
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/file_system.h"
#include "core/compressor/compressor.h"
#include "core/options/learning_rate.h"
#include "core/options/run_options.h"
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
    const LearningRate& learningRate;
    const nlohmann::json& fingerprints;   ///< Of data, models and options; compared on resuming.
    const CheckpointOptions& options;     ///< save_optimizer and save_scheduler write files for the Python code.
    std::optional<std::int64_t> chunkLength = std::nullopt;  ///< CompressorConfig::chunkLength.
    std::optional<PromptTemplate> promptTemplate = std::nullopt;  ///< Of fine-tuning.
};

/// Writes one checkpoint in the reference's format plus resume.json, resume.safetensors, times.safetensors and samples.jsonl, whole or not at all.
/// run: the id of the run that writes it.  Replaces an older folder of that name.  Throws Failure when the disk refuses.
void writeCheckpoint(const std::string& folder, const std::string& run, const CheckpointContent& content, const FileSystem& system = FileSystem::real());

/// What a checkpoint holds to continue from.
struct ResumeData {
    TrainingState state;
    nlohmann::json fingerprints;
};

/// Reads the state of a checkpoint.  Throws Error naming file and field when it has none, or one that no run can have.
ResumeData readResume(const std::string& folder);
/// Copies moments and pending gradients into the optimizer, whose parameters are the loaded compressor's.
void restoreOptimizer(const std::string& folder, const TrainingState& state, AdamW& optimizer);

/// What to say of a checkpoint without a resume.json.
inline constexpr const char* kNoResumeFile = "it has no resume.json (written by the Python code?); start from its folder with --icformer_path instead";

/// Why a run cannot continue from the checkpoint, in one line: files are missing, damaged or unchecked.  Empty when nothing is wrong with it.
std::string checkpointProblem(const std::string& folder);

} // namespace icf
