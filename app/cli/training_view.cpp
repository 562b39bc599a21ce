#include "app/cli/training_view.h"

#include <algorithm>

#include "core/base/number_text.h"
#include "core/base/utf8.h"
#include "core/metrics/metrics.h"

namespace icf::cli {
namespace {

constexpr std::size_t kBarCurve = 16;    ///< Columns of the curve beside the progress bar.
constexpr std::size_t kChartWidth = 72;
constexpr std::size_t kChartRows = 6;
constexpr std::size_t kNumbers = 10;     ///< In place of the picture.

} // namespace

void TrainingView::onStarted(const TrainingStarted& started)
{
    started_ = started;
    terminal_.line("run folder: " + started.saveFolder);
    terminal_.line(countText(started.samplesPerEpoch, "sample") + ", " + countText(started.epochs, "epoch") + ", "
        + countText(started.stepsTotal, "optimizer step") + "; " + countText(started.trainableParameters, "trainable parameter") + "; "
        + started.computeType + " on " + started.device + ", " + countText(started.threads, "thread"));
    if (started.droppedDuplicates > 0)
        terminal_.line(countText(started.droppedDuplicates, "duplicate row") + " left out");
    if (started.droppedLanguage > 0)
        terminal_.line(countText(started.droppedLanguage, "row") + " with Chinese, Japanese or full-width characters left out");
    if (started.skippedLines > 0)
        terminal_.message(Severity::warning, countText(started.skippedLines, "unusable line") + " skipped; --strict names and refuses the first");
    if (started.resumedAtStep > 0)
        terminal_.line("resumed after optimizer step " + countText(started.resumedAtStep));
}

void TrainingView::onStep(const StepReport& report)
{
    last_ = report;
    curve_.add(report.loss);
}

void TrainingView::onProgress(const ProgressReport& report)
{
    std::string text = "epoch " + std::to_string(report.epoch + 1) + "/" + std::to_string(report.epochs);
    if (last_.step > 0)
        text += "  step " + countText(last_.step) + "  loss " + shortText(last_.loss);
    // A narrow terminal cuts off the text, not the curve.
    if (terminal_.isInteractive() && !curve_.empty())
        text = "loss " + shortText(last_.loss, 3) + " " + curve_.line(kBarCurve) + "  step " + countText(last_.step) + "  epoch "
            + std::to_string(report.epoch + 1) + "/" + std::to_string(report.epochs);
    if (report.samplesPerSecond > 0)
        text += "  " + shortText(report.samplesPerSecond, 3) + " samples/s";
    const double share = report.samplesTotal > 0 ? double(report.samplesDone) / double(report.samplesTotal) : 0;
    terminal_.progress(share, report.secondsLeft, text);
}

void TrainingView::onValidation(const ValidationReport& report)
{
    terminal_.line("step " + countText(report.step) + ": validation loss " + shortText(report.loss) + ", tokens right "
        + shortText(report.tokenAccuracy * 100, 3) + " %, " + countText(report.rows, "row")
        + (report.diagonality ? ", attention on the diagonal " + shortText(*report.diagonality, 2) : "") + (report.best ? " (best so far)" : ""));
}

void TrainingView::onSample(const SampleReport& report)
{
    constexpr std::size_t kShown = 60;
    const std::string question = report.prompt.empty() ? "reconstruction" : printable(report.prompt, kShown);
    const bool right = exactMatch(report.reference, report.output);
    terminal_.line("  " + question + " -> " + printable(report.output, kShown)
        + (right ? "  (right)" : "  (wrong; right is: " + printable(report.reference, kShown) + ")"));
}

void TrainingView::onCheckpoint(const CheckpointReport& report)
{
    terminal_.line("checkpoint: " + report.path + " (" + shortText(report.seconds, 2) + " s)");
}

void TrainingView::showCurve()
{
    if (curve_.empty())
        return;
    if (terminal_.isInteractive()) {
        terminal_.line("the loss, step by step:");
        for (const std::string& line : curve_.chart(std::min(kChartWidth, terminal_.columns()), kChartRows))
            terminal_.line(line);
        return;
    }
    std::string numbers;
    for (const double loss : curve_.means(kNumbers))
        numbers += "  " + shortText(loss, 3);
    terminal_.line("the loss from the first to the last steps:" + numbers);
}

void TrainingView::ended(const TrainingResult& result)
{
    terminal_.endProgress();
    const char* how = result.state == RunState::finished ? "finished" : result.state == RunState::failed ? "failed" : "stopped";
    std::string text = std::string(how) + " after " + countText(result.steps, "step") + " and " + durationText(result.seconds) + ", loss "
        + shortText(result.lastLoss);
    if (result.skippedSteps > 0)
        text += ", " + countText(result.skippedSteps, "step") + " skipped for non-finite numbers";
    if (!result.message.empty())
        text += ": " + result.message;
    terminal_.message(result.state == RunState::failed ? Severity::error : Severity::info, text);
}

} // namespace icf::cli
