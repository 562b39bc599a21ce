#pragma once
#include <QTimer>
#include <QWidget>

#include "ui/session/token_counter.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace icf::ui {

class ContextEdit;
class ExactTextEdit;
struct Services;

/// Context, prompt and reference answer, with token counts beside them.  What was typed survives a crash: it is written to
/// a draft file a second after the last change.
class QuestionForm : public QWidget {
    Q_OBJECT
public:
    QuestionForm(Services& services, QWidget* parent = nullptr);
    /// Writes a draft that still waits.
    ~QuestionForm() override;

    QString context() const;
    QString prompt() const;
    QString reference() const;
    void setQuestion(const QString& context, const QString& prompt, const QString& reference);
    void setContext(const QString& context);
    /// Counts tokens with this model's tokenizer.
    void setModel(const QString& folder);
    ContextEdit* contextEdit() const { return context_; }
    ExactTextEdit* promptEdit() const { return prompt_; }
    QLineEdit* referenceEdit() const { return reference_; }
    /// While held, what the form shows is not the user's, and the draft on the disk stays as it is.
    void holdDraft(bool hold);
    /// Shows or hides the offer to fill in an example.
    void setExampleOffered(bool offered);
    void retranslate();

Q_SIGNALS:
    /// Context or prompt changed.
    void questionChanged();
    void referenceChanged();
    void exampleRequested();
    /// A text could not be taken, and why.
    void refused(const QString& message);
    /// Ctrl+Return in the prompt or the reference.
    void submitted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void loadDraft();
    void saveDraft();
    /// The writing itself; touches no member.
    std::function<void()> draftWriter() const;

    Services& services_;
    QLabel *contextLabel_, *promptLabel_, *referenceLabel_, *contextCount_, *promptCount_;
    QPushButton* example_;
    ContextEdit* context_;
    ExactTextEdit* prompt_;
    QLineEdit* reference_;
    QString givenReference_, shownReference_; ///< One line cannot show all: as it was given, and as it was then shown.
    TokenCounter contextCounter_, promptCounter_;
    QTimer draftTimer_;
    bool loading_ = false;
    bool held_ = false;
};

} // namespace icf::ui
