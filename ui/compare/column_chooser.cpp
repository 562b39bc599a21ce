#include "ui/compare/column_chooser.h"

#include <QAction>
#include <QMenu>
#include <QToolButton>

namespace icf::ui {

ColumnChooser::ColumnChooser(QWidget* parent)
    : FlowBar(4, parent)
    , more_(new QToolButton)
    , menu_(new QMenu(this))
{
    const auto& kinds = ColumnKind::all();
    for (int i = 0; i < kinds.size(); ++i) {
        auto* action = new QAction(this);
        action->setCheckable(true);
        action->setObjectName(QStringLiteral("choose_") + kinds[i].key());
        actions_ << action;
        connect(action, &QAction::toggled, this, &ColumnChooser::changed);
        if (i < ColumnKind::kPrimaryCount) {
            auto* button = new QToolButton;
            button->setDefaultAction(action);
            button->setObjectName(QStringLiteral("chip_") + kinds[i].key());
            button->setToolButtonStyle(Qt::ToolButtonTextOnly);
            button->setFocusPolicy(Qt::StrongFocus);
            buttons_ << button;
            flow()->addWidget(button);
        } else {
            menu_->addAction(action);
        }
    }
    more_->setMenu(menu_);
    more_->setPopupMode(QToolButton::InstantPopup);
    more_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    more_->setFocusPolicy(Qt::StrongFocus);
    flow()->addWidget(more_);
    retranslate();
}

QList<ColumnKind> ColumnChooser::chosen() const
{
    QList<ColumnKind> kinds;
    for (int i = 0; i < actions_.size(); ++i)
        if (actions_[i]->isChecked())
            kinds << ColumnKind::all()[i];
    return kinds;
}

void ColumnChooser::setChosen(const QList<ColumnKind>& kinds)
{
    for (int i = 0; i < actions_.size(); ++i) {
        const QSignalBlocker guard(actions_[i]);
        actions_[i]->setChecked(kinds.contains(ColumnKind::all()[i]));
    }
    // Buttons listen to their action's signals, which were blocked.
    for (QToolButton* button : std::as_const(buttons_))
        button->setChecked(button->defaultAction()->isChecked());
    Q_EMIT changed();
}

void ColumnChooser::setChosen(const ColumnKind& kind, bool on)
{
    const auto index = ColumnKind::all().indexOf(kind);
    if (index >= 0)
        actions_[index]->setChecked(on);
}

void ColumnChooser::retranslate()
{
    for (int i = 0; i < actions_.size(); ++i) {
        actions_[i]->setText(ColumnKind::all()[i].title());
        actions_[i]->setToolTip(ColumnKind::all()[i].help());
    }
    more_->setText(tr("More"));
    more_->setToolTip(tr("More columns"));
    setAccessibleName(tr("Columns"));
    updateGeometry();
}

} // namespace icf::ui
