#include "ui/train/option_checker.h"

#include "core/base/error.h"
#include "core/data/first_row.h"
#include "core/run/run_folder.h"

namespace icf::ui {

namespace {

constexpr int kDelayMilliseconds = 120;

} // namespace

UnfinishedRun unfinishedRunIn(const std::string& folder)
{
    if (!isRunFolder(folder))
        return {};
    UnfinishedRun found{.writer = FolderLock::holder(folder).value_or(std::string())};
    try {
        const RunInfo run = readRun(folder);
        found.there = run.state != RunState::finished;
        found.resumable = found.there && !run.checkpoints.empty();
    } catch (const std::exception&) {
        // A run.json that cannot be read was not left by a run that finished.
        found.there = true;
    }
    return found;
}

OptionChecker::OptionChecker(Runner& background, QObject* parent) : QObject(parent), background_(background)
{
    delay_.setSingleShot(true);
    delay_.setInterval(kDelayMilliseconds);
    connect(&delay_, &QTimer::timeout, this, &OptionChecker::submit);
}

void OptionChecker::check(const TrainOptions& options)
{
    wanted_ = options;
    upToDate_ = false;
    delay_.start();
}

void OptionChecker::submit()
{
    if (job_)
        job_->cancel();
    const int generation = ++generation_;
    job_ = background_.submit(this, [this, generation, options = wanted_](CancelToken& cancel, const Post& post) {
        CheckedOptions result;
        result.options = options;
        result.problems = validate(options);
        result.advice = advise(options);
        cancel.throwIfStopped();
        result.facts = deriveFacts(options);
        try {
            result.firstRow = firstRow(options.data_path, options.task == TrainingTask::pretrain ? DataKind::pile : DataKind::pwc);
        } catch (const std::exception&) {
            // What is wrong with the file is among the problems.
        }
        post([this, generation, result] {
            if (generation != generation_)
                return;
            upToDate_ = !delay_.isActive();
            Q_EMIT checked(result);
        });
    });
}

} // namespace icf::ui
