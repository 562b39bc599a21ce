#include "ui/plot/curve_export.h"

#include <QLocale>
#include <QPageLayout>
#include <QPdfWriter>
#include <QSaveFile>

#include "core/base/error.h"
#include "ui/common/csv.h"
#include "ui/plot/metric_plot.h"

namespace icf::ui {

namespace {

constexpr int kTitleHeight = 22;
constexpr int kLineHeight = 18;
constexpr int kSampleWidth = 26; ///< Of a run's line beside its name.

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 17);
}

/// Writes runs and note at the top; returns the height that they take.
int paintLegend(QCPPainter& painter, const PictureLegend& legend, const QPalette& palette, int width)
{
    constexpr int kMargin = 12;
    int x = kMargin, y = 6;
    const auto place = [&](int needed) {
        if (x > kMargin && x + needed > width - kMargin) {
            x = kMargin;
            y += kLineHeight;
        }
        const QRect area(x, y, needed, kLineHeight);
        x += needed + kMargin;
        return area;
    };
    const QFontMetrics metrics = painter.fontMetrics();
    for (const auto& [name, pen] : legend.runs) {
        const QString shown = metrics.elidedText(name, Qt::ElideMiddle, width - 2 * kMargin - kSampleWidth);
        const QRect area = place(kSampleWidth + metrics.horizontalAdvance(shown));
        painter.setPen(pen);
        painter.drawLine(QLineF(area.left(), area.center().y(), area.left() + kSampleWidth - 6, area.center().y()));
        painter.setPen(palette.color(QPalette::WindowText));
        painter.drawText(area.adjusted(kSampleWidth, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, shown);
    }
    painter.setPen(palette.color(QPalette::PlaceholderText));
    painter.drawText(place(metrics.horizontalAdvance(legend.note)), Qt::AlignVCenter | Qt::AlignLeft, legend.note);
    return y + kLineHeight;
}

void paintPlots(QCPPainter& painter, const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size, const PictureLegend& legend)
{
    const auto paint = [&painter](const std::pair<QString, MetricPlot*>& plot, QRect area) {
        painter.save();
        painter.translate(area.topLeft());
        painter.setPen(plot.second->palette().color(QPalette::WindowText));
        painter.drawText(QRect(12, 0, area.width() - 12, kTitleHeight), Qt::AlignVCenter | Qt::AlignLeft, plot.first);
        painter.translate(0, kTitleHeight);
        // A picture is a file, and files have a decimal point in every language.
        plot.second->setLocale(QLocale::c());
        // On the screen there may have been no room for it.
        const QString title = plot.second->xAxis->label();
        plot.second->xAxis->setLabel(plot.second->horizontalTitle());
        plot.second->toPainter(&painter, area.width(), area.height() - kTitleHeight);
        plot.second->xAxis->setLabel(title);
        plot.second->unsetLocale();
        painter.restore();
    };
    painter.save();
    const int above = paintLegend(painter, legend, plots.front().second->palette(), size.width());
    painter.restore();
    const int others = int(plots.size()) - 1;
    const int top = above + (others > 0 ? (size.height() - above) * 62 / 100 : size.height() - above);
    paint(plots.front(), QRect(0, above, size.width(), top - above));
    for (int i = 0; i < others; ++i)
        paint(plots[std::size_t(i + 1)], QRect(size.width() * i / others, top, size.width() / others, size.height() - top));
}

} // namespace

QByteArray curvesCsv(const std::vector<std::shared_ptr<const RunCurves>>& runs, Horizontal axis,
                     std::optional<std::pair<double, double>> range)
{
    QByteArray csv = "run,step,epoch,tokens,seconds,loss,grad_norm,learning_rate,tokens_per_second,validation_loss,validation_accuracy,diagonality\n";
    for (const auto& run : runs) {
        const QByteArray name = csvField(run->name()).toUtf8();
        if (range && !run->has(axis))
            continue;
        std::size_t validation = 0;
        for (std::size_t i = 0; i < run->size(); ++i) {
            const double step = run->x(Horizontal::step, i);
            if (range && (run->x(axis, i) < range->first || run->x(axis, i) > range->second))
                continue;
            csv += name;
            for (const Horizontal column : {Horizontal::step, Horizontal::epoch, Horizontal::tokens, Horizontal::time})
                csv += ',' + (run->has(column) ? number(run->x(column, i)) : QByteArray());
            for (const Metric metric : {Metric::loss, Metric::gradNorm, Metric::learningRate, Metric::tokensPerSecond})
                csv += ',' + number(run->y(metric, i));
            while (validation < run->validations() && double(run->validation(validation).step) < step)
                ++validation;
            if (validation < run->validations() && double(run->validation(validation).step) == step) {
                const ValidationReport& report = run->validation(validation);
                csv += ',' + number(report.loss) + ',' + number(report.tokenAccuracy) + ',' + (report.diagonality ? number(*report.diagonality) : QByteArray());
            } else {
                csv += ",,,";
            }
            csv += '\n';
        }
    }
    return csv;
}

QByteArray meanCsv(const std::vector<const MetricPlot*>& plots, Horizontal axis, std::optional<std::pair<double, double>> range)
{
    const auto nameOfAxis = [&]() -> QByteArray {
        switch (axis) {
        case Horizontal::step: return "step";
        case Horizontal::epoch: return "epoch";
        case Horizontal::tokens: return "tokens";
        case Horizontal::date: return "unix_time";
        case Horizontal::time: break;
        }
        return "seconds";
    };
    const auto nameOfMetric = [](Metric metric) -> QByteArray {
        switch (metric) {
        case Metric::loss: return "loss";
        case Metric::gradNorm: return "grad_norm";
        case Metric::learningRate: return "learning_rate";
        case Metric::validationAccuracy: return "validation_accuracy";
        case Metric::diagonality: return "diagonality";
        case Metric::tokensPerSecond: break;
        }
        return "tokens_per_second";
    };
    QByteArray csv = "metric," + nameOfAxis() + ",mean,standard_deviation,runs\n";
    for (const MetricPlot* plot : plots) {
        const MeanBand& band = plot->band();
        for (std::size_t i = 0; i < band.x.size(); ++i) {
            if (range && (band.x[i] < range->first || band.x[i] > range->second))
                continue;
            csv += nameOfMetric(plot->metric()) + ',' + number(band.x[i]) + ',' + number(band.mean[i]) + ',' + number(band.deviation[i]) + ','
                + QByteArray::number(band.curves[i]) + '\n';
        }
    }
    return csv;
}

QPixmap plotsPicture(const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size, double scale, const PictureLegend& legend)
{
    QPixmap picture(size * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(plots.front().second->palette().color(QPalette::Base));
    QCPPainter painter(&picture);
    painter.setMode(QCPPainter::pmNoCaching);
    paintPlots(painter, plots, size, legend);
    return picture;
}

void writePlotsPdf(const QString& file, const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size, const PictureLegend& legend)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        throw Error(file.toStdString(), "cannot be written: " + target.errorString().toStdString());
    {
        QPdfWriter writer(&target);
        writer.setCreator(QStringLiteral("IC-Former Studio"));
        writer.setPageSize(QPageSize(QSizeF(size), QPageSize::Point));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setResolution(72);
        QCPPainter painter;
        if (!painter.begin(&writer))
            throw Error(file.toStdString(), "cannot be written as PDF");
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        paintPlots(painter, plots, size, legend);
        painter.end();
    }
    if (!target.commit())
        throw Error(file.toStdString(), "cannot be written: " + target.errorString().toStdString());
}

} // namespace icf::ui
