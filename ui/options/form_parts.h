#pragma once
#include <string>

class QLineEdit;
class QScrollArea;

namespace icf::ui {

class OptionForm;

/// What stands around a form of options, the same on every page.

/// A form that scrolls when it is longer than its page.
QScrollArea* scrollingForm(OptionForm* form);

/// A field for the command line that does what a form says: to read and to copy from.
QLineEdit* commandField();
/// Shows a command line from its start.
void showCommand(QLineEdit* field, const std::string& command);

} // namespace icf::ui
