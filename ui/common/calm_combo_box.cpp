#include "ui/common/calm_combo_box.h"

#include <QEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QWheelEvent>

#include "ui/common/elided_label.h"

namespace icf::ui {

QString CalmComboBox::shownText() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const int room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
    return ElidedLabel::elided(option.currentText, fontMetrics(), room);
}

void CalmComboBox::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

void CalmComboBox::changeEvent(QEvent* event)
{
    QComboBox::changeEvent(event);
    // Its texts are set after this event.  QComboBox keeps the size of those that it was first shown with, except after a change of style.
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, [this] {
            QEvent style(QEvent::StyleChange);
            QComboBox::changeEvent(&style);
            updateGeometry();
        }, Qt::QueuedConnection);
}

void CalmComboBox::paintEvent(QPaintEvent* event)
{
    if (isEditable() || currentIndex() < 0)
        return QComboBox::paintEvent(event);
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText = shownText();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace icf::ui
