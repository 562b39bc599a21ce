#pragma once
#include <string>

#include "core/base/cancel_token.h"
#include "core/report/reports.h"
#include "core/results/evaluate_options.h"
#include "core/results/results.h"

namespace icf {

class Communicator;

/// Where an evaluation is.
struct EvaluateProgress {
    std::string task;
    std::string cell;
    std::string checkpoint;        ///< Label of the compressor at work.
    std::int64_t done = 0;         ///< Examples, over all systems.
    std::int64_t total = 0;
    double seconds = 0;            ///< Of this session.
    double secondsLeft = -1;       ///< Estimate; negative while unknown.
};

/// Watches an evaluation; called on the thread that computes.  Implementations must not throw.
class EvaluateObserver {
public:
    virtual ~EvaluateObserver() = default;
    virtual void onProgress(const EvaluateProgress&) {}
    /// A batch is safely on disk.
    virtual void onExamples(const std::vector<ExampleRecord>&) {}
    virtual void onMessage(Severity, const std::string&) {}
};

/// Compares compressors and baselines as the options say and writes options.save_path: evaluation.json, examples.jsonl
/// and, when finished, results.csv, results.md and results.tex.  Goes on where an interrupted evaluation of the same
/// settings, models and data stopped; the files are then the same as without the interruption (measured times apart).
/// processes: those that evaluate together, each calling this with the same options; null: this one alone.  Batches are dealt among them; the first one
/// writes the files, calls its observer, measures the cost and returns the results.  What every one of them throws is marked ThrownByAll or is Cancelled;
/// after anything else the caller ends them all with abort.
/// Throws Error for the user's mistakes, Cancelled when stopped (what was computed stays), Failure when it cannot write.
EvaluationResults evaluate(const EvaluateOptions& options, EvaluateObserver& observer, CancelToken& cancel, Communicator* processes = nullptr);

} // namespace icf
