#pragma once
#include <QMargins>
#include <QString>

#include <initializer_list>

class QAbstractButton;
class QAction;
class QHBoxLayout;
class QKeySequence;
class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;
class QVBoxLayout;
class QWidget;

namespace icf::ui {

class FlowBar;

/// The small parts that headers, tool bars and rows of every page are made of.

/// A label as the style sheet draws one of its roles: "title", "heading", "muted".
QLabel* roleLabel(const char* role);
/// A button that stays down while something is on.
QToolButton* toggleButton();
/// A button for an action, with an icon of the size of tool bars.
QToolButton* toolButton(QAction* action);
/// A field that finds or filters: with a looking glass and a button to empty it.
QLineEdit* filterField();
/// An action of a page, with keys that work wherever the focus is while the page is shown.
QAction* pageAction(QWidget* page, const QString& iconName, const QKeySequence& keys);

/// A tool tip that ends with keys, "Start (Ctrl+Return)"; the tip as it is when there are none.
QString withKeys(const QString& tip, const QKeySequence& keys);
/// Keys that press a button while its page is shown, named in its tool tip.  Setting the text of a button takes its keys away: call it after.
void setKeys(QAbstractButton* button, const QKeySequence& keys);

/// Enables or disables two buttons that take turns, one that starts work and one that stops it.  The focus stays with the pair: left alone, it
/// goes to whatever comes next when the button that has it is disabled.
void takeTurns(QAbstractButton* start, bool startable, QAbstractButton* stop, bool stoppable);

/// One item of a row: a widget and its share of the room that is left, or room alone.
struct RowItem {
    RowItem(QWidget* widget_, int stretch_ = 0) : widget(widget_), stretch(stretch_) {}
    QWidget* widget;
    int stretch;
};
/// Room that pushes what follows to the end of the row; with a stretch, against widgets that expand too.
inline RowItem room(int stretch = 0) { return {nullptr, stretch}; }
/// A widget that takes the room that is left.
inline RowItem wide(QWidget* widget) { return {widget, 1}; }

/// Widgets side by side.  spacing: in pixels; -1: the style's.
QHBoxLayout* rowOf(std::initializer_list<RowItem> items, int spacing = -1);
/// The same that breaks into lines where there is no room; room() pushes to the end of a line.  spacing: in pixels.
FlowBar* flowOf(std::initializer_list<RowItem> items, int spacing = 8);
/// Widgets side by side that stay together when what is around them breaks into lines.
QWidget* together(std::initializer_list<RowItem> items, int spacing = 8);
/// A table whose rows are chosen as a whole: no grid, no heads of rows, and heads of columns that stay as they are.
void makeRowTable(QTableView& table);

/// The layout of a widget's children: below or beside each other.  spacing as above.
QVBoxLayout* columnIn(QWidget* widget, const QMargins& margins = {}, int spacing = -1);
QHBoxLayout* rowIn(QWidget* widget, const QMargins& margins = {}, int spacing = -1);

} // namespace icf::ui
