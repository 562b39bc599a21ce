#pragma once
#include <QDialog>

namespace icf::ui {

/// Every action of the window and its pages that has keys, in one searchable list.
class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    /// root: the widget whose actions (and whose children's) are listed.
    explicit ShortcutsDialog(const QWidget* root, QWidget* parent = nullptr);
};

} // namespace icf::ui
