#include "ui/plot/metric_plot.h"

#include <QEvent>

#include <algorithm>
#include <cmath>

#include "ui/common/format.h"

namespace icf::ui {

namespace {

constexpr int kHalfMark = 5;                 ///< Half the width of a mark, in pixels.
constexpr double kMarkWithoutValues = 0.5;   ///< Height of the marks while no value is finite.
constexpr std::size_t kRangeSamples = 4000;  ///< Enough for percentiles, few enough for every refresh.

/// The values that a range shows when outliers are ignored: [first, last] of rising values.  With a few hundred there is no percent worth
/// leaving out, but a spike of a thousand times the median would flatten all others.
std::pair<std::size_t, std::size_t> ordinary(const std::vector<double>& values)
{
    constexpr std::size_t kMany = 200;
    constexpr double kMedians = 1000;
    const std::size_t cut = values.size() >= kMany ? values.size() / 100 : 0;
    std::size_t first = cut, last = values.size() - 1 - cut;
    const std::size_t middle = values.size() / 2;
    const double limit = kMedians * std::abs(values[middle]);
    if (limit > 0) {
        while (last > middle && values[last] > limit)
            --last;
        while (first < middle && values[first] < -limit)
            ++first;
    }
    return {first, last};
}

/// A graph whose points are whole where they stand at the end of the axis, as the last validation does.
class MarkedGraph : public QCPGraph {
public:
    using QCPGraph::QCPGraph;

protected:
    QRect clipRect() const override { return QCPGraph::clipRect().adjusted(0, 0, kHalfMark, 0); }
};

QColor withAlpha(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

} // namespace

QPen MetricPlot::penOf(const Theme& theme, int slot)
{
    static const std::vector<Qt::PenStyle> dashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    const std::vector<QColor>& colors = theme.colors().series;
    // The pattern changes with every colour too: two runs are told apart without seeing colours.
    return QPen(colors[std::size_t(slot) % colors.size()], 1.6, dashes[std::size_t(slot) % dashes.size()]);
}

MetricPlot::MetricPlot(Metric metric, const Theme& theme, QWidget* parent) : QCustomPlot(parent), metric_(metric), theme_(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(112, 64);
    setNoAntialiasingOnDrag(true);
    setPlottingHint(QCP::phFastPolylines, true);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setMouseTracking(true);
    addLayer(QStringLiteral("crosshair"), layer(QStringLiteral("overlay")), QCustomPlot::limBelow);
    layer(QStringLiteral("crosshair"))->setMode(QCPLayer::lmBuffered);
    line_ = new QCPItemStraightLine(this);
    line_->setLayer(QStringLiteral("crosshair"));
    line_->setVisible(false);
    text_ = new QCPItemText(this);
    text_->setLayer(QStringLiteral("crosshair"));
    text_->setVisible(false);
    text_->setTextAlignment(Qt::AlignLeft);
    text_->setPadding(QMargins(8, 6, 8, 6));
    text_->setClipToAxisRect(false);
    text_->position->setTypeX(QCPItemPosition::ptAbsolute);
    text_->position->setTypeY(QCPItemPosition::ptAbsolute);
    axisRect()->setupFullAxesBox(false);
    axisRect()->setMinimumMargins(QMargins(8, 8, 12, 4));
    xAxis2->setVisible(false);
    yAxis2->setVisible(false);
    xAxis->setRange(0, 1);
    yAxis->setRange(0, 1);
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
        if (!setting_)
            Q_EMIT horizontalRangeChanged(range);
    });
    // With all points in the graphs, a million of them would be walked through for every picture.
    connect(this, &QCustomPlot::beforeReplot, this, &MetricPlot::thinOut);
    applyAxes();
    applyColors();
}

QCPGraph* MetricPlot::addMarkedGraph()
{
    return new MarkedGraph(xAxis, yAxis);
}

void MetricPlot::setRuns(const Runs& runs, const std::vector<int>& slots_)
{
    // Values that were pinned belong to the runs that were there.
    if (!std::ranges::equal(runs, drawn_, {}, {}, &Drawn::run)) {
        pinned_ = false;
        hideCrosshair();
    }
    clearGraphs();
    meanLine_ = nullptr;
    drawn_.clear();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        Drawn drawn;
        drawn.run = runs[i];
        drawn.slot = slots_[i];
        drawn.raw = addGraph();
        drawn.smooth = isOfValidation(metric_) ? addMarkedGraph() : addGraph();
        drawn.validation = addMarkedGraph();
        drawn.bad = addGraph();
        for (QCPGraph* graph : {drawn.raw, drawn.smooth, drawn.validation, drawn.bad})
            graph->setAdaptiveSampling(true);
        drawn_.push_back(std::move(drawn));
        style(drawn_.back());
        drawAnew(drawn_.back());
    }
    highlighted_ = -1;
    if (!drawn_.empty())
        makeMeanGraphs();
    // Whether a line is shown depends on how many runs there are.
    for (Drawn& drawn : drawn_)
        style(drawn);
    drawMean();
    if (following_)
        fit();
    replot(rpQueuedReplot);
}

void MetricPlot::setView(const PlotView& view)
{
    const bool otherAxis = view.horizontal != view_.horizontal;
    const bool anew = otherAxis || view.smoothing != view_.smoothing;
    // The crosshair stays at its step.
    const std::optional<double> crosshair = otherAxis && line_->visible() ? sameStep(crosshairX_, view.horizontal) : std::nullopt;
    view_ = view;
    applyAxes();
    for (Drawn& drawn : drawn_) {
        style(drawn);
        if (anew)
            drawAnew(drawn);
    }
    styleMean();
    drawMean();
    if (following_)
        fit();
    if (crosshair) {
        showCrosshair(*crosshair);
    } else if (otherAxis) {
        pinned_ = false;
        hideCrosshair();
    }
    replot(rpQueuedReplot);
}

std::optional<double> MetricPlot::sameStep(double x, Horizontal axis) const
{
    for (const Drawn& drawn : drawn_)
        if (const auto at = drawn.run->nearest(view_.horizontal, x); at && drawn.run->has(axis))
            return drawn.run->x(axis, *at);
    return std::nullopt;
}

void MetricPlot::refresh()
{
    for (Drawn& drawn : drawn_) {
        if (drawn.revision != drawn.run->revision())
            drawAnew(drawn);
        else
            draw(drawn);
    }
    drawMean();
    if (following_)
        fit();
    if (line_->visible())  // The text of a crosshair follows the points that arrive.
        showCrosshair(crosshairX_);
    replot(rpQueuedReplot);
}

bool MetricPlot::isSmoothed() const
{
    // A schedule has no noise to smooth, and validations are few.
    return view_.smoothing > 0 && metric_ != Metric::learningRate && !isOfValidation(metric_);
}

void MetricPlot::drawAnew(Drawn& drawn)
{
    for (QCPGraph* graph : {drawn.raw, drawn.smooth, drawn.validation, drawn.bad})
        graph->data()->clear();
    drawn.values.clear();
    drawn.averages.clear();
    drawn.average = DebiasedAverage(isSmoothed() ? view_.smoothing : 0);
    drawn.points = 0;
    drawn.validations = 0;
    drawn.revision = drawn.run->revision();
    draw(drawn);
}

void MetricPlot::draw(Drawn& drawn)
{
    const RunCurves& run = *drawn.run;
    if (!run.has(view_.horizontal))
        return;
    QVector<QCPGraphData> bad;
    const bool hadNone = drawn.values.size() == 0;
    // Where no value is finite they stand among the validations, which then decide what is in view.
    const auto mark = [&drawn] {
        return drawn.values.size() > 0 ? drawn.values.y(drawn.values.size() - 1)
            : drawn.validation->data()->isEmpty() ? kMarkWithoutValues : drawn.validation->data()->constBegin()->value;
    };
    for (; drawn.points < run.points(metric_); ++drawn.points) {
        const double x = run.x(view_.horizontal, metric_, drawn.points);
        const double y = run.y(metric_, drawn.points);
        if (std::isfinite(y)) {
            drawn.values.add(x, y);
            drawn.averages.add(x, drawn.average.add(y));
        } else if (!isOfValidation(metric_)) {
            // A NaN inside one pixel would vanish in the line's sampling: it becomes a mark of its own, at the last finite value.
            bad.append({x, mark()});
        }
    }
    drawn.bad->data()->add(bad, true);
    if (hadNone && drawn.values.size() > 0)  // Marks before the first finite value stand at that.
        for (auto before = drawn.bad->data()->begin(); before != drawn.bad->data()->end() && before->key < drawn.values.x(0); ++before)
            before->value = drawn.values.y(0);
    if (metric_ == Metric::loss) {
        const bool unmeasured = drawn.validation->data()->isEmpty();
        for (; drawn.validations < run.validations(); ++drawn.validations) {
            const double loss = run.validationLoss(drawn.validations);
            if (std::isfinite(loss))
                drawn.validation->addData(run.validationX(view_.horizontal, drawn.validations), loss);
        }
        if (unmeasured && drawn.values.size() == 0)
            for (auto& one : *drawn.bad->data())
                one.value = mark();
    }
}

void MetricPlot::thinOut()
{
    const auto groups = std::size_t(std::max(200, axisRect()->width()));
    const QCPRange range = xAxis->range();
    const auto give = [&](QCPGraph* graph, const PointSeries& series) {
        const std::vector<std::size_t> chosen = series.between(range.lower, range.upper, groups);
        QVector<QCPGraphData> points;
        points.reserve(qsizetype(chosen.size()));
        for (const std::size_t index : chosen)
            points.append({series.x(index), series.y(index)});
        graph->data()->set(points, true);
    };
    for (Drawn& drawn : drawn_) {
        if (drawn.raw->visible())
            give(drawn.raw, drawn.values);
        if (drawn.smooth->visible())
            give(drawn.smooth, drawn.averages);
    }
}

void MetricPlot::style(Drawn& drawn)
{
    const QPen pen = penOf(theme_, drawn.slot);
    const bool faded = highlighted_ >= 0 && drawn_[std::size_t(highlighted_)].run != drawn.run;
    const double strength = faded ? 0.25 : 1;
    drawn.smooth->setPen(QPen(withAlpha(pen.color(), strength), pen.widthF(), pen.style()));
    // Pens of width one are drawn many times faster.
    drawn.raw->setPen(QPen(withAlpha(pen.color(), 0.28 * strength), 1));
    drawn.raw->setVisible(isSmoothed() && !showsMean());
    drawn.smooth->setVisible(!showsMean());
    drawn.validation->setVisible(!showsMean());
    drawn.validation->setPen(QPen(withAlpha(pen.color(), 0.7 * strength), 1, Qt::DotLine));
    // What validations measured is marked alike in all plots.
    QCPGraph* marked = isOfValidation(metric_) ? drawn.smooth : drawn.validation;
    marked->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond, withAlpha(pen.color(), strength), theme_.colors().surface, 8));
    drawn.bad->setLineStyle(QCPGraph::lsNone);
    drawn.bad->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross, QPen(theme_.colors().error, 2), QBrush(), 9));
}

void MetricPlot::highlight(int run)
{
    if (run == highlighted_)
        return;
    highlighted_ = run;
    for (Drawn& drawn : drawn_)
        style(drawn);
    replot(rpQueuedReplot);
}

void MetricPlot::applyColors()
{
    const Colors& c = theme_.colors();
    setBackground(QBrush(c.surface));
    QFont small = font();
    small.setPointSizeF(std::max(7.0, small.pointSizeF() - 1.5));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setBasePen(QPen(c.border));
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(c.muted);
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->setLabelColor(c.muted);
        axis->setLabelPadding(2);
        axis->grid()->setPen(QPen(c.grid, 1));
        axis->grid()->setZeroLinePen(QPen(c.grid, 1));
        axis->grid()->setSubGridVisible(false);
    }
    selectionRect()->setPen(QPen(c.accent));
    selectionRect()->setBrush(withAlpha(c.accent, 0.15));
    line_->setPen(QPen(c.muted, 1));
    text_->setColor(c.text);
    text_->setPen(QPen(c.border));
    text_->setBrush(withAlpha(c.surface, 0.94));
    text_->setFont(small);
    for (Drawn& drawn : drawn_)
        style(drawn);
    styleMean();
}

void MetricPlot::changeEvent(QEvent* event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        applyColors();
        replot(rpQueuedReplot);
    }
}

QCPRange MetricPlot::verticalRange() const
{
    std::vector<double> values;
    for (std::size_t i = 0; i < band_.x.size(); ++i)
        for (const double edge : {band_.mean[i] - band_.deviation[i], band_.mean[i] + band_.deviation[i]})
            if (!view_.logY || edge > 0)
                values.push_back(edge);
    for (const Drawn& drawn : drawn_) {
        if (!band_.empty())
            break;
        const std::size_t size = drawn.run->points(metric_);
        const std::size_t stride = std::max<std::size_t>(1, size / kRangeSamples);
        for (std::size_t i = 0; i < size; ++i) {
            if (i % stride != 0 && i + 50 < size)
                continue;
            const double y = drawn.run->y(metric_, i);
            if (std::isfinite(y) && (!view_.logY || y > 0))
                values.push_back(y);
        }
        if (metric_ == Metric::loss)
            for (std::size_t i = 0; i < drawn.run->validations(); ++i)
                if (std::isfinite(drawn.run->validationLoss(i)))
                    values.push_back(drawn.run->validationLoss(i));
    }
    if (values.empty())
        return {view_.logY ? 0.1 : 0, 1};  // Holds kMarkWithoutValues.
    std::ranges::sort(values);
    const auto [first, last] = view_.ignoreOutliers ? ordinary(values) : std::pair(std::size_t{0}, values.size() - 1);
    double low = values[first];
    double high = values[last];
    if (view_.logY)
        return {low / 1.15, high * 1.15};
    const double margin = high > low ? (high - low) * 0.06 : std::max(std::abs(high) * 0.1, 1e-12);
    low -= margin;
    high += margin;
    return {low, high};
}

void MetricPlot::fit()
{
    double left = INFINITY, right = -INFINITY;
    for (const Drawn& drawn : drawn_) {
        if (drawn.run->empty() || !drawn.run->has(view_.horizontal))
            continue;
        left = std::min(left, drawn.run->x(view_.horizontal, 0));
        right = std::max(right, drawn.run->x(view_.horizontal, drawn.run->size() - 1));
    }
    if (!(left <= right))
        left = view_.logX ? 1 : 0, right = 10;
    if (view_.logX)
        left = std::max(left, right * 1e-6);
    setting_ = true;
    xAxis->setRange(left, right > left ? right : left + 1);
    yAxis->setRange(verticalRange());
    setting_ = false;
    // A plot that is exported before it was ever shown has its points too.
    thinOut();
}

void MetricPlot::setFollowing(bool following)
{
    following_ = following;
    if (following) {
        fit();
        replot(rpQueuedReplot);
    }
}

void MetricPlot::setHorizontalRange(const QCPRange& range)
{
    setting_ = true;
    xAxis->setRange(range);
    setting_ = false;
    replot(rpQueuedReplot);
}

int MetricPlot::drawnPoints(std::size_t run) const
{
    return run < drawn_.size() ? int(drawn_[run].averages.size()) : 0;
}

} // namespace icf::ui
