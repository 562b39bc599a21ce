#pragma once
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

#include "core/report/reports.h"

namespace icf::ui {

/// What can be drawn of a run.
enum class Metric { loss, gradNorm, learningRate, tokensPerSecond };
/// What the horizontal axis counts.
enum class Horizontal { step, tokens, time };

/// The curves of one run, as columns; grows while the run goes on.
class RunCurves {
public:
    explicit RunCurves(QString folder, QString name) : folder_(std::move(folder)), name_(std::move(name)) {}

    const QString& folder() const { return folder_; }
    const QString& name() const { return name_; }
    void setName(const QString& name) { name_ = name; }

    /// Adds a step.  A step that is not later than the last one (a resumed run that was cut back) drops what followed it.
    void add(const StepReport& step);
    void add(const ValidationReport& validation);
    /// Puts what was before in front of what is there: a run that was resumed begins in the middle.  Steps that are there already are left out.
    void addEarlier(const std::vector<StepReport>& steps, const std::vector<ValidationReport>& validations);
    void clear();

    std::size_t size() const { return step_.size(); }
    bool empty() const { return step_.empty(); }
    /// Changes whenever points were taken away, so that drawn curves must be made anew.
    std::uint64_t revision() const { return revision_; }
    double x(Horizontal axis, std::size_t index) const;
    double y(Metric metric, std::size_t index) const;

    std::size_t validations() const { return validationStep_.size(); }
    double validationX(Horizontal axis, std::size_t index) const;
    double validationLoss(std::size_t index) const { return validationLoss_[index]; }

    /// The steps whose loss or gradient norm is not finite, rising.
    const std::vector<std::int64_t>& badSteps() const { return bad_; }
    /// Index of the point nearest to x; nothing in an empty run, and nothing before its first and after its last point (half the distance of two
    /// points allowed).
    std::optional<std::size_t> nearest(Horizontal axis, double x) const;

private:
    const std::vector<double>& column(Horizontal axis) const;
    void cutFrom(double step);

    QString folder_;
    QString name_;
    std::vector<double> step_, tokens_, seconds_, loss_, gradNorm_, learningRate_, tokensPerSecond_;
    std::vector<double> validationStep_, validationLoss_;
    std::vector<std::int64_t> bad_;
    std::uint64_t revision_ = 0;
};

} // namespace icf::ui
