#include "core/options/learning_rate.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

namespace icf {

LearningRate::LearningRate(const TrainingLoopOptions& options, std::int64_t totalSteps)
    : base_(options.lr), warmup_(options.warmup_steps), total_(totalSteps),
      decay_(std::llround(options.decay_fraction * double(std::max<std::int64_t>(0, totalSteps - options.warmup_steps)))),
      shape_(options.lr_schedule)
{
}

double LearningRate::factor(std::int64_t stepsDone) const
{
    if (stepsDone < warmup_)
        return double(stepsDone) / double(warmup_);
    const std::int64_t left = std::max<std::int64_t>(0, total_ - stepsDone);
    if (shape_ == Schedule::constant || left >= decay_)
        return 1;
    const double share = double(left) / double(decay_);
    return shape_ == Schedule::linear ? share : 0.5 * (1 - std::cos(std::numbers::pi * share));
}

PickleValue LearningRate::toPickle(std::int64_t stepsDone) const
{
    const auto text = [](const char* value) { return PickleValue{std::string(value)}; };
    const auto list = [](PickleValue entry) { return PickleValue{std::make_shared<PickleValue::List>(PickleValue::List{std::move(entry)})}; };
    // Functions are not part of a state: torch writes None for each.
    return {std::make_shared<PickleValue::Dict>(PickleValue::Dict{
        {text("base_lrs"), list({base_})}, {text("last_epoch"), {stepsDone}}, {text("_step_count"), {stepsDone + 1}},
        {text("_last_lr"), list({at(stepsDone)})}, {text("lr_lambdas"), list(PickleValue{})}})};
}

} // namespace icf
