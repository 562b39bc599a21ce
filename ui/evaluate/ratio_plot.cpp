#include "ui/evaluate/ratio_plot.h"

#include <algorithm>
#include <map>

#include "ui/common/evaluation_text.h"
#include "ui/common/theme.h"

namespace icf::ui {

RatioPlot::RatioPlot(Theme& theme, QWidget* parent) : SmallPlot(theme, parent)
{
    setMinimumHeight(220);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    placeLegendBeside();
    retranslate();
}

void RatioPlot::showMetric(const std::vector<SystemSummary>& systems, const std::string& metric)
{
    systems_ = systems;
    metric_ = metric;
    recolor();
}

void RatioPlot::recolor()
{
    SmallPlot::recolor();
    clearPlottables();

    double widest = 1;
    for (const SystemSummary& system : systems_)
        widest = std::max(widest, system.ratio);
    std::map<std::string, std::vector<const SystemSummary*>> series;
    std::vector<std::string> order;
    for (const SystemSummary& system : systems_) {
        if (!system.metric(metric_) || system.metric(metric_)->interval.count == 0)
            continue;
        if (!series.contains(system.name()))
            order.push_back(system.name());
        series[system.name()].push_back(&system);
    }
    double lowest = 0;
    double highest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        auto* graph = addGraph();
        auto* bars = new QCPErrorBars(xAxis, yAxis);
        bars->setDataPlottable(graph);
        bars->removeFromLegend();
        graph->setName(systemTitle(order[i]));
        markSeries(*graph, i, Qt::DotLine, 8);
        bars->setPen(QPen(graph->pen().color()));
        for (const SystemSummary* system : series[order[i]]) {
            const Interval& interval = system->metric(metric_)->interval;
            lowest = std::min(lowest, interval.low);
            highest = std::max(highest, interval.high);
            if (system->ratio > 0) {
                graph->addData(system->ratio, interval.mean);
                bars->addData(interval.mean - interval.low, interval.high - interval.mean);
                continue;
            }
            // Nothing is read, so there is no ratio: the level is what any compressor has to beat.
            graph->addData(0, interval.mean);
            graph->addData(widest * 1.1, interval.mean);
            bars->addData(0);
            bars->addData(0);
        }
    }
    xAxis->setRange(0, widest * 1.1);
    const double margin = std::max(0.02, 0.05 * (highest - lowest));
    yAxis->setRange(lowest - margin, highest + margin);
    yAxis->setLabel(metricTitle(metric_));
    replot(rpQueuedReplot);
}

void RatioPlot::retranslate()
{
    xAxis->setLabel(tr("Context tokens per vector read"));
    setAccessibleName(tr("Quality against ratio"));
    setAccessibleDescription(tr("The table of systems holds the same values."));
    recolor();
}

} // namespace icf::ui
