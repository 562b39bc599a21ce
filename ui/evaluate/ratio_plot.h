#pragma once
#include "ui/plot/small_plot.h"

#include <vector>

#include "core/results/results.h"

namespace icf::ui {

/// Quality against compression ratio: a point with its 95 % interval for each system and setting; systems that read nothing
/// are a line across.
class RatioPlot : public SmallPlot {
    Q_OBJECT
public:
    explicit RatioPlot(Theme& theme, QWidget* parent = nullptr);

    /// Shows one metric of some systems.
    void showMetric(const std::vector<SystemSummary>& systems, const std::string& metric);
    void retranslate();

protected:
    /// Draws everything anew: colours and marks go by the series.
    void recolor() override;

private:
    std::vector<SystemSummary> systems_;
    std::string metric_;
};

} // namespace icf::ui
