#include "core/train/checkpoint_store.h"

#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_limits.h"

namespace icf {

CheckpointStore::CheckpointStore(std::string folder, std::string run, const FileSystem& system)
    : folder_(std::move(folder)), run_(std::move(run)), system_(system)
{
}

CheckpointStore::Owner CheckpointStore::ownerOf(const std::string& checkpoint, std::string& problem) const
{
    namespace fs = std::filesystem;
    // A disk that cannot be asked is not the checkpoint's fault; reading or writing it will say so.
    std::error_code ignored;
    if (!fs::is_directory(checkpoint, ignored))
        problem = "it is not a folder";
    else if (!fs::exists(checkpoint + "/resume.json", ignored))
        problem = kNoResumeFile;
    if (!problem.empty())
        return Owner::other;
    try {
        const nlohmann::json json = readJsonFile(checkpoint + "/resume.json");
        if (problem = TrainingState::formatProblem(json); !problem.empty())
            return Owner::other;
        const auto run = json.find("run");
        const std::int64_t number = TrainingState::fromJson(json, checkpoint).checkpointNumber();
        if (run == json.end() || *run != run_)
            problem = "another run wrote it";
        else if (number != checkpointNumber(checkpoint) && !differsFromManifest(checkpoint, "resume.json"))
            problem = "it is a copy of " + checkpointName(number) + " under another name";
        return problem.empty() ? Owner::run : Owner::other;
    } catch (const std::exception&) {
        return Owner::unknown;
    }
}

bool CheckpointStore::holds(std::int64_t number) const
{
    std::string ignored;
    return ownerOf(path(number), ignored) == Owner::run;
}

std::optional<std::string> CheckpointStore::newest(std::vector<PassedOver>& skipped) const
{
    const std::vector<std::string> all = listCheckpoints(folder_);
    for (auto checkpoint = all.rbegin(); checkpoint != all.rend(); ++checkpoint) {
        // Its files are read only when nothing else speaks against it: they may be large.
        std::string problem;
        if (ownerOf(*checkpoint, problem) != Owner::other)
            problem = checkpointProblem(*checkpoint);
        if (problem.empty())
            return *checkpoint;
        skipped.push_back({*checkpoint, problem});
    }
    return std::nullopt;
}

std::optional<PassedOver> CheckpointStore::foreign(std::int64_t number) const
{
    for (const std::string& checkpoint : listCheckpointNames(folder_)) {
        std::string problem;
        if (checkpointNumber(checkpoint) > number && ownerOf(checkpoint, problem) == Owner::other)
            return PassedOver{checkpoint, problem};
    }
    return std::nullopt;
}

SavedCheckpoint CheckpointStore::save(const CheckpointContent& content)
{
    const std::string checkpoint = path(content.state.checkpointNumber());
    std::error_code ignored;
    std::string problem;
    if (std::filesystem::exists(std::filesystem::symlink_status(checkpoint, ignored)) && ownerOf(checkpoint, problem) == Owner::other)
        throw Error(checkpoint, "stands where this run writes a checkpoint, and is not its own: " + problem + "; move it away");
    writeCheckpoint(checkpoint, run_, content, system_);
    return {checkpoint, prune(content.options.keep_last, content.options.keep_best ? content.state.bestSample : -1)};
}

std::vector<std::string> CheckpointStore::prune(std::int64_t keepLast, std::int64_t best)
{
    std::vector<std::string> stayed;
    if (keepLast <= 0)
        return stayed;
    std::vector<std::string> own;
    for (const std::string& checkpoint : listCheckpoints(folder_)) {
        // A link may lead anywhere, and nothing outside the run folder is ours to remove.
        std::string ignored;
        if (!std::filesystem::is_symlink(checkpoint) && ownerOf(checkpoint, ignored) == Owner::run)
            own.push_back(checkpoint);
    }
    for (std::size_t i = 0; i + std::size_t(keepLast) < own.size(); ++i) {
        if (checkpointNumber(own[i]) != best && !removeFolderWhole(own[i]) && stuck_.insert(own[i]).second)
            stayed.push_back(own[i]);
    }
    return stayed;
}

} // namespace icf
