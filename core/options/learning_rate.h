#pragma once
#include <cstdint>

#include "core/io/torch_pickle.h"
#include "core/options/run_options.h"

namespace icf {

/// The learning rate of each update of a run.  Differs from the reference: that has a constant rate only, which is the
/// default here.  Shapes: docs/reference.md, "Learning rate".
class LearningRate {
public:
    /// totalSteps: optimizer steps of the whole run, by which a falling rate reaches 0.
    LearningRate(const TrainingLoopOptions& options, std::int64_t totalSteps);

    /// Rate of the update after so many others.
    double at(std::int64_t stepsDone) const { return base_ * factor(stepsDone); }
    /// The highest rate: --lr.
    double base() const { return base_; }
    /// True when every update has the same rate, so that there is no schedule to speak of.
    bool constant() const { return warmup_ == 0 && shape_ == Schedule::constant; }
    /// True when the rates depend on how long the run is.
    bool dependsOnLength() const { return shape_ != Schedule::constant; }

    /// scheduler.pt: state_dict() of torch's LambdaLR after so many steps.
    PickleValue toPickle(std::int64_t stepsDone) const;

private:
    double factor(std::int64_t stepsDone) const;

    double base_;
    std::int64_t warmup_;
    std::int64_t total_;
    std::int64_t decay_;  ///< Steps at the end of the run in which the rate falls.
    Schedule shape_;
};

} // namespace icf
