#pragma once
#include <string>

#include "core/base/cancel_token.h"
#include "core/bench/bench_options.h"
#include "core/bench/bench_report.h"

namespace icf {

/// Watches a benchmark; called on the thread that computes.  Implementations must not throw.
class BenchObserver {
public:
    virtual ~BenchObserver() = default;
    /// What is measured now, and the share of all works done, 0 … 1.
    virtual void onProgress(const std::string&, double) {}
    /// A row is complete.
    virtual void onRow(const BenchRow&) {}
};

/// Measures the works that the options name, each after one round that is not timed.  Writes options.output_file, if named.
/// Throws Error for the user's mistakes, Cancelled when stopped.
BenchReport bench(const BenchOptions& options, BenchObserver& observer, CancelToken& cancel);

} // namespace icf
