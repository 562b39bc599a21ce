#include <algorithm>
#include <charconv>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/base/mapped_file.h"
#include "core/options/option_tools.h"
#include "core/run/folder_lock.h"
#include "core/run/report_json.h"
#include "core/run/run_folder.h"

namespace icf {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kCheckpointPrefix = "checkpoint-";
constexpr JsonLimits kRunFileLimits{.maxBytes = 8'000'000, .maxDepth = 32, .maxValues = 200'000};

std::string textOr(const Json& json, const char* key, std::string fallback = {})
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : fallback;
}

std::optional<double> numberAt(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found == json.end() ? std::nullopt : numberFromJson(*found);
}

std::int64_t countAt(const Json& json, const char* key)
{
    const double count = numberAt(json, key).value_or(0);
    // "NaN" is a number here too.
    return count > 0 ? std::int64_t(std::min(count, 9e15)) : 0;
}

/// Options of this or another version: what this one does not know is kept apart instead of making the run unreadable.
TrainOptions readOptions(const Json& run, const std::string& source, Json& extra)
{
    const auto found = run.find("options");
    if (found == run.end() || !found->is_object())
        throw Error(source, "holds no options: not a run of this program");
    Json known = Json::object();
    if (const auto kept = extra.find("unknown_options"); kept != extra.end() && !kept->is_object())
        throw Error(source, "unknown_options is not a list of options: not a run of this program");
    const std::vector<OptionDescription> declared = describe<TrainOptions>();
    for (const auto& [key, value] : found->items()) {
        const bool isKnown = std::any_of(declared.begin(), declared.end(), [&key = key](const auto& option) { return option.field.key == key; });
        (isKnown ? known : extra["unknown_options"])[key] = value;
    }
    TrainOptions options;
    fromJson(options, known, source);
    return options;
}

/// The last part of a file; empty when it cannot be read.
std::string tailOf(const std::string& path)
{
    try {
        const ReadFile file(path);
        const std::size_t count = std::min<std::size_t>(file.size(), 65536);
        return file.textAt(file.size() - count, count);
    } catch (const std::runtime_error&) {
        return {};
    }
}

/// The last report of a kind in the end of a metrics.jsonl; fromJson: reads one.
template <class FromJson> auto lastOf(const std::string& tail, std::string_view kind, FromJson fromJson) -> decltype(fromJson(Json()))
{
    for (std::size_t end = tail.rfind('\n'); end != std::string::npos && end > 0;) {
        const std::size_t before = tail.rfind('\n', end - 1);
        const std::size_t begin = before == std::string::npos ? 0 : before + 1;
        const Json line = parseLogLine(std::string_view(tail).substr(begin, end - begin));
        if (line.is_object() && textOr(line, "kind", "step") == kind) {
            if (auto report = fromJson(line))
                return report;
        }
        end = before;
    }
    return std::nullopt;
}

void readNotes(const std::string& folder, RunInfo& info)
{
    const std::string path = folder + "/notes.json";
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return;
    try {
        const Json json = readJsonFile(path, kRunFileLimits);
        if (!json.is_object())
            return;
        info.notes = textOr(json, "notes");
        if (const auto tags = json.find("tags"); tags != json.end() && tags->is_array()) {
            for (const Json& tag : *tags) {
                if (tag.is_string())
                    info.tags.push_back(tag.get<std::string>());
            }
        }
    } catch (const Error&) {
        // Damaged notes must not hide the run itself.
        info.notes.clear();
    }
}

/// "previous-2" alone says nothing: the runs that moved aside carry their folder's name too.
std::string runName(const fs::path& folder)
{
    const std::string last = folder.filename().string();
    return last.starts_with("previous-") ? folder.parent_path().filename().string() + "/" + last : last;
}

/// A checkpoint of the run by the name that run.json has for it, in whatever folder it was written; nothing when there is none of that name.
std::optional<std::string> besideRun(const RunInfo& run, const std::string& checkpoint)
{
    const fs::path name = fs::path(checkpoint).filename();
    const auto found = std::find_if(run.checkpoints.begin(), run.checkpoints.end(), [&](const std::string& path) { return fs::path(path).filename() == name; });
    return found == run.checkpoints.end() ? std::nullopt : std::optional(*found);
}

fs::path withoutEndingSlash(const std::string& path)
{
    const fs::path absolute = fs::absolute(path).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

/// Folders that hold a file of this name.
void collectFolders(const fs::path& folder, const char* file, int depth, std::size_t& budget, std::vector<std::string>& found)
{
    std::error_code error;
    if (fs::is_regular_file(folder / file, error))
        found.push_back(folder.string());
    if (depth <= 0)
        return;
    error.clear();
    std::vector<fs::path> inside;
    for (fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error), end; !error && entry != end && budget > 0;
         entry.increment(error), --budget) {
        std::error_code ignored;
        const std::string name = entry->path().filename().string();
        if (!name.starts_with('.') && !name.starts_with(kCheckpointPrefix) && entry->symlink_status(ignored).type() == fs::file_type::directory)
            inside.push_back(entry->path());
    }
    std::sort(inside.begin(), inside.end());
    for (const fs::path& path : inside)
        collectFolders(path, file, depth - 1, budget, found);
}

std::vector<std::string> foldersWith(const char* file, const std::string& root, int depth)
{
    // A home folder given by mistake must not be searched for minutes.
    std::size_t budget = 20'000;
    std::vector<std::string> found;
    std::error_code error;
    if (fs::is_directory(root, error))
        collectFolders(fs::path(root), file, depth, budget, found);
    return found;
}

/// A number of what the run was computed with, at least the fallback.
std::int64_t effectiveNumber(const RunInfo& run, const char* key, std::int64_t fallback)
{
    if (const auto effective = run.extra.find("effective"); effective != run.extra.end() && effective->is_object())
        if (const auto number = effective->find(key); number != effective->end() && number->is_number_integer())
            return std::max(fallback, number->get<std::int64_t>());
    return fallback;
}

} // namespace

std::string checkpointName(std::int64_t number) { return std::string(kCheckpointPrefix) + std::to_string(number); }

std::int64_t checkpointNumber(const std::string& folder)
{
    const std::string name = fs::path(folder).filename().string();
    std::int64_t number = -1;
    if (!name.starts_with(kCheckpointPrefix))
        return -1;
    std::from_chars(name.data() + kCheckpointPrefix.size(), name.data() + name.size(), number);
    // "checkpoint-007" is somebody's copy: no run writes such a name.
    return name == checkpointName(number) ? number : -1;
}

std::optional<std::int64_t> checkpointSteps(const std::string& folder)
{
    try {
        const Json json = readJsonFile(folder + "/resume.json", kRunFileLimits);
        if (json.is_object() && json.contains("steps") && json["steps"].is_number_unsigned())
            return json["steps"].get<std::int64_t>();
    } catch (const std::exception&) {
        // Written by the Python code, or damaged: the folder's name says enough.
    }
    return std::nullopt;
}

std::vector<std::string> listCheckpointNames(const std::string& folder)
{
    std::vector<std::pair<std::int64_t, std::string>> numbered;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (const std::int64_t number = checkpointNumber(entry->path().string()); number >= 0)
            numbered.emplace_back(number, entry->path().string());
    }
    std::sort(numbered.begin(), numbered.end());
    std::vector<std::string> paths;
    for (auto& [number, path] : numbered)
        paths.push_back(std::move(path));
    return paths;
}

std::vector<std::string> listCheckpoints(const std::string& folder)
{
    std::vector<std::string> paths = listCheckpointNames(folder);
    std::error_code ignored;
    std::erase_if(paths, [&](const std::string& path) { return !fs::is_directory(path, ignored); });
    return paths;
}

std::string folderOfCheckpoint(const std::string& checkpoint) { return withoutEndingSlash(checkpoint).parent_path().string(); }

bool isRunFolder(const std::string& folder)
{
    std::error_code error;
    return fs::is_regular_file(fs::path(folder) / "run.json", error);
}

RunInfo readRun(const std::string& folder)
{
    std::error_code error;
    if (!fs::is_directory(folder, error))
        throw Error(folder, "no such folder");
    const std::string source = folder + "/run.json";
    if (!fs::exists(fs::symlink_status(source, error)))
        throw Error(folder, "holds no run.json: not a run folder");
    const Json json = readJsonFile(source, kRunFileLimits);
    if (!json.is_object())
        throw Error(source, "is not a JSON object: not a run of this program");

    RunInfo info;
    info.folder = withoutEndingSlash(folder).string();
    info.name = runName(info.folder);
    info.extra = json;
    for (const char* key : {"id", "options", "state", "message", "started", "ended", "seconds", "steps", "last_loss", "best_validation_loss",
             "last_validation", "tokens", "realised_ratio", "best_checkpoint"})
        info.extra.erase(key);
    info.id = textOr(json, "id");
    info.options = readOptions(json, source, info.extra);
    info.message = textOr(json, "message");
    info.started = textOr(json, "started");
    info.ended = textOr(json, "ended");
    info.seconds = numberAt(json, "seconds").value_or(0);
    info.steps = countAt(json, "steps");
    info.lastLoss = numberAt(json, "last_loss");
    info.bestValidationLoss = numberAt(json, "best_validation_loss");
    info.ratio = numberAt(json, "realised_ratio");
    info.tokens = countAt(json, "tokens");
    if (const auto found = json.find("last_validation"); found != json.end())
        info.lastValidation = validationFromJson(*found);
    info.bestCheckpoint = textOr(json, "best_checkpoint");
    info.state = fromName<RunState>(textOr(json, "state")).value_or(RunState::interrupted);
    const bool open = info.state == RunState::running || info.state == RunState::paused;
    if (open && !FolderLock::holder(info.folder))
        info.state = RunState::interrupted;
    // metrics.jsonl is true also for a run whose writer was killed before it could rewrite run.json, which older versions told less.
    if (open || !json.contains("tokens")) {
        const std::string tail = tailOf(info.folder + "/metrics.jsonl");
        if (const auto last = lastOf(tail, "step", stepFromJson)) {
            info.tokens = last->tokens;
            if (open) {
                info.steps = last->step;
                info.seconds = last->seconds;
                info.lastLoss = last->loss;
            }
        }
        if (auto last = lastOf(tail, "validation", validationFromJson))
            info.lastValidation = std::move(last);
    }
    info.checkpoints = listCheckpoints(info.folder);
    // The folder may have been moved since.
    info.bestCheckpoint = besideRun(info, info.bestCheckpoint).value_or(info.bestCheckpoint);
    readNotes(info.folder, info);
    return info;
}

std::int64_t samplesPerEpoch(const RunInfo& run) { return effectiveNumber(run, kSamplesPerEpochKey, 0); }

std::int64_t processesOf(const RunInfo& run) { return effectiveNumber(run, kProcessesKey, 1); }

void requireRunFile(const std::string& folder)
{
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(folder + "/run.json", ignored)))
        throw Error(folder, listCheckpoints(folder).empty() ? "holds no run to resume; leave out --resume to start one"
                    : "holds checkpoints but no run.json, so that the run cannot be resumed; start from one with --icformer_path, in another --save_path");
}

RunInfo readRunToResume(const std::string& folder)
{
    requireRunFile(folder);
    try {
        RunInfo run = readRun(folder);
        if (run.extra.value("format", Json()) != kRunFormat)
            throw Error(folder, "it is of another version of this program");
        return run;
    } catch (const Error& error) {
        throw Error(folder + "/run.json", error.what_only() + "; the run cannot be resumed without it: start from one of its checkpoints with --icformer_path, in another --save_path");
    }
}

std::optional<ChosenCheckpoint> checkpointOfRun(const std::string& folder)
{
    std::error_code ignored;
    if (!isRunFolder(folder) || fs::exists(fs::path(folder) / "config.json", ignored))
        return std::nullopt;
    const RunInfo run = readRun(folder);
    const auto named = [&](const std::string& checkpoint) { return (fs::path(folder) / fs::path(checkpoint).filename()).string(); };
    if (const std::optional<std::string> best = besideRun(run, run.bestCheckpoint))
        return ChosenCheckpoint{named(*best), true};
    if (const std::optional<std::string> last = besideRun(run, textOr(run.extra, "last_checkpoint")))
        return ChosenCheckpoint{named(*last), false};
    if (run.checkpoints.empty())
        throw Error(folder, "this run has no checkpoint yet; give the folder of another one");
    return ChosenCheckpoint{named(run.checkpoints.back()), false};
}

std::string whereItMoved(const RunInfo& run, const std::string& checkpoint)
{
    const std::string before = textOr(run.extra, kStartedFrom);
    const bool same = !before.empty() && !checkpoint.empty() && withoutEndingSlash(checkpoint) == withoutEndingSlash(before);
    return same ? run.options.model.icformer_path : checkpoint;
}

std::vector<std::string> findRuns(const std::string& root, int depth)
{
    return foldersWith("run.json", root, depth);
}

std::vector<std::string> findEvaluations(const std::string& root, int depth)
{
    return foldersWith("evaluation.json", root, depth);
}

void writeRunNotes(const std::string& folder, const std::vector<std::string>& tags, const std::string& notes)
{
    if (!isRunFolder(folder))
        throw Error(folder, "holds no run.json: not a run folder");
    const nlohmann::ordered_json json{{"tags", tags}, {"notes", notes}};
    writeAtomically(folder + "/notes.json", dumpText(json, 2) + "\n");
}

} // namespace icf
