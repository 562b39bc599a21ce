#pragma once
#include <QHash>
#include <QMap>
#include <QPointer>

#include <utility>

#include "ui/common/services.h"
#include "ui/compare/answer_board.h"
#include "ui/compare/budget_watch.h"
#include "ui/compare/comparison_history.h"
#include "ui/compare/comparison_run.h"
#include "ui/compare/conversation.h"
#include "ui/compare/prompt_set_run.h"
#include "ui/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QToolButton;

namespace icf::ui {

class ColumnChooser;
class ConversationPanel;
class HistoryPanel;
class InputsToggle;
class MessageBar;
class ModelBar;
class PromptSetPanel;
class QuestionForm;
class SessionMessage;
class SettingsPanel;

/// One question to the same language model reading the whole context, its digests, and what else is to be compared, side
/// by side.
class ComparePage : public Page {
    Q_OBJECT
public:
    ComparePage(Services& services, SharedSession& session, QWidget* parent = nullptr);
    ~ComparePage() override;

    QString title() const override;
    QString summary() const override;
    QString iconName() const override { return QStringLiteral("compare"); }
    void activated() override;
    void retranslate() override;
    /// Takes models, context, prompt, answer and chunks (ui/session/payload.h), or dropped files.
    void receive(const QVariantMap& payload) override;

    ComparisonHistory& history() { return history_; }
    ComparisonRun& run() { return run_; }
    PromptSetRun& set() { return set_; }

private:
    void buildLayout();
    void buildControls(class QVBoxLayout* column);
    void connectParts();
    Comparison question() const;
    void compare();
    void connectColumns();
    void columnsChanged();
    /// A column for a further checkpoint, or a run's; asked the question on show.
    void addCheckpoint(const QString& folder);
    /// Tells the columns their checkpoints, and those that there are beside them.
    void showCheckpoints();
    /// Lists the checkpoints beside the one that a compressor's column shows, anew.
    void showSteps(const ColumnKind& kind);
    /// Lets a column be of another checkpoint of its run, and shows its answer to the question on show: the one that came before, or asks.
    void stepTo(const ColumnKind& kind, const QString& folder);
    /// Asks some columns the question on show; the others keep their answers.
    void askColumns(const QList<ColumnKind>& kinds);
    void takeResult(const ColumnResult& result);
    /// Keeps a whole answer of a compressor, for when a column is stepped to its checkpoint again.
    void keepAnswer(const ColumnResult& result);
    /// Takes over the chunks that a newly chosen compressor was trained with.
    void takeChunks();
    /// What a column's digests are to be asked: checkpoint, chunks (absent: as it was trained to) and context of the question on show.
    struct KeptQuestion {
        QString checkpoint, context;
        std::optional<ChunkSettings> chunks;
        /// For KeptPanel::of.
        QString of() const;
    };
    KeptQuestion keptQuestion(const ColumnKind& kind) const;
    /// Shows what a column's digests still know of the context on show; where that is hidden, ends the work on it.
    void showKept(const ColumnKind& kind);
    /// Empties that where it is of another context, checkpoint or chunks, and ends the work on it.
    void dropKept(const ColumnKind& kind);
    void stopKept(const ColumnKind& kind);
    /// What the board shows answers of, or else what it would be asked.
    Comparison shownComparison() const;
    /// True when the form asks something else than the answers belong to.
    bool isOutdated() const;
    void columnEnded(int column);
    void finished();
    void judge();
    void rate(const QString& rating);
    void updateActions();
    void showComparison(const Comparison& comparison);
    void fillExample();
    /// Says in the page what keeps this question from being asked; false when nothing does.
    bool refused(const Comparison& comparison);
    /// Shows the answers of a comparison, with what they were asked; empty columns where it has none.
    void showAnswers(const Comparison& comparison);
    /// Dims and dates the answers as soon as the form asks something else than they belong to.
    void showOutdated();
    /// Says who was who and how the ratings stand; hidden for a comparison that was not rated.
    void showVerdict(const Comparison& comparison);
    void connectConversation();
    /// The columns whose cost the conversation adds up; those that are new are asked the question on show.
    void chooseConversationColumns();
    /// Adds what was answered to the conversation.
    void takeTurn();
    void connectSet();
    void chooseSet();
    void openSet(const QString& path);
    void runSet();
    void restoreView();
    void storeView() const;

    Services& services_;
    SharedSession& session_;
    ComparisonHistory history_;
    ComparisonRun run_;
    PromptSetRun set_;
    BudgetWatch budgets_;

    ModelBar* models_;
    MessageBar* message_;
    SessionMessage* sessionMessage_;
    QuestionForm* form_;
    ColumnChooser* chooser_;
    InputsToggle* inputs_;
    SettingsPanel* settings_;
    QLabel *differenceLabel_, *rateLabel_, *outdated_, *verdict_;
    QWidget* rateRow_;
    QToolButton *settingsToggle_, *historyToggle_, *setButton_, *conversationButton_;
    QComboBox* difference_;
    QCheckBox* blind_;
    QPushButton *compareButton_, *stopButton_;
    QList<QPushButton*> rateButtons_;
    AnswerBoard* board_;
    HistoryPanel* historyPanel_;
    PromptSetPanel* setPanel_;
    ConversationPanel* conversationPanel_;
    Conversation conversation_;
    QSplitter *across_, *down_;
    QAction *compareAction_, *stopAction_, *historyAction_, *setAction_, *conversationAction_;
    bool historyLoaded_ = false;
    bool blindRun_ = false;
    bool stopping_ = false; ///< All columns were asked to end.
    bool someColumns_ = false; ///< Only some columns are asked: the others keep their answers.
    qint64 example_ = 0;
    Comparison answered_; ///< What the answers on the board belong to; without an id: there are none.
    QHash<QString, QString> keptWanted_; ///< KeptPanel::of that each column, by its key, is to show.
    QHash<QString, QPointer<Job>> keptJobs_; ///< Each column's, by its key: reading back what its digests know.
    QMap<std::pair<bool, QString>, ColumnResult> byCheckpoint_; ///< Answers to that question: whether of a further column, which cuts contexts in its own way, and the checkpoint.
    QString chunksOf_; ///< Compressor, or run of compressors, that the chunk settings were taken from.
    PromptItem own_; ///< What the user had typed before a prompt set took the form,
    Comparison ownAnswered_; ///< and the answers that stood below it.
};

} // namespace icf::ui
