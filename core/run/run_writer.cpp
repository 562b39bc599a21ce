#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <random>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "core/run/folder_lock.h"
#include "core/run/line_file.h"
#include "core/run/machine.h"
#include "core/run/report_json.h"
#include "core/run/run_log.h"
#include "core/run/run_folder.h"

namespace icf {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// run.json goes last: while it is here, the run is here.
constexpr std::array<const char*, 5> kRunFiles{"metrics.jsonl", "samples.jsonl", "log.txt", "notes.json", "run.json"};
constexpr const char* kMetrics = kRunFiles[0];
constexpr const char* kSamples = kRunFiles[1];
constexpr int kRunFormat = 1;

std::string dumpLine(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Tells the runs of one folder apart, so that a checkpoint knows which run made it.
std::string newRunId()
{
    std::random_device device;
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string id;
    for (int i = 0; i < 16; ++i)
        id += kDigits[device() & 15U];
    return id;
}

std::string makeFolder(const std::string& path)
{
    if (path.empty())
        throw Error("--save_path", "needed: a folder for the run");
    std::error_code error;
    fs::path absolute = fs::absolute(path).lexically_normal();
    if (!absolute.has_filename())
        absolute = absolute.parent_path();
    fs::create_directories(absolute, error);
    if (error == std::errc::no_space_on_device)
        throw Failure(path, "cannot be made: " + error.message());
    if (!fs::is_directory(absolute))
        throw Error(path, "cannot be made a folder" + (error ? ": " + error.message() : std::string()) + "; choose another save_path");
    return absolute.string();
}

/// Refuses an unfinished run, and one that cannot be read, without overwrite.
void requireFinished(const std::string& savePath, bool overwrite)
{
    if (overwrite || !isRunFolder(savePath))
        return;
    RunState state = RunState::interrupted;
    try {
        state = readRun(savePath).state;
    } catch (const Error& error) {
        throw Error(savePath, "holds a run.json that cannot be read (" + error.what_only()
            + "); choose another save_path, or replace it with --overwrite");
    }
    if (state != RunState::finished)
        throw Error(savePath, "holds an unfinished run; continue it with --resume, replace it with --overwrite, or choose another save_path");
}

/// Moves the files of the run before into previous-K/.  One that was interrupted while moving is completed.
void moveAside(const std::string& folder)
{
    const fs::path base(folder);
    const auto present = [&](const char* name) { return fs::exists(fs::symlink_status(base / name)); };
    if (std::none_of(kRunFiles.begin(), kRunFiles.end(), present))
        return;
    const auto target = [&](int number) { return base / ("previous-" + std::to_string(number)); };
    int number = 1;
    while (fs::exists(fs::symlink_status(target(number))))
        ++number;
    // A link may lead out of the folder.
    if (number > 1 && fs::is_directory(fs::symlink_status(target(number - 1))) && !fs::exists(target(number - 1) / "run.json") && present("run.json"))
        --number;
    try {
        fs::create_directory(target(number));
        for (const char* name : kRunFiles) {
            if (present(name) && !fs::exists(target(number) / name))
                fs::rename(base / name, target(number) / name);
        }
    } catch (const fs::filesystem_error& error) {
        throw Failure(folder, "the run before cannot be moved aside: " + error.code().message());
    }
}

/// The lock must be held.  Notes are written without it, perhaps just now.
void tidy(const std::string& folder)
{
    recoverFromTemporaries(folder, [](std::string_view name) {
        return name == "run.json" || name == kMetrics || name == kSamples || checkpointNumber(std::string(name)) >= 0;
    });
}

} // namespace

void tidyRunFolder(const std::string& folder)
{
    const FolderLock lock(folder);
    tidy(folder);
}

void requireFreeRunFolder(const std::string& savePath, bool overwrite)
{
    if (const std::optional<std::string> holder = FolderLock::holder(savePath))
        throw Error(savePath, FolderLock::refusal(*holder));
    requireFinished(savePath, overwrite);
}

struct RunWriter::Impl {
    Impl(std::string path, const TrainOptions& runOptions) : folder(std::move(path)), lock(folder), options(runOptions)
    {
        tidy(folder);
    }

    std::string path(const char* name) const { return folder + "/" + name; }

    void openFiles()
    {
        metrics = std::make_unique<LineFile>(path(kMetrics));
        samples = std::make_unique<LineFile>(path(kSamples));
        log = std::make_unique<LineFile>(path("log.txt"));
    }

    /// Somebody may delete the folder of a run and make it anew: what is written then is for the same run alone.  Throws Error or Failure
    /// when the folder is gone, or another run's meanwhile.
    void requireOwnFolder()
    {
        if (lock.inPlace())
            return;
        if (!fs::is_directory(folder))
            throw Failure(folder, "is gone; the run goes on when it is there again");
        if (isRunFolder(folder) && readRun(folder).course.id != course.id)
            throw Failure(folder, "holds another run meanwhile; the run goes on when that is moved away");
        lock.renew();
    }

    void append(LineFile& file, const std::string& line)
    {
        if (file.deleted()) {
            requireOwnFolder();
            lostMetrics = lostMetrics || &file == metrics.get();
        }
        file.append(line);
    }

    void noteValidation(const ValidationReport& report)
    {
        if (std::isfinite(report.loss) && (!bestLoss || report.loss < *bestLoss))
            bestLoss = report.loss;
    }

    void writeRunFile()
    {
        requireOwnFolder();
        Json json;
        json["format"] = kRunFormat;
        json["id"] = course.id;
        json["state"] = runStateName(state);
        json["message"] = message;
        json["started"] = started;
        json["ended"] = ended;
        json["seconds"] = numberToJson(seconds);
        json["steps"] = steps;
        json["skipped_steps"] = result.skippedSteps;
        json["last_loss"] = lastLoss ? numberToJson(*lastLoss) : Json();
        json["best_validation_loss"] = bestLoss ? numberToJson(*bestLoss) : Json();
        json["best_checkpoint"] = bestCheckpoint;
        json["last_checkpoint"] = result.lastCheckpoint;
        json["peak_memory_bytes"] = result.peakMemoryBytes;
        json["resumed"] = resumed;
        json["options"] = toJson(options);
        for (const auto& [key, value] : extra.items()) {
            if (!json.contains(key))
                json[key] = value;
        }
        writeAtomically(path("run.json"), json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    }

    std::string folder;
    FolderLock lock;
    TrainOptions options;
    nlohmann::json extra = nlohmann::json::object();
    RunCourse course;
    bool lostMetrics = false; ///< Somebody deleted metrics.jsonl; it begins in the middle of the run.
    std::int64_t restoredLines = 0;
    RunState state = RunState::running;
    std::string message;
    std::string started;
    std::string ended;
    double seconds = 0;
    std::int64_t steps = 0;
    std::optional<double> lastLoss;
    std::optional<double> bestLoss;
    std::string bestCheckpoint;
    nlohmann::json resumed = nlohmann::json::array();
    TrainingResult result;
    std::unique_ptr<LineFile> metrics;
    std::unique_ptr<LineFile> samples;
    std::unique_ptr<LineFile> log;
};

RunWriter::RunWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RunWriter::~RunWriter() = default;

std::unique_ptr<RunWriter> RunWriter::create(const TrainOptions& options, bool overwrite, const nlohmann::json& extra)
{
    auto impl = std::make_unique<Impl>(makeFolder(options.save_path), options);
    requireFinished(options.save_path, overwrite);
    moveAside(impl->folder);
    impl->course.id = newRunId();
    impl->started = timeNow();
    if (extra.is_object())
        impl->extra = extra;
    if (!impl->extra.contains("machine"))
        impl->extra["machine"] = machineDescription();
    impl->writeRunFile();
    impl->openFiles();
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
}

std::unique_ptr<RunWriter> RunWriter::resume(const TrainOptions& options, const ResumedRun& resumed, const nlohmann::json& extra)
{
    readRun(options.save_path);
    auto impl = std::make_unique<Impl>(makeFolder(options.save_path), options);
    for (const char* name : {kMetrics, kSamples}) {
        const fs::file_status status = fs::status(impl->path(name));
        if (fs::exists(status) && !fs::is_regular_file(status))
            throw Error(impl->path(name), "is not a regular file; move it away");
    }
    impl->log = std::make_unique<LineFile>(impl->path("log.txt"));
    const RunInfo before = readRun(impl->folder);
    const auto step = std::int64_t(resumed.steps.size());
    impl->course = before.course;
    if (impl->course.id.empty())
        impl->course.id = newRunId();
    impl->course.resumedFrom.push_back(resumed.from);
    impl->started = before.started;
    impl->steps = step;
    impl->extra = before.extra;
    if (extra.is_object())
        impl->extra.update(extra);
    if (const auto found = before.extra.find("resumed"); found != before.extra.end() && found->is_array())
        impl->resumed = *found;
    impl->resumed.push_back({{"time", timeNow()}, {"step", step}, {"checkpoint", resumed.from.checkpoint}, {"resumptions", resumed.from.resumptions}});
    for (const ValidationReport& report : resumed.validations)
        impl->noteValidation(report);
    if (resumed.bestCheckpoint >= 0)
        impl->bestCheckpoint = impl->folder + "/checkpoint-" + std::to_string(resumed.bestCheckpoint);
    if (!resumed.steps.empty()) {
        impl->seconds = resumed.steps.back().seconds;
        impl->lastLoss = resumed.steps.back().loss;
    }
    // Before the logs are cut: whoever resumes after a kill just here goes the same way.
    impl->writeRunFile();
    impl->restoredLines = restoreMetrics(impl->path(kMetrics), resumed.steps, resumed.validations);
    cutSamples(impl->path(kSamples), step);
    impl->openFiles();
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
}

const std::string& RunWriter::folder() const { return impl_->folder; }
const RunCourse& RunWriter::course() const { return impl_->course; }
std::int64_t RunWriter::restoredLines() const { return impl_->restoredLines; }

void RunWriter::step(const StepReport& report)
{
    impl_->append(*impl_->metrics, dumpLine(toJson(report)));
    impl_->steps = report.step;
    impl_->seconds = report.seconds;
    impl_->lastLoss = report.loss;
}

void RunWriter::validation(const ValidationReport& report)
{
    impl_->append(*impl_->metrics, dumpLine(toJson(report)));
    impl_->noteValidation(report);
    impl_->writeRunFile();
}

void RunWriter::sample(const SampleReport& report) { impl_->append(*impl_->samples, dumpLine(toJson(report))); }

void RunWriter::log(Severity severity, const std::string& text)
{
    std::string line = timeNow() + " " + std::string(severityName(severity)) + " " + text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    impl_->append(*impl_->log, line);
}

void RunWriter::bestCheckpoint(const std::string& path)
{
    impl_->bestCheckpoint = path;
    impl_->writeRunFile();
}

void RunWriter::state(RunState state, const std::string& message, const TrainingResult& result)
{
    const bool ended = state != RunState::running && state != RunState::paused;
    impl_->state = state;
    impl_->message = message;
    impl_->result = result;
    impl_->ended = ended ? timeNow() : std::string();
    if (ended)
        impl_->seconds = std::max(impl_->seconds, result.seconds);
    impl_->writeRunFile();
}

void RunWriter::flush(const std::vector<StepReport>& steps, const std::vector<ValidationReport>& validations)
{
    impl_->requireOwnFolder();
    if (impl_->lostMetrics || impl_->metrics->deleted()) {
        restoreMetrics(impl_->path(kMetrics), steps, validations);
        impl_->metrics = std::make_unique<LineFile>(impl_->path(kMetrics));
        impl_->lostMetrics = false;
    }
    // Without it the folder would hold checkpoints of no run: somebody deleted the folder and made it anew.
    if (!isRunFolder(impl_->folder))
        impl_->writeRunFile();
    impl_->metrics->sync();
    impl_->samples->sync();
    impl_->log->sync();
}

} // namespace icf
