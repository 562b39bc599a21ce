#pragma once
#include <QByteArray>
#include <QPixmap>
#include <QString>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "ui/plot/run_curves.h"

namespace icf::ui {

class MetricPlot;

/// All points as CSV in the C locale: run, step, tokens, seconds, loss, grad_norm, learning_rate, tokens_per_second.
/// range: only points whose place on the axis lies in it.
QByteArray curvesCsv(const std::vector<std::shared_ptr<const RunCurves>>& runs, Horizontal axis,
                     std::optional<std::pair<double, double>> range);

/// The plots as one picture: the first large on top, the others in a row below, with titles.
/// size: in points; scale: pixels per point.
QPixmap plotsPicture(const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size, double scale);

/// The same as a page of a PDF file.  Throws Error when the file cannot be written.
void writePlotsPdf(const QString& file, const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size);

} // namespace icf::ui
