#pragma once
#include <memory>

#include "ui/plot/run_curves.h"

namespace icf::ui {

/// A step as runs report it, by made-up rules.
inline StepReport stepAt(std::int64_t step, double loss)
{
    StepReport report;
    report.step = step;
    report.loss = loss;
    report.gradNorm = 1 + 0.1 * double(step);
    report.learningRate = 1e-3;
    report.seconds = 0.5 * double(step);
    report.tokens = 100 * step;
    report.tokensPerSecond = 200;
    return report;
}

/// A run whose loss falls.
inline std::shared_ptr<RunCurves> curvesOf(const char* name, int steps)
{
    auto run = std::make_shared<RunCurves>(QLatin1StringView(name), QLatin1StringView(name));
    for (int i = 1; i <= steps; ++i)
        run->add(stepAt(i, 10.0 / i));
    return run;
}

} // namespace icf::ui
