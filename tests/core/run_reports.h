#pragma once
#include <cstdint>
#include <vector>

#include "core/run/run_folder.h"

namespace icf::test {

inline StepReport stepReport(std::int64_t step, double loss)
{
    StepReport report;
    report.step = step;
    report.epoch = 1;
    report.sample = step * 4;
    report.loss = loss;
    report.gradNorm = 0.1;
    report.learningRate = 1e-4;
    report.seconds = double(step) * 0.5;
    report.tokens = step * 1000;
    report.samplesPerSecond = 8;
    report.tokensPerSecond = 2000;
    return report;
}

/// Options of a run in a folder that is not there yet.
inline TrainOptions runIn(const std::string& folder)
{
    TrainOptions options;
    options.save_path = folder;
    options.loop.lr = 0.125;
    return options;
}

/// What a reader found since it was last asked.
struct Polled {
    std::vector<StepReport> steps;
    std::vector<ValidationReport> validations;
    std::vector<SampleReport> samples;
    bool restarted = false;

    explicit Polled(MetricsReader& reader) { restarted = reader.poll(steps, validations, samples); }
};

} // namespace icf::test
