#pragma once
#include <cstdint>
#include <vector>

#include "core/compressor/named_parameter.h"
#include "core/processes/communicator.h"

namespace icf {

/// What the micro-batches of one optimizer step add up to, beside their gradients.
struct StepSums {
    double loss = 0;         ///< Sum of the losses; divided by units it is the step's loss.
    std::int64_t units = 0;  ///< Label tokens (avg_level token) or samples (sentence).
    bool broken = false;     ///< A loss was not finite: the step is skipped.
    std::int64_t tokens = 0; ///< Context tokens read.
    std::int64_t digests = 0; ///< Vectors that they became.
};

/// Adds up over all processes that train one model together what each has accumulated for an optimizer step.  The trainer calls it once a step,
/// before it divides by the units, so that the gradient's norm, clipping and skipping are the same in every process.
class GradientReducer {
public:
    virtual ~GradientReducer() = default;

    /// Replaces sums and the parameters' gradients by the totals of all processes: loss, units, tokens and digests are added, broken is true when it is in one of
    /// them.  A gradient that is undefined, since the process had no sample in the step, counts as zero; afterwards a gradient is defined in
    /// every process or in none.  Throws Failure when a process cannot be reached.
    virtual void reduce(StepSums& sums, const std::vector<NamedParameter>& parameters) = 0;
};

/// A process that trains alone: its sums are the totals.
class SingleProcess : public GradientReducer {
public:
    void reduce(StepSums&, const std::vector<NamedParameter>&) override {}
};

/// Adds up what the processes of a communicator have, in double and in the order of ranks: as many processes get the same bits at every start.
class SummingReducer : public GradientReducer {
public:
    explicit SummingReducer(Communicator& processes) : processes_(processes) {}
    void reduce(StepSums& sums, const std::vector<NamedParameter>& parameters) override;

private:
    Communicator& processes_;
};

} // namespace icf
