#include "core/train/trainer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number_text.h"
#include "core/base/retry.h"
#include "core/compressor/chunks.h"
#include "core/processes/together.h"

namespace icf {
namespace {

constexpr std::int64_t kMaxSkippedInARow = 10;
constexpr double kSpikeFactor = 3;
constexpr std::int64_t kSpikeWarmUp = 20;
constexpr auto kProgressInterval = std::chrono::milliseconds(200);
constexpr auto kRatesInterval = std::chrono::minutes(1);

} // namespace

std::int64_t microBatchSize(const TrainOptions& options, std::int64_t sample, std::int64_t samplesPerEpoch, std::int64_t processes)
{
    const auto until = [&](std::int64_t interval) { return interval - sample % interval; };
    return std::min({options.loop.batch_size * processes, until(options.loop.gradient_accumulation), until(options.checkpoint.save_interval),
                     samplesPerEpoch - sample});
}

Trainer::Trainer(const TrainOptions& options, TrainerParts parts, TrainingObserver& observer, CancelToken& cancel)
    : options_(options), parts_(std::move(parts)), observer_(observer), agreement_(parts_.processes ? *parts_.processes : alone_, cancel),
      cancel_(agreement_.token())
{
}

/// Seconds that the run has taken for all that the device was given.
double Trainer::elapsed() const
{
    parts_.lm.runtime().synchronize();
    return secondsNow();
}

std::int64_t Trainer::samplesTotal() const
{
    const std::int64_t all = parts_.samplesPerEpoch * options_.loop.max_epoch;
    if (options_.loop.steps <= 0)
        return all;
    const std::int64_t accumulation = options_.loop.gradient_accumulation;
    const std::int64_t updatesPerEpoch = (parts_.samplesPerEpoch + accumulation - 1) / accumulation;
    const std::int64_t epochs = options_.loop.steps / updatesPerEpoch;
    const std::int64_t rest = (options_.loop.steps % updatesPerEpoch) * accumulation;
    return std::min(all, epochs * parts_.samplesPerEpoch + rest);
}

TrainingResult Trainer::run(TrainingState state)
{
    state_ = std::move(state);
    if (state_.samplesPerEpoch > 0 && state_.samplesPerEpoch != parts_.samplesPerEpoch)
        fitOtherData();
    state_.samplesPerEpoch = parts_.samplesPerEpoch;
    sinceResumed_.lap();
    rateSeconds_ = state_.seconds;
    if (!parts_.resumedFrom.empty()) {
        result_.lastCheckpoint = parts_.resumedFrom;
        lastSaved_ = state_.checkpointNumber();
    } else if (state_.checkpointNumber() > 0) {
        // A run that goes on from elsewhere begins with a checkpoint of its own.
        saveCheckpointOrWait();
    }
    if (!agreement_.alone())
        goBackToStep();
    if (state_.validationDue && parts_.validation) {
        // A stop fell into it.  The checkpoint here gets what comes out.
        validate();
        lastSaved_ = state_.validationDue ? lastSaved_ : -1;
        saveCheckpointOrWait();
    }
    timeLeft_.note(elapsed(), samplesDone());
    bool going = !stepLimitReached() && !earlyStopReached();
    while (going && state_.epoch < options_.loop.max_epoch) {
        going = trainEpoch();
        if (going && state_.epoch + 1 >= options_.loop.max_epoch)
            break;
        if (going) {
            ++state_.epoch;
            state_.sample = 0;
        }
    }
    const StopRequest request = cancel_.requested();
    if (!agreement_.alone())
        goBackToStep();
    if (request == StopRequest::save && lastSaved_ != state_.checkpointNumber()) {
        if (agreement_.processes().rank() == 0)
            saveCheckpoint();
        shareSaved();
    }
    progress(true);
    if (result_.state != RunState::failed)
        result_.state = request == StopRequest::none ? RunState::finished : RunState::stopped;
    result_.steps = state_.steps;
    result_.seconds = elapsed();
    result_.lastLoss = state_.lastLoss;
    result_.skippedSteps = state_.skippedSteps;
    return result_;
}

/// Data that changed were allowed, and have more or fewer rows: a checkpoint's number means another position.
void Trainer::fitOtherData()
{
    if (state_.sample >= parts_.samplesPerEpoch) {
        // The epoch ends here, perhaps in the middle of a step that no row is left for.
        state_.sample = parts_.samplesPerEpoch;
        dropPending();
    }
    state_.bestSample = -1;
}

/// The rest of one epoch.  False when training is to end.
bool Trainer::trainEpoch()
{
    while (state_.sample < parts_.samplesPerEpoch) {
        if (cancel_.paused()) {
            state_.seconds = elapsed();
            cancel_.waitWhilePaused();
            sinceResumed_.lap();
        }
        if (cancel_.stopRequested())
            return false;
        if (!trainMicroBatch(microBatchSize(options_, state_.sample, parts_.samplesPerEpoch, agreement_.processes().size())))
            continue;
        const bool epochEnds = state_.sample == parts_.samplesPerEpoch;
        if (state_.sample % options_.loop.gradient_accumulation == 0 || epochEnds) {
            finishStep();
            if (result_.state == RunState::failed)
                return false;
            const std::int64_t interval = options_.validation.eval_interval;
            const bool due = interval > 0 ? state_.steps % interval == 0 : epochEnds;
            const bool last = stepLimitReached() || (epochEnds && state_.epoch + 1 >= options_.loop.max_epoch);
            state_.validationDue = (due || last) && parts_.validation;
            if (state_.validationDue)
                validate();
        }
        const bool ending = stepLimitReached() || earlyStopReached();
        saveDue_ = state_.sample % options_.checkpoint.save_interval == 0 || epochEnds || ending || cancel_.takeCheckpointRequest() || saveDue_;
        if (saveDue_ && (agreement_.alone() || pendingSamples_ == 0)) {
            saveCheckpointOrWait();
            saveDue_ = false;
        }
        progress(false);
        if (ending)
            return false;
    }
    return true;
}

/// What read returns.  When its data cannot be had (a file changed, the disk fails) what was learned until here is saved before the run fails; a disk
/// that takes neither is waited for.
template <class Read> auto Trainer::savedWhenItFails(Read read)
{
    try {
        return read();
    } catch (const std::runtime_error& problem) {
        // The others know nothing of what failed in this process only.
        if (agreement_.alone() || dynamic_cast<const ThrownByAll*>(&problem)) {
            if (!agreement_.alone())
                goBackToStep();
            saveCheckpointOrWait();
        }
        throw;
    }
}

/// False when a stop fell into it: nothing of it is left then, and whoever resumes does the whole of it.
bool Trainer::trainMicroBatch(std::int64_t count)
{
    const std::int64_t after = std::min(options_.loop.batch_size * agreement_.processes().size(), parts_.samplesPerEpoch - state_.sample - count);
    const std::vector<TrainingSample> samples = savedWhenItFails([&] { return takeSamples(count, after); });
    if (!agreement_.alone() && cancel_.stopRequested())
        return false;
    if (const std::int64_t end = state_.sample + count; end % options_.loop.gradient_accumulation == 0 || end == parts_.samplesPerEpoch)
        parts_.reducer->expectLast();
    // Where several processes share a micro-batch there may be no sample for this one.
    computing_.lap();
    if (!samples.empty() && !addGradients(samples))
        return false;
    ownSeconds_ += computing_.lap();
    ownSamples_ += std::int64_t(samples.size());
    for (const TrainingSample& sample : samples) {
        state_.tokens += std::int64_t(sample.context.size());
        pendingTokens_ += std::int64_t(sample.context.size());
        addDigests(digestsOf(sample));
        pendingDigests_ += digestsOf(sample);
        rateTokens_ += std::int64_t(sample.context.size());
        state_.pendingLines.push_back(sample.line);
    }
    rateSamples_ += count;
    state_.sample += count;
    pendingSamples_ += count;
    return true;
}

/// Vectors that the sample's context becomes.
std::int64_t Trainer::digestsOf(const TrainingSample& sample) const
{
    std::int64_t digests = 0;
    for (const auto& [start, end] : chunksOf(std::int64_t(sample.context.size()), options_.compression))
        digests += parts_.compressor.config().vectorsOf(end - start);
    return digests;
}

void Trainer::addDigests(std::int64_t digests)
{
    // A run that did not count them from its start cannot know.
    if (state_.digests >= 0)
        state_.digests += digests;
}

/// This process's share of the next samples.  All of them meet here in every micro-batch.
std::vector<TrainingSample> Trainer::takeSamples(std::int64_t count, std::int64_t after)
{
    std::vector<TrainingSample> samples;
    std::exception_ptr problem;
    try {
        samples = parts_.feed.take(state_.epoch, state_.sample, count, after);
    } catch (...) {
        problem = std::current_exception();
    }
    agreement_.meet(problem);
    return samples;
}

/// Adds loss, units and gradients of these samples to the step under way.  False when a stop fell into it; none is changed then.
bool Trainer::addGradients(const std::vector<TrainingSample>& samples)
{
    const bool perSample = options_.loop.avg_level == Averaging::sentence;
    TokenLosses losses;
    try {
        losses = parts_.objective.losses(samples, &cancel_);
        const at::Tensor total = losses.total(perSample);
        if (parts_.lossesReadLate) {
            total.backward();
            lateLosses_.push_back(total.detach());
        } else if (addLoss(total.item<double>())) {
            total.backward();
        }
    } catch (const Cancelled&) {
        return false;
    }
    const std::int64_t labels = std::accumulate(losses.counts.begin(), losses.counts.end(), std::int64_t(0));
    state_.pendingUnits += perSample ? std::int64_t(samples.size()) : labels;
    return true;
}

/// Adds a micro-batch's loss to the step's.  False when it is not finite: the step is given up then, and going backward from it would only spoil the
/// gradients that are there.
bool Trainer::addLoss(double loss)
{
    if (std::isfinite(loss))
        state_.pendingLoss += loss;
    else
        state_.pendingBroken = true;
    return std::isfinite(loss);
}

/// Brings state_ up to date with the losses that are still on the device: one wait for all.
void Trainer::readLateLosses()
{
    if (lateLosses_.empty())
        return;
    const at::Tensor losses = at::stack(lateLosses_).cpu();
    lateLosses_.clear();
    for (const at::Tensor& loss : losses.unbind())
        addLoss(loss.item<double>());
}

void Trainer::finishStep()
{
    AdamW& optimizer = parts_.optimizer;
    ++state_.steps;
    StepReport report;
    report.step = state_.steps;
    report.epoch = state_.epoch;
    report.sample = state_.sample;
    report.learningRate = parts_.learningRate.at(state_.steps - 1);
    if (parts_.beforeStep)
        parts_.beforeStep(state_.steps);
    readLateLosses();
    StepSums sums{state_.pendingLoss, state_.pendingUnits, state_.pendingBroken, pendingTokens_, pendingDigests_};
    reduceStep(sums);
    report.tokens = state_.tokens;
    report.seconds = elapsed();
    if (const double passed = report.seconds - rateSeconds_; passed > 0) {
        samplesPerSecond_ = double(rateSamples_) / passed;
        tokensPerSecond_ = double(rateTokens_) / passed;
    }
    rateSeconds_ = report.seconds;
    rateSamples_ = rateTokens_ = 0;
    report.samplesPerSecond = samplesPerSecond_;
    report.tokensPerSecond = tokensPerSecond_;

    optimizer.scaleGrad(1.0 / double(sums.units));
    report.loss = sums.broken ? std::nan("") : sums.loss / double(sums.units);
    report.gradNorm = optimizer.gradNorm();
    if (sums.broken || !std::isfinite(report.gradNorm)) {
        skipStep(report);
    } else {
        state_.skippedInARow = 0;
        if (options_.loop.clip_grad) {
            // The small number is torch's clip_grad_norm_.
            const double scale = options_.loop.max_norm / (report.gradNorm + 1e-6);
            if (scale < 1)
                optimizer.scaleGrad(scale);
        }
        optimizer.step(report.learningRate);
        state_.optimizerSteps = optimizer.steps();
        state_.lastLoss = report.loss;
        reportSpike(report);
    }
    dropPending();
    state_.log.steps.push_back(report);
    observer_.onStep(report);
}

/// Makes the step's sums and gradients those of all processes.
void Trainer::reduceStep(StepSums& sums)
{
    // All send as many numbers, whatever they compute on.
    if (!agreement_.alone())
        sums.rates.assign(std::size_t(agreement_.processes().size()), 0);
    // A GPU is still busy with what was only queued in that time.
    if (!agreement_.alone() && !parts_.lossesReadLate && ownSeconds_ > 0)
        sums.rates[std::size_t(agreement_.processes().rank())] = double(ownSamples_) / ownSeconds_;
    ownSeconds_ = 0;
    ownSamples_ = 0;
    parts_.reducer->reduce(sums, parts_.optimizer.parameters());
    tellRates(sums.rates);
    const std::int64_t ofOthers = sums.tokens - pendingTokens_;
    state_.tokens += ofOthers;
    rateTokens_ += ofOthers;
    addDigests(sums.digests - pendingDigests_);
}

/// Once a minute, so that a slow process shows; nothing where no rate is known.
void Trainer::tellRates(const std::vector<double>& rates)
{
    const auto now = Clock::now();
    const bool known = std::any_of(rates.begin(), rates.end(), [](double rate) { return rate > 0; });
    if (!known || now - ratesToldAt_ < kRatesInterval)
        return;
    ratesToldAt_ = now;
    constexpr std::size_t kMostNamed = 16;
    const auto [slowest, fastest] = std::minmax_element(rates.begin(), rates.end());
    std::string text = "samples per second by process, waiting left out: ";
    if (rates.size() > kMostNamed) {
        text += fixedText(*slowest, 2) + " (process " + std::to_string(slowest - rates.begin()) + ") to " + fixedText(*fastest, 2) + " (process " + std::to_string(fastest - rates.begin())
            + "), " + fixedText(std::accumulate(rates.begin(), rates.end(), 0.0) / double(rates.size()), 2) + " on average";
    } else {
        for (std::size_t rank = 0; rank < rates.size(); ++rank)
            text += (rank == 0 ? "" : ", ") + std::to_string(rank) + ": " + fixedText(rates[rank], 2);
    }
    observer_.onMessage(Severity::info, text);
}

/// Forgets the gradients of the step under way, and what they were of.
void Trainer::dropPending()
{
    parts_.optimizer.zeroGrad();
    lateLosses_.clear();
    state_.pendingLoss = 0;
    state_.pendingUnits = 0;
    state_.pendingBroken = false;
    state_.pendingLines.clear();
    pendingSamples_ = pendingTokens_ = pendingDigests_ = 0;
}

/// Gives up the step under way: each process has a part of it only, which no checkpoint holds.
void Trainer::goBackToStep()
{
    // What one process had of it when its checkpoint was written is known by its lines.
    if (const auto before = std::int64_t(state_.pendingLines.size()); pendingSamples_ == 0 && before > 0) {
        state_.sample -= before;
        together(agreement_.processes(), [&] {
            for (const TrainingSample& sample : parts_.feed.take(state_.epoch, state_.sample, before, 0)) {
                pendingTokens_ += std::int64_t(sample.context.size());
                pendingDigests_ += digestsOf(sample);
            }
        });
        std::array<double, 2> pending{double(pendingTokens_), double(pendingDigests_)};
        sumOver(agreement_.processes(), std::span(pending));
        pendingTokens_ = std::int64_t(pending[0]);
        pendingDigests_ = std::int64_t(pending[1]);
    }
    state_.sample -= pendingSamples_;
    state_.tokens -= pendingTokens_;
    addDigests(-pendingDigests_);
    dropPending();
}

/// Leaves the weights as they are and says which rows were in the step; gives up after several in a row.
void Trainer::skipStep(StepReport& report)
{
    report.skipped = true;
    ++state_.skippedSteps;
    ++state_.skippedInARow;
    std::string lines;
    for (const std::int64_t line : state_.pendingLines)
        lines += (lines.empty() ? "" : ", ") + std::to_string(line);
    if (!agreement_.alone()) {
        std::string all;
        for (const std::string& some : textsOf(agreement_.processes(), lines))
            all += (all.empty() || some.empty() ? "" : ", ") + some;
        lines = all;
    }
    observer_.onMessage(Severity::warning, "step " + std::to_string(report.step) + ": loss or gradient is not finite; the step was skipped (data lines "
                        + lines + ")");
    if (state_.skippedInARow >= kMaxSkippedInARow) {
        result_.state = RunState::failed;
        result_.message = std::to_string(kMaxSkippedInARow) + " steps in a row had no finite loss or gradient; the last checkpoint is good. "
                          "Lower --lr or look at the data lines in log.txt.";
    }
}

void Trainer::reportSpike(const StepReport& report)
{
    if (state_.steps > kSpikeWarmUp && report.loss > kSpikeFactor * state_.spikeMean)
        observer_.onMessage(Severity::warning, "step " + std::to_string(report.step) + ": loss " + fixedText(report.loss, 6)
                            + " is over three times its running mean " + fixedText(state_.spikeMean, 6));
    const double weight = state_.spikeMean == 0 ? 1 : 0.05;
    state_.spikeMean += weight * (report.loss - state_.spikeMean);
}

/// Measures on held-out rows.  A stop inside leaves no trace, and the resumed run does the whole of it.
void Trainer::validate()
{
    ValidationReport report = savedWhenItFails([&] { return parts_.validation->measure(agreement_); });
    std::vector<SampleReport> answers = savedWhenItFails([&] { return parts_.validation->answers(agreement_); });
    if (cancel_.stopRequested())
        return;
    state_.validationDue = false;
    report.step = state_.steps;
    report.best = std::isfinite(report.loss) && (state_.validations == 0 || report.loss < state_.bestLoss);
    ++state_.validations;
    state_.validationsSinceBest = report.best ? 0 : state_.validationsSinceBest + 1;
    if (report.best) {
        state_.bestLoss = report.loss;
        state_.bestSample = state_.checkpointNumber();
    }
    for (SampleReport& sample : answers)
        sample.step = state_.steps;
    state_.log.validations.push_back(report);
    state_.log.samples.insert(state_.log.samples.end(), answers.begin(), answers.end());
    giveBackFreedMemory();
    observer_.onValidation(report);
    for (const SampleReport& sample : answers)
        observer_.onSample(sample);
    if (earlyStopReached())
        observer_.onMessage(Severity::info, "stopped early: no better validation loss in " + std::to_string(options_.validation.patience) + " validations");
    if (report.best && options_.checkpoint.keep_best)
        saveCheckpointOrWait();
}

void Trainer::progress(bool force)
{
    const auto now = Clock::now();
    if (!force && now - progressAt_ < kProgressInterval)
        return;
    progressAt_ = now;
    ProgressReport report;
    report.samplesDone = samplesDone();
    report.samplesTotal = samplesTotal();
    report.epoch = state_.epoch;
    report.epochs = options_.loop.max_epoch;
    report.sampleInEpoch = state_.sample;
    report.samplesPerEpoch = parts_.samplesPerEpoch;
    // Waiting for the device several times a second would leave it idle each time; it is less than a step behind.
    report.seconds = secondsNow();
    report.samplesPerSecond = samplesPerSecond_;
    report.tokensPerSecond = tokensPerSecond_;
    timeLeft_.note(report.seconds, report.samplesDone);
    report.secondsLeft = timeLeft_.secondsFor(report.samplesTotal - report.samplesDone);
    observer_.onProgress(report);
}

/// Throws Error or Failure when it cannot be written.
void Trainer::saveCheckpoint()
{
    readLateLosses();
    state_.seconds = elapsed();
    sinceResumed_.lap();
    const SavedCheckpoint saved = parts_.save(state_);
    lastSaved_ = state_.checkpointNumber();
    result_.lastCheckpoint = saved.folder;
    for (const std::string& stayed : saved.stayed)
        observer_.onMessage(Severity::warning, stayed + ": this old checkpoint cannot be removed; it stays");
    observer_.onCheckpoint({saved.folder, state_.steps, sinceResumed_.seconds(), lastSaved_ == state_.bestSample});
    giveBackFreedMemory();
}

/// A disk that is full or gone pauses the run instead of ending it: days of training are in memory.
void Trainer::saveCheckpointOrWait()
{
    if (lastSaved_ == state_.checkpointNumber())
        return;
    if (agreement_.processes().rank() == 0)
        writeOrWait("the checkpoint could not be written", [this] { saveCheckpoint(); },
                    [this](const std::string& line) { observer_.onMessage(Severity::error, line); }, agreement_.mine());
    shareSaved();
}

/// The first process has saved, or could not until a stop; the others go the same way from here.
void Trainer::shareSaved()
{
    double number = agreement_.processes().rank() == 0 ? double(lastSaved_) : 0;
    sumOver(agreement_.processes(), std::span(&number, 1));
    lastSaved_ = std::int64_t(number);
}

} // namespace icf
