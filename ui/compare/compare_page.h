#pragma once
#include "ui/compare/answer_board.h"
#include "ui/compare/budget_watch.h"
#include "ui/compare/comparison_history.h"
#include "ui/compare/comparison_run.h"
#include "ui/page.h"
#include "ui/shell/services.h"

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
class QuestionForm;
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
    void showSessionProblem();
    void showComparison(const Comparison& comparison);
    void fillExample();
    void restoreView();
    void storeView() const;

    Services& services_;
    SharedSession& session_;
    ComparisonHistory history_;
    ComparisonRun run_;
    BudgetWatch budgets_;

    ModelBar* models_;
    MessageBar* message_;
    QuestionForm* form_;
    ColumnChooser* chooser_;
    SettingsPanel* settings_;
    FolderPicker* second_;
    QLabel *secondLabel_, *differenceLabel_, *rateLabel_;
    QWidget *secondRow_, *rateRow_;
    QToolButton *settingsToggle_, *historyToggle_;
    QComboBox* difference_;
    QCheckBox* blind_;
    QPushButton *compareButton_, *stopButton_;
    QList<QPushButton*> rateButtons_;
    AnswerBoard* board_;
    HistoryPanel* historyPanel_;
    QSplitter *across_, *down_;
    QAction *compareAction_, *stopAction_, *historyAction_;
    bool historyLoaded_ = false;
    bool blindRun_ = false;
    qint64 example_ = 0;
};

} // namespace icf::ui
