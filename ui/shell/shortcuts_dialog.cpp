#include "ui/shell/shortcuts_dialog.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>

#include "ui/common/parts.h"
#include "ui/page.h"

namespace icf::ui {

namespace {

/// The page that an action or a button belongs to, or the window.
QString placeOf(const QObject* owner)
{
    for (const QObject* object = owner; object; object = object->parent())
        if (const auto* page = qobject_cast<const Page*>(object))
            return page->title();
    return ShortcutsDialog::tr("Everywhere");
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QWidget* root, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(520, 560);
    auto* column = columnIn(this, {16, 16, 16, 16}, 8);
    auto* filter = new QLineEdit;
    filter->setPlaceholderText(tr("Filter"));
    filter->setAccessibleName(tr("Filter the shortcuts"));
    filter->setClearButtonEnabled(true);
    auto* tree = new QTreeWidget;
    tree->setColumnCount(2);
    tree->setHeaderLabels({tr("Action"), tr("Keys")});
    tree->setAccessibleName(tr("Shortcuts"));
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->setIndentation(12);
    tree->setUniformRowHeights(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    column->addWidget(filter);
    column->addWidget(tree, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    std::map<QString, QTreeWidgetItem*> places;
    const auto add = [&](const QObject* owner, QString text, const QList<QKeySequence>& sequences, const QString& toolTip) {
        const QString place = placeOf(owner);
        QTreeWidgetItem*& group = places[place];
        if (!group) {
            group = new QTreeWidgetItem(tree, {place});
            QFont font = group->font(0);
            font.setBold(true);
            group->setFont(0, font);
        }
        QStringList keys;
        for (const QKeySequence& sequence : sequences)
            keys << sequence.toString(QKeySequence::NativeText);
        auto* item = new QTreeWidgetItem(group, {text.remove(QLatin1Char('&')), keys.join(QStringLiteral(", "))});
        item->setToolTip(0, toolTip);
    };
    for (const QAction* action : root->findChildren<QAction*>())
        if (!action->shortcut().isEmpty() && !action->text().isEmpty())
            add(action, action->text(), action->shortcuts(), action->toolTip());
    // Some buttons have keys of their own.
    for (const QAbstractButton* button : root->findChildren<QAbstractButton*>())
        if (!button->shortcut().isEmpty() && !button->text().contains(QLatin1Char('&')))
            add(button, button->text(), {button->shortcut()}, button->toolTip());
    tree->expandAll();
    connect(filter, &QLineEdit::textChanged, tree, [tree](const QString& wanted) {
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            QTreeWidgetItem* group = tree->topLevelItem(i);
            bool any = false;
            for (int j = 0; j < group->childCount(); ++j) {
                QTreeWidgetItem* item = group->child(j);
                const bool match = item->text(0).contains(wanted, Qt::CaseInsensitive) || item->text(1).contains(wanted, Qt::CaseInsensitive);
                item->setHidden(!match);
                any = any || match;
            }
            group->setHidden(!any);
        }
    });
}

} // namespace icf::ui
