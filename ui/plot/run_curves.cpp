#include "ui/plot/run_curves.h"

#include <algorithm>
#include <cmath>

namespace icf::ui {

void RunCurves::add(const StepReport& step)
{
    if (!step_.empty() && double(step.step) <= step_.back())
        cutFrom(double(step.step));
    step_.push_back(double(step.step));
    tokens_.push_back(double(step.tokens));
    seconds_.push_back(step.seconds);
    loss_.push_back(step.loss);
    gradNorm_.push_back(step.gradNorm);
    learningRate_.push_back(step.learningRate);
    tokensPerSecond_.push_back(step.tokensPerSecond);
    if (!std::isfinite(step.loss) || !std::isfinite(step.gradNorm))
        bad_.push_back(step.step);
}

void RunCurves::add(const ValidationReport& validation)
{
    if (!validationStep_.empty() && double(validation.step) <= validationStep_.back()) {
        const auto keep = std::ranges::lower_bound(validationStep_, double(validation.step)) - validationStep_.begin();
        validationStep_.resize(std::size_t(keep));
        validationLoss_.resize(std::size_t(keep));
        ++revision_;
    }
    validationStep_.push_back(double(validation.step));
    validationLoss_.push_back(validation.loss);
}

void RunCurves::addEarlier(const std::vector<StepReport>& steps, const std::vector<ValidationReport>& validations)
{
    RunCurves whole(folder_, name_);
    for (const StepReport& step : steps)
        if (step_.empty() || double(step.step) < step_.front())
            whole.add(step);
    for (const ValidationReport& validation : validations)
        if (validationStep_.empty() || double(validation.step) < validationStep_.front())
            whole.add(validation);
    for (auto RunCurves::*column : {&RunCurves::step_, &RunCurves::tokens_, &RunCurves::seconds_, &RunCurves::loss_, &RunCurves::gradNorm_,
             &RunCurves::learningRate_, &RunCurves::tokensPerSecond_, &RunCurves::validationStep_, &RunCurves::validationLoss_})
        (this->*column).insert((this->*column).begin(), (whole.*column).begin(), (whole.*column).end());
    bad_.insert(bad_.begin(), whole.bad_.begin(), whole.bad_.end());
    ++revision_;
}

void RunCurves::clear()
{
    for (auto* values : {&step_, &tokens_, &seconds_, &loss_, &gradNorm_, &learningRate_, &tokensPerSecond_, &validationStep_, &validationLoss_})
        values->clear();
    bad_.clear();
    ++revision_;
}

void RunCurves::cutFrom(double step)
{
    const auto keep = std::size_t(std::ranges::lower_bound(step_, step) - step_.begin());
    for (auto* values : {&step_, &tokens_, &seconds_, &loss_, &gradNorm_, &learningRate_, &tokensPerSecond_})
        values->resize(keep);
    std::erase_if(bad_, [step](std::int64_t bad) { return double(bad) >= step; });
    ++revision_;
}

const std::vector<double>& RunCurves::column(Horizontal axis) const
{
    return axis == Horizontal::step ? step_ : axis == Horizontal::tokens ? tokens_ : seconds_;
}

double RunCurves::x(Horizontal axis, std::size_t index) const
{
    return column(axis)[index];
}

double RunCurves::y(Metric metric, std::size_t index) const
{
    switch (metric) {
    case Metric::loss: return loss_[index];
    case Metric::gradNorm: return gradNorm_[index];
    case Metric::learningRate: return learningRate_[index];
    case Metric::tokensPerSecond: break;
    }
    return tokensPerSecond_[index];
}

double RunCurves::validationX(Horizontal axis, std::size_t index) const
{
    const double step = validationStep_[index];
    if (axis == Horizontal::step || step_.empty())
        return step;
    // Validations carry the step only; they happened right after it.
    const auto at = std::min(std::size_t(std::ranges::lower_bound(step_, step) - step_.begin()), step_.size() - 1);
    return x(axis, at);
}

std::optional<std::size_t> RunCurves::nearest(Horizontal axis, double wanted) const
{
    const std::vector<double>& xs = column(axis);
    if (xs.empty())
        return std::nullopt;
    const std::size_t last = xs.size() - 1;
    const double before = last > 0 ? (xs[1] - xs[0]) / 2 : 0.5, past = last > 0 ? (xs[last] - xs[last - 1]) / 2 : 0.5;
    if (wanted < xs[0] - before || wanted > xs[last] + past)
        return std::nullopt;
    const auto after = std::size_t(std::ranges::lower_bound(xs, wanted) - xs.begin());
    if (after == xs.size())
        return xs.size() - 1;
    return after > 0 && wanted - xs[after - 1] < xs[after] - wanted ? after - 1 : after;
}

} // namespace icf::ui
