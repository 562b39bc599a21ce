#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "ui/common/flow_layout.h"
#include "ui/common/format.h"
#include "ui/common/parts.h"
#include "ui/plot/curve_panel.h"

/// Which run is which line.
namespace icf::ui {

namespace {

constexpr int kLegendCharacters = 40;

/// A short line in the run's colour and dashes.
QIcon lineIcon(const QPen& pen)
{
    QPixmap picture(24, 12);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    QPen thick = pen;
    thick.setWidthF(2.2);
    painter.setPen(thick);
    painter.drawLine(1, 6, 23, 6);
    return QIcon(picture);
}

} // namespace

QString CurvePanel::meanLegend() const
{
    return tr("Mean of %n run(s) ± standard deviation", nullptr, int(shownRuns().size()));
}

void CurvePanel::showLegend()
{
    qDeleteAll(legend_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    mean_->setVisible(runs_.size() > 1);
    const bool mean = showsMean();
    if (mean) {
        // The line's icon stands before the text, as with the runs, but there is nothing to press.
        auto* line = new QLabel;
        line->setPixmap(lineIcon(QPen(MetricPlot::penOf(theme_, 0).color(), 2)).pixmap(24, 12));
        auto* text = new QLabel(meanLegend());
        text->setObjectName(QStringLiteral("meanLegend"));
        text->setToolTip(tr("At each x that at least two of the runs reach, of their moving averages"));
        legend_->flow()->addWidget(together({line, text}, 4));
    }
    for (const auto& run : runs_) {
        auto* button = new QToolButton;
        // Together they are one line.
        if (!mean)
            button->setIcon(lineIcon(MetricPlot::penOf(theme_, slotOf_.at(run->folder()))));
        button->setIconSize({24, 12});
        // Long names would widen the page; what stands after "&" would be underlined.
        button->setText(shortName(run->name(), kLegendCharacters).replace(QLatin1Char('&'), QStringLiteral("&&")));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setToolTip(plainTip(tr("%1\nClick to hide or show.").arg(shortPath(run->folder()))));
        button->setCheckable(true);
        button->setChecked(!hidden_[run->folder()]);
        connect(button, &QToolButton::toggled, this, [this, folder = run->folder()](bool shown) {
            hidden_[folder] = !shown;
            // The legend is rebuilt; the button must outlive its own signal.
            QMetaObject::invokeMethod(this, &CurvePanel::showRuns, Qt::QueuedConnection);
        });
        legend_->flow()->addWidget(button);
    }
    legend_->setVisible(runs_.size() > 1);
}

} // namespace icf::ui
