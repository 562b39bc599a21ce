#include "ui/compare/conversation_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/common/parts.h"

namespace icf::ui {

namespace {
constexpr int kQuestionCharacters = 24; ///< Of a question in the head of its column.
}

ConversationPanel::ConversationPanel(QWidget* parent)
    : QWidget(parent)
    , question_(new QLineEdit)
    , ask_(new QPushButton)
    , note_(roleLabel("muted"))
    , table_(new QTableWidget(Conversation::kSystems, 1))
{
    question_->setObjectName(QStringLiteral("nextQuestion"));
    ask_->setObjectName(QStringLiteral("askNext"));
    note_->setWordWrap(true);
    table_->setObjectName(QStringLiteral("conversationCosts"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setShowGrid(false);
    table_->setAlternatingRowColors(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->verticalHeader()->setHighlightSections(false);
    auto* column = columnIn(this, {}, 8);
    column->addLayout(rowOf({wide(question_), ask_}, 8));
    column->addWidget(table_);
    column->addWidget(note_);
    // The newest question is what one wants to see; the table knows its new width only later.
    connect(table_->horizontalScrollBar(), &QScrollBar::rangeChanged, table_->horizontalScrollBar(), [this](int, int most) { table_->horizontalScrollBar()->setValue(most); });
    connect(ask_, &QPushButton::clicked, this, &ConversationPanel::ask);
    connect(question_, &QLineEdit::returnPressed, this, &ConversationPanel::ask);
    const auto open = [this](int turn) {
        if (turn >= 0 && turn < conversation_.turns().size())
            Q_EMIT opened(conversation_.turns()[turn].comparison);
    };
    connect(table_, &QTableWidget::cellActivated, this, [open](int, int at) { open(at - 1); });
    connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this, [open](int at) { open(at - 1); });
    retranslate();
}

void ConversationPanel::setConversation(const Conversation& conversation)
{
    conversation_ = conversation;
    fill();
}

void ConversationPanel::setAskable(bool askable)
{
    ask_->setEnabled(askable);
}

void ConversationPanel::ask()
{
    if (!ask_->isEnabled() || question_->text().trimmed().isEmpty())
        return;
    Q_EMIT asked(question_->text());
    question_->clear();
}

void ConversationPanel::fill()
{
    const auto& turns = conversation_.turns();
    const auto cost = [](const Conversation::Cost& c) { return tr("%n token(s) · %1", nullptr, int(c.tokens)).arg(formatShortTime(c.seconds)); };
    const auto set = [this](int row, int column, const QString& text) {
        auto* item = new QTableWidgetItem(text);
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        table_->setItem(row, column, item);
    };
    table_->setColumnCount(1 + int(turns.size()));
    table_->setHorizontalHeaderItem(0, new QTableWidgetItem(tr("Context, once")));
    for (int i = 0; i < Conversation::kSystems; ++i) {
        table_->setVerticalHeaderItem(i, new QTableWidgetItem(Conversation::system(i).title()));
        set(i, 0, conversation_.once(i) ? cost(*conversation_.once(i)) : QStringLiteral("–"));
    }
    for (int turn = 0; turn < turns.size(); ++turn) {
        const QString prompt = turns[turn].comparison.prompt.simplified();
        auto* head = new QTableWidgetItem(QStringLiteral("%1  %2").arg(turn + 1).arg(shortName(prompt, kQuestionCharacters)));
        head->setToolTip(plainTip(prompt));
        table_->setHorizontalHeaderItem(turn + 1, head);
        for (int i = 0; i < Conversation::kSystems; ++i) {
            const auto& own = turns[turn].costs[std::size_t(i)];
            const auto sum = conversation_.secondsUpTo(i, turn);
            set(i, turn + 1, own ? cost(*own) + QLatin1Char('\n') + (sum ? tr("in all %1").arg(formatShortTime(*sum)) : QStringLiteral("–")) : QStringLiteral("–"));
        }
    }
    table_->resizeColumnsToContents();
    // As high as its rows, less where the window is low.
    const int row = 2 * table_->fontMetrics().lineSpacing() + 8;
    table_->verticalHeader()->setDefaultSectionSize(row);
    const int around = table_->horizontalHeader()->sizeHint().height() + table_->horizontalScrollBar()->sizeHint().height() + 2 * table_->frameWidth();
    table_->setMinimumHeight(around + row);
    table_->setMaximumHeight(around + Conversation::kSystems * row);
    note_->setText(turns.isEmpty() ? tr("Ask something about the context: what each question costs is added up here.")
                                   : tr("Tokens read and time to the first token, as measured. “In all” counts the questions so far and what is done once for the context."));
}

void ConversationPanel::retranslate()
{
    question_->setPlaceholderText(tr("Ask another question about this context"));
    question_->setAccessibleName(question_->placeholderText());
    ask_->setText(tr("Ask"));
    table_->setAccessibleName(tr("Cost of each question"));
    fill();
}

} // namespace icf::ui
