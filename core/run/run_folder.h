#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/options/run_options.h"
#include "core/report/reports.h"
#include "core/run/folder_lock.h"

/// A run is a folder: run.json, metrics.jsonl, samples.jsonl, log.txt, checkpoint-N/ and a lock while a writer is at work.
/// The command line writes it and the studio reads it, and the other way round; there is no second database.
namespace icf {

/// Of run.json.
inline constexpr int kRunFormat = 1;

/// Of run.json: the absolute path that icformer_path had before the checkpoint moved aside, see whereItMoved.
inline constexpr const char* kStartedFrom = "icformer_path_before";

/// Of "effective" in run.json: the usable rows, by which epochs are counted.
inline constexpr const char* kSamplesPerEpochKey = "samples_per_epoch";
/// The same, of several processes: how many.
inline constexpr const char* kProcessesKey = "processes";

/// The checkpoint that a run goes on from, and what it knows of the run so far.
struct RunBefore {
    std::string checkpoint{};       ///< Its folder.
    RunLog log{};
    std::string bestCheckpoint{};   ///< The one in the run folder with the lowest validation loss; empty when there is none.
};

/// What run.json says.
struct RunInfo {
    std::string folder;                      ///< Absolute.
    std::string name;                        ///< The folder's last part; "output/previous-1" for a run that moved aside.
    std::string id;                          ///< Tells the runs of one folder apart; kept when a run is resumed.
    TrainOptions options;
    RunState state = RunState::interrupted;  ///< running is only believed while the lock is held.
    std::string message;
    std::string started;                     ///< ISO 8601, UTC.
    std::string ended;                       ///< Empty while it runs.
    double seconds = 0;
    std::int64_t steps = 0;
    std::optional<double> lastLoss;
    std::optional<double> bestValidationLoss;
    std::optional<ValidationReport> lastValidation;
    std::int64_t tokens = 0;                 ///< Context tokens read.
    std::optional<double> ratio;             ///< Of them to the digests that they became, until the last checkpoint.
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

/// Optimizer steps done when a checkpoint was written, as its resume.json says; nothing where that is missing or says none.
std::optional<std::int64_t> checkpointSteps(const std::string& folder);
/// What run.json says of the rows of an epoch; 0 where an older version wrote it.
std::int64_t samplesPerEpoch(const RunInfo& run);
/// Processes that trained it together when it was last started.
std::int64_t processesOf(const RunInfo& run);

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
/// The same for evaluations.
std::vector<std::string> findEvaluations(const std::string& root, int depth = 3);
/// The checkpoint-N folders of a run folder, by number; empty when there is none.
std::vector<std::string> listCheckpoints(const std::string& folder);
/// All that has a checkpoint's name, by number: folders, and files and links that somebody put there.
std::vector<std::string> listCheckpointNames(const std::string& folder);
/// The folder that a checkpoint lies in: that of its run, unless somebody moved it.
std::string folderOfCheckpoint(const std::string& checkpoint);
/// Throws the Error that RunWriter::create would throw for a folder that another process holds, or in which no new run may begin:
/// to be asked before the long work of loading models.
void requireFreeRunFolder(const std::string& savePath, bool overwrite);
/// Takes a run folder for writing and puts it in order when a killed writer left it: a checkpoint that only lacks its name gets it back, what is
/// half-written goes.  Throws Error when somebody writes it.
std::unique_ptr<FolderLock> lockRunFolder(const std::string& folder);
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
    /// Opens options.save_path for a new run, which owns the folder: what is there of a run moves to previous-K/ with all checkpoints, and
    /// icformer_path follows it.  An unfinished run, and checkpoints of no run, are refused without overwrite; a folder held by another process with
    /// that process named.  before: the new run begins with what a checkpoint of another one knows.
    static std::unique_ptr<RunWriter> create(const TrainOptions& options, bool overwrite, const nlohmann::json& extra,
                                             const std::optional<RunBefore>& before = {});
    /// Opens it to continue the run there from its newest checkpoint: metrics.jsonl and samples.jsonl are made to tell what the checkpoint knows.
    /// lock: of the folder, taken before the checkpoint was chosen.
    static std::unique_ptr<RunWriter> resume(const TrainOptions& options, const RunBefore& before, std::unique_ptr<FolderLock> lock,
                                             const nlohmann::json& extra);
    ~RunWriter();

    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;

    /// Absolute.
    const std::string& folder() const;
    /// RunInfo::id; checkpoints keep it.
    const std::string& id() const;
    /// Lines that metrics.jsonl and samples.jsonl lacked, or told otherwise, when the run was resumed.
    std::int64_t restoredLines() const;
    void step(const StepReport& report);
    void validation(const ValidationReport& report);
    void sample(const SampleReport& report);
    void log(Severity severity, const std::string& text);
    /// Context tokens per digest so far; the next writing of run.json tells it.
    void ratio(double tokensPerDigest);
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
