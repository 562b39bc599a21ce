#include "ui/inspect/accuracy_plot.h"

#include <algorithm>
#include <cmath>

#include "ui/common/theme.h"
#include "ui/plot/whole_ticker.h"

namespace icf::ui {

namespace {
/// Neighbours on each side that the curves average over.
constexpr int kHalfWindow = 3;
} // namespace

std::vector<double> runningMean(const std::vector<double>& values, int half)
{
    std::vector<double> sums(values.size() + 1, 0), result(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        sums[i + 1] = sums[i] + values[i];
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t first = i >= std::size_t(half) ? i - std::size_t(half) : 0;
        const std::size_t last = std::min(values.size(), i + std::size_t(half) + 1);
        result[i] = (sums[last] - sums[first]) / double(last - first);
    }
    return result;
}

AccuracyPlot::AccuracyPlot(Theme& theme, QWidget* parent)
    : SmallPlot(theme, parent)
{
    setMinimumHeight(90);
    points_ = addGraph();
    points_->setLineStyle(QCPGraph::lsNone);
    mean_ = addGraph();
    freeMean_ = addGraph();
    cursor_ = new QCPItemStraightLine(this);
    cursor_->setVisible(false);
    cursor_->setSelectable(false);
    yAxis->setRange(-0.03, 1.03);
    xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeTicker));
    placeLegendBeside();
    recolor();
    retranslate();
}

void AccuracyPlot::setReconstruction(const Reconstruction& reconstruction)
{
    for (auto* edge : std::as_const(edges_))
        removeItem(edge);
    edges_.clear();
    std::vector<double> probability, free;
    for (const ReconstructionCell& cell : reconstruction.cells) {
        if (cell.position < 0)
            continue;
        probability.push_back(cell.probability);
        free.push_back(cell.freeRight ? 1.0 : 0.0);
        if (!cell.chunkStart)
            continue;
        auto* edge = new QCPItemStraightLine(this);
        edge->point1->setCoords(cell.position + 0.5, 0);
        edge->point2->setCoords(cell.position + 0.5, 1);
        edge->setSelectable(false);
        edges_ << edge;
    }
    tokens_ = int(probability.size());
    QVector<double> x(tokens_);
    for (int i = 0; i < tokens_; ++i)
        x[i] = i + 1;
    const auto vector = [](const std::vector<double>& values) { return QVector<double>(values.begin(), values.end()); };
    points_->setData(x, vector(probability), true);
    mean_->setData(x, vector(runningMean(probability, kHalfWindow)), true);
    freeMean_->setData(x, vector(runningMean(free, kHalfWindow)), true);
    xAxis->setRange(0.5, std::max(1.5, tokens_ + 0.5));
    recolor();
}

void AccuracyPlot::setCurrent(int position)
{
    cursor_->setVisible(position >= 0);
    cursor_->point1->setCoords(position + 1, 0);
    cursor_->point2->setCoords(position + 1, 1);
    replot(rpQueuedReplot);
}

void AccuracyPlot::mouseMoveEvent(QMouseEvent* event)
{
    SmallPlot::mouseMoveEvent(event);
    const int position = int(std::lround(xAxis->pixelToCoord(event->position().x()))) - 1;
    const bool inside = axisRect()->rect().contains(event->position().toPoint()) && position >= 0 && position < tokens_;
    setCurrent(inside ? position : -1);
    Q_EMIT hovered(inside ? position : -1);
}

void AccuracyPlot::recolor()
{
    SmallPlot::recolor();
    const Colors& colors = theme().colors();
    QColor faint = colors.series[0];
    faint.setAlphaF(0.45f);
    points_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, faint, 4));
    mean_->setPen(QPen(colors.series[0], 1.5));
    freeMean_->setPen(QPen(colors.series[1], 1.5, Qt::DashLine));
    cursor_->setPen(QPen(colors.text));
    for (auto* edge : std::as_const(edges_))
        edge->setPen(QPen(colors.accent, 1, Qt::DotLine));
}

void AccuracyPlot::retranslate()
{
    xAxis->setLabel(tr("Position in the context (tokens)"));
    yAxis->setLabel(tr("Share"));
    points_->setName(tr("probability of the right token"));
    mean_->setName(tr("its mean over 7 tokens"));
    freeMean_->setName(tr("free-running right, mean over 7 tokens"));
    setAccessibleName(tr("Accuracy by position"));
    setAccessibleDescription(tr("The table of the reconstruction holds the same values."));
    replot(rpQueuedReplot);
}

} // namespace icf::ui
