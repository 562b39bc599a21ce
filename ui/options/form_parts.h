#pragma once
#include <string>

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QString;
class QToolButton;

namespace icf::ui {

class OptionForm;

/// What stands around a form of options, the same on every page.

/// Least width of the side of a page that holds a form, in pixels.
inline constexpr int kFormWidth = 340;

/// A form that scrolls when it is longer than its page.
QScrollArea* scrollingForm(OptionForm* form);

/// A field for the command line that does what a form says: to read and to copy from.
QLineEdit* commandField();
/// Shows a command line from its start.
void showCommand(QLineEdit* field, const std::string& command);
/// Such a field with a button that copies it; made here.
QHBoxLayout* commandRow(QLineEdit*& field, QToolButton*& copy);
/// The buttons that start and stop what a form describes; made here.  page: begins their object names, "<page>Start" and "<page>Stop".
QHBoxLayout* startRow(const QString& page, QPushButton*& start, QPushButton*& stop);

} // namespace icf::ui
