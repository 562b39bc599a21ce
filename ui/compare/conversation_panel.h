#pragma once
#include <QWidget>

#include "ui/compare/conversation.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace icf::ui {

/// Further questions about the context on show, and what each costs with digests, with the full context and with the full context kept, adding up.
class ConversationPanel : public QWidget {
    Q_OBJECT
public:
    explicit ConversationPanel(QWidget* parent = nullptr);

    /// Shows what was asked so far.
    void setConversation(const Conversation& conversation);
    /// False while a question is being answered.
    void setAskable(bool askable);
    void retranslate();

Q_SIGNALS:
    /// The user asks another question about the same context.
    void asked(const QString& prompt);
    /// The user wants to see a question with its answers again.
    void opened(const icf::ui::Comparison& comparison);

private:
    void fill();
    void ask();

    Conversation conversation_;
    QLineEdit* question_;
    QPushButton* ask_;
    QLabel* note_;
    QTableWidget* table_;
};

} // namespace icf::ui
