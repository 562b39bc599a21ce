#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "ui/common/format.h"
#include "ui/plot/metric_plot.h"

namespace icf::ui {

namespace {
constexpr int kClickDistance = 4;
constexpr int kMaxLines = 10, kMaxSmallLines = 3;
constexpr int kSmallWidth = 180;
constexpr int kNameCharacters = 40;
}

void MetricPlot::moved()
{
    if (following_) {
        following_ = false;
        Q_EMIT userMoved();
    }
}

void MetricPlot::mousePressEvent(QMouseEvent* event)
{
    pressed_ = event->pos();
    setSelectionRectMode(event->modifiers() & Qt::ShiftModifier || event->button() == Qt::RightButton ? QCP::srmZoom : QCP::srmNone);
    QCustomPlot::mousePressEvent(event);
}

void MetricPlot::mouseMoveEvent(QMouseEvent* event)
{
    QCustomPlot::mouseMoveEvent(event);
    if (event->buttons() != Qt::NoButton) {
        if ((event->pos() - pressed_).manhattanLength() > kClickDistance)
            moved();
        return;
    }
    if (pinned_)
        return;
    if (!axisRect()->rect().contains(event->pos())) {
        Q_EMIT crosshairLeft();
        return;
    }
    Q_EMIT crosshairMoved(xAxis->pixelToCoord(event->pos().x()));
}

void MetricPlot::mouseReleaseEvent(QMouseEvent* event)
{
    const bool click = (event->pos() - pressed_).manhattanLength() <= kClickDistance;
    if (click)
        setSelectionRectMode(QCP::srmNone);
    QCustomPlot::mouseReleaseEvent(event);
    setSelectionRectMode(QCP::srmNone);
    if (!click || event->button() != Qt::LeftButton || !axisRect()->rect().contains(event->pos()))
        return;
    Q_EMIT pinRequested(!pinned_, xAxis->pixelToCoord(event->pos().x()));
}

void MetricPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    QCustomPlot::mouseDoubleClickEvent(event);
    Q_EMIT pinRequested(false, xAxis->pixelToCoord(event->pos().x()));
    Q_EMIT followRequested();
}

void MetricPlot::wheelEvent(QWheelEvent* event)
{
    axisRect()->setRangeZoom(event->modifiers() & Qt::ControlModifier ? Qt::Vertical : Qt::Horizontal | Qt::Vertical);
    moved();
    QCustomPlot::wheelEvent(event);
}

void MetricPlot::leaveEvent(QEvent* event)
{
    QCustomPlot::leaveEvent(event);
    if (!pinned_)
        Q_EMIT crosshairLeft();
}

void MetricPlot::keyPressEvent(QKeyEvent* event)
{
    constexpr double kPan = 0.1;
    constexpr double kZoom = 0.8;
    const auto pan = [this](QCPAxis* axis, double share) {
        moved();
        axis->moveRange(axis->range().size() * share);
    };
    const auto zoom = [this](double factor) {
        moved();
        xAxis->scaleRange(factor);
        yAxis->scaleRange(factor);
    };
    switch (event->key()) {
    case Qt::Key_Left: pan(xAxis, -kPan); break;
    case Qt::Key_Right: pan(xAxis, kPan); break;
    case Qt::Key_Up: pan(yAxis, kPan); break;
    case Qt::Key_Down: pan(yAxis, -kPan); break;
    case Qt::Key_Plus: zoom(kZoom); break;
    case Qt::Key_Minus: zoom(1 / kZoom); break;
    case Qt::Key_Home: Q_EMIT followRequested(); break;
    default: QCustomPlot::keyPressEvent(event); return;
    }
    replot(rpQueuedReplot);
}

QString MetricPlot::crosshairText() const
{
    return line_->visible() ? text_->text() : QString();
}

QString MetricPlot::textAt(double x) const
{
    QStringList lines;
    // Beside the large plot, which tells where on the axis it is.
    const bool small = metric_ != Metric::loss && width() < kSmallWidth;
    if (!small) switch (view_.horizontal) {
    case Horizontal::step: lines << tr("step %1").arg(formatNumber(std::round(x), 9)); break;
    case Horizontal::epoch: lines << tr("epoch %1").arg(formatNumber(x)); break;
    case Horizontal::tokens: lines << tr("%1 tokens").arg(formatNumber(std::round(x), 9)); break;
    case Horizontal::time: lines << formatDuration(x); break;
    case Horizontal::date: lines << QDateTime::fromMSecsSinceEpoch(qint64(1000 * x)).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")); break;
    }
    if (showsMean()) {
        if (const QString mean = meanText(x); !mean.isEmpty())
            lines << mean;
        return lines.join(QLatin1Char('\n'));
    }
    for (std::size_t i = 0; i < drawn_.size(); ++i) {
        const Drawn& drawn = drawn_[i];
        const auto at = drawn.run->nearest(view_.horizontal, x, metric_);
        if (!at || (isOfValidation(metric_) && !std::isfinite(drawn.run->y(metric_, *at))))
            continue;
        if (lines.size() >= (small ? kMaxSmallLines : kMaxLines)) {
            lines << tr("… %n more", nullptr, int(drawn_.size() - i));
            break;
        }
        const double value = drawn.run->y(metric_, *at);
        QString line = formatNumber(value);
        // Bad steps are not on the line, so a point is found by its x, not by its number.
        const std::size_t found = drawn.averages.firstFrom(drawn.run->x(view_.horizontal, metric_, *at));
        if (!small && drawn.raw->visible() && std::isfinite(value) && found < drawn.averages.size())
            line = tr("%1 (average %2)").arg(line, formatNumber(drawn.averages.y(found)));
        // Where there is no room for names, runs are in the order of the legend.
        lines << (drawn_.size() == 1 || small ? line : shortName(drawn.run->name(), kNameCharacters) + QStringLiteral(": ") + line);
    }
    return lines.join(QLatin1Char('\n'));
}

void MetricPlot::showCrosshair(double x)
{
    if (drawn_.empty())
        return;
    line_->point1->setCoords(x, 0);
    line_->point2->setCoords(x, 1);
    // A vertical line: both points share x in absolute pixels, whatever the axes' scale.
    for (QCPItemPosition* point : {line_->point1, line_->point2}) {
        point->setTypeX(QCPItemPosition::ptPlotCoords);
        point->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line_->setVisible(true);
    crosshairX_ = x;
    text_->setText(textAt(x));
    const QRect area = axisRect()->rect();
    const double pixel = xAxis->coordToPixel(x);
    // On the side where there is more room, and whole.
    const int needed = QFontMetrics(text_->font()).boundingRect(QRect(), Qt::AlignLeft, text_->text()).width() + text_->padding().left() + text_->padding().right();
    const double beside = pixel > area.center().x() ? pixel - 8 - needed : pixel + 8;
    text_->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    text_->position->setPixelPosition(QPointF(std::clamp(beside, 0.0, double(std::max(0, width() - needed - 1))), area.top() + 4));
    text_->setVisible(!text_->text().isEmpty());
    layer(QStringLiteral("crosshair"))->replot();
}

void MetricPlot::setPinned(bool pinned)
{
    pinned_ = pinned;
}

void MetricPlot::hideCrosshair()
{
    if (!line_->visible() || pinned_)
        return;
    line_->setVisible(false);
    text_->setVisible(false);
    layer(QStringLiteral("crosshair"))->replot();
}

} // namespace icf::ui
