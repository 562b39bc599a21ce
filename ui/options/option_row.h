#pragma once
#include <QObject>
#include <QString>

#include "core/options/describe.h"

class QGridLayout;
class QLabel;

namespace icf::ui {

class FieldEditor;

/// One option in a form: label, editor, unit, below them what is odd about the value, and over the next row what is wrong with it.
class OptionRow : public QObject {
    Q_OBJECT
public:
    /// Adds itself to the grid's next rows (columns label, editor, unit; a list of words has the whole width below its label).
    /// parent: whose layout the grid is; form: what the words for a wrong value stand over.
    OptionRow(const OptionDescription& option, QGridLayout* grid, QWidget* parent, QWidget* form);

    const OptionDescription& option() const { return option_; }
    FieldEditor* editor() const { return editor_; }
    QString key() const { return key_; }

    /// What is wrong; empty: nothing.  The field gets a red frame; the text stands over what is below it, which stays where it is, while the
    /// keyboard or the mouse is in the field.
    void setProblem(const QString& problem);
    /// What is odd but allowed.
    void setAdvice(const QString& advice);
    QString problem() const { return problem_; }
    /// What else there is to know of the value, in one muted line; of files only.
    void setNote(const QString& note);
    /// Marks the row as differing from what it is compared with; was: that value as text, for the tool tip.
    void setChanged(bool changed, const QString& was);
    bool isChanged() const { return changed_; }
    /// Whether the option can be edited: not while it changes nothing.
    void setEnabled(bool enabled);
    void setVisible(bool visible);
    bool isVisible() const { return visible_; }
    /// True when label, key or help contains the text.
    bool matches(const QString& text) const;
    void retranslate();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showMessage();
    void placeProblem();
    void showToolTip();

    OptionDescription option_;
    QString key_;
    QLabel* label_;
    FieldEditor* editor_;
    QLabel* unit_;
    QLabel* message_;
    QLabel* problemLabel_; ///< Not of the grid: no row moves when it comes or goes.
    QLabel* note_ = nullptr;  ///< Of files.
    QString problem_;
    QString advice_;
    QString was_;
    bool changed_ = false;
    bool visible_ = true;
};

} // namespace icf::ui
