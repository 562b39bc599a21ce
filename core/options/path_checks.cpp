#include "core/options/path_checks.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <unistd.h>

#include "core/base/error.h"
#include "core/io/model_path.h"
#include "core/text/prompt_template.h"

namespace icf {
namespace {

namespace fs = std::filesystem;

void add(std::vector<OptionProblem>& problems, std::string_view key, std::string message)
{
    problems.push_back({std::string(key), std::move(message)});
}

/// "owner/name" of plain characters, as models are called on the hub.
bool looksLikeHubName(const std::string& text)
{
    if (text.empty() || text.front() == '.' || text.front() == '/' || text.front() == '~')
        return false;
    const auto plain = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.' || c == '/'; };
    const auto slash = std::find(text.begin(), text.end(), '/');
    return std::all_of(text.begin(), text.end(), plain) && std::count(text.begin(), text.end(), '/') == 1 && slash + 1 != text.end();
}

bool isTooLong(const std::string& path)
{
    std::error_code error;
    [[maybe_unused]] const fs::file_status status = fs::symlink_status(fs::absolute(path, error), error);
    return error == std::errc::filename_too_long;
}

/// Where a missing checkpoint went when a new run began in its folder, for the end of a message; empty when that is not known.
std::string movedTo(const std::string& path)
{
    const fs::path checkpoint = fs::path(path + "/").parent_path();
    std::string found;
    std::error_code error;
    for (int number = 1; fs::is_directory(checkpoint.parent_path() / ("previous-" + std::to_string(number)), error); ++number) {
        const fs::path moved = checkpoint.parent_path() / ("previous-" + std::to_string(number)) / checkpoint.filename();
        if (fs::is_directory(moved, error))
            found = "; a run that made room for another has one of this name: " + moved.string();
    }
    return found;
}

/// Why nothing can be made in a folder; empty when it can.  Asked before hours of work, not after them.
std::string whyNotWritable(const fs::path& folder)
{
    if (access(folder.c_str(), W_OK | X_OK) == 0)
        return {};
    return "cannot be written to: " + folder.string() + ": " + std::strerror(errno) + "; choose another folder";
}

/// True when the path is a model folder; otherwise says why not.
bool checkModelFolder(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        add(problems, key, "no such folder: " + path);
    else if (!fs::is_directory(status))
        add(problems, key, "not a folder: " + path + "; give the folder that holds config.json, or a .gguf file");
    else if (!fs::exists(fs::path(path) / "config.json", error))
        add(problems, key, "no config.json in " + path + ": not a model folder");
    else
        return true;
    return false;
}

} // namespace

void checkLanguageModel(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems)
{
    std::error_code error;
    if (path.empty())
        add(problems, key, "needed: the folder or GGUF file of the language model");
    else if (looksLikeHubName(path) && !fs::exists(path, error))
        add(problems, key, "\"" + path + "\" looks like a name on a model hub; a local directory is needed: download the model and give its folder");
    else if (const std::string files = modelFiles(path); !isGgufPath(files) || !fs::is_regular_file(files, error))
        checkModelFolder(key, files, problems);
}

void checkCompressor(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems)
{
    std::error_code error;
    const std::string moved = fs::exists(path, error) ? std::string() : movedTo(path);
    if (!moved.empty())
        add(problems, key, "no such folder: " + path + moved);
    else if (fs::exists(fs::path(path) / "run.json", error) && !fs::exists(fs::path(path) / "config.json", error))
        add(problems, key, "a run's folder: " + path + "; give one of its checkpoints, the folders checkpoint-N in it");
    else
        checkModelFolder(key, path, problems);
}

std::string kindProblem(CompressorType wanted, const std::string& modelType, const std::string& folder)
{
    if (wanted == CompressorType::automatic || nameOf(wanted) == modelType)
        return {};
    return std::string(nameOf(wanted)) + " contradicts the checkpoint " + folder + ", whose model_type is " + printable(modelType)
        + "; leave it out, or choose another checkpoint";
}

void checkPromptTemplate(std::string_view key, const std::string& nameOrFile, std::vector<OptionProblem>& problems)
{
    if (nameOrFile.empty())
        return;
    try {
        PromptTemplate::named(nameOrFile);
    } catch (const Error& error) {
        add(problems, key, error.what_only());
    }
}

void checkInputFile(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (path.empty())
        add(problems, key, "needed: a file");
    else if (!fs::exists(status))
        add(problems, key, "no such file: " + path);
    else if (fs::is_directory(status))
        add(problems, key, "a folder, not a file: " + path);
    else if (!fs::is_regular_file(status))
        add(problems, key, "not a regular file: " + path);
}

void checkOutputFolder(std::string_view key, const std::string& path, std::vector<OptionProblem>& problems)
{
    if (path.empty()) {
        add(problems, key, "needed: a folder to write to");
        return;
    }
    std::error_code error;
    // With room for what is made in it.
    if (isTooLong(path + "/" + std::string(100, 'x'))) {
        add(problems, key, "is too long for the file system; choose a shorter name");
        return;
    }
    for (fs::path part = fs::absolute(path, error).lexically_normal(); !part.empty(); part = part.parent_path()) {
        const fs::file_status status = fs::status(part, error);
        if (fs::is_directory(status)) {
            if (std::string why = whyNotWritable(part); !why.empty())
                add(problems, key, std::move(why));
            return;
        }
        if (fs::exists(status)) {
            add(problems, key, "cannot be made: " + part.string() + " is not a folder");
            return;
        }
        if (part == part.parent_path())
            return;
    }
}

void checkOutputFile(std::string_view key, const std::string& path, const std::vector<std::pair<std::string_view, std::string>>& inputs,
    const std::vector<std::string>& modelFolders, bool parentIsMade, std::vector<OptionProblem>& problems)
{
    std::error_code error;
    // With room for the end of its name while it is written.
    if (isTooLong(path + std::string(48, 'x'))) {
        add(problems, key, "is too long for the file system; choose a shorter name");
        return;
    }
    const fs::path parent = fs::absolute(path, error).parent_path();
    // Where the command makes the folder, that has been asked of the folder's option.
    if (!parentIsMade && fs::is_directory(parent, error)) {
        if (std::string why = whyNotWritable(parent); !why.empty()) {
            add(problems, key, std::move(why));
            return;
        }
    }
    const fs::file_status status = fs::symlink_status(path, error);
    if (!fs::exists(status)) {
        if (!fs::is_directory(parent, error) && !parentIsMade)
            add(problems, key, "no such folder: " + parent.string());
        return;
    }
    if (fs::is_directory(status)) {
        add(problems, key, "is a folder: " + path + "; give a file name");
        return;
    }
    // Moving a new file to the name would put it in the place of the link, the pipe or the device itself.
    if (fs::is_symlink(status)) {
        add(problems, key, "is a link: " + path + "; give the file that it leads to");
        return;
    }
    if (!fs::is_regular_file(status)) {
        add(problems, key, "not a regular file: " + path + "; give another name");
        return;
    }
    for (const auto& [option, input] : inputs) {
        if (samePlace(path, input)) {
            add(problems, key, "is the file that --" + std::string(option) + " reads; give another name");
            return;
        }
    }
    for (const std::string& folder : modelFolders) {
        if (samePlace(parent, folder)) {
            add(problems, key, "would replace a file of the model in " + folder + "; give another name");
            return;
        }
    }
}

void checkFileName(std::string_view key, const std::string& name, std::vector<OptionProblem>& problems)
{
    if (name.empty() || name == "." || name == "..")
        add(problems, key, "needed: the name of a file");
    else if (name.find('/') != std::string::npos)
        add(problems, key, "a name without a folder is needed, got " + name + "; the folder is --save_path");
}

void checkDevice(std::string_view key, const std::string& device, std::vector<OptionProblem>& problems)
{
    if (device == "auto" || device == "cpu" || device == "cuda" || device == "mps")
        return;
    const std::string_view index = std::string_view(device).substr(std::min<std::size_t>(5, device.size()));
    const auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
    if (device.starts_with("cuda:") && !index.empty() && index.size() <= 3 && std::all_of(index.begin(), index.end(), digit))
        return;
    add(problems, key, "unknown device \"" + device + "\"; use auto, cpu, cuda, cuda:0 … or mps");
}

void adviseTrainedChunks(const std::string& compressor, const ChunkOptions& chunks, std::vector<OptionProblem>& advice)
{
    const std::optional<std::int64_t> trained = trainedChunkLength(compressor);
    if (!trained || *trained == (chunks.use_chunk ? chunks.max_chunk_len : 0))
        return;
    const std::string how = *trained == 0 ? "whole contexts" : "chunks of at most " + std::to_string(*trained) + " tokens";
    advice.push_back({chunks.use_chunk ? "max_chunk_len" : "use_chunk", compressor + " was trained on " + how + "; of contexts that are cut otherwise it knows less"});
}

void adviseModel(const ModelOptions& model, std::vector<OptionProblem>& advice)
{
    if (model.dtype == Dtype::float16 && (model.device == "cpu" || model.device == "auto"))
        advice.push_back({"dtype", "float16 is slow and imprecise on CPUs; use bfloat16 or auto"});
}

void adviseSampling(const SamplingOptions& sampling, std::vector<OptionProblem>& advice)
{
    if (sampling.temperature <= 0) {
        for (const auto& [given, key] : {std::pair(sampling.top_p != SamplingOptions{}.top_p, "top_p"), std::pair(sampling.top_k != SamplingOptions{}.top_k, "top_k")}) {
            if (given)
                advice.push_back({key, "has no effect at temperature 0"});
        }
    } else if (sampling.top_p <= 0) {
        advice.push_back({"top_p", "0 leaves only the most likely token: the same as temperature 0"});
    }
}

bool samePlace(const std::string& first, const std::string& second)
{
    std::error_code error;
    return !first.empty() && !second.empty() && fs::equivalent(first, second, error) && !error;
}

} // namespace icf
