#include "ui/evaluate/ratio_plot.h"

#include <QResizeEvent>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "ui/common/evaluation_text.h"
#include "ui/common/theme.h"

namespace icf::ui {

namespace {
constexpr double kNameShare = 0.4; ///< Of the plot's width, which the names of the rows may take; the table beside has them whole.
constexpr double kApart = 1.1; ///< How far ratios lie apart at least that a curve is drawn through.
constexpr std::size_t kMostSettings = 8; ///< Names along the axis.

/// The measured settings of one system.
using Series = std::pair<std::string, std::vector<const SystemSummary*>>;

/// In the order in which the systems come.
std::vector<Series> seriesOf(const std::vector<const SystemSummary*>& systems)
{
    std::vector<Series> series;
    for (const SystemSummary* system : systems) {
        auto found = std::ranges::find(series, system->name(), &Series::first);
        if (found == series.end())
            found = series.insert(series.end(), {system->name(), {}});
        found->second.push_back(system);
    }
    return series;
}

/// Whether a system's settings differ by the ratio: not, say, by the place of a needle at one ratio.
bool apartByRatio(const std::vector<const SystemSummary*>& settings)
{
    std::vector<double> ratios;
    for (const SystemSummary* system : settings)
        if (system->ratio > 1)
            ratios.push_back(system->ratio);
    std::ranges::sort(ratios);
    return std::ranges::adjacent_find(ratios, [](double less, double more) { return more < less * kApart; }) == ratios.end();
}
} // namespace

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
    const std::vector<Series> series = seriesOf(systems);
    // Of systems that were measured once each there are no curves: their ratios, which the table shows, would only put them over one another.
    const bool rows = series.size() == systems.size();
    legend->setVisible(!rows);
    yAxis->setRangeReversed(rows);
    if (rows)
        drawRows(systems);
    else if (std::ranges::all_of(series, &apartByRatio, &Series::second))
        drawAgainstRatio(systems, series);
    else
        drawAgainstSetting(systems, series);
    replot(rpQueuedReplot);
}

void RatioPlot::drawRows(const std::vector<const SystemSummary*>& systems)
{
    const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    // What is compressed is told from what it is compared with by colour; the axis says the names.
    for (const bool compressed : {true, false}) {
        const auto [graph, bars] = addPoints(yAxis, xAxis);
        markSeries(*graph, compressed ? 0 : 1, Qt::SolidLine, 8);
        // The hidden legend would keep room for it.
        graph->removeFromLegend();
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
            names->addTick(double(row), fontMetrics().elidedText(system.cell.empty() ? title : title + QStringLiteral(", ") + QString::fromStdString(system.cell),
                Qt::ElideRight, int(width() * kNameShare)));
        }
    }
    yAxis->setTicker(names);
    yAxis->setRange(-0.5, std::max<double>(1, double(systems.size())) - 0.5);
    yAxis->setLabel({});
    fitValues(xAxis, systems);
    xAxis->setLabel(metricTitle(metric_));
}

void RatioPlot::drawAgainstSetting(const std::vector<const SystemSummary*>& systems, const std::vector<Series>& series)
{
    std::vector<std::string> settings;
    for (const SystemSummary* system : systems)
        if (std::ranges::find(settings, system->cell) == settings.end())
            settings.push_back(system->cell);
    const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    // Not more names than there is room for.
    const std::size_t step = std::max<std::size_t>(1, (settings.size() + kMostSettings - 1) / kMostSettings);
    for (std::size_t i = 0; i < settings.size(); i += step)
        names->addTick(double(i), QString::fromStdString(settings[i]).replace(QLatin1Char(' '), QLatin1Char('\n')));
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto [graph, bars] = addPoints(xAxis, yAxis);
        graph->setName(systemTitle(series[i].first));
        markSeries(*graph, i, Qt::SolidLine, 8);
        // Between settings there is nothing that a line could stand for; the dots of one lie beside each other.
        graph->setLineStyle(QCPGraph::lsNone);
        bars->setPen(QPen(graph->pen().color()));
        const double aside = (double(i) - double(series.size() - 1) / 2) * 0.7 / double(series.size());
        for (const SystemSummary* system : series[i].second) {
            const Interval& interval = system->metric(metric_)->interval;
            graph->addData(double(std::ranges::find(settings, system->cell) - settings.begin()) + aside, interval.mean);
            bars->addData(interval.mean - interval.low, interval.high - interval.mean);
        }
    }
    xAxis->setTicker(names);
    xAxis->setRange(-0.5, double(settings.size()) - 0.5);
    xAxis->setLabel({});
    fitValues(yAxis, systems);
    yAxis->setLabel(metricTitle(metric_));
}

void RatioPlot::drawAgainstRatio(const std::vector<const SystemSummary*>& systems, const std::vector<Series>& series)
{
    double widest = 1;
    for (const SystemSummary* system : systems)
        widest = std::max(widest, system->ratio);
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto [graph, bars] = addPoints(xAxis, yAxis);
        graph->setName(systemTitle(series[i].first));
        markSeries(*graph, i, Qt::DotLine, 8);
        bars->setPen(QPen(graph->pen().color()));
        for (const SystemSummary* system : series[i].second) {
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

void RatioPlot::resizeEvent(QResizeEvent* event)
{
    SmallPlot::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        recolor();
}

void RatioPlot::retranslate()
{
    setAccessibleName(tr("Quality of the systems"));
    setAccessibleDescription(tr("The table of systems holds the same values."));
    recolor();
}

} // namespace icf::ui
