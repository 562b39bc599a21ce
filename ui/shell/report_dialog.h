#pragma once
#include <QDialog>

#include "ui/shell/problem_report.h"

class QCheckBox;
class QLabel;
class QPlainTextEdit;

namespace icf::ui {

/// Makes a report about a problem: shows every line that it would hold, and saves or copies it.  Sends nothing.
class ReportDialog : public QDialog {
    Q_OBJECT
public:
    ReportDialog(Services& services, const Languages& languages, const MessageLog& log, QWidget* parent = nullptr);

    /// What would be saved.
    QString report() const;

private:
    void showReport();
    void save();

    ReportParts parts_;
    QPlainTextEdit* description_;
    QPlainTextEdit* preview_;
    QCheckBox* paths_;
    QCheckBox* texts_;
    QLabel* outcome_;
};

} // namespace icf::ui
