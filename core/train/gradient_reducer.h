#pragma once
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/compressor/named_parameter.h"
#include "core/processes/communicator.h"
#include "core/processes/nccl.h"

namespace icf {

/// What the micro-batches of one optimizer step add up to, beside their gradients.
struct StepSums {
    double loss = 0;         ///< Sum of the losses; divided by units it is the step's loss.
    std::int64_t units = 0;  ///< Label tokens (avg_level token) or samples (sentence).
    bool broken = false;     ///< A loss was not finite: the step is skipped.
    std::int64_t tokens = 0; ///< Context tokens read.
    std::int64_t digests = 0; ///< Vectors that they became.
    std::vector<double> rates{}; ///< Samples per second that each process computes, while it does not wait for the others, 0 where it is not known; empty for one by itself.
};

/// Adds up over all processes that train one model together what each has accumulated for an optimizer step.  The trainer calls it once a step,
/// before it divides by the units, so that the gradient's norm, clipping and skipping are the same in every process.
class GradientReducer {
public:
    virtual ~GradientReducer() = default;

    /// The next going backward is the step's last in this process: from then on each gradient is complete as soon as it is accumulated.
    virtual void expectLast() {}

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

/// Adds up what the processes of a communicator have, in buckets of parameters, the last of them first as their gradients come.  On the CPU, and on cards without
/// NCCL by copies on the host, in double and in the order of ranks: as many processes get the same bits at every start.  A bucket whose gradients are complete is
/// sent by a thread of its own while the others are still computed.
class SummingReducer : public GradientReducer {
public:
    /// parameters: those of every call.  nccl: adds up in the memory of the cards; null: on the host.
    SummingReducer(Communicator& processes, const std::vector<NamedParameter>& parameters, std::unique_ptr<Nccl> nccl = nullptr);
    ~SummingReducer() override;
    SummingReducer(const SummingReducer&) = delete;
    SummingReducer& operator=(const SummingReducer&) = delete;

    void expectLast() override;
    void reduce(StepSums& sums, const std::vector<NamedParameter>& parameters) override;

private:
    struct Bucket {
        std::size_t first = 0, end = 0;  ///< Of parameters_.
        std::size_t missing = 0;         ///< Gradients that are not complete; guarded by mutex_.
    };
    class Complete;

    void complete(std::size_t parameter);
    void sendBuckets();
    void sum(const Bucket& bucket);

    Communicator& processes_;
    std::vector<NamedParameter> parameters_;
    std::unique_ptr<Nccl> nccl_;
    std::vector<Bucket> buckets_;            ///< In the order that they are sent.
    std::vector<std::size_t> bucketOf_;      ///< By parameter.
    std::mutex mutex_;
    std::condition_variable changed_;
    bool expecting_ = false;                 ///< Guarded by mutex_, as what follows.
    bool quit_ = false;
    std::vector<bool> completed_;
    std::exception_ptr problem_;
    std::thread thread_;                     ///< Of the step under way.
};

} // namespace icf
