#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/retry.h"
#include "core/data/dataset.h"
#include "core/data/left_out.h"
#include "core/engine/engine.h"
#include "core/engine/resume.h"
#include "core/facts/cpu.h"
#include "core/facts/prompt_choice.h"
#include "core/facts/new_compressor.h"
#include "core/models/models.h"
#include "core/models/plain_errors.h"
#include "core/nn/cpu_products.h"
#include "core/nn/device.h"
#include "core/options/option_tools.h"
#include "core/options/path_checks.h"
#include "core/run/run_folder.h"
#include "core/train/trainer.h"

namespace icf {
namespace {

/// Writes everything into the run folder and passes it on.  A disk that does not take a line makes the run wait, not end.
class RecordingObserver : public TrainingObserver {
public:
    RecordingObserver(RunWriter& writer, TrainingObserver& next, const CancelToken& cancel, PeakMemory& peak)
        : writer_(writer), next_(next), cancel_(cancel), peak_(peak)
    {
    }

    /// The last thing to record.  Throws Failure when the disk did not take it before a stop was asked for.
    void ended(const TrainingResult& result)
    {
        const auto write = [&] { writer_.state(result.state, result.message, result); };
        if (!waitAndWrite(write))
            write();
    }
    void onStarted(const TrainingStarted& report) override { next_.onStarted(report); }
    void onStep(const StepReport& report) override
    {
        record([&] { writer_.step(report); });
        next_.onStep(report);
    }
    void onProgress(const ProgressReport& report) override
    {
        peak_.sample();
        next_.onProgress(report);
    }
    void onValidation(const ValidationReport& report) override
    {
        record([&] { writer_.validation(report); });
        next_.onValidation(report);
    }
    void onSample(const SampleReport& report) override
    {
        record([&] { writer_.sample(report); });
        next_.onSample(report);
    }
    void onCheckpoint(const CheckpointReport& report) override
    {
        record([&] { writer_.checkpoint(report.path, report.best); });
        record([&] { writer_.log(Severity::info, "checkpoint written: " + report.path); });
        next_.onCheckpoint(report);
    }
    void onMessage(Severity severity, const std::string& text) override
    {
        // Told first: that the disk takes nothing is not to wait for the disk.
        next_.onMessage(severity, text);
        record([&] { writer_.log(severity, text); });
    }

private:
    bool waitAndWrite(const std::function<void()>& write)
    {
        const auto tell = [this](const std::string& line) { next_.onMessage(Severity::error, line); };
        return writeOrWait("the run folder cannot be written", write, tell, cancel_);
    }

    /// Tries until the disk takes it.  A run that is stopped goes on to its checkpoint without: what the logs lack is put back when it is resumed.
    void record(const std::function<void()>& write)
    {
        if (waitAndWrite(write))
            return;
        if (const std::optional<std::string> reason = tryToWrite(write))
            next_.onMessage(Severity::error, *reason);
    }

    RunWriter& writer_;
    TrainingObserver& next_;
    const CancelToken& cancel_;
    PeakMemory& peak_;
};

SampleLimits limitsOf(const TrainOptions& options)
{
    return {options.compression.max_seq_len, options.loop.max_label_len};
}

ObjectiveSettings objectiveSettings(const TrainOptions& options, TrainingTask task, at::ScalarType type)
{
    return {task, options.compression, options.compression.encode, options.loop.alpha, type};
}

/// True for the number of a checkpoint that the options themselves will write (or may, after a validation).
bool scheduled(const TrainOptions& options, std::int64_t samplesPerEpoch, std::int64_t number)
{
    if (number <= 0 || number > samplesPerEpoch * options.loop.max_epoch)
        return false;
    const std::int64_t sample = number % samplesPerEpoch;
    const std::int64_t accumulation = options.loop.gradient_accumulation;
    const std::int64_t stepsPerEpoch = (samplesPerEpoch + accumulation - 1) / accumulation;
    const std::int64_t steps = number / samplesPerEpoch * stepsPerEpoch + (sample + accumulation - 1) / accumulation;
    if (options.loop.steps > 0 && steps > options.loop.steps)
        return false;
    if (sample == 0 || sample % options.checkpoint.save_interval == 0)
        return true;
    if (sample % accumulation != 0)
        return false;
    const ValidationOptions& validation = options.validation;
    const bool validated = !validation.eval_data.empty() && validation.eval_interval > 0 && steps % validation.eval_interval == 0;
    return options.loop.steps == steps || (validated && (options.checkpoint.keep_best || validation.patience > 0));
}

/// The names of the checkpoints in a folder.
std::set<std::string> checkpointNames(const std::string& folder)
{
    std::set<std::string> names;
    for (const std::string& path : listCheckpoints(folder))
        names.insert(std::filesystem::path(path).filename().string());
    return names;
}

/// Throws the Error for what stands where the run writes its checkpoints: those that are not its own, unless they may be replaced, and files always (a
/// stop and a request may need any number).  from: the number that the run has reached.
void refuseTakenNames(const TrainOptions& options, std::int64_t samplesPerEpoch, const std::set<std::string>& mayReplace, const RunCourse& course, std::int64_t from)
{
    std::error_code error;
    for (std::filesystem::directory_iterator entry(options.save_path, error), end; !error && entry != end; entry.increment(error)) {
        const std::string path = entry->path().string();
        const std::int64_t number = checkpointNumber(path);
        std::error_code ignored;
        if (number >= 0 && !entry->is_directory(ignored) && !entry->is_symlink(ignored))
            throw Error(path, "is a file where a checkpoint may be written; move it away, or choose another save_path");
        if (number > from && !mayReplace.contains(entry->path().filename().string()) && scheduled(options, samplesPerEpoch, number) && isAnothersCheckpoint(path, course))
            throw Error(path, "stands where this run will write a checkpoint, and is not known to be its own; move it away, or allow it to be replaced with --overwrite");
    }
}

/// What the run folder is told of the checkpoint that a run goes on from.
ResumedRun resumedRun(const std::string& runFolder, const ResumePoint& point, const TrainingState& state)
{
    const auto here = [&](std::int64_t number) { return (std::filesystem::absolute(runFolder) / checkpointName(number)).lexically_normal().string(); };
    ResumedRun resumed{point.course, state.log, {}, {}};
    if (samePlace(point.checkpoint, here(state.checkpointNumber())))
        resumed.lastCheckpoint = here(state.checkpointNumber());
    // One of the same number may belong to another way of the run, or to another run.
    const CheckpointOrigin best = checkpointOrigin(here(state.bestSample));
    if (best.run == point.course.id && best.number == state.bestSample && point.course.holds(best.resumptions, state.bestSample))
        resumed.bestCheckpoint = here(state.bestSample);
    return resumed;
}

std::unique_ptr<Compressor> startingCompressor(const TrainOptions& options, const LanguageModel& lm, const std::optional<ResumePoint>& resume)
{
    const std::string& folder = resume ? resume->checkpoint : options.model.icformer_path;
    if (!folder.empty()) {
        auto compressor = openCompressor(folder, lm);
        const std::string wanted(nameOf(options.compression.compressor));
        if (options.compression.compressor != CompressorType::automatic && wanted != compressor->config().modelType())
            throw Error("--compressor", wanted + " contradicts the checkpoint " + folder + ", whose model_type is " + compressor->config().modelType()
                        + "; leave it out, or choose another checkpoint");
        return compressor;
    }
    auto compressor = makeCompressor(*CompressorConfig::forModel(lm.config(), newCompressor(options.compression)), std::uint64_t(options.loop.seed));
    compressor->to(lm.device());
    return compressor;
}

/// A run goes on with the template that its checkpoint holds, whatever became of a file that it came from; a change by name is for --allow_changes to allow.
PromptTemplate templateOfRun(const ModelOptions& model, const std::optional<ResumePoint>& resume)
{
    const auto stored = resume && !PromptTemplate::isKnown(model.prompt_template) ? templateOfCompressor(resume->checkpoint) : std::nullopt;
    return stored ? *stored : choosePromptTemplate(model);
}

/// What run.json says of a run that failed.
std::string reasonOf(const std::exception& problem)
{
    if (dynamic_cast<const std::bad_alloc*>(&problem))
        return "out of memory; resume it with a smaller --batch_size, or with a smaller --max_seq_len and --allow_changes";
    return problem.what();
}

TrainingResult trainRun(const TrainOptions& given, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel)
{
    PeakMemory peak;
    TrainOptions options = given;
    const TrainingTask task = options.task;
    const DataKind kind = task == TrainingTask::pretrain ? DataKind::pile : DataKind::pwc;
    if (!start.resume) {
        requireFreeRunFolder(options.save_path, start.overwrite);
        // Before it is looked what stands there: a checkpoint that a killed run left without its name gets it now, not while this run writes.
        if (std::filesystem::is_directory(options.save_path))
            tidyRunFolder(options.save_path);
    }
    const std::optional<ResumePoint> resumeFrom = resumePoint(options, start, observer);
    if (resumeFrom)
        options.model.icformer_path = whereItMoved(readRun(options.save_path), options.model.icformer_path);
    const auto data = DataSet::open(options.data_path, kind, options.loop.strict, cancel);
    std::set<std::string> mayReplace = resumeFrom ? resumeFrom->mayReplace : std::set<std::string>();
    // Those of a run that makes room leave no name taken.
    std::set<std::string> away;
    if (!resumeFrom) {
        const std::vector<std::string> moving = checkpointsThatMove(options.save_path);
        away.insert(moving.begin(), moving.end());
    }
    if (start.overwrite) {
        for (const std::string& name : checkpointNames(options.save_path)) {
            if (!away.contains(name))
                mayReplace.insert(name);
        }
    }
    if (!resumeFrom) {
        away.insert(mayReplace.begin(), mayReplace.end());
        refuseTakenNames(options, data->size(), away, {}, -1);
    }
    ModelOptions modelOptions = options.model;
    modelOptions.icformer_path.clear();
    const DeviceCacheGuard cache(deviceRuntime(resolveDevice(modelOptions.device)));
    OpenModels models = openModels(modelOptions);
    models.lm->runtime().resetPeak();
    const auto compressor = startingCompressor(options, *models.lm, resumeFrom);
    options.compression.compressor = fromName<CompressorType>(compressor->config().modelType()).value();
    if (task == TrainingTask::finetune) {
        models.askWith(templateOfRun(options.model, resumeFrom));
        if (!options.model.icformer_path.empty() && !resumeFrom)
            if (std::string warning = otherTemplateWarning(models.layouts->promptTemplate(), options.model.icformer_path); !warning.empty())
                models.notes.push_back(std::move(warning));
        compressor->markFineTuned();
    }
    AdamW optimizer(trainedParameters(*compressor, task));
    const Objective objective(*models.lm, *compressor, *models.layouts, objectiveSettings(options, task, models.compute.type));
    SampleFeed feed(*data, *models.tokenizer, *models.layouts, {task, limitsOf(options), std::uint64_t(options.loop.seed), options.loop.shuffle});

    std::unique_ptr<DataSet> validationData;
    std::unique_ptr<Validation> validation;
    if (!options.validation.eval_data.empty()) {
        validationData = DataSet::open(options.validation.eval_data, kind, options.loop.strict, cancel);
        validation = std::make_unique<Validation>(
            *validationData, *models.tokenizer, *models.layouts, *models.lm, *compressor, objective,
            Validation::Settings{task, limitsOf(options), options.compression, options.compression.encode,
                                 models.compute.type, options.validation.eval_rows, options.validation.eval_samples, options.loop.batch_size,
                                 options.sampling});
    }

    const std::string checksum = models.lm->checksum();
    const std::int64_t totalSteps = stepsInAll(options.loop, data->size());
    const LearningRate learningRate(options.loop, totalSteps);
    const nlohmann::json marks = fingerprints(options, *data, validationData.get(), checksum, models.compute, totalSteps);
    TrainingState state;
    if (resumeFrom) {
        const ResumeData resume = readResume(resumeFrom->checkpoint);
        compareFingerprints(resume.fingerprints, marks, start.allowChanges, observer);
        state = resume.state;
        restoreOptimizer(resumeFrom->checkpoint, state, optimizer);
        refuseTakenNames(options, data->size(), mayReplace, resumeFrom->course, data->size() * state.epoch + state.sample);
    }
    // What is recorded is what was computed with: a checkpoint brings its own sizes.
    if (const std::int64_t layers = compressor->config().layerSizes().layers; layers > 0)
        options.compression.num_hidden_layers = layers;
    options.compression.num_query_tokens = compressor->config().digests;
    nlohmann::json extra{{"fingerprints", marks}};
    extra["effective"] = {{"dtype", models.compute.typeName()}, {"device", models.compute.device.str()}, {"threads", models.compute.threads}, {"steps", totalSteps}};
    if (task == TrainingTask::finetune)
        extra[kPromptTemplateKey] = models.layouts->promptTemplate().toJson();
    if (start.overwrite)
        extra[kMayReplace] = mayReplace;
    for (const auto& [name, version] : componentVersions())
        extra["versions"][name] = version;
    for (const auto& [name, set] : instructionSets())
        extra["instruction_sets"][name] = set;
    std::optional<ResumedRun> resumed;
    if (resumeFrom)
        resumed = resumedRun(options.save_path, *resumeFrom, state);
    const auto writer = resumed ? RunWriter::resume(options, *resumed, extra) : RunWriter::create(options, start.overwrite, extra);
    const bool fromElsewhere = resumed && (resumed->lastCheckpoint.empty() || resumed->course.resumedFrom.back().resumptions < 0);
    resumed.reset();  // Its copy of the log may be large.

    RecordingObserver recorder(*writer, observer, cancel, peak);
    if (writer->restoredLines() > 0)
        recorder.onMessage(Severity::warning, "metrics.jsonl and samples.jsonl lacked " + std::to_string(writer->restoredLines())
                           + " lines, or told them otherwise; they were put back from the checkpoint");
    for (const std::string& note : models.notes)
        recorder.onMessage(Severity::warning, note);
    const DataCounts& counts = data->counts();
    for (const OptionProblem& advice : adviseLength(options.loop, data->size()))
        recorder.onMessage(Severity::warning, "[--" + advice.key + "] " + advice.message);
    for (const auto& [line, why] : counts.problems)
        recorder.onMessage(Severity::warning, options.data_path + ":" + std::to_string(line) + ": " + why + "; skipped");
    if (validationData) {
        for (const std::string& text : leftOutTexts(validationData->counts()))
            recorder.onMessage(Severity::info, options.validation.eval_data + ": " + text);
    }
    for (const DataSet* packed : {data.get(), validationData.get()}) {
        if (const std::string note = packed ? copyNote(packed->counts()) : std::string(); !note.empty())
            recorder.onMessage(Severity::info, note);
    }
    TrainingStarted started;
    started.saveFolder = writer->folder();
    started.samplesPerEpoch = data->size();
    started.epochs = options.loop.max_epoch;
    started.stepsTotal = totalSteps;
    started.droppedDuplicates = counts.duplicates;
    started.droppedLanguage = counts.language;
    started.skippedLines = counts.skipped;
    for (const NamedParameter& parameter : optimizer.parameters())
        started.trainableParameters += parameter.tensor.numel();
    started.computeType = models.compute.typeName();
    started.device = models.compute.device.str();
    started.threads = models.compute.threads;
    started.resumedAtStep = state.steps;
    recorder.onStarted(started);
    if (models.compute.device.is_cpu() && !cpuMultiplies(models.compute.type))
        recorder.onMessage(Severity::warning, "--dtype " + started.computeType + ": this CPU does not multiply it, so products are computed in float32; "
                           "--dtype float32 is faster here");
    if (options.checkpoint.save_scheduler && learningRate.constant())
        recorder.onMessage(Severity::info, "--save_scheduler: there is no schedule, so no scheduler.pt is written");

    TrainingResult result;
    const auto measure = [&] {
        result.peakMemoryBytes = peak.own();
        result.processPeakMemoryBytes = peak.bytes();
        result.devicePeakMemoryBytes = models.lm->runtime().memory().peak;
    };
    try {
        TrainerParts parts{*models.lm, *compressor, optimizer, objective, feed, learningRate};
        parts.validation = validation.get();
        parts.samplesPerEpoch = data->size();
        parts.runFolder = writer->folder();
        parts.course = writer->course();
        parts.fingerprints = marks;
        if (task == TrainingTask::finetune)
            parts.promptTemplate = models.layouts->promptTemplate();
        parts.mayReplace = std::move(mayReplace);
        parts.beforeCheckpoint = [&](const TrainingState& now) { writer->flush(now.log); };
        parts.resumedFromElsewhere = fromElsewhere;
        result = withPlainErrors(options.model, [&] { return Trainer(options, std::move(parts), recorder, cancel).run(std::move(state)); });
        if (models.lm->checksum() != checksum)
            throw Failure("train", "the frozen language model changed while training; this is a fault of the program, do not trust this run");
    } catch (const std::exception& problem) {
        result.state = RunState::failed;
        result.message = reasonOf(problem);
        measure();
        try {
            writer->log(Severity::error, result.message);
            writer->state(result.state, result.message, result);
        } catch (const std::exception&) {
            // The disk that failed the run may fail this too; the first reason is the one to tell.
        }
        throw;
    }
    measure();
    recorder.ended(result);
    return result;
}

} // namespace

TrainingResult train(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel)
{
    const TrainingResult result = withPlainErrors(options.model, [&] { return trainRun(options, start, observer, cancel); });
    giveBackFreedMemory();
    return result;
}

} // namespace icf
