#include "ui/plot/curve_export.h"

#include <QLocale>
#include <QPageLayout>
#include <QPdfWriter>
#include <QSaveFile>

#include "core/base/error.h"
#include "ui/plot/metric_plot.h"

namespace icf::ui {

namespace {

constexpr int kTitleHeight = 22;

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 17);
}

QByteArray quoted(const QString& text)
{
    QByteArray bytes = text.toUtf8();
    return '"' + bytes.replace('"', "\"\"") + '"';
}

void paintPlots(QCPPainter& painter, const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size)
{
    const auto paint = [&painter](const std::pair<QString, MetricPlot*>& plot, QRect area) {
        painter.save();
        painter.translate(area.topLeft());
        painter.setPen(plot.second->palette().color(QPalette::WindowText));
        painter.drawText(QRect(12, 0, area.width() - 12, kTitleHeight), Qt::AlignVCenter | Qt::AlignLeft, plot.first);
        painter.translate(0, kTitleHeight);
        // A picture is a file, and files have a decimal point in every language.
        plot.second->setLocale(QLocale::c());
        plot.second->toPainter(&painter, area.width(), area.height() - kTitleHeight);
        plot.second->unsetLocale();
        painter.restore();
    };
    const int others = int(plots.size()) - 1;
    const int top = others > 0 ? size.height() * 62 / 100 : size.height();
    paint(plots.front(), QRect(0, 0, size.width(), top));
    for (int i = 0; i < others; ++i)
        paint(plots[std::size_t(i + 1)], QRect(size.width() * i / others, top, size.width() / others, size.height() - top));
}

} // namespace

QByteArray curvesCsv(const std::vector<std::shared_ptr<const RunCurves>>& runs, Horizontal axis,
                     std::optional<std::pair<double, double>> range)
{
    QByteArray csv = "run,step,tokens,seconds,loss,grad_norm,learning_rate,tokens_per_second\n";
    for (const auto& run : runs) {
        const QByteArray name = quoted(run->name());
        for (std::size_t i = 0; i < run->size(); ++i) {
            const double place = run->x(axis, i);
            if (range && (place < range->first || place > range->second))
                continue;
            csv += name;
            for (const Horizontal column : {Horizontal::step, Horizontal::tokens, Horizontal::time})
                csv += ',' + number(run->x(column, i));
            for (const Metric metric : {Metric::loss, Metric::gradNorm, Metric::learningRate, Metric::tokensPerSecond})
                csv += ',' + number(run->y(metric, i));
            csv += '\n';
        }
    }
    return csv;
}

QPixmap plotsPicture(const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size, double scale)
{
    QPixmap picture(size * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(plots.front().second->palette().color(QPalette::Base));
    QCPPainter painter(&picture);
    painter.setMode(QCPPainter::pmNoCaching);
    paintPlots(painter, plots, size);
    return picture;
}

void writePlotsPdf(const QString& file, const std::vector<std::pair<QString, MetricPlot*>>& plots, QSize size)
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
        paintPlots(painter, plots, size);
        painter.end();
    }
    if (!target.commit())
        throw Error(file.toStdString(), "cannot be written: " + target.errorString().toStdString());
}

} // namespace icf::ui
