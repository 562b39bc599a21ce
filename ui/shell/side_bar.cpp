#include "ui/shell/side_bar.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/parts.h"

namespace icf::ui {

SideBar::SideBar(QWidget* parent)
    : QFrame(parent), pages_(new QVBoxLayout), tools_(new QVBoxLayout), group_(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("sideBar"));
    auto* column = columnIn(this, {8, 12, 8, 12}, 0);
    pages_->setSpacing(4);
    tools_->setSpacing(2);
    column->addLayout(pages_);
    column->addStretch(1);
    column->addLayout(tools_);
    group_->setExclusive(true);
    connect(group_, &QButtonGroup::idClicked, this, &SideBar::chosen);
    setCompact(false);
}

QToolButton* SideBar::makeButton(const QString& iconName)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setIconSize({20, 20});
    button->setToolButtonStyle(compact_ ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setAutoRaise(true);
    all_.push_back(button);
    return button;
}

int SideBar::addPage(const QString& iconName)
{
    QToolButton* button = makeButton(iconName);
    button->setCheckable(true);
    const int index = int(group_->buttons().size());
    group_->addButton(button, index);
    pages_->addWidget(button);
    return index;
}

void SideBar::describe(int index, const QString& title, const QString& toolTip)
{
    auto* button = group_->button(index);
    button->setText(title);
    button->setToolTip(toolTip);
    button->setAccessibleName(title);
    button->setAccessibleDescription(toolTip);
}

QToolButton* SideBar::addTool(const QString& iconName)
{
    QToolButton* button = makeButton(iconName);
    tools_->addWidget(button);
    return button;
}

int SideBar::current() const
{
    return group_->checkedId();
}

void SideBar::setCurrent(int index)
{
    if (auto* button = group_->button(index))
        button->setChecked(true);
}

void SideBar::setCompact(bool compact)
{
    compact_ = compact;
    for (QToolButton* button : all_)
        button->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    setFixedWidth(compact ? 60 : 9 * fontMetrics().averageCharWidth() + 100);
}

void SideBar::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int count = int(group_->buttons().size());
    if (step == 0 || count == 0) {
        QFrame::keyPressEvent(event);
        return;
    }
    const int next = (current() + step + count) % count;
    group_->button(next)->setFocus(Qt::TabFocusReason);
    group_->button(next)->click();
}

} // namespace icf::ui
