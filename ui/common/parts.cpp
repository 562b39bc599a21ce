#include "ui/common/parts.h"

#include <QAbstractButton>
#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/flow_layout.h"
#include "ui/common/icons.h"

namespace icf::ui {

namespace {

template <class Layout> Layout* layoutIn(QWidget* widget, const QMargins& margins, int spacing)
{
    auto* layout = new Layout(widget);
    layout->setContentsMargins(margins);
    if (spacing >= 0)
        layout->setSpacing(spacing);
    return layout;
}

} // namespace

QLabel* roleLabel(const char* role)
{
    auto* label = new QLabel;
    label->setProperty("role", QString::fromLatin1(role));
    return label;
}

QToolButton* toggleButton()
{
    auto* button = new QToolButton;
    button->setCheckable(true);
    button->setProperty("toggle", true);
    return button;
}

QToolButton* toolButton(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setIconSize({18, 18});
    return button;
}

QLineEdit* filterField()
{
    auto* field = new QLineEdit;
    field->setClearButtonEnabled(true);
    field->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    return field;
}

QAction* pageAction(QWidget* page, const QString& iconName, const QKeySequence& keys)
{
    auto* action = new QAction(icon(iconName), {}, page);
    action->setShortcut(keys);
    // Wherever the focus is; while the page is hidden its keys are silent.
    page->addAction(action);
    return action;
}

QString withKeys(const QString& tip, const QKeySequence& keys)
{
    const QString name = keys.toString(QKeySequence::NativeText);
    return name.isEmpty() ? tip : tip + QStringLiteral(" (") + name + QLatin1Char(')');
}

void setKeys(QAbstractButton* button, const QKeySequence& keys)
{
    button->setShortcut(keys);
    const QString tip = button->toolTip().isEmpty() ? QString(button->text()).remove(QLatin1Char('&')) : button->toolTip();
    if (!tip.endsWith(withKeys({}, keys)))
        button->setToolTip(withKeys(tip, keys));
}

void takeTurns(QAbstractButton* start, bool startable, QAbstractButton* stop, bool stoppable)
{
    // Nothing has it while both are disabled: work that was asked to stop and has not yet.
    const bool held = start->isVisible() && (!start->window()->focusWidget() || start->hasFocus() || stop->hasFocus());
    if (held)
        for (QAbstractButton* button : {start, stop})
            button->clearFocus();
    start->setEnabled(startable);
    stop->setEnabled(stoppable);
    if (held && (startable || stoppable))
        (startable ? start : stop)->setFocus();
}

void makeRowTable(QTableView& table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.verticalHeader()->hide();
    table.horizontalHeader()->setHighlightSections(false);
}

QHBoxLayout* rowOf(std::initializer_list<RowItem> items, int spacing)
{
    auto* row = new QHBoxLayout;
    if (spacing >= 0)
        row->setSpacing(spacing);
    for (const RowItem& item : items) {
        if (item.widget)
            row->addWidget(item.widget, item.stretch);
        else
            row->addStretch(item.stretch);
    }
    return row;
}

FlowBar* flowOf(std::initializer_list<RowItem> items, int spacing)
{
    auto* bar = new FlowBar(spacing);
    for (const RowItem& item : items) {
        if (item.widget)
            bar->flow()->addWidget(item.widget);
        else
            bar->flow()->addStretch();
    }
    return bar;
}

QWidget* together(std::initializer_list<RowItem> items, int spacing)
{
    auto* widget = new QWidget;
    QHBoxLayout* row = rowOf(items, spacing);
    row->setContentsMargins(0, 0, 0, 0);
    widget->setLayout(row);
    return widget;
}

QVBoxLayout* columnIn(QWidget* widget, const QMargins& margins, int spacing) { return layoutIn<QVBoxLayout>(widget, margins, spacing); }

QHBoxLayout* rowIn(QWidget* widget, const QMargins& margins, int spacing) { return layoutIn<QHBoxLayout>(widget, margins, spacing); }

} // namespace icf::ui
