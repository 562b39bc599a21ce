#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/retry.h"
#include "core/data/dataset.h"
#include "core/data/left_out.h"
#include "core/engine/engine.h"
#include "core/models/common_ground.h"
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
#include "core/processes/own_device.h"
#include "core/processes/together.h"
#include "core/run/machine.h"
#include "core/run/run_folder.h"
#include "core/train/checkpoint_store.h"
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

ObjectiveSettings objectiveSettings(const TrainOptions& options, TrainingTask task, at::ScalarType type)
{
    return {task, options.compression, options.compression.encode, options.loop.alpha, type};
}

std::unique_ptr<Compressor> startingCompressor(const TrainOptions& options, const LanguageModel& lm, const std::optional<ResumePoint>& resume)
{
    const std::string& folder = resume ? resume->checkpoint : options.model.icformer_path;
    if (!folder.empty()) {
        auto compressor = openCompressor(folder, lm);
        if (const std::string problem = kindProblem(options.compression.compressor, compressor->config().modelType(), folder); !problem.empty())
            throw Error("--compressor", problem);
        return compressor;
    }
    auto compressor = makeCompressor(*CompressorConfig::forModel(lm.config(), newCompressor(options.compression)), std::uint64_t(options.loop.seed));
    compressor->to(lm.device());
    return compressor;
}

/// A run continues with the template that its checkpoint holds, whatever became of a file that it came from; a change by name is for --allow_changes to allow.
PromptTemplate templateOfRun(const ModelOptions& model, const std::optional<ResumePoint>& resume)
{
    const auto stored = resume && !PromptTemplate::isKnown(model.prompt_template) ? templateOfCompressor(resume->checkpoint) : std::nullopt;
    return stored ? *stored : choosePromptTemplate(model);
}

/// What run.json says of a run that failed.
std::string reasonOf(const std::exception& problem)
{
    if (dynamic_cast<const DeviceOutOfMemory*>(&problem))
        return std::string(problem.what()) + "; resume it with a smaller --batch_size or with --gradient_checkpointing, or with a smaller --max_seq_len and --allow_changes; "
            "other programs on the device take memory too";
    if (dynamic_cast<const std::bad_alloc*>(&problem))
        return "out of memory; resume it with a smaller --batch_size, or with a smaller --max_seq_len and --allow_changes";
    return problem.what();
}

/// One run: what it computes with, opened and checked before its folder changes, and its folder.
class TrainingRun {
public:
    /// Throws Error for what the user has to put right; nothing is written then.
    TrainingRun(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel, Communicator* processes);

    /// Trains until the end or a stop, in the run folder.
    TrainingResult run();

private:
    bool continues() const { return resumeFrom_ && resumeFrom_->lock; }
    bool writes() const { return processes_.rank() == 0; }
    void chooseStart();
    void shareStart();
    void openData();
    void openModel();
    void openCompressor();
    void openValidation();
    void restoreState();
    std::unique_ptr<RunWriter> openFolder();
    TrainingResult writeRun(RunWriter& writer, RecordingObserver& recorder);
    void tellNotes(const RunWriter& writer, TrainingObserver& recorder) const;
    std::int64_t trainedNumbers() const;
    TrainingStarted started(const RunWriter& writer) const;
    std::unique_ptr<Nccl> joinCards();
    TrainingResult compute(RunWriter* writer, TrainingObserver& recorder);

    PeakMemory peak_;
    TrainOptions options_;
    const TrainingStart& start_;
    Alone alone_;
    Communicator& processes_;
    TrainingObserver quiet_;  ///< Of all processes but the first.
    TrainingObserver& observer_;
    CancelToken& cancel_;
    DataKind kind_;
    std::optional<ResumePoint> resumeFrom_;
    std::unique_ptr<DataSet> data_, validationData_;
    std::optional<DeviceCacheGuard> deviceCache_;  ///< Before what it cleans up after.
    OpenModels models_;
    std::string lmChecksum_;
    at::Tensor lmSums_;  ///< On a GPU, where hashing once takes long enough.
    std::unique_ptr<Compressor> compressor_;
    std::optional<PromptTemplate> promptTemplate_;  ///< Of fine-tuning.
    std::unique_ptr<AdamW> optimizer_;
    std::unique_ptr<Objective> objective_;
    std::unique_ptr<Validation> validation_;
    std::int64_t threads_ = 0;  ///< Of this process where several share the cores; 0: as the options say.
    std::string device_;        ///< Of this process.
    std::int64_t totalSteps_ = 0;
    std::unique_ptr<LearningRate> learningRate_;
    nlohmann::json fingerprints_;
    TrainingState state_;
    std::string resumedFrom_;  ///< TrainerParts::resumedFrom.
};

TrainingRun::TrainingRun(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel, Communicator* processes)
    : options_(options), start_(start), processes_(processes ? *processes : alone_), observer_(writes() ? observer : quiet_), cancel_(cancel),
      kind_(dataKindOf(options.task))
{
    together(processes_, [this] { if (writes()) chooseStart(); });
    shareStart();
    togetherOnePerHostFirst(processes_, [this] { openData(); });
    if (options_.model.threads == 0 && processes_.size() > 1)
        threads_ = fairThreads(processes_);
    device_ = ownDevice(processes_, options_.model.device);
    together(processes_, [this] { openModel(); });
    nlohmann::json common = fingerprints_.at("options");
    common.update(nlohmann::json(toJson(options_)));
    requireCommonGround(processes_, commonGround(std::move(common), fingerprints_.at("files")));
    if (resumeFrom_)
        together(processes_, [this] { restoreState(); });
    // What is recorded is what was computed with: a checkpoint brings its own sizes.
    if (const std::int64_t layers = compressor_->config().layerSizes().layers; layers > 0)
        options_.compression.num_hidden_layers = layers;
    options_.compression.num_query_tokens = compressor_->config().digests;
}

void TrainingRun::openData()
{
    data_ = DataSet::open(options_.data_path, kind_, options_.loop.strict, cancel_);
    if (!options_.validation.eval_data.empty())
        validationData_ = DataSet::open(options_.validation.eval_data, kind_, options_.loop.strict, cancel_);
}

void TrainingRun::openModel()
{
    ModelOptions modelOptions = options_.model;
    modelOptions.icformer_path.clear();
    modelOptions.device = device_;
    if (threads_ > 0)
        modelOptions.threads = threads_;
    deviceCache_.emplace(deviceRuntime(resolveDevice(modelOptions.device)));
    models_ = openModels(modelOptions, loadingTold([this](const std::string& text) { observer_.onMessage(Severity::info, text); }, &cancel_));
    models_.lm->setGradientCheckpointing(options_.loop.gradient_checkpointing);
    models_.lm->runtime().resetPeak();
    lmChecksum_ = models_.lm->checksum();
    if (models_.compute.device.is_cuda())
        lmSums_ = models_.lm->weightSums();
    openCompressor();
    optimizer_ = std::make_unique<AdamW>(trainedParameters(*compressor_, options_.task));
    objective_ = std::make_unique<Objective>(*models_.lm, *compressor_, *models_.layouts, objectiveSettings(options_, options_.task, models_.compute.type));
    openValidation();
    totalSteps_ = stepsInAll(options_.loop, data_->size());
    learningRate_ = std::make_unique<LearningRate>(options_.loop, totalSteps_);
    fingerprints_ = fingerprints(options_, *data_, validationData_.get(), lmChecksum_, models_.compute, totalSteps_);
    if (processes_.size() > 1)
        fingerprints_["rounding"]["processes"] = processes_.size();
}

void TrainingRun::chooseStart()
{
    if (!start_.resume) {
        requireFreeRunFolder(options_.save_path, start_.overwrite);
        return;
    }
    resumeFrom_ = resumePoint(options_, start_, observer_);
}

/// The others go on from where the first process does.
void TrainingRun::shareStart()
{
    if (!start_.resume)
        return;
    const std::string checkpoint = textsOf(processes_, resumeFrom_ ? resumeFrom_->checkpoint : std::string()).front();
    if (!resumeFrom_)
        resumeFrom_ = ResumePoint{checkpoint};
    together(processes_, [this] {
        if (const std::string before = folderOfCheckpoint(resumeFrom_->checkpoint); isRunFolder(before))
            options_.model.icformer_path = whereItMoved(readRun(before), options_.model.icformer_path);
    });
}

void TrainingRun::openCompressor()
{
    compressor_ = startingCompressor(options_, *models_.lm, resumeFrom_);
    options_.compression.compressor = fromName<CompressorType>(compressor_->config().modelType()).value();
    if (options_.task != TrainingTask::finetune)
        return;
    compressor_->markFineTuned();
    models_.askWith(templateOfRun(options_.model, resumeFrom_));
    promptTemplate_ = models_.layouts->promptTemplate();
    if (!resumeFrom_) {
        if (std::string warning = otherTemplateWarning(*promptTemplate_, options_.model); !warning.empty())
            models_.notes.push_back(std::move(warning));
    }
}

void TrainingRun::openValidation()
{
    const ValidationOptions& held = options_.validation;
    if (held.eval_data.empty())
        return;
    // A GPU takes about as long for several answers as for one.
    const std::int64_t answersAtOnce = models_.compute.device.is_cpu() ? 1 : 8;
    validation_ = std::make_unique<Validation>(
        *validationData_, *models_.tokenizer, *models_.layouts, *models_.lm, *compressor_, *objective_,
        Validation::Settings{options_.task, limitsOf(options_), options_.compression, options_.compression.encode, models_.compute.type,
                             held.eval_rows, held.eval_samples, options_.loop.batch_size, answersAtOnce, options_.sampling});
}

void TrainingRun::restoreState()
{
    const ResumeData resume = readResume(resumeFrom_->checkpoint);
    compareFingerprints(resume.fingerprints, fingerprints_, start_.allowChanges, observer_);
    state_ = resume.state;
    restoreOptimizer(resumeFrom_->checkpoint, state_, *optimizer_);
    if (continues() && state_.samplesPerEpoch != data_->size())
        beginAnew(*resumeFrom_, options_, start_, "the data has " + std::to_string(data_->size()) + " rows and had " + std::to_string(state_.samplesPerEpoch)
                                                      + ", so that checkpoints would be numbered anew");
}

std::unique_ptr<RunWriter> TrainingRun::openFolder()
{
    nlohmann::json extra{{"fingerprints", fingerprints_}};
    extra["effective"] = {{"dtype", models_.compute.typeName()}, {"device", models_.compute.device.str()}, {"threads", models_.compute.threads}, {"steps", totalSteps_},
                          {kSamplesPerEpochKey, data_->size()}, {"parameters", trainedNumbers()}};
    if (processes_.size() > 1)
        extra["effective"][kProcessesKey] = processes_.size();
    if (const nlohmann::json gpu = models_.compute.gpu(); !gpu.is_null())
        extra["machine"] = machineDescription(gpu);
    if (promptTemplate_)
        extra[kPromptTemplateKey] = promptTemplate_->toJson();
    for (const auto& [name, version] : componentVersions())
        extra["versions"][name] = version;
    for (const auto& [name, set] : instructionSets())
        extra["instruction_sets"][name] = set;
    if (!resumeFrom_)
        return RunWriter::create(options_, start_.overwrite, extra);
    RunBefore before{std::filesystem::absolute(resumeFrom_->checkpoint).lexically_normal().string(), state_.log, {}};
    if (!continues())
        return RunWriter::create(options_, start_.overwrite, extra, before);
    const CheckpointStore store(folderOfCheckpoint(before.checkpoint), readRun(options_.save_path).id);
    if (store.holds(state_.bestSample))
        before.bestCheckpoint = store.path(state_.bestSample);
    resumedFrom_ = before.checkpoint;
    return RunWriter::resume(options_, before, std::move(resumeFrom_->lock), extra);
}

void TrainingRun::tellNotes(const RunWriter& writer, TrainingObserver& recorder) const
{
    if (writer.restoredLines() > 0)
        recorder.onMessage(Severity::warning, std::to_string(writer.restoredLines())
                           + " lines of metrics.jsonl and samples.jsonl were missing or different; they were put back from the checkpoint");
    for (const std::string& note : models_.notes)
        recorder.onMessage(Severity::warning, note);
    for (const OptionProblem& advice : adviseLength(options_.loop, data_->size()))
        recorder.onMessage(Severity::warning, "[--" + advice.key + "] " + advice.message);
    for (const auto& [line, why] : data_->counts().problems)
        recorder.onMessage(Severity::warning, options_.data_path + ":" + std::to_string(line) + ": " + why + "; skipped");
    if (validationData_) {
        for (const std::string& text : leftOutTexts(validationData_->counts()))
            recorder.onMessage(Severity::info, options_.validation.eval_data + ": " + text);
    }
    for (const DataSet* packed : {data_.get(), validationData_.get()}) {
        if (const std::string note = packed ? copyNote(packed->counts()) : std::string(); !note.empty())
            recorder.onMessage(Severity::info, note);
    }
}

std::int64_t TrainingRun::trainedNumbers() const
{
    std::int64_t numbers = 0;
    for (const NamedParameter& parameter : optimizer_->parameters())
        numbers += parameter.tensor.numel();
    return numbers;
}

TrainingStarted TrainingRun::started(const RunWriter& writer) const
{
    TrainingStarted report;
    report.saveFolder = writer.folder();
    report.samplesPerEpoch = data_->size();
    report.epochs = options_.loop.max_epoch;
    report.stepsTotal = totalSteps_;
    const DataCounts& counts = data_->counts();
    report.droppedDuplicates = counts.duplicates;
    report.droppedLanguage = counts.language;
    report.skippedLines = counts.skipped;
    report.trainableParameters = trainedNumbers();
    report.computeType = models_.compute.typeName();
    report.device = models_.compute.device.str();
    report.threads = models_.compute.threads;
    report.resumedAtStep = state_.steps;
    return report;
}

TrainingResult TrainingRun::run()
{
    std::unique_ptr<RunWriter> writer;
    together(processes_, [&] { if (writes()) writer = openFolder(); });
    resumedFrom_ = textsOf(processes_, resumedFrom_).front();
    const std::string told = processes_.size() > 1 ? tellProcesses(processes_) : std::string();
    if (!writer)
        return compute(nullptr, quiet_);
    RecordingObserver recorder(*writer, observer_, cancel_, peak_);
    if (!told.empty())
        recorder.onMessage(Severity::info, told);
    return writeRun(*writer, recorder);
}

TrainingResult TrainingRun::writeRun(RunWriter& writer, RecordingObserver& recorder)
{
    tellNotes(writer, recorder);
    recorder.onStarted(started(writer));
    if (models_.compute.device.is_cpu() && !cpuMultiplies(models_.compute.type))
        recorder.onMessage(Severity::warning, "--dtype " + models_.compute.typeName() + ": this CPU does not multiply it, so products are computed in float32; "
                           "--dtype float32 is faster here");
    if (options_.checkpoint.save_scheduler && learningRate_->constant())
        recorder.onMessage(Severity::info, "--save_scheduler: there is no schedule, so no scheduler.pt is written");

    TrainingResult result;
    const auto measure = [&] {
        result.peakMemoryBytes = peak_.own();
        result.processPeakMemoryBytes = peak_.bytes();
        result.devicePeakMemoryBytes = models_.lm->runtime().memory().peak;
    };
    try {
        result = compute(&writer, recorder);
    } catch (const std::exception& problem) {
        result.state = RunState::failed;
        result.message = reasonOf(problem);
        measure();
        try {
            writer.log(Severity::error, result.message);
            writer.state(result.state, result.message, result);
        } catch (const std::exception&) {
            // The disk that failed the run may fail this too; the first reason is the one to tell.
        }
        throw;
    }
    measure();
    recorder.ended(result);
    return result;
}

/// NCCL where each process has a card of its own; else gradients are copied to the host.
std::unique_ptr<Nccl> TrainingRun::joinCards()
{
    const at::Device device = models_.compute.device;
    const c10::OptionalDeviceGuard guard(device.is_cuda() ? std::optional(device) : std::nullopt);
    return Nccl::join(processes_, device.is_cuda() ? device.str() : std::string());
}

/// writer: null in all processes but the first.
TrainingResult TrainingRun::compute(RunWriter* writer, TrainingObserver& recorder)
{
    SampleFeed feed(*data_, *models_.tokenizer, *models_.layouts, {options_.task, limitsOf(options_), std::uint64_t(options_.loop.seed), options_.loop.shuffle,
                     processes_.rank(), processes_.size()});
    std::optional<CheckpointStore> store;
    if (writer)
        store.emplace(writer->folder(), writer->id());
    TrainerParts parts{*models_.lm, *compressor_, *optimizer_, *objective_, feed, *learningRate_};
    parts.validation = validation_.get();
    parts.samplesPerEpoch = data_->size();
    parts.resumedFrom = resumedFrom_;
    parts.lossesReadLate = !models_.compute.device.is_cpu();
    if (processes_.size() > 1) {
        parts.processes = &processes_;
        std::unique_ptr<Nccl> nccl = joinCards();
        if (!nccl && models_.compute.device.is_cuda())
            recorder.onMessage(Severity::info, "gradients are added up on the host: not every process has a card of its own, or NCCL is not there");
        parts.reducer = std::make_unique<SummingReducer>(processes_, optimizer_->parameters(), std::move(nccl));
    }
    parts.save = [&](const TrainingState& state) {
        writer->flush(state.log);
        if (state.digests > 0)
            writer->ratio(double(state.tokens) / double(state.digests));
        return store->save({*compressor_, *optimizer_, state, *learningRate_, fingerprints_, options_.checkpoint,
                           options_.compression.use_chunk ? options_.compression.max_chunk_len : 0, promptTemplate_});
    };
    const TrainingResult result = withPlainErrors(options_.model, [&] { return Trainer(options_, std::move(parts), recorder, cancel_).run(std::move(state_)); });
    const bool changed = lmSums_.defined() ? !at::equal(models_.lm->weightSums(), lmSums_) : models_.lm->checksum() != lmChecksum_;
    if (changed)
        throw Failure("train", "the frozen language model changed while training; this is a fault of the program, do not trust this run");
    return result;
}

} // namespace

TrainingResult train(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel)
{
    return trainTogether(options, start, observer, cancel, nullptr);
}

TrainingResult trainTogether(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel, Communicator* processes)
{
    const TrainingResult result = withPlainErrors(options.model, [&] { return TrainingRun(options, start, observer, cancel, processes).run(); });
    giveBackFreedMemory();
    return result;
}

} // namespace icf
