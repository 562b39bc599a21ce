#pragma once
#include <QToolButton>

class QAction;

namespace icf::ui {

class Settings;

/// What the pages that ask something and show results have in common.

/// Dims a widget whose content belongs to other inputs than those on the page, or brings it back.
void setDimmed(QWidget& widget, bool dimmed);
bool isDimmed(const QWidget& widget);

/// Folds a page's inputs away, so that the results get their room; what was chosen is remembered.
class InputsToggle : public QToolButton {
    Q_OBJECT
public:
    /// page: what the keys work on; inputs: what is shown and hidden; key: of the setting.  All outlive this.
    InputsToggle(QWidget* page, QWidget* inputs, Settings& settings, const QString& key);

    /// Shows the inputs: something in them is to be put right.
    void reveal();
    void retranslate();

private:
    QAction* action_;
};

} // namespace icf::ui
