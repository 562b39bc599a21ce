#pragma once
#include <QByteArray>
#include <QPen>
#include <QPixmap>
#include <QString>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "ui/plot/run_curves.h"

namespace icf::ui {

class MetricPlot;

/// What a picture says above its plots.
struct PictureLegend {
    std::vector<std::pair<QString, QPen>> runs{};  ///< Names, with their lines.
    QString note{};                                ///< How the lines were made: smoothing; what the marks are.
};

/// All points as CSV in the C locale, a line for each step: run, step, epoch, tokens, seconds, loss, grad_norm, learning_rate,
/// tokens_per_second, and what a validation after the step measured: validation_loss, validation_accuracy, diagonality.  What is not known is
/// empty.  range: only points whose place on the axis lies in it.
QByteArray curvesCsv(const std::vector<std::shared_ptr<const RunCurves>>& runs, Horizontal axis,
                     std::optional<std::pair<double, double>> range);

/// What plots show of their runs' mean: metric, the axis, mean, standard_deviation, runs, a line for each point.
QByteArray meanCsv(const std::vector<const MetricPlot*>& plots, Horizontal axis, std::optional<std::pair<double, double>> range);

/// The plots as one picture: the first large on top, the others in a row below, with titles, and the legend above all.
/// size: in points; scale: pixels per point.
QPixmap plotsPicture(const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size, double scale, const PictureLegend& legend = {});

/// The same as a page of a PDF file.  Throws Error when the file cannot be written.
void writePlotsPdf(const QString& file, const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size, const PictureLegend& legend = {});

} // namespace icf::ui
