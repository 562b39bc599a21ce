#include "ui/evaluate/ratio_plot.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "ui/common/evaluation_text.h"
#include "ui/common/theme.h"

namespace icf::ui {

RatioPlot::RatioPlot(Theme& theme, QWidget* parent) : SmallPlot(theme, parent)
{
    setMinimumHeight(200);
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

std::vector<const SystemSummary*> RatioPlot::measured() const
{
    std::vector<const SystemSummary*> found;
    for (const SystemSummary& system : systems_)
        if (const MetricSummary* metric = system.metric(metric_); metric && metric->interval.count > 0)
            found.push_back(&system);
    return found;
}

std::pair<QCPGraph*, QCPErrorBars*> RatioPlot::addPoints(QCPAxis* key, QCPAxis* value)
{
    auto* graph = addGraph(key, value);
    auto* bars = new QCPErrorBars(key, value);
    bars->setDataPlottable(graph);
    bars->removeFromLegend();
    return {graph, bars};
}

void RatioPlot::fitValues(QCPAxis* axis, const std::vector<const SystemSummary*>& systems)
{
    double lowest = 0, highest = 0;
    for (const SystemSummary* system : systems) {
        const Interval& interval = system->metric(metric_)->interval;
        lowest = std::min(lowest, interval.low);
        highest = std::max(highest, interval.high);
    }
    const double margin = std::max(0.02, 0.05 * (highest - lowest));
    axis->setRange(lowest - margin, isShare(metric_) && highest <= 1 ? std::min(highest + margin, 1.02) : highest + margin);
    axis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
}

void RatioPlot::recolor()
{
    SmallPlot::recolor();
    clearPlottables();
    const std::vector<const SystemSummary*> systems = measured();
    std::set<double> ratios;
    std::set<std::string> names;
    for (const SystemSummary* system : systems) {
        names.insert(system->name());
        if (system->ratio > 1)
            ratios.insert(std::round(system->ratio * 100));
    }
    // Of systems that were measured once each there are no curves: their ratios, which the table shows, would only put them over one another.
    const bool rows = ratios.size() <= 1 || names.size() == systems.size();
    legend->setVisible(!rows);
    yAxis->setRangeReversed(rows);
    if (rows)
        drawRows(systems);
    else
        drawAgainstRatio(systems);
    replot(rpQueuedReplot);
}

void RatioPlot::drawRows(const std::vector<const SystemSummary*>& systems)
{
    const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    // What is compressed is told from what it is compared with by colour; the axis says the names.
    for (const bool compressed : {true, false}) {
        const auto [graph, bars] = addPoints(yAxis, xAxis);
        markSeries(*graph, compressed ? 0 : 1, Qt::SolidLine, 8);
        graph->setLineStyle(QCPGraph::lsNone);
        bars->setPen(QPen(graph->pen().color()));
        for (std::size_t row = 0; row < systems.size(); ++row) {
            const SystemSummary& system = *systems[row];
            if (system.name().starts_with("compressed") != compressed)
                continue;
            const Interval& interval = system.metric(metric_)->interval;
            graph->addData(double(row), interval.mean);
            bars->addData(interval.mean - interval.low, interval.high - interval.mean);
            const QString title = systemTitle(system);
            names->addTick(double(row), system.cell.empty() ? title : title + QStringLiteral(", ") + QString::fromStdString(system.cell));
        }
    }
    yAxis->setTicker(names);
    yAxis->setRange(-0.5, std::max<double>(1, double(systems.size())) - 0.5);
    yAxis->setLabel({});
    fitValues(xAxis, systems);
    xAxis->setLabel(metricTitle(metric_));
}

void RatioPlot::drawAgainstRatio(const std::vector<const SystemSummary*>& systems)
{
    double widest = 1;
    std::map<std::string, std::vector<const SystemSummary*>> series;
    std::vector<std::string> order;
    for (const SystemSummary* system : systems) {
        widest = std::max(widest, system->ratio);
        if (!series.contains(system->name()))
            order.push_back(system->name());
        series[system->name()].push_back(system);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto [graph, bars] = addPoints(xAxis, yAxis);
        graph->setName(systemTitle(order[i]));
        markSeries(*graph, i, Qt::DotLine, 8);
        bars->setPen(QPen(graph->pen().color()));
        for (const SystemSummary* system : series[order[i]]) {
            const Interval& interval = system->metric(metric_)->interval;
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
    xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    xAxis->setRange(0, widest * 1.1);
    xAxis->setLabel(tr("Context tokens per vector read"));
    fitValues(yAxis, systems);
    yAxis->setLabel(metricTitle(metric_));
}

void RatioPlot::retranslate()
{
    setAccessibleName(tr("Quality of the systems"));
    setAccessibleDescription(tr("The table of systems holds the same values."));
    recolor();
}

} // namespace icf::ui
