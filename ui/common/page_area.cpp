#include "ui/common/page_area.h"

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

namespace icf::ui {

PageArea::PageArea(QWidget* page, QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidget(page);
    page->setAutoFillBackground(false);
    fit();
}

void PageArea::fit()
{
    QWidget* page = widget();
    if (!page)
        return;
    // QScrollArea's own way to fill itself gives a page with wrapped texts the height that it would like, not the least that it needs.
    const QLayout* inside = page->layout();
    const auto least = [&](int width) {
        QSize size = page->minimumSizeHint().expandedTo(page->minimumSize());
        if (inside && inside->hasHeightForWidth())
            size.setHeight(inside->totalMinimumHeightForWidth(std::max(width, size.width())));
        return size;
    };
    const QSize whole = maximumViewportSize();
    QSize room = whole;
    const int across = horizontalScrollBar()->sizeHint().height(), down = verticalScrollBar()->sizeHint().width();
    if (least(room.width()).height() > room.height())
        room.rwidth() -= down;
    if (least(room.width()).width() > room.width()) {
        room.rheight() -= across;
        if (room.width() == whole.width() && least(room.width()).height() > room.height())
            room.rwidth() -= down;
    }
    page->resize(room.expandedTo(least(room.width())));
}

bool PageArea::eventFilter(QObject* watched, QEvent* event)
{
    const bool handled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

void PageArea::resizeEvent(QResizeEvent* event)
{
    fit();
    QScrollArea::resizeEvent(event);
}

} // namespace icf::ui
