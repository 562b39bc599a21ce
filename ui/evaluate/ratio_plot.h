#pragma once
#include "ui/plot/small_plot.h"

#include <utility>
#include <vector>

#include "core/results/results.h"

namespace icf::ui {

/// Quality against compression ratio: a point with its 95 % interval for each system and setting; systems that read nothing
/// are a line across.  Where every system was measured once, a row for each instead; where settings differ by something else than the ratio
/// (the place of a needle), dots above each setting.
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
    void resizeEvent(QResizeEvent* event) override;

private:
    /// The systems that have a value of the metric.
    std::vector<const SystemSummary*> measured() const;
    /// A curve for each system.  series: the systems by name, with their settings.
    void drawAgainstRatio(const std::vector<const SystemSummary*>& systems, const std::vector<std::pair<std::string, std::vector<const SystemSummary*>>>& series);
    /// Dots for each system above each setting.
    void drawAgainstSetting(const std::vector<const SystemSummary*>& systems, const std::vector<std::pair<std::string, std::vector<const SystemSummary*>>>& series);
    void drawRows(const std::vector<const SystemSummary*>& systems);
    /// A graph with the error bars that belong to it; key: the axis of the systems or ratios.
    std::pair<QCPGraph*, QCPErrorBars*> addPoints(QCPAxis* key, QCPAxis* value);
    /// The range of an axis of values with room for whole points: from 0, and for shares to 1 at most.
    void fitValues(QCPAxis* axis, const std::vector<const SystemSummary*>& systems);

    std::vector<SystemSummary> systems_;
    std::string metric_;
};

} // namespace icf::ui
