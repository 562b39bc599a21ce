#include "ui/models/fit_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QLayoutItem>

#include "ui/common/device_box.h"
#include "ui/common/format.h"
#include "ui/common/parts.h"

namespace icf::ui {

FitView::FitView(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this))
{
    setProperty("transparent", true);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(12);
    grid_->setVerticalSpacing(4);
    grid_->setColumnStretch(2, 1);
    hide();
}

void FitView::setFits(const std::vector<MemoryFit>& fits)
{
    while (QLayoutItem* item = grid_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    setVisible(!fits.empty());
    if (fits.empty())
        return;
    int row = 0;
    const auto add = [&](const QString& text, const char* role, int column, int columns = 1) {
        auto* label = roleLabel(role);
        label->setText(text);
        label->setWordWrap(columns > 1);
        grid_->addWidget(label, row, column, 1, columns);
        return label;
    };
    add(tr("Memory to answer with it"), "heading", 0, 3)
        ->setToolTip(tr("Estimate: weights, the CPU's copies of them, and the key/value cache of %1 positions").arg(kAssumedPositions));
    std::string device;
    for (const MemoryFit& fit : fits) {
        if (fit.device.id != device) {
            device = fit.device.id;
            ++row;
            add(deviceText(fit.device), "muted", 0, 3);
        }
        ++row;
        add(QString::fromLatin1(nameOf(fit.dtype).data(), qsizetype(nameOf(fit.dtype).size())), "", 0);
        add(formatBytes(fit.needed), "", 1)->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        if (fit.known)
            add(fit.fits() ? tr("fits") : tr("does not fit"), fit.fits() ? "good" : "warning", 2);
    }
}

} // namespace icf::ui
