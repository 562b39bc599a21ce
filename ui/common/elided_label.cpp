#include "ui/common/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

#include "ui/common/format.h"

namespace icf::ui {

QString ElidedLabel::elided(const QString& text, const QFontMetrics& metrics, int width)
{
    if (metrics.horizontalAdvance(text) <= width)
        return text;
    const qsizetype slash = text.lastIndexOf(QLatin1Char('/'));
    if (slash <= 0)
        return metrics.elidedText(text, Qt::ElideRight, width);
    const QString name = text.mid(slash);
    const int left = width - metrics.horizontalAdvance(name);
    if (left < metrics.horizontalAdvance(QStringLiteral("…")))
        return metrics.elidedText(name.mid(1), Qt::ElideMiddle, width);
    return metrics.elidedText(text.left(slash), Qt::ElideMiddle, left) + name;
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(fontMetrics().averageCharWidth() * 6, QLabel::sizeHint().width()), QLabel::minimumSizeHint().height()};
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && contentsRect().width() < fontMetrics().horizontalAdvance(text())) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawFrame(&painter);
    const QRect rect = contentsRect();
    style()->drawItemText(&painter, rect, int(QStyle::visualAlignment(layoutDirection(), alignment()) | Qt::TextSingleLine), palette(),
                          isEnabled(), elided(text(), fontMetrics(), rect.width()), foregroundRole());
}

} // namespace icf::ui
