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

/// Where a run lies while it moves to previous-K/.
constexpr const char* kMoving = "previous.moving";

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
        throw Error(path, "cannot be made a folder" + (error ? ": " + error.message() : std::string()) + "; choose another --save_path");
    return absolute.string();
}

/// Refuses what no new run may begin in: an unfinished run, one that cannot be read, and checkpoints of no run, unless they are to be overwritten;
/// and what has a checkpoint's name but is no folder, always.
void requireRoom(const std::string& savePath, bool overwrite)
{
    const bool holdsRun = isRunFolder(savePath);
    for (const std::string& path : listCheckpointNames(savePath)) {
        if (fs::symlink_status(path).type() != fs::file_type::directory)
            throw Error(path, "is a file or a link where a checkpoint may be written; move it away, or choose another --save_path");
        if (!holdsRun && !overwrite)
            throw Error(path, "is a checkpoint of no run that is known here; choose another --save_path, or move it to previous-K with --overwrite");
    }
    if (overwrite || !holdsRun)
        return;
    RunState state = RunState::interrupted;
    try {
        state = readRun(savePath).state;
    } catch (const Error& error) {
        throw Error(savePath, "holds a run.json that cannot be read (" + error.what_only()
            + "); choose another --save_path, or replace it with --overwrite");
    }
    if (state != RunState::finished)
        throw Error(savePath, "holds an unfinished run; continue it with --resume, replace it with --overwrite, or choose another --save_path");
}

/// Moves a run's files and checkpoints to previous-K/.  On the way there they lie in kMoving, so that a move that was interrupted is known
/// and completed.  Returns previous-K, or nothing when there was nothing to move.
std::optional<fs::path> moveAside(const std::string& folder)
{
    const fs::path base(folder), moving = base / kMoving;
    const auto there = [](const fs::path& path) { return fs::exists(fs::symlink_status(path)); };
    // run.json goes last: while it is here, the run is here.
    std::vector<std::string> names;
    for (const std::string& path : listCheckpointNames(folder))
        names.push_back(fs::path(path).filename().string());
    for (const char* name : kRunFiles) {
        if (there(base / name))
            names.emplace_back(name);
    }
    const auto previous = [&] {
        int number = 1;
        while (there(base / ("previous-" + std::to_string(number))))
            ++number;
        return base / ("previous-" + std::to_string(number));
    };
    try {
        // Where the run went on after an interrupted move, what it made since is apart from that.
        if (std::any_of(names.begin(), names.end(), [&](const std::string& name) { return there(moving / name); }))
            fs::rename(moving, previous());
        if (names.empty() && !there(moving))
            return std::nullopt;
        fs::create_directory(moving);
        for (const std::string& name : names)
            fs::rename(base / name, moving / name);
        const fs::path aside = previous();
        fs::rename(moving, aside);
        return aside;
    } catch (const fs::filesystem_error& error) {
        throw Failure(folder, "the run before cannot be moved aside: " + error.code().message());
    }
}

/// The rest of a path that leads into a folder; nothing when it leads elsewhere.
std::optional<fs::path> pathWithin(const fs::path& path, const std::string& folder)
{
    if (path.empty())
        return std::nullopt;
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

std::unique_ptr<FolderLock> lockRunFolder(const std::string& folder)
{
    auto lock = std::make_unique<FolderLock>(folder);
    tidy(folder);
    return lock;
}

void requireFreeRunFolder(const std::string& savePath, bool overwrite)
{
    if (const std::optional<std::string> holder = FolderLock::holder(savePath))
        throw Error(savePath, FolderLock::refusal(*holder));
    requireRoom(savePath, overwrite);
}

struct RunWriter::Impl {
    Impl(std::string path, const TrainOptions& runOptions, std::unique_ptr<FolderLock> held)
        : folder(std::move(path)), lock(std::move(held)), options(runOptions)
    {
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
        if (lock->inPlace())
            return;
        if (!fs::is_directory(folder))
            throw Failure(folder, "is gone; the run goes on when it is there again");
        if (isRunFolder(folder) && readRun(folder).id != id)
            throw Failure(folder, "holds another run meanwhile; the run goes on when that is moved away");
        lock->renew();
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

    /// The run so far, as the checkpoint tells it that it goes on from.
    void goOnFrom(const RunLog& told, const std::string& checkpoint, const std::string& best)
    {
        steps = std::int64_t(told.steps.size());
        resumed.push_back({{"time", timeNow()}, {"step", steps}, {"checkpoint", checkpoint}});
        for (const ValidationReport& report : told.validations)
            noteValidation(report);
        bestCheckpoint = best;
        skippedSteps = std::count_if(told.steps.begin(), told.steps.end(), [](const StepReport& report) { return report.skipped; });
        if (!told.steps.empty()) {
            seconds = told.steps.back().seconds;
            tokens = told.steps.back().tokens;
            lastLoss = told.steps.back().loss;
        }
    }

    void noteValidation(const ValidationReport& report)
    {
        lastValidation = report;
        if (std::isfinite(report.loss) && (!bestLoss || report.loss < *bestLoss))
            bestLoss = report.loss;
    }

    void writeRunFile()
    {
        requireOwnFolder();
        OrderedJson json;
        json["format"] = kRunFormat;
        json["id"] = id;
        json["state"] = nameOf(state);
        json["message"] = message;
        json["started"] = started;
        json["ended"] = ended;
        json["seconds"] = numberToJson(seconds);
        json["steps"] = steps;
        json["skipped_steps"] = skippedSteps;
        json["last_loss"] = lastLoss ? numberToJson(*lastLoss) : OrderedJson();
        json["best_validation_loss"] = bestLoss ? numberToJson(*bestLoss) : OrderedJson();
        json["tokens"] = tokens;
        if (realisedRatio)
            json["realised_ratio"] = *realisedRatio;
        if (lastValidation)
            json["last_validation"] = toJson(*lastValidation);
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
    std::unique_ptr<FolderLock> lock;
    TrainOptions options;
    nlohmann::json extra = nlohmann::json::object();
    std::string id;
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
    std::optional<ValidationReport> lastValidation;
    std::int64_t tokens = 0;
    std::optional<double> realisedRatio;
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

std::unique_ptr<RunWriter> RunWriter::create(const TrainOptions& options, bool overwrite, const nlohmann::json& extra, const std::optional<RunBefore>& before)
{
    const std::string folder = makeFolder(options.save_path);
    auto impl = std::make_unique<Impl>(folder, options, lockRunFolder(folder));
    requireRoom(options.save_path, overwrite);
    std::string& start = impl->options.model.icformer_path;
    std::string from = before ? before->checkpoint : std::string();
    const std::optional<fs::path> startInside = pathWithin(start, impl->folder), fromInside = pathWithin(from, impl->folder);
    const std::optional<fs::path> aside = moveAside(impl->folder);
    // A path that led into what moved follows it.
    const auto follow = [&](std::string& path, const std::optional<fs::path>& inside) {
        const bool moved = aside && inside && fs::exists(*aside / *inside);
        if (moved)
            path = (fs::path(options.save_path) / aside->filename() / *inside).string();
        return moved;
    };
    impl->id = newRunId();
    impl->started = timeNow();
    if (extra.is_object())
        impl->extra = extra;
    if (!impl->extra.contains("machine"))
        impl->extra["machine"] = machineDescription();
    if (const std::string given = start; follow(start, startInside))
        impl->extra[kStartedFrom] = fs::absolute(given).lexically_normal().string();
    follow(from, fromInside);
    if (before)
        impl->goOnFrom(before->log, from, before->bestCheckpoint);
    impl->writeRunFile();
    if (before)
        impl->restoreLog(before->log);
    impl->openFiles();
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
}

std::unique_ptr<RunWriter> RunWriter::resume(const TrainOptions& options, const RunBefore& before, std::unique_ptr<FolderLock> lock, const nlohmann::json& extra)
{
    auto impl = std::make_unique<Impl>(makeFolder(options.save_path), options, std::move(lock));
    for (const char* name : {kMetrics, kSamples}) {
        const fs::file_status status = fs::symlink_status(impl->path(name));
        if (fs::exists(status) && !fs::is_regular_file(status))
            throw Error(impl->path(name), "is not a regular file; move it away");
    }
    // The other files are replaced: a snapshot of the folder made of hard links shall stay what it was.
    if (const fs::path logFile = impl->path("log.txt"); fs::is_regular_file(fs::symlink_status(logFile)) && fs::hard_link_count(logFile) > 1)
        writeAtomically(logFile.string(), readWholeFile(logFile.string(), kLongestLog));
    impl->log = std::make_unique<LineFile>(impl->path("log.txt"));
    const RunInfo run = readRun(impl->folder);
    impl->id = run.id.empty() ? newRunId() : run.id;
    impl->started = run.started;
    impl->extra = run.extra;
    if (extra.is_object())
        impl->extra.update(extra);
    if (const auto found = run.extra.find("resumed"); found != run.extra.end() && found->is_array())
        impl->resumed = *found;
    impl->lastCheckpoint = before.checkpoint;
    impl->realisedRatio = run.ratio;
    impl->goOnFrom(before.log, before.checkpoint, before.bestCheckpoint);
    // Before the logs are cut: whoever resumes after a kill just here goes the same way.
    impl->writeRunFile();
    impl->restoredLines = impl->restoreLog(before.log);
    impl->openFiles();
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
}

const std::string& RunWriter::folder() const { return impl_->folder; }
const std::string& RunWriter::id() const { return impl_->id; }
std::int64_t RunWriter::restoredLines() const { return impl_->restoredLines; }

void RunWriter::step(const StepReport& report)
{
    impl_->append(*impl_->metrics, logLine(report));
    impl_->skippedSteps += report.skipped ? 1 : 0;
    impl_->steps = report.step;
    impl_->seconds = report.seconds;
    impl_->lastLoss = report.loss;
    impl_->tokens = report.tokens;
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

void RunWriter::ratio(double tokensPerDigest) { impl_->realisedRatio = tokensPerDigest; }

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
