#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json_limits.h"
#include "core/options/option_tools.h"

/// The checks of validate() and advise() that commands share; most look at the disk.  Each appends to what it is given.
namespace icf {

/// What an options file, a run.json or a small model config may ask for.
inline constexpr JsonLimits kOptionsFileLimits{.maxBytes = 1'000'000, .maxDepth = 16, .maxValues = 100'000};

/// A folder with a config.json.  Recognises a hub name ("meta-llama/Llama-2-7b-hf") and says that a local folder is needed.
void checkLanguageModel(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems);
/// A folder with a config.json.
void checkCompressor(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems);
/// Why a compressor of another kind cannot be asked for: a checkpoint says itself of which kind it is, and the option may only agree.  Empty when it
/// does.  modelType: of the checkpoint in folder.
std::string kindProblem(CompressorType wanted, const std::string& modelType, const std::string& folder);

/// The name of a template, a file that holds one, or nothing.
void checkPromptTemplate(std::string_view key, const std::string& nameOrFile, std::vector<OptionProblem>& problems);
/// An existing regular file.
void checkInputFile(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems);
/// A folder that is there and can be written to, or can be made.
void checkOutputFolder(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems);
/// A file that is made, or replaced whole, in a folder that can be written to: no folder, device, pipe or link, none of the files that are read, and none of a model's.
/// inputs: by option, files that the command reads; modelFolders: whose files must stay; parentIsMade: the command makes the folder.
void checkOutputFile(std::string_view key, const std::string& path, const std::vector<std::pair<std::string_view, std::string>>& inputs,
    const std::vector<std::string>& modelFolders, bool parentIsMade, std::vector<OptionProblem>& problems);
/// A name without a folder.
void checkFileName(std::string_view key, const std::string& name, std::vector<OptionProblem>& problems);
/// auto, cpu, cuda, cuda:N or mps.
void checkDevice(std::string_view key, const std::string& device, std::vector<OptionProblem>& problems);
/// Contexts that are cut otherwise than those that the compressor was trained on.
void adviseTrainedChunks(const std::string& compressor, const ChunkOptions& chunks, std::vector<OptionProblem>& advice);
/// A dtype that the device is bad at.
void adviseModel(const ModelOptions& model, std::vector<OptionProblem>& advice);
/// Settings of the sampling that change nothing, or take the randomness away again.
void adviseSampling(const SamplingOptions& sampling, std::vector<OptionProblem>& advice);
/// True when both paths lead to one file or folder.
bool samePlace(const std::string& first, const std::string& second);

} // namespace icf
