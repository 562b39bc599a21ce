#include "ui/train/launched_run.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "core/run/run_folder.h"
#include "ui/plot/run_curves.h"

namespace icf::ui {

namespace {

constexpr int kLookMilliseconds = 300;

/// Tells an observer what several processes write into their run folder.
class FollowedRun {
public:
    FollowedRun(const TrainOptions& options, bool resume, TrainingObserver& observer)
        : folder_(options.save_path), options_(options), resume_(resume), observer_(observer), reader_(folder_)
    {
        // What was there before is not of this start.
        look();
        const std::vector<std::string> checkpoints = listCheckpoints(folder_);
        checkpoints_.insert(checkpoints.begin(), checkpoints.end());
        quiet_ = false;
    }

    /// Tells what is new.
    void look()
    {
        if (!quiet_ && !started_ && !tellStart())
            return;
        std::vector<StepReport> steps;
        std::vector<ValidationReport> validations;
        std::vector<SampleReport> samples;
        reader_.poll(steps, validations, samples);
        if (quiet_)
            return;
        for (const StepReport& step : steps) {
            observer_.onStep(step);
            last_ = step;
        }
        for (const ValidationReport& validation : validations)
            observer_.onValidation(validation);
        for (const SampleReport& sample : samples)
            observer_.onSample(sample);
        for (const std::string& checkpoint : listCheckpoints(folder_)) {
            if (checkpoints_.insert(checkpoint).second)
                observer_.onCheckpoint({checkpoint, last_.step, 0});
        }
        if (!steps.empty())
            tellProgress();
    }

    /// The processes' own words: errors and warnings, and how fast each is.
    void hear(const QByteArray& text)
    {
        said_ += text;
        for (qsizetype end; (end = said_.indexOf('\n')) >= 0; said_.remove(0, end + 1)) {
            const std::string line = said_.left(end).trimmed().toStdString();
            if (line.starts_with("error: "))
                lastError_ = line.substr(7);
            else if (line.starts_with("warning: "))
                observer_.onMessage(Severity::warning, line.substr(9));
            else if (line.find(" by process, ") != std::string::npos)
                observer_.onMessage(Severity::info, line);
            else if (!line.empty())
                lastLine_ = line;
        }
    }

    /// Of a run that ended with this exit code.
    TrainingResult result(int code, StopRequest asked)
    {
        look();
        TrainingResult result;
        if (started_ && isRunFolder(folder_)) {
            const RunInfo run = readRun(folder_);
            result.state = run.state;
            result.message = run.message;
            result.steps = run.steps;
            result.seconds = run.seconds;
            result.lastLoss = run.lastLoss.value_or(0);
            result.lastCheckpoint = run.checkpoints.empty() ? std::string() : run.checkpoints.back();
        }
        if (asked != StopRequest::none)
            result.state = RunState::stopped;
        else if (code != 0 || !started_)
            throw Failure("mpirun", !lastError_.empty() ? lastError_ : !lastLine_.empty() ? lastLine_ : "the processes ended with code " + std::to_string(code));
        return result;
    }

private:
    /// False until the processes have begun to write.
    bool tellStart()
    {
        if (!isRunFolder(folder_))
            return false;
        const RunInfo run = readRun(folder_);
        if (run.state != RunState::running)
            return false;
        const nlohmann::json effective = run.extra.value("effective", nlohmann::json::object());
        TrainingStarted report;
        report.saveFolder = run.folder;
        report.epochs = options_.loop.max_epoch;
        report.samplesPerEpoch = samplesPerEpoch_ = samplesPerEpoch(run);
        report.stepsTotal = effective.value("steps", std::int64_t(0));
        report.trainableParameters = effective.value("parameters", std::int64_t(0));
        report.computeType = effective.value("dtype", std::string());
        report.device = effective.value("device", std::string());
        report.threads = effective.value("threads", std::int64_t(0));
        if (const std::vector<RunSession> sessions = sessionsOf(run); resume_ && !sessions.empty())
            report.resumedAtStep = sessions.back().step;
        started_ = true;
        observer_.onStarted(report);
        return true;
    }

    void tellProgress()
    {
        ProgressReport report;
        report.epoch = last_.epoch;
        report.epochs = options_.loop.max_epoch;
        report.sampleInEpoch = last_.sample;
        report.samplesPerEpoch = samplesPerEpoch_;
        report.samplesDone = last_.epoch * samplesPerEpoch_ + last_.sample;
        report.samplesTotal = samplesPerEpoch_ * report.epochs;
        if (options_.loop.steps > 0)
            report.samplesTotal = std::min(report.samplesTotal, options_.loop.steps * options_.loop.gradient_accumulation);
        report.seconds = last_.seconds;
        report.samplesPerSecond = last_.samplesPerSecond;
        report.tokensPerSecond = last_.tokensPerSecond;
        report.secondsLeft = last_.samplesPerSecond > 0 ? double(std::max<std::int64_t>(0, report.samplesTotal - report.samplesDone)) / last_.samplesPerSecond : -1;
        observer_.onProgress(report);
    }

    std::string folder_;
    const TrainOptions& options_;
    const bool resume_;
    TrainingObserver& observer_;
    MetricsReader reader_;
    std::set<std::string> checkpoints_;
    std::int64_t samplesPerEpoch_ = 0;
    StepReport last_;
    QByteArray said_;
    std::string lastError_, lastLine_;
    bool quiet_ = true, started_ = false;
};

/// Asks the process that writes a run folder, and through it all, to end.
bool askWriter(const std::string& folder, int signal)
{
    // "process 4711 on host"
    const QStringList words = QString::fromStdString(FolderLock::holder(folder).value_or(std::string())).split(QLatin1Char(' '));
    const pid_t writer = words.size() > 1 ? pid_t(words.at(1).toLong()) : 0;
    return writer > 0 && kill(writer, signal) == 0;
}

} // namespace

Launcher Launcher::find()
{
    Launcher found;
    const QString folder = QCoreApplication::applicationDirPath();
    found.program = folder + QStringLiteral("/icformer");
    const QString mpirun = QStandardPaths::findExecutable(QStringLiteral("mpirun"));
    if (mpirun.isEmpty())
        found.whyNot = QCoreApplication::translate("icf::ui::Launcher", "Several processes need Open MPI's mpirun (Debian: openmpi-bin).");
    else if (!QFileInfo(found.program).isExecutable() || !QFileInfo::exists(folder + QStringLiteral("/../lib/icformer-mpi.so")))
        found.whyNot = QCoreApplication::translate("icf::ui::Launcher", "This program was built without MPI.");
    else
        found.mpirun = mpirun;
    return found;
}

QStringList Launcher::arguments(int processes)
{
    return {QStringLiteral("-n"), QString::number(processes), QStringLiteral("--oversubscribe"), QStringLiteral("--bind-to"), QStringLiteral("none")};
}

std::string Launcher::commandLine(const std::string& ofOne, int processes)
{
    return processes > 1 ? "mpirun " + arguments(processes).join(QLatin1Char(' ')).toStdString() + ' ' + ofOne : ofOne;
}

TrainingResult trainLaunched(const Launcher& launcher, int processes, const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel)
{
    QTemporaryFile config;
    const std::string settings = toJson(options).dump();
    if (!config.open() || config.write(settings.data(), qint64(settings.size())) != qint64(settings.size()) || !config.flush())
        throw Failure(config.fileName().toStdString(), "cannot be written");
    QStringList arguments = Launcher::arguments(processes);
    arguments << launcher.program << QString::fromUtf8(nameOf(options.task).data(), qsizetype(nameOf(options.task).size())) << QStringLiteral("--config") << config.fileName();
    if (start.resume)
        arguments << QStringLiteral("--resume");
    if (!start.resumeCheckpoint.empty())
        arguments << QString::fromStdString(start.resumeCheckpoint);
    if (start.overwrite)
        arguments << QStringLiteral("--overwrite");
    if (start.allowChanges)
        arguments << QStringLiteral("--allow_changes");

    FollowedRun run(options, start.resume, observer);
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(launcher.mpirun, arguments, QIODevice::ReadOnly);
    if (!process.waitForStarted())
        throw Failure(launcher.mpirun.toStdString(), process.errorString().toStdString());
    StopRequest passedOn = StopRequest::none;
    while (process.state() != QProcess::NotRunning) {
        process.waitForFinished(kLookMilliseconds);
        run.hear(process.readAllStandardError());
        run.look();
        if (const StopRequest asked = cancel.requested(); asked > passedOn) {
            if (!askWriter(options.save_path, asked == StopRequest::save ? SIGTERM : SIGKILL))
                process.terminate();
            passedOn = asked;
        }
    }
    run.hear(process.readAllStandardError());
    return run.result(process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1, passedOn);
}

} // namespace icf::ui
