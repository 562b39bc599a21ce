#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/options/run_options.h"
#include "core/report/reports.h"

/// A run is a folder: run.json, metrics.jsonl, samples.jsonl, log.txt, checkpoint-N/ and a lock while a writer is at work.
/// The command line writes it and the studio reads it, and the other way round; there is no second database.
namespace icf {

/// Of run.json.
inline constexpr int kRunFormat = 1;

/// Of run.json: the absolute path that icformer_path had before the checkpoint moved aside, see whereItMoved.
inline constexpr const char* kStartedFrom = "icformer_path_before";

/// Of run.json: the names of the checkpoints that are not the run's own and that it may replace: those that stood in the folder when it was started or
/// resumed with --overwrite, and what was damaged then.
inline constexpr const char* kMayReplace = "may_replace";

/// Where a run went on from once.
struct ResumedFrom {
    std::int64_t resumptions = 0; ///< How often the run had been resumed when the checkpoint was written; negative for another run's checkpoint.
    std::int64_t checkpoint = 0;  ///< Its number.
};

/// Which checkpoints of a folder belong to a run, and to the way that it went: it may have gone on from an older one than its last.
struct RunCourse {
    std::string id;                          ///< Tells the runs of one folder apart; kept when a run is resumed.
    std::vector<ResumedFrom> resumedFrom{};  ///< One for each time that it was resumed.

    /// False for a checkpoint, written after `resumptions` resumptions, that was left behind: the run is not on a way any more that leads through it.
    bool holds(std::int64_t resumptions, std::int64_t checkpoint) const;
};

/// What a checkpoint knows of a run that goes on from it.
struct ResumedRun {
    RunCourse course{};             ///< As run.json told it when the checkpoint was chosen, with this resumption as its last.
    RunLog log{};
    std::string lastCheckpoint{};   ///< Empty when the checkpoint does not lie in the run folder.
    std::string bestCheckpoint{};   ///< The one in the run folder with the lowest validation loss; empty when there is none.
};

/// What run.json says.
struct RunInfo {
    std::string folder;                      ///< Absolute.
    std::string name;                        ///< The folder's last part; "output/previous-1" for a run that moved aside.
    RunCourse course;
    TrainOptions options;
    RunState state = RunState::interrupted;  ///< running is only believed while the lock is held.
    std::string message;
    std::string started;                     ///< ISO 8601, UTC.
    std::string ended;                       ///< Empty while it runs.
    double seconds = 0;
    std::int64_t steps = 0;
    std::optional<double> lastLoss;
    std::optional<double> bestValidationLoss;
    std::string bestCheckpoint;              ///< A folder; empty when none was written at the lowest validation loss.  Where it is now, if the run was moved.
    std::vector<std::string> checkpoints;    ///< Folders, by number.
    std::vector<std::string> tags;           ///< The user's.
    std::string notes;                       ///< The user's.
    nlohmann::json extra;                    ///< Versions, hashes, machine: everything else of run.json.
};

/// "checkpoint-N": the name of a checkpoint folder.
std::string checkpointName(std::int64_t number);
/// The number in the name of a checkpoint folder, "checkpoint-N"; -1 for every other name.
std::int64_t checkpointNumber(const std::string& folder);

/// Reads run.json and lists the checkpoints.  Throws Error when the folder holds no readable run.
RunInfo readRun(const std::string& folder);
/// True when the folder holds a run.json.
bool isRunFolder(const std::string& folder);
/// Throws the Error for a folder without a run.json, from which no run can be resumed.
void requireRunFile(const std::string& folder);
/// readRun for --resume: the errors say what to do instead; a run.json of another version is one.
RunInfo readRunToResume(const std::string& folder);

/// A checkpoint that stands for a run.
struct ChosenCheckpoint {
    std::string folder;
    bool best = false;  ///< With the lowest validation loss; otherwise the last one.
};
/// The checkpoint that a run's folder means where one is asked for: its best, else its last.  Nothing for a folder that holds no run, or a
/// model beside it.  Throws Error when the run has none, or its run.json cannot be read.
std::optional<ChosenCheckpoint> checkpointOfRun(const std::string& folder);
/// Where a checkpoint is that a run began from: the path itself, unless that moved to previous-K/ when the run began in the same folder.
std::string whereItMoved(const RunInfo& run, const std::string& checkpoint);

/// Folders below root (at most depth levels down) that hold a run, in name order.
std::vector<std::string> findRuns(const std::string& root, int depth = 3);
/// The checkpoint-N folders of a run folder, by number; empty when there is none.
std::vector<std::string> listCheckpoints(const std::string& folder);
/// The names of those that move to previous-K/ when a new run begins in the folder: all of a run, without links, which may mean another place from there.
std::vector<std::string> checkpointsThatMove(const std::string& folder);
/// Throws the Error that RunWriter::create would throw for a folder that another process holds, an unfinished run without
/// overwrite, or a damaged run.json: to be asked before the long work of loading models.
void requireFreeRunFolder(const std::string& savePath, bool overwrite);
/// Puts a run folder in order that a killed writer left: a checkpoint that only lacks its name gets it back, what is half-written goes.
/// Throws Error when somebody writes it.
void tidyRunFolder(const std::string& folder);
/// Replaces tags and notes, which live in notes.json so that a running writer is not disturbed.
void writeRunNotes(const std::string& folder, const std::vector<std::string>& tags, const std::string& notes);

/// Follows metrics.jsonl and samples.jsonl while they grow.  Tolerates a torn last line and a file that starts anew.
class MetricsReader {
public:
    explicit MetricsReader(std::string folder);

    /// Reads what was added since the last call into the vectors.  Returns true when the file started anew (then drop what
    /// you had; the vectors hold everything from the start).
    bool poll(std::vector<StepReport>& steps, std::vector<ValidationReport>& validations, std::vector<SampleReport>& samples);

private:
    std::string folder_;
    std::int64_t metricsOffset_ = 0;
    std::int64_t samplesOffset_ = 0;
    std::uint64_t metricsFile_ = 0;  ///< Inode, to notice a new file.
    std::uint64_t samplesFile_ = 0;
};

/// Writes one run folder.  Only one writer at a time holds a folder.  A full disk makes its functions throw Failure and leaves no
/// torn line, so that the call may be repeated.
class RunWriter {
public:
    /// Opens options.save_path for a new run: a run there moves to previous-K/ with its checkpoints, and icformer_path follows it; an unfinished
    /// one is refused without overwrite, a folder held by another process with that process named.
    static std::unique_ptr<RunWriter> create(const TrainOptions& options, bool overwrite, const nlohmann::json& extra);
    /// Opens it to continue from a checkpoint: metrics.jsonl and samples.jsonl are made to tell what the checkpoint knows.  Throws Error also when
    /// somebody resumed the run since its checkpoint was chosen.
    static std::unique_ptr<RunWriter> resume(const TrainOptions& options, const ResumedRun& resumed, const nlohmann::json& extra);
    ~RunWriter();

    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;

    /// Absolute.
    const std::string& folder() const;
    /// Checkpoints keep its id and the number of resumptions, so that --resume takes none of an earlier run in the same folder, nor one that was left behind.
    const RunCourse& course() const;
    /// Lines that metrics.jsonl and samples.jsonl lacked, or told otherwise, when the run was resumed.
    std::int64_t restoredLines() const;
    void step(const StepReport& report);
    void validation(const ValidationReport& report);
    void sample(const SampleReport& report);
    void log(Severity severity, const std::string& text);
    /// Names a checkpoint in run.json as the last.  best: also as the one with the lowest validation loss.
    void checkpoint(const std::string& path, bool best);
    /// Rewrites run.json atomically.
    void state(RunState state, const std::string& message, const TrainingResult& result);
    /// Pushes everything written so far to the disk; called before a checkpoint is announced.  log: of the run so far, for a metrics.jsonl or
    /// samples.jsonl that somebody deleted or moved.
    void flush(const RunLog& log);

private:
    struct Impl;
    explicit RunWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace icf
