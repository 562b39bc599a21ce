#pragma once
#include <QDialog>

namespace icf::ui {

/// The licence texts of the program and of what it bundles, to read and to search.
class LicenceDialog : public QDialog {
    Q_OBJECT
public:
    explicit LicenceDialog(const QString& texts, QWidget* parent = nullptr);
};

} // namespace icf::ui
