#pragma once
#include <QDialog>

#include <vector>

#include "core/text/prompt_template.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace icf::ui {

class ExactTextEdit;

/// Chooses a prompt template for the option prompt_template: one of the known, or texts of one's own, which are saved as the JSON file that the
/// option names.  Nothing is written but by its buttons.
class PromptTemplateDialog : public QDialog {
    Q_OBJECT
public:
    /// nameOrFile: the option now; it is what the dialog begins with, and a file is what "Save" writes.  A file that cannot be read is said in the
    /// dialog.  languageModel, compressor: paths as in the options; their templates are offered too, where they can be read.
    PromptTemplateDialog(const QString& nameOrFile, const std::string& languageModel, const std::string& compressor, QWidget* parent = nullptr);

    /// What the option is to be, once accepted: a name, a file, or empty for the compressor's own.
    const QString& chosen() const { return chosen_; }

private:
    /// A template to begin with.
    struct Start {
        QString title;
        PromptTemplate texts;
        QString value; ///< Of the option, while the texts are these.
    };

    void build();
    /// Fills the list; returns the index to begin with.
    int addStarts(const QString& nameOrFile, const std::string& languageModel, const std::string& compressor);
    void begin(int index);
    /// What the boxes hold, by its name where it is a known one.
    PromptTemplate texts() const;
    void showState();
    void showPreview();
    void showMessage(const QString& text, const char* role);
    void useOrSave();
    void saveAs();
    /// Writes the file, makes it the option, and closes; or says what is wrong.
    void save(const QString& file);

    std::vector<Start> starts_;
    QString file_;    ///< What "Save" writes; empty: none was opened.
    QString problem_; ///< Of the file that the option names.
    QString chosen_;
    QComboBox* begin_;
    QCheckBox* bos_;
    ExactTextEdit* prefix_;
    ExactTextEdit* lead_;
    ExactTextEdit* postfix_;
    ExactTextEdit* preview_;
    QLabel* message_;
    QPushButton* use_;
};

} // namespace icf::ui
