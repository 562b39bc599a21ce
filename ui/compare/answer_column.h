#pragma once
#include <QFrame>
#include <QList>
#include <QTimer>

#include <optional>

#include "core/metrics/metrics.h"
#include "ui/compare/comparison.h"
#include "ui/session/alignment.h"
#include "ui/session/work_progress.h"

class QGridLayout;
class QLabel;
class QTextEdit;
class QToolButton;

namespace icf::ui {

class CheckpointStepper;
class ElidedLabel;
class KeptPanel;
class TokenMeter;

/// One answer of a comparison: what the model read, the text as it comes, and what it cost.  Every kind of column looks the
/// same, so that none is favoured.
class AnswerColumn : public QFrame {
    Q_OBJECT
public:
    enum class State { empty, waiting, running, stopping, done, stopped, failed };

    explicit AnswerColumn(const ColumnKind& kind, QWidget* parent = nullptr);

    const ColumnKind& kind() const { return kind_; }
    /// The letter that hides the column in a blind rating; empty when it is not hidden.
    const QString& mask() const { return mask_; }
    State state() const { return state_; }
    QString answer() const { return answer_; }

    /// Shows what the model would read; scale: vectors that fill the meter (the longest column's).
    void setBudget(const std::optional<TokenBudget>& budget, std::int64_t scale);
    const std::optional<TokenBudget>& budget() const { return budget_; }
    /// True when the column shows what came out, whole or stopped: its figures are that answer's.
    bool isAnswered() const { return report_.has_value(); }
    /// The checkpoint that the column uses: the title of a further one's column, and a tool tip.
    void setCheckpoint(const QString& path);
    const QString& checkpoint() const { return checkpoint_; }
    /// The same with the step that its run was at, once that is known.
    CheckpointStep checkpointStep() const;
    /// The checkpoints of its run, to step through; only for a compressor's column.
    void setCheckpoints(const QList<CheckpointStep>& checkpoints);
    /// False while a step would disturb what is computed.
    void setSteppable(bool steppable);
    /// Shows what the digests still know of the context, below the answer; null for columns without digests.
    KeptPanel* kept() const { return kept_; }
    bool showsKept() const;

    /// Empties the column; waiting: its turn is still to come.
    void reset(bool waiting);
    void begin();
    void addPiece(const QString& piece);
    /// Shows how far the column is before its first token.
    void showProgress(const WorkProgress& progress);
    /// The column was asked to end: says so until it has.
    void setStopping();
    /// Shows a finished column, from a run or from the history.
    void showResult(const ColumnResult& result);
    /// Metrics against the reference answer; absent without one.
    void setScores(const std::optional<TextScores>& scores);
    /// Marks words that differ; base: what the answer is compared with, for the caption.  No diff: marks are removed.
    void setDifference(const std::optional<WordDiff>& diff, const QString& base);
    /// Hides what the column is by a letter, for a blind rating; an empty letter reveals it.
    void setMask(const QString& letter);
    /// Dims the answer: it belongs to another question.
    void setOutdated(bool outdated);
    void retranslate();
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stopRequested();
    void removeRequested();
    /// The user steps to another checkpoint of the run.
    void checkpointRequested(const QString& folder);
    /// What the digests know is to be shown, or is hidden, as showsKept() says.
    void keptRequested();
    /// The Inspect page is to show the column's context and checkpoint.
    void inspectRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Figure {
        QWidget* pair; ///< Holds name and value.
        QLabel* name;
        QLabel* value;
    };
    void setState(State state);
    void buildFigures();
    void showFigures();
    /// Lays the figures out; pairs: of a name and a value in one row, 1 or 2.
    void placeFigures(int pairs);
    /// Two pairs in a row where all of both fit in the column's width, else one.
    void fitFigures();
    void markWords();
    void showTitle();
    void showPieces();

    ColumnKind kind_;
    State state_ = State::empty;
    QString answer_, error_, checkpoint_, mask_, differenceBase_;
    std::optional<GenerationReport> report_;
    std::optional<TokenBudget> budget_;
    std::optional<ChunkSettings> chunking_; ///< Of a further checkpoint.
    std::optional<TextScores> scores_;
    std::optional<WordDiff> difference_;

    ElidedLabel* title_;
    QLabel *read_, *note_, *differenceText_;
    QToolButton *stop_, *remove_, *keptToggle_;
    CheckpointStepper* stepper_;
    KeptPanel* kept_ = nullptr;
    QTextEdit* text_;
    ProgressText progress_;
    QTimer showPieces_;
    qsizetype shownCharacters_ = 0; ///< Of answer_, in text_.
    TokenMeter* meter_;
    QWidget* details_;
    QGridLayout* grid_;
    QList<Figure> figures_; ///< What the answer cost, then its scores.
    int pairsInRow_ = 2;
    bool outdated_ = false;
};

} // namespace icf::ui
