#include <QAction>

#include "ui/compare/column_chooser.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/conversation_panel.h"
#include "ui/compare/question_form.h"

/// How the Compare page asks several questions about one context and adds up what they cost.
namespace icf::ui {

void ComparePage::connectConversation()
{
    connect(conversationAction_, &QAction::toggled, conversationPanel_, &QWidget::setVisible);
    connect(conversationAction_, &QAction::triggered, this, [this](bool shown) {
        if (shown)
            chooseConversationColumns();
    });
    connect(conversationPanel_, &ConversationPanel::opened, this, &ComparePage::showComparison);
    connect(conversationPanel_, &ConversationPanel::asked, this, [this](const QString& prompt) {
        // The reference belongs to the question before.
        form_->setQuestion(form_->context(), prompt, {});
        compareAction_->trigger();
    });
}

void ComparePage::chooseConversationColumns()
{
    QList<ColumnKind> missing;
    for (int i = 0; i < Conversation::kSystems; ++i)
        if (!board_->column(Conversation::system(i)))
            missing << Conversation::system(i);
    for (const ColumnKind& kind : std::as_const(missing))
        chooser_->setChosen(kind, true);
    if (!missing.isEmpty() && !answered_.id.isEmpty() && !isOutdated() && !run_.active() && !set_.active())
        askColumns(missing);
}

void ComparePage::takeTurn()
{
    if (set_.active())
        return;
    conversation_.take(answered_);
    conversationPanel_->setConversation(conversation_);
}

} // namespace icf::ui
