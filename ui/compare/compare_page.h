#pragma once
#include "ui/common/services.h"
#include "ui/compare/answer_board.h"
#include "ui/compare/budget_watch.h"
#include "ui/compare/comparison_history.h"
#include "ui/compare/comparison_run.h"
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
class FolderPicker;
class HistoryPanel;
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
    void columnsChanged();
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
    SettingsPanel* settings_;
    FolderPicker* second_;
    QLabel *secondLabel_, *differenceLabel_, *rateLabel_, *outdated_, *verdict_;
    QWidget *secondRow_, *rateRow_;
    QToolButton *settingsToggle_, *historyToggle_, *setButton_;
    QComboBox* difference_;
    QCheckBox* blind_;
    QPushButton *compareButton_, *stopButton_;
    QList<QPushButton*> rateButtons_;
    AnswerBoard* board_;
    HistoryPanel* historyPanel_;
    PromptSetPanel* setPanel_;
    QSplitter *across_, *down_;
    QAction *compareAction_, *stopAction_, *historyAction_, *setAction_;
    bool historyLoaded_ = false;
    bool blindRun_ = false;
    bool stopping_ = false; ///< All columns were asked to end.
    qint64 example_ = 0;
    Comparison answered_; ///< What the answers on the board belong to; without an id: there are none.
    PromptItem own_; ///< What the user had typed before a prompt set took the form,
    Comparison ownAnswered_; ///< and the answers that stood below it.
};

} // namespace icf::ui
