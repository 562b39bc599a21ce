#include "ui/compare/column_chooser.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QToolButton>

#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/session/model_bar.h"

namespace icf::ui {

ColumnChooser::ColumnChooser(QWidget* parent)
    : FlowBar(4, parent)
    , more_(new QToolButton)
    , add_(new QToolButton)
    , menu_(new QMenu(this))
    , checkpointMenu_(new QMenu(this))
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
    add_->setObjectName(QStringLiteral("addCheckpoint"));
    add_->setIcon(icon(QStringLiteral("plus")));
    add_->setMenu(checkpointMenu_);
    add_->setPopupMode(QToolButton::InstantPopup);
    add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add_->setFocusPolicy(Qt::StrongFocus);
    flow()->addWidget(add_);
    retranslate();
}

QList<ColumnKind> ColumnChooser::chosen() const
{
    QList<ColumnKind> kinds;
    for (int i = 0; i < actions_.size(); ++i) {
        const ColumnKind kind = ColumnKind::all()[i];
        if (actions_[i]->isChecked())
            kinds << kind;
        if (kind == ColumnKind{ContextMode::compressed})
            for (const int further : checkpoints_.keys())
                kinds << ColumnKind{ContextMode::compressed, further};
    }
    return kinds;
}

void ColumnChooser::setChosen(const QList<ColumnKind>& kinds, const QMap<int, QString>& checkpoints)
{
    checkpoints_ = checkpoints;
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
    if (index >= 0) {
        actions_[index]->setChecked(on);
    } else if (!on && checkpoints_.remove(kind.further) > 0) {
        Q_EMIT changed();
    }
}

void ColumnChooser::setOffered(const QStringList& folders)
{
    offered_ = folders;
    fillMenu();
}

ColumnKind ColumnChooser::addCheckpoint(const QString& folder)
{
    int further = 1;
    while (checkpoints_.contains(further))
        ++further;
    checkpoints_[further] = folder;
    Q_EMIT changed();
    return {ContextMode::compressed, further};
}

void ColumnChooser::fillMenu()
{
    checkpointMenu_->clear();
    for (const QString& folder : std::as_const(offered_)) {
        QAction* action = checkpointMenu_->addAction(folderTitle(folder), this, [this, folder] { Q_EMIT checkpointRequested(folder); });
        action->setData(folder);
        action->setToolTip(plainTip(shortPath(folder)));
    }
    checkpointMenu_->setToolTipsVisible(true);
    checkpointMenu_->addSeparator();
    checkpointMenu_->addAction(tr("Choose a folder…"), this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of a checkpoint or of a run"),
            offered_.isEmpty() ? QDir::homePath() : QFileInfo(offered_.first()).path());
        if (!folder.isEmpty())
            Q_EMIT checkpointRequested(folder);
    });
}

void ColumnChooser::retranslate()
{
    for (int i = 0; i < actions_.size(); ++i) {
        actions_[i]->setText(ColumnKind::all()[i].title());
        actions_[i]->setToolTip(ColumnKind::all()[i].help());
    }
    more_->setText(tr("More"));
    more_->setToolTip(tr("More columns"));
    add_->setText(tr("Checkpoint"));
    add_->setToolTip(tr("Add a column for another checkpoint, or for a run whose checkpoints to step through"));
    fillMenu();
    setAccessibleName(tr("Columns"));
    updateGeometry();
}

} // namespace icf::ui
