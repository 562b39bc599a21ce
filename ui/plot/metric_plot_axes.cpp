#include <algorithm>
#include <cmath>

#include "ui/plot/metric_plot.h"
#include "ui/plot/whole_ticker.h"

/// What stands along the axes of a plot.
namespace icf::ui {

namespace {

constexpr int kTickWidth = 60, kDateWidth = 90, kTickHeight = 30;
constexpr int kRoomForTitle = 110;           ///< Height of a plot that has a line to spare for the title of its horizontal axis.

/// Times of the day, with the date below where the range holds more than one.
class DateTicker : public QCPAxisTickerDateTime {
protected:
    double getTickStep(const QCPRange& range) override
    {
        constexpr double kMinute = 60, kDay = 86400;
        const double step = QCPAxisTickerDateTime::getTickStep(range);
        const bool oneDay = keyToDateTime(range.lower).date() == keyToDateTime(range.upper).date();
        const QString time = step < kMinute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm");
        setDateTimeFormat(step >= kDay ? QStringLiteral("yyyy-MM-dd") : oneDay ? time : time + QStringLiteral("\nMM-dd"));
        return step;
    }
};

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
    case Horizontal::date: return tr("Date and time");
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
    const bool dates = view_.horizontal == Horizontal::date;
    set(xAxis, view_.logX && !dates);
    set(yAxis, view_.logY);
    if (dates)
        xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new DateTicker));
    else if (!view_.logX && view_.horizontal != Horizontal::epoch)
        xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeTicker));
    if (view_.horizontal == Horizontal::time && !view_.logX) {
        QSharedPointer<QCPAxisTickerTime> ticker(new QCPAxisTickerTime);
        ticker->setTimeFormat(QStringLiteral("%h:%m:%s"));
        xAxis->setTicker(ticker);
    }
    showTitle();
}

void MetricPlot::showTitle()
{
    // Labels would run into each other where there is little room.
    const bool dates = view_.horizontal == Horizontal::date, large = metric_ == Metric::loss;
    xAxis->ticker()->setTickCount(std::clamp(width() / (dates ? kDateWidth : kTickWidth), dates ? 1 : 2, large ? 7 : 4));
    yAxis->ticker()->setTickCount(std::clamp(height() / kTickHeight, 2, large ? 6 : 3));
    xAxis->setLabel(height() >= kRoomForTitle ? horizontalTitle() : QString());
}

void MetricPlot::resizeEvent(QResizeEvent* event)
{
    showTitle();
    QCustomPlot::resizeEvent(event);
}

} // namespace icf::ui
