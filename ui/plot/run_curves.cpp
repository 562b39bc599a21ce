#include "ui/plot/run_curves.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

namespace icf::ui {

namespace {

double epochsDone(double epoch, double sample, std::int64_t samplesPerEpoch)
{
    // The data may have had more rows before the run was resumed.
    return epoch + std::min(1.0, sample / double(samplesPerEpoch));
}

} // namespace

void RunCurves::setSamplesPerEpoch(std::int64_t samples)
{
    if (samples <= 0 || samples == samplesPerEpoch_)
        return;
    samplesPerEpoch_ = samples;
    countEpochs();
}

void RunCurves::countEpochs()
{
    epochs_.clear();
    for (std::size_t i = 0; i < epoch_.size(); ++i)
        epochs_.push_back(epochsDone(epoch_[i], sample_[i], samplesPerEpoch_));
    ++revision_;
}

void RunCurves::setSessions(std::vector<RunSession> sessions)
{
    if (sessions == sessions_)
        return;
    sessions_ = std::move(sessions);
    dates_.clear();
    ++revision_;
}

void RunCurves::countDates() const
{
    // What is added to the time spent training, in each session.
    std::vector<double> offsets;
    for (const RunSession& session : sessions_) {
        const auto before = std::size_t(std::ranges::upper_bound(step_, double(session.step)) - step_.begin());
        offsets.push_back(session.time - (before > 0 ? seconds_[before - 1] : 0));
    }
    // It can only grow.  A run that began with the steps of another one did those before it began.
    for (std::size_t i = offsets.size(); i-- > 1;)
        offsets[i - 1] = std::min(offsets[i - 1], offsets[i]);
    dates_.clear();
    std::size_t session = 0;
    for (std::size_t i = 0; i < step_.size(); ++i) {
        while (session + 1 < sessions_.size() && step_[i] > double(sessions_[session + 1].step))
            ++session;
        dates_.push_back(offsets[session] + seconds_[i]);
    }
}

void RunCurves::add(const StepReport& step)
{
    if (!step_.empty() && double(step.step) <= step_.back())
        cutFrom(double(step.step));
    if (samplesPerEpoch_ == 0 && !epoch_.empty() && double(step.epoch) > epoch_.back())
        setSamplesPerEpoch(std::int64_t(sample_.back()));
    step_.push_back(double(step.step));
    tokens_.push_back(double(step.tokens));
    seconds_.push_back(step.seconds);
    loss_.push_back(step.loss);
    gradNorm_.push_back(step.gradNorm);
    learningRate_.push_back(step.learningRate);
    tokensPerSecond_.push_back(step.tokensPerSecond);
    epoch_.push_back(double(step.epoch));
    sample_.push_back(double(step.sample));
    if (samplesPerEpoch_ > 0)
        epochs_.push_back(epochsDone(epoch_.back(), sample_.back(), samplesPerEpoch_));
    if (!std::isfinite(step.loss) || !std::isfinite(step.gradNorm))
        bad_.push_back(step.step);
}

void RunCurves::add(const ValidationReport& validation)
{
    if (!validations_.empty() && validation.step <= validations_.back().step) {
        std::erase_if(validations_, [&](const ValidationReport& other) { return other.step >= validation.step; });
        ++revision_;
    }
    validations_.push_back(validation);
}

void RunCurves::addEarlier(const std::vector<StepReport>& steps, const std::vector<ValidationReport>& validations)
{
    RunCurves whole(folder_, name_);
    for (const StepReport& step : steps)
        if (step_.empty() || double(step.step) < step_.front())
            whole.add(step);
    for (const ValidationReport& validation : validations)
        if (validations_.empty() || validation.step < validations_.front().step)
            whole.add(validation);
    for (auto RunCurves::*column : {&RunCurves::step_, &RunCurves::tokens_, &RunCurves::seconds_, &RunCurves::loss_, &RunCurves::gradNorm_,
             &RunCurves::learningRate_, &RunCurves::tokensPerSecond_, &RunCurves::epoch_, &RunCurves::sample_})
        (this->*column).insert((this->*column).begin(), (whole.*column).begin(), (whole.*column).end());
    validations_.insert(validations_.begin(), whole.validations_.begin(), whole.validations_.end());
    bad_.insert(bad_.begin(), whole.bad_.begin(), whole.bad_.end());
    if (samplesPerEpoch_ == 0)
        samplesPerEpoch_ = whole.samplesPerEpoch_;
    if (samplesPerEpoch_ > 0)
        countEpochs();
    dates_.clear();
    ++revision_;
}

void RunCurves::clear()
{
    dates_.clear();
    for (auto* values : {&step_, &tokens_, &seconds_, &loss_, &gradNorm_, &learningRate_, &tokensPerSecond_, &epoch_, &sample_, &epochs_})
        values->clear();
    validations_.clear();
    bad_.clear();
    ++revision_;
}

void RunCurves::cutFrom(double step)
{
    const auto keep = std::size_t(std::ranges::lower_bound(step_, step) - step_.begin());
    for (auto* values : {&step_, &tokens_, &seconds_, &loss_, &gradNorm_, &learningRate_, &tokensPerSecond_, &epoch_, &sample_, &epochs_})
        values->resize(std::min(keep, values->size()));
    std::erase_if(bad_, [step](std::int64_t bad) { return double(bad) >= step; });
    dates_.clear();
    ++revision_;
}

const std::vector<double>& RunCurves::column(Horizontal axis) const
{
    switch (axis) {
    case Horizontal::step: return step_;
    case Horizontal::tokens: return tokens_;
    case Horizontal::epoch: return epochs_;
    case Horizontal::date:
        if (dates_.size() != step_.size())
            countDates();
        return dates_;
    case Horizontal::time: break;
    }
    return seconds_;
}

bool RunCurves::has(Metric metric) const
{
    if (metric == Metric::diagonality)
        return std::ranges::any_of(validations_, [](const ValidationReport& report) { return report.diagonality.has_value(); });
    return points(metric) > 0;
}

double RunCurves::y(Metric metric, std::size_t index) const
{
    switch (metric) {
    case Metric::loss: return loss_[index];
    case Metric::gradNorm: return gradNorm_[index];
    case Metric::learningRate: return learningRate_[index];
    case Metric::validationAccuracy: return validations_[index].tokenAccuracy;
    case Metric::diagonality: return validations_[index].diagonality.value_or(std::numeric_limits<double>::quiet_NaN());
    case Metric::tokensPerSecond: break;
    }
    return tokensPerSecond_[index];
}

double RunCurves::validationX(Horizontal axis, std::size_t index) const
{
    const auto step = double(validations_[index].step);
    if (axis == Horizontal::step || step_.empty())
        return step;
    // Validations carry the step only; they happened right after it.
    const auto at = std::min(std::size_t(std::ranges::lower_bound(step_, step) - step_.begin()), step_.size() - 1);
    return x(axis, at);
}

std::optional<std::size_t> RunCurves::nearest(Horizontal axis, double wanted, Metric metric) const
{
    const std::size_t count = points(metric);
    if (count == 0 || !has(axis))
        return std::nullopt;
    const auto at = [&](std::size_t index) { return x(axis, metric, index); };
    const std::size_t last = count - 1;
    const double before = last > 0 ? (at(1) - at(0)) / 2 : 0.5, past = last > 0 ? (at(last) - at(last - 1)) / 2 : 0.5;
    if (wanted < at(0) - before || wanted > at(last) + past)
        return std::nullopt;
    const auto indices = std::views::iota(std::size_t{0}, count);
    const auto after = std::size_t(std::ranges::lower_bound(indices, wanted, {}, at) - indices.begin());
    if (after == count)
        return last;
    return after > 0 && wanted - at(after - 1) < at(after) - wanted ? after - 1 : after;
}

} // namespace icf::ui
