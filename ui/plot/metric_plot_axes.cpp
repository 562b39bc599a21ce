#include <algorithm>
#include <cmath>

#include "ui/plot/metric_plot.h"
#include "ui/plot/whole_ticker.h"

/// What stands along the axes of a plot.
namespace icf::ui {

namespace {

constexpr int kTickWidth = 60;
constexpr int kRoomForTitle = 110;           ///< Height of a plot that has a line to spare for the title of its horizontal axis.

/// Powers of ten, and as on a linear axis where the range holds fewer than two of them.
class LogTicker : public QCPAxisTickerLog {
protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override
    {
        const QVector<double> powers = QCPAxisTickerLog::createTickVector(tickStep, range);
        if (std::ranges::count_if(powers, [&range](double power) { return range.contains(power); }) >= 2)
            return powers;
        return QCPAxisTicker::createTickVector(QCPAxisTicker::getTickStep(range), range);
    }
};

} // namespace

QString MetricPlot::horizontalTitle() const
{
    switch (view_.horizontal) {
    case Horizontal::step: return tr("Step");
    case Horizontal::epoch: return tr("Epoch");
    case Horizontal::tokens: return tr("Context tokens");
    case Horizontal::time: break;
    }
    return view_.logX ? tr("Training time (s)") : tr("Training time (h:min:s)");
}

void MetricPlot::applyAxes()
{
    const auto set = [](QCPAxis* axis, bool log) {
        axis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        axis->setTicker(log ? QSharedPointer<QCPAxisTicker>(new LogTicker) : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
        axis->setNumberFormat(QStringLiteral("gb"));
        axis->setNumberPrecision(6);
    };
    set(xAxis, view_.logX);
    set(yAxis, view_.logY);
    if (!view_.logX && view_.horizontal != Horizontal::epoch)
        xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeTicker));
    // Few ticks where there is little room.
    yAxis->ticker()->setTickCount(metric_ == Metric::loss ? 6 : 3);
    if (view_.horizontal == Horizontal::time && !view_.logX) {
        QSharedPointer<QCPAxisTickerTime> ticker(new QCPAxisTickerTime);
        ticker->setTimeFormat(QStringLiteral("%h:%m:%s"));
        xAxis->setTicker(ticker);
    }
    showTitle();
}

void MetricPlot::showTitle()
{
    // Labels of small plots would run into each other.
    xAxis->ticker()->setTickCount(std::clamp(width() / kTickWidth, 2, metric_ == Metric::loss ? 7 : 4));
    xAxis->setLabel(height() >= kRoomForTitle ? horizontalTitle() : QString());
}

void MetricPlot::resizeEvent(QResizeEvent* event)
{
    showTitle();
    QCustomPlot::resizeEvent(event);
}

} // namespace icf::ui
