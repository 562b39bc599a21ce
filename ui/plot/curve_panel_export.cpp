#include <QApplication>
#include <QClipboard>
#include <QFileDialog>

#include <algorithm>

#include "core/base/error.h"
#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/common/message_bar.h"
#include "ui/common/save_file.h"
#include "ui/plot/curve_export.h"
#include "ui/plot/curve_panel.h"
#include "ui/plot/event_file.h"
#include "ui/plot/plot_grid.h"

/// What the curves can be written to.
namespace icf::ui {

namespace {

constexpr QSize kPictureSize(960, 640);

} // namespace

std::vector<std::pair<QString, MetricPlot*>> CurvePanel::titledPlots() const
{
    std::vector<std::pair<QString, MetricPlot*>> plots;
    for (const Card& card : cards_)
        if (card.metric == Metric::loss || card.plot->parentWidget()->isVisibleTo(small_))
            plots.emplace_back(titleOf(card.metric), card.plot);
    return plots;
}

PictureLegend CurvePanel::pictureLegend() const
{
    PictureLegend legend;
    QStringList names;
    for (const auto& run : shownRuns())
        names << run->name();
    if (showsMean())
        legend.runs.emplace_back(meanLegend() + QStringLiteral(": ") + names.join(QStringLiteral(", ")), QPen(MetricPlot::penOf(theme_, 0).color(), 2));
    else
        for (const auto& run : shownRuns())
            legend.runs.emplace_back(run->name(), MetricPlot::penOf(theme_, slotOf_.at(run->folder())));
    QStringList notes;
    if (view_.smoothing > 0)
        notes << tr("Smoothing %1").arg(QLocale::c().toString(view_.smoothing, 'f', 2));
    if (std::ranges::any_of(shownRuns(), [](const auto& run) { return run->validations() > 0; }))
        notes << tr("◇ validation");
    legend.note = notes.join(QStringLiteral("   "));
    return legend;
}

void CurvePanel::exportPicture(bool pdf)
{
    QString file = QFileDialog::getSaveFileName(this, pdf ? tr("Export as PDF") : tr("Export as PNG"),
                                                pdf ? QStringLiteral("curves.pdf") : QStringLiteral("curves.png"),
                                                pdf ? tr("PDF (*.pdf)") : tr("PNG (*.png)"));
    if (file.isEmpty())
        return;
    try {
        if (pdf)
            writePlotsPdf(file, titledPlots(), kPictureSize, pictureLegend());
        else if (!plotsPicture(titledPlots(), kPictureSize, 2, pictureLegend()).save(file, "PNG"))
            throw Error(file.toStdString(), "cannot be written");
        Q_EMIT message(tr("Wrote %1").arg(shortPath(file)));
    } catch (const std::exception& error) {
        banner_->show(MessageBar::Kind::error, engineText(error));
    }
}

void CurvePanel::exportCsv(bool visibleOnly)
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export as CSV"), QStringLiteral("curves.csv"), tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    std::optional<std::pair<double, double>> range;
    if (visibleOnly)
        range = {cards_.front().plot->xAxis->range().lower, cards_.front().plot->xAxis->range().upper};
    try {
        std::vector<const MetricPlot*> plots;
        for (const Card& card : cards_)
            plots.push_back(card.plot);
        writeWholeFile(file, showsMean() ? meanCsv(plots, view_.horizontal, range) : curvesCsv(shownRuns(), view_.horizontal, range));
        Q_EMIT message(tr("Wrote %1").arg(shortPath(file)));
    } catch (const std::exception& error) {
        banner_->show(MessageBar::Kind::error, engineText(error));
    }
}

void CurvePanel::exportEvents()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export TensorBoard event files into a folder"));
    if (folder.isEmpty())
        return;
    try {
        const MetricPlot::Runs runs = shownRuns();
        for (const auto& run : runs)
            writeEventFile(*run, folder);
        Q_EMIT message(tr("Wrote %n event file(s) to %1", nullptr, int(runs.size())).arg(shortPath(folder)));
    } catch (const std::exception& error) {
        banner_->show(MessageBar::Kind::error, engineText(error));
    }
}

void CurvePanel::copyPicture()
{
    QApplication::clipboard()->setPixmap(plotsPicture(titledPlots(), kPictureSize, 2, pictureLegend()));
    Q_EMIT message(tr("Copied the curves as a picture"));
}

} // namespace icf::ui
