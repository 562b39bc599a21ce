#pragma once
#include <QFrame>

#include "ui/compare/prompt_set.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;
class QToolButton;

namespace icf::ui {

class PromptSetRun;

/// A prompt set on the Compare page: how many of its questions to ask, how far it is, and the means of every column.
class PromptSetPanel : public QFrame {
    Q_OBJECT
public:
    explicit PromptSetPanel(PromptSetRun& run, QWidget* parent = nullptr);

    /// Offers a set that was read; name: of its file.
    void offer(const QString& name, std::vector<PromptItem> items);
    /// The questions to ask: the first ones, as many as chosen.
    std::vector<PromptItem> chosen() const;
    /// Forbids to run, while something else does.
    void setRunnable(bool runnable);
    QTableWidget* table() const { return table_; }
    void retranslate();

Q_SIGNALS:
    void runRequested();
    void closed();

private:
    void showState();
    void showScores();

    PromptSetRun& run_;
    QString name_;
    std::vector<PromptItem> items_;
    bool runnable_ = true;
    bool fresh_ = true; ///< Offered, and not begun yet.
    QLabel *title_, *countLabel_, *progressText_;
    QSpinBox* count_;
    QProgressBar* progress_;
    QPushButton* start_;
    QToolButton* close_;
    QTableWidget* table_;
};

} // namespace icf::ui
