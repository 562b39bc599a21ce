#pragma once
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

#include "core/report/reports.h"

namespace icf {
struct RunInfo;
}

namespace icf::ui {

/// What can be drawn of a run.  The last two are measured by validations.
enum class Metric { loss, gradNorm, learningRate, tokensPerSecond, validationAccuracy, diagonality };
/// What the horizontal axis counts.  Settings keep the numbers.
enum class Horizontal { step, tokens, time, epoch, date };

/// A start of a run, or a resumption.
struct RunSession {
    std::int64_t step = 0;  ///< Steps done before it.
    double time = 0;        ///< Seconds since 1970.

    bool operator==(const RunSession&) const = default;
};
/// What run.json says of them, by time; those whose steps a later one did anew are left out.  Empty when it does not say when the run began.
std::vector<RunSession> sessionsOf(const RunInfo& run);

/// Whether a metric has a point for each validation, not for each step.
constexpr bool isOfValidation(Metric metric)
{
    return metric == Metric::validationAccuracy || metric == Metric::diagonality;
}

/// The curves of one run, as columns; grows while the run goes on.
class RunCurves {
public:
    explicit RunCurves(QString folder, QString name) : folder_(std::move(folder)), name_(std::move(name)) {}

    const QString& folder() const { return folder_; }
    const QString& name() const { return name_; }
    void setName(const QString& name) { name_ = name; }
    /// What an epoch is counted by.  0: not told; then the first epoch that ends in the log tells it.
    void setSamplesPerEpoch(std::int64_t samples);
    /// From when on the date of a step is counted; the time spent training is added.  Pauses are not known: what follows one in a session stands too early.
    void setSessions(std::vector<RunSession> sessions);

    /// Adds a step.  A step that is not later than the last one (a resumed run that was cut back) drops what followed it.
    void add(const StepReport& step);
    void add(const ValidationReport& validation);
    /// Puts what was before in front of what is there: a run that was resumed begins in the middle.  Steps that are there already are left out.
    void addEarlier(const std::vector<StepReport>& steps, const std::vector<ValidationReport>& validations);
    void clear();

    /// Number of steps.
    std::size_t size() const { return step_.size(); }
    bool empty() const { return step_.empty(); }
    /// Changes whenever points were taken away or moved, so that drawn curves must be made anew.
    std::uint64_t revision() const { return revision_; }
    /// False when the run does not tell this of its steps: epochs, while nobody says how many samples one has; dates, while nobody says when it began.
    bool has(Horizontal axis) const { return axis == Horizontal::epoch ? samplesPerEpoch_ > 0 : axis != Horizontal::date || !sessions_.empty(); }
    /// Whether there is a value to draw.
    bool has(Metric metric) const;
    /// Of a step; axis: one that the run has.
    double x(Horizontal axis, std::size_t index) const { return column(axis)[index]; }

    std::size_t validations() const { return validations_.size(); }
    /// Of the step that was validated after.
    double validationX(Horizontal axis, std::size_t index) const;
    double validationLoss(std::size_t index) const { return validations_[index].loss; }
    const ValidationReport& validation(std::size_t index) const { return validations_[index]; }

    /// Points of a metric: steps or validations.
    std::size_t points(Metric metric) const { return isOfValidation(metric) ? validations() : size(); }
    double x(Horizontal axis, Metric metric, std::size_t index) const { return isOfValidation(metric) ? validationX(axis, index) : x(axis, index); }
    /// The value of a point; NaN for a diagonality that was not measured.
    double y(Metric metric, std::size_t index) const;

    /// The steps whose loss or gradient norm is not finite, rising.
    const std::vector<std::int64_t>& badSteps() const { return bad_; }
    /// Index of the metric's point nearest to x; nothing when it has none, and nothing before the first and after the last one (half the distance
    /// of two points allowed).
    std::optional<std::size_t> nearest(Horizontal axis, double x, Metric metric = Metric::loss) const;

private:
    const std::vector<double>& column(Horizontal axis) const;
    void cutFrom(double step);
    void countEpochs();
    void countDates() const;

    QString folder_;
    QString name_;
    std::int64_t samplesPerEpoch_ = 0;
    std::vector<double> step_, tokens_, seconds_, loss_, gradNorm_, learningRate_, tokensPerSecond_;
    std::vector<double> epoch_, sample_; ///< Whole epochs done, and samples of the one under way.
    std::vector<double> epochs_;         ///< Both as one number; empty while samplesPerEpoch_ is not known.
    std::vector<RunSession> sessions_;
    mutable std::vector<double> dates_;  ///< Of the steps, made when they are asked for.
    std::vector<ValidationReport> validations_;
    std::vector<std::int64_t> bad_;
    std::uint64_t revision_ = 0;
};

} // namespace icf::ui
