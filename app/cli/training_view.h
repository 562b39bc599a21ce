#pragma once
#include <string>

#include "app/cli/loss_curve.h"
#include "app/cli/terminal.h"
#include "core/report/reports.h"

namespace icf::cli {

/// Shows a training run on the terminal.
class TrainingView : public TrainingObserver {
public:
    explicit TrainingView(Terminal& terminal) : terminal_(terminal) {}

    void onStarted(const TrainingStarted& started) override;
    void onStep(const StepReport& report) override;
    void onProgress(const ProgressReport& report) override;
    void onValidation(const ValidationReport& report) override;
    void onSample(const SampleReport& report) override;
    void onCheckpoint(const CheckpointReport& report) override;
    void onMessage(Severity severity, const std::string& text) override { terminal_.message(severity, text); }

    /// What became of the run, in a line or two.
    void ended(const TrainingResult& result);

    /// The losses of this run: a picture on a terminal, elsewhere a line of numbers.
    void showCurve();

    const TrainingStarted& started() const { return started_; }

private:
    Terminal& terminal_;
    TrainingStarted started_;
    StepReport last_;
    LossCurve curve_;
};

} // namespace icf::cli
