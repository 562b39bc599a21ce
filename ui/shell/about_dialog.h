#pragma once
#include <QDialog>

namespace icf::ui {

/// What the studio is, its version, what it is made of and under which licences.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace icf::ui
