#pragma once
#include <QScrollArea>

#include <map>

#include "ui/compare/answer_column.h"

class QSplitter;

namespace icf::ui {

/// What answers are compared with word by word.  The first three are offered; eachOther is for a blind rating of two.
enum class DifferenceBase { fullContext, reference, off, eachOther };

/// The columns side by side.
class AnswerBoard : public QScrollArea {
    Q_OBJECT
public:
    explicit AnswerBoard(QWidget* parent = nullptr);

    /// Shows a column for each kind; columns that stay keep what they show.
    void setKinds(const QList<ColumnKind>& kinds);
    int count() const { return int(columns_.size()); }
    AnswerColumn* column(int index) const { return columns_.at(index); }
    AnswerColumn* column(const ColumnKind& kind) const;
    QList<ColumnKind> kinds() const;

    /// Takes what the columns would read, and shows it as showBudgets does.
    void setBudgets(const std::map<QString, TokenBudget>& budgets);
    /// Shows what the columns without an answer would read, all to one scale; an answer keeps what was read for it.
    void showBudgets();
    /// Scores and marks differences of all finished answers.
    void judge(const QString& reference, DifferenceBase base);
    /// Scales the meters of finished columns alike.
    void rescale();
    /// Hides the columns by letters in a random order (blind), or reveals them.
    void setBlind(bool blind);
    /// False while something is computed that a step to another checkpoint would disturb.
    void setSteppable(bool steppable);
    /// Dims finished answers: they belong to another question than the one in the form.
    void setOutdated(bool outdated);
    void retranslate();

Q_SIGNALS:
    void stopRequested(const icf::ui::ColumnKind& kind);
    void removeRequested(const icf::ui::ColumnKind& kind);
    void checkpointRequested(const icf::ui::ColumnKind& kind, const QString& folder);
    void keptRequested(const icf::ui::ColumnKind& kind);
    void inspectRequested(const icf::ui::ColumnKind& kind);

private:
    QSplitter* splitter_;
    QList<AnswerColumn*> columns_;
    std::map<QString, TokenBudget> budgets_; ///< By the columns' keys.
};

} // namespace icf::ui
