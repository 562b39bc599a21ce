#pragma once
#include <algorithm>
#include <cmath>

#include "ui/common/custom_plot.h"

namespace icf::ui {

/// Steps, tokens and positions are whole: no ticks between them.
class WholeTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override { return std::max(1.0, std::floor(QCPAxisTicker::getTickStep(range))); }
};

} // namespace icf::ui
