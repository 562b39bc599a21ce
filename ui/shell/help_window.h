#pragma once
#include <QDialog>

class QLineEdit;
class QTextBrowser;
class QUrl;

namespace icf::ui {

/// The user manual in a window of its own; stays open beside the work.
class HelpWindow : public QDialog {
    Q_OBJECT
public:
    explicit HelpWindow(QWidget* parent = nullptr);

    /// Shows the window at a section: the heading as it stands in the manual of the current language; an unknown one
    /// shows the start.
    void showSection(const QString& section);

protected:
    void changeEvent(QEvent* event) override;

private:
    void load();
    void follow(const QUrl& link);
    bool scrollTo(const QString& section);
    void findNext();

    QTextBrowser* text_;
    QLineEdit* find_;
};

} // namespace icf::ui
