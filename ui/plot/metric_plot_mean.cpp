#include <algorithm>
#include <cmath>

#include "ui/common/format.h"
#include "ui/plot/metric_plot.h"

/// Several runs as their mean with a band.
namespace icf::ui {

namespace {
constexpr double kBandAlpha = 0.22;
/// Of the mean, where a logarithmic axis has no place for what lies below nothing.
constexpr double kLeastOnLogAxis = 1e-3;
}

void MetricPlot::makeMeanGraphs()
{
    bandLow_ = addGraph();
    bandHigh_ = addGraph();
    meanLine_ = isOfValidation(metric_) ? addMarkedGraph() : addGraph();
    meanValidation_ = addMarkedGraph();
    bandHigh_->setChannelFillGraph(bandLow_);
    for (QCPGraph* graph : {bandLow_, bandHigh_, meanLine_, meanValidation_})
        graph->setAdaptiveSampling(true);
    styleMean();
}

void MetricPlot::styleMean()
{
    if (!meanLine_)
        return;
    const QColor color = penOf(theme_, 0).color();
    QColor faint = color;
    faint.setAlphaF(float(kBandAlpha));
    for (QCPGraph* graph : {bandLow_, bandHigh_})
        graph->setPen(Qt::NoPen);
    bandHigh_->setBrush(faint);
    meanLine_->setPen(QPen(color, 1.8));
    const QCPScatterStyle mark(QCPScatterStyle::ssDiamond, color, theme_.colors().surface, 8);
    if (isOfValidation(metric_))
        meanLine_->setScatterStyle(mark);
    meanValidation_->setPen(QPen(color, 1, Qt::DotLine));
    meanValidation_->setScatterStyle(mark);
    for (QCPGraph* graph : {bandLow_, bandHigh_, meanLine_, meanValidation_})
        graph->setVisible(showsMean());
}

void MetricPlot::drawMean()
{
    band_ = {};
    if (!meanLine_ || !showsMean())
        return;
    std::vector<const PointSeries*> curves;
    std::vector<PointSeries> validations(metric_ == Metric::loss ? drawn_.size() : 0);
    std::vector<const PointSeries*> validationCurves;
    for (const Drawn& drawn : drawn_)
        curves.push_back(&drawn.averages);
    for (std::size_t i = 0; i < validations.size(); ++i) {
        const RunCurves& run = *drawn_[i].run;
        for (std::size_t k = 0; k < run.validations() && run.has(view_.horizontal); ++k)
            if (std::isfinite(run.validationLoss(k)))
                validations[i].add(run.validationX(view_.horizontal, k), run.validationLoss(k));
        validationCurves.push_back(&validations[i]);
    }
    band_ = meanBand(curves, view_.logX);
    QVector<QCPGraphData> low, high, mean, validation;
    for (std::size_t i = 0; i < band_.x.size(); ++i) {
        const double x = band_.x[i], middle = band_.mean[i];
        const double below = middle - band_.deviation[i];
        low.append({x, view_.logY ? std::max(below, kLeastOnLogAxis * middle) : below});
        high.append({x, middle + band_.deviation[i]});
        mean.append({x, middle});
    }
    const MeanBand held = meanBand(validationCurves, view_.logX);
    for (std::size_t i = 0; i < held.x.size(); ++i)
        validation.append({held.x[i], held.mean[i]});
    bandLow_->data()->set(low, true);
    bandHigh_->data()->set(high, true);
    meanLine_->data()->set(mean, true);
    meanValidation_->data()->set(validation, true);
}

QString MetricPlot::meanText(double x) const
{
    if (band_.empty() || x < band_.x.front() || x > band_.x.back())
        return {};
    auto at = std::size_t(std::ranges::lower_bound(band_.x, x) - band_.x.begin());
    if (at > 0 && x - band_.x[at - 1] < band_.x[at] - x)
        --at;
    return tr("mean %1 ± %2\n%n run(s)", nullptr, band_.curves[at]).arg(formatNumber(band_.mean[at]), formatNumber(band_.deviation[at]));
}

} // namespace icf::ui
