#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <random>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/mapped_file.h"
#include "core/options/option_tools.h"
#include "core/run/folder_lock.h"
#include "core/run/line_file.h"
#include "core/run/machine.h"
#include "core/run/report_json.h"
#include "core/run/run_folder.h"
#include "core/run/run_log.h"

namespace icf {
namespace {

namespace fs = std::filesystem;
using OrderedJson = nlohmann::ordered_json;

/// In the order in which they move aside.
constexpr std::array<const char*, 5> kRunFiles{"metrics.jsonl", "samples.jsonl", "log.txt", "notes.json", "run.json"};
constexpr const char* kMetrics = kRunFiles[0];
constexpr const char* kSamples = kRunFiles[1];

constexpr std::size_t kLongestLog = std::size_t{1} << 30;

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

/// Moves the files and checkpoints of the run before into previous-K/.  One that was interrupted while moving is completed.  Returns the folder, or
/// nothing when there was no run.
std::optional<fs::path> moveAside(const std::string& folder)
{
    const fs::path base(folder);
    const auto there = [](const fs::path& path) { return fs::exists(fs::symlink_status(path)); };
    // run.json goes last: while it is here, the run is here.
    std::vector<std::string> names = checkpointsThatMove(folder);
    for (const char* name : kRunFiles) {
        if (there(base / name))
            names.emplace_back(name);
    }
    if (names.empty())
        return std::nullopt;
    const auto target = [&](int number) { return base / ("previous-" + std::to_string(number)); };
    int number = 1;
    while (there(target(number)))
        ++number;
    // A link may lead out of the folder; and where the same file is in both, it was no move that was interrupted.
    const auto interrupted = [&](const fs::path& before) {
        return fs::is_directory(fs::symlink_status(before)) && names.back() == "run.json"
            && std::none_of(names.begin(), names.end(), [&](const std::string& name) { return there(before / name); });
    };
    if (number > 1 && interrupted(target(number - 1)))
        --number;
    try {
        fs::create_directory(target(number));
        for (const std::string& name : names)
            fs::rename(base / name, target(number) / name);
    } catch (const fs::filesystem_error& error) {
        throw Failure(folder, "the run before cannot be moved aside: " + error.code().message());
    }
    return target(number);
}

/// The rest of a path that leads into a folder; nothing when it leads elsewhere.
std::optional<fs::path> pathWithin(const fs::path& path, const std::string& folder)
{
    std::error_code error;
    const fs::path inside = fs::weakly_canonical(path, error).lexically_relative(fs::weakly_canonical(folder, error));
    if (error || inside.empty() || *inside.begin() == ".." || *inside.begin() == ".")
        return std::nullopt;
    return inside;
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
        if (file.gone()) {
            requireOwnFolder();
            lostLines = lostLines || &file != log.get();
        }
        file.append(line);
    }

    /// Makes metrics.jsonl and samples.jsonl tell what happened so far.  Returns how many lines they lacked.
    std::int64_t restoreLog(const RunLog& told) const
    {
        return restoreMetrics(path(kMetrics), told) + restoreSamples(path(kSamples), told.samples);
    }

    void noteValidation(const ValidationReport& report)
    {
        if (std::isfinite(report.loss) && (!bestLoss || report.loss < *bestLoss))
            bestLoss = report.loss;
    }

    void writeRunFile()
    {
        requireOwnFolder();
        OrderedJson json;
        json["format"] = kRunFormat;
        json["id"] = course.id;
        json["state"] = nameOf(state);
        json["message"] = message;
        json["started"] = started;
        json["ended"] = ended;
        json["seconds"] = numberToJson(seconds);
        json["steps"] = steps;
        json["skipped_steps"] = skippedSteps;
        json["last_loss"] = lastLoss ? numberToJson(*lastLoss) : OrderedJson();
        json["best_validation_loss"] = bestLoss ? numberToJson(*bestLoss) : OrderedJson();
        json["best_checkpoint"] = bestCheckpoint;
        json["last_checkpoint"] = lastCheckpoint;
        json["peak_memory_bytes"] = peakMemoryBytes;
        json["process_peak_memory_bytes"] = processPeakMemoryBytes;
        if (devicePeakMemoryBytes > 0)
            json["device_peak_memory_bytes"] = devicePeakMemoryBytes;
        json["resumed"] = resumed;
        json["options"] = toJson(options);
        // Not one by one into the object: an ordered one looks through all of its keys for each, and a stranger's run.json may have many.
        std::vector<std::pair<std::string, OrderedJson>> others;
        for (const auto& [key, value] : extra.items()) {
            if (!json.contains(key))
                others.emplace_back(key, value);
        }
        for (auto& [key, value] : others)
            json.get_ref<OrderedJson::object_t&>().push_back({std::move(key), std::move(value)});
        writeAtomically(path("run.json"), dumpText(json, 2) + "\n");
    }

    std::string folder;
    FolderLock lock;
    TrainOptions options;
    nlohmann::json extra = nlohmann::json::object();
    RunCourse course;
    bool lostLines = false; ///< Somebody deleted or moved metrics.jsonl or samples.jsonl; it begins in the middle of the run.
    std::int64_t toldValidation = -1; ///< Step of the last one in metrics.jsonl.
    std::int64_t restoredLines = 0;
    RunState state = RunState::running;
    std::string message;
    std::string started;
    std::string ended;
    double seconds = 0;
    std::int64_t steps = 0;
    std::optional<double> lastLoss;
    std::optional<double> bestLoss;
    std::int64_t skippedSteps = 0;
    std::int64_t peakMemoryBytes = 0;
    std::int64_t processPeakMemoryBytes = 0;
    std::int64_t devicePeakMemoryBytes = 0;
    std::string bestCheckpoint;
    std::string lastCheckpoint;
    nlohmann::json resumed = nlohmann::json::array();
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
    std::string& start = impl->options.model.icformer_path;
    const std::optional<fs::path> inside = start.empty() ? std::nullopt : pathWithin(start, impl->folder);
    const std::optional<fs::path> aside = moveAside(impl->folder);
    impl->course.id = newRunId();
    impl->started = timeNow();
    if (extra.is_object())
        impl->extra = extra;
    if (!impl->extra.contains("machine"))
        impl->extra["machine"] = machineDescription();
    if (aside && inside && fs::exists(*aside / *inside)) {
        impl->extra[kStartedFrom] = fs::absolute(start).lexically_normal().string();
        start = (fs::path(options.save_path) / aside->filename() / *inside).string();
    }
    impl->writeRunFile();
    impl->openFiles();
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
}

std::unique_ptr<RunWriter> RunWriter::resume(const TrainOptions& options, const ResumedRun& resumed, const nlohmann::json& extra)
{
    readRun(options.save_path);
    auto impl = std::make_unique<Impl>(makeFolder(options.save_path), options);
    for (const char* name : {kMetrics, kSamples}) {
        const fs::file_status status = fs::symlink_status(impl->path(name));
        if (fs::exists(status) && !fs::is_regular_file(status))
            throw Error(impl->path(name), "is not a regular file; move it away");
    }
    // The other files are replaced: a snapshot of the folder made of hard links shall stay what it was.
    if (const fs::path logFile = impl->path("log.txt"); fs::is_regular_file(fs::symlink_status(logFile)) && fs::hard_link_count(logFile) > 1)
        writeAtomically(logFile.string(), readWholeFile(logFile.string(), kLongestLog));
    impl->log = std::make_unique<LineFile>(impl->path("log.txt"));
    const RunInfo before = readRun(impl->folder);
    // Chosen before the models were loaded, and without the lock.
    if (before.course.id != resumed.course.id || before.course.resumedFrom.size() + 1 != resumed.course.resumedFrom.size())
        throw Error(impl->folder, "another process resumed or replaced this run meanwhile; try again");
    const RunLog& told = resumed.log;
    const auto step = std::int64_t(told.steps.size());
    impl->course = resumed.course;
    if (impl->course.id.empty())
        impl->course.id = newRunId();
    impl->started = before.started;
    impl->steps = step;
    impl->extra = before.extra;
    if (extra.is_object())
        impl->extra.update(extra);
    if (const auto found = before.extra.find("resumed"); found != before.extra.end() && found->is_array())
        impl->resumed = *found;
    const ResumedFrom& from = resumed.course.resumedFrom.back();
    impl->resumed.push_back({{"time", timeNow()}, {"step", step}, {"checkpoint", from.checkpoint}, {"resumptions", from.resumptions}});
    for (const ValidationReport& report : told.validations)
        impl->noteValidation(report);
    impl->bestCheckpoint = resumed.bestCheckpoint;
    impl->lastCheckpoint = resumed.lastCheckpoint;
    impl->skippedSteps = std::count_if(told.steps.begin(), told.steps.end(), [](const StepReport& report) { return report.skipped; });
    if (!told.steps.empty()) {
        impl->seconds = told.steps.back().seconds;
        impl->lastLoss = told.steps.back().loss;
    }
    // Before the logs are cut: whoever resumes after a kill just here goes the same way.
    impl->writeRunFile();
    impl->restoredLines = impl->restoreLog(told);
    impl->openFiles();
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
}

const std::string& RunWriter::folder() const { return impl_->folder; }
const RunCourse& RunWriter::course() const { return impl_->course; }
std::int64_t RunWriter::restoredLines() const { return impl_->restoredLines; }

void RunWriter::step(const StepReport& report)
{
    impl_->append(*impl_->metrics, logLine(report));
    impl_->skippedSteps += report.skipped ? 1 : 0;
    impl_->steps = report.step;
    impl_->seconds = report.seconds;
    impl_->lastLoss = report.loss;
}

void RunWriter::validation(const ValidationReport& report)
{
    // When run.json could not be written the call is repeated, and the line is there.
    if (impl_->toldValidation != report.step)
        impl_->append(*impl_->metrics, logLine(report));
    impl_->toldValidation = report.step;
    impl_->noteValidation(report);
    // Until a checkpoint is written here.
    if (report.best)
        impl_->bestCheckpoint.clear();
    impl_->writeRunFile();
}

void RunWriter::sample(const SampleReport& report) { impl_->append(*impl_->samples, logLine(report)); }

void RunWriter::log(Severity severity, const std::string& text)
{
    std::string line = timeNow() + " " + std::string(nameOf(severity)) + " " + text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    impl_->append(*impl_->log, line);
}

void RunWriter::checkpoint(const std::string& path, bool best)
{
    // What a pause for a disk that took nothing left behind.
    tidy(impl_->folder);
    impl_->lastCheckpoint = path;
    if (best)
        impl_->bestCheckpoint = path;
    impl_->writeRunFile();
}

void RunWriter::state(RunState state, const std::string& message, const TrainingResult& result)
{
    const bool ended = state != RunState::running && state != RunState::paused;
    impl_->state = state;
    impl_->message = message;
    impl_->peakMemoryBytes = result.peakMemoryBytes;
    impl_->processPeakMemoryBytes = result.processPeakMemoryBytes;
    impl_->devicePeakMemoryBytes = result.devicePeakMemoryBytes;
    impl_->ended = ended ? timeNow() : std::string();
    if (ended)
        impl_->seconds = std::max(impl_->seconds, result.seconds);
    impl_->writeRunFile();
}

void RunWriter::flush(const RunLog& log)
{
    impl_->requireOwnFolder();
    if (impl_->lostLines || impl_->metrics->gone() || impl_->samples->gone()) {
        impl_->restoreLog(log);
        impl_->metrics = std::make_unique<LineFile>(impl_->path(kMetrics));
        impl_->samples = std::make_unique<LineFile>(impl_->path(kSamples));
        impl_->lostLines = false;
    }
    // Without it the folder would hold checkpoints of no run: somebody deleted the folder and made it anew.
    if (!isRunFolder(impl_->folder))
        impl_->writeRunFile();
    impl_->metrics->sync();
    impl_->samples->sync();
    impl_->log->sync();
}

} // namespace icf
