#include "ui/common/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/parts.h"

namespace icf::ui {

namespace {
constexpr int kTextWidth = 120;
}

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), icon_(new QLabel(this)), text_(new QLabel(this)), action_(new QPushButton(this)), close_(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    auto* row = rowIn(this, {12, 6, 6, 6}, 8);
    row->addWidget(icon_, 0, Qt::AlignTop);
    row->addWidget(text_, 1);
    row->addWidget(action_);
    row->addWidget(close_);
    text_->setWordWrap(true);
    // A word without an end, as a path may be, must not ask for its whole width.
    text_->setMinimumWidth(kTextWidth);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setTextFormat(Qt::PlainText);
    text_->setFocusPolicy(Qt::NoFocus);
    close_->setIcon(icon(QStringLiteral("close")));
    close_->setIconSize({14, 14});
    close_->setToolTip(tr("Close the message"));
    close_->setAccessibleName(close_->toolTip());
    connect(action_, &QPushButton::clicked, this, &MessageBar::actionTriggered);
    connect(close_, &QToolButton::clicked, this, [this] {
        clear();
        Q_EMIT dismissed();
    });
    action_->hide();
    hide();
}

void MessageBar::show(Kind kind, const QString& text, const QString& actionText)
{
    kind_ = kind;
    shown_ = text;
    text_->setText(breakable(text));
    setAccessibleName(text);
    action_->setText(actionText);
    action_->setVisible(!actionText.isEmpty());
    showIcon();
    style()->unpolish(this);
    style()->polish(this);
    setVisible(true);
    Q_EMIT shown(severity(), text);
}

void MessageBar::clear()
{
    setVisible(false);
    shown_.clear();
    text_->clear();
}

void MessageBar::withdraw(const QString& text)
{
    if (this->text() == text)
        clear();
}

QString MessageBar::text() const
{
    return shown_;
}

QString MessageBar::severity() const
{
    switch (kind_) {
    case Kind::good: return QStringLiteral("good");
    case Kind::warning: return QStringLiteral("warning");
    case Kind::error: return QStringLiteral("error");
    case Kind::info: break;
    }
    return QStringLiteral("info");
}

void MessageBar::showIcon()
{
    const QString name = kind_ == Kind::good ? QStringLiteral("check") : kind_ == Kind::info ? QStringLiteral("info") : severity();
    icon_->setPixmap(icon(name).pixmap(18, 18));
}

QSize MessageBar::minimumSizeHint() const
{
    // As high as its lines at the width that it has: a splitter around it does not ask.
    const QSize least = QFrame::minimumSizeHint();
    return {least.width(), layout()->totalHeightForWidth(std::max(width(), least.width()))};
}

void MessageBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcon();
    if (event->type() == QEvent::LanguageChange) {
        close_->setToolTip(tr("Close the message"));
        close_->setAccessibleName(close_->toolTip());
    }
}

} // namespace icf::ui
