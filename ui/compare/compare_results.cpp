#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include "ui/common/message_bar.h"
#include "ui/compare/column_chooser.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/question_form.h"
#include "ui/compare/settings_panel.h"
#include "ui/session/model_bar.h"
#include "ui/session/results.h"

/// What the Compare page says of answers: marks, ratings, whether they are of another question; and answers of before.
namespace icf::ui {

namespace {
/// Most pixels of a question that is quoted in a line.
constexpr int kQuotedWidth = 400;
} // namespace

void ComparePage::judge()
{
    DifferenceBase base = DifferenceBase(difference_->currentIndex());
    // Scores and marks against the full-context answer would give away which answer is which; what differs between the two does not.
    if (blindRun_ && base != DifferenceBase::off)
        base = DifferenceBase::eachOther;
    board_->judge(blindRun_ ? QString() : form_->reference(), base);
}

void ComparePage::rate(const QString& rating)
{
    Comparison result = answered_;
    result.rating = rating;
    for (int i = 0; i < board_->count(); ++i) {
        const AnswerColumn* column = board_->column(i);
        RatedSystem system{column->kind(), {}};
        if (system.column.needsCompressor())
            system.checkpoint = column->checkpointStep();
        (column->mask() == QLatin1StringView("A") ? result.ratedA : result.ratedB) = system;
    }
    // Else it would go to the button that removes a column.
    compareButton_->setFocus();
    rateRow_->hide();
    blindRun_ = false;
    board_->setBlind(false);
    judge();
    answered_ = result;
    const QString problem = history_.replace(result);
    if (!problem.isEmpty())
        message_->show(MessageBar::Kind::error, problem);
    showVerdict(result);
    Q_EMIT statusMessage(tr("Rating kept in the history"));
}

void ComparePage::showVerdict(const Comparison& comparison)
{
    const bool rated = !comparison.rating.isEmpty() && comparison.ratedA && comparison.ratedB;
    verdict_->setVisible(rated);
    if (!rated)
        return;
    const QString first = comparison.ratedA->title(), second = comparison.ratedB->title();
    const QString chosen = comparison.rating == QLatin1StringView("a") ? tr("You preferred A, “%1”, to B, “%2”.")
        : comparison.rating == QLatin1StringView("b")                 ? tr("You preferred B, “%2”, to A, “%1”.")
        : comparison.rating == QLatin1StringView("tie")               ? tr("You found A, “%1”, and B, “%2”, equally good.")
                                                                      : tr("You found both A, “%1”, and B, “%2”, bad.");
    const RatingTally tally = history_.tally(comparison);
    const QString sum = tr("Blind ratings of the two so far: “%1” better %2, “%3” better %4, equally good %5, both bad %6.")
                            .arg(first, QString::number(tally.first), second, QString::number(tally.second), QString::number(tally.tie), QString::number(tally.bothBad));
    verdict_->setText(chosen.arg(first, second) + QLatin1Char('\n') + sum);
}

bool ComparePage::isOutdated() const
{
    Comparison now = question();
    // How the compressor cuts contexts is not known at once.
    if (!session_.isKnown())
        now.settings.chunking = answered_.settings.chunking;
    return !answered_.asksAs(now);
}

void ComparePage::showOutdated()
{
    // Without answers there is nothing to compare.
    const bool outdated = !answered_.id.isEmpty() && isOutdated();
    board_->setOutdated(outdated);
    setDimmed(*verdict_, outdated);
    outdated_->setVisible(outdated);
    if (!outdated)
        return;
    const QString time = QLocale().toString(answered_.time.toLocalTime(), QLocale::ShortFormat);
    const bool samePrompt = answered_.prompt == form_->prompt(), sameContext = answered_.context == form_->context();
    outdated_->setText(samePrompt && sameContext ? tr("These answers are of %1, with other models or settings.").arg(time)
            : samePrompt
            ? tr("These answers are of %1, about another context.").arg(time)
            : tr("These answers are of %1, to another question: “%2”").arg(time, outdated_->fontMetrics().elidedText(answered_.prompt.simplified(), Qt::ElideRight, kQuotedWidth)));
}

void ComparePage::showAnswers(const Comparison& comparison)
{
    answered_ = comparison;
    byCheckpoint_.clear();
    for (const ColumnKind& kind : board_->kinds())
        board_->column(kind)->reset(false);
    for (const ColumnResult& column : comparison.columns)
        if (AnswerColumn* shown = board_->column(column.kind)) {
            if (column.report)
                shown->setBudget(column.report->budget, 0);
            shown->showResult(column);
            keepAnswer(column);
        }
    for (const ColumnResult& column : comparison.earlier)
        keepAnswer(column);
    for (const ColumnKind& kind : board_->kinds())
        showSteps(kind);
    board_->rescale();
    judge();
    showVerdict(comparison);
    showOutdated();
    budgets_.refresh();
}

void ComparePage::showComparison(const Comparison& comparison)
{
    if (run_.active() || set_.active()) {
        message_->show(MessageBar::Kind::info, tr("A comparison is running. Stop it before you open another."));
        return;
    }
    blindRun_ = false;
    rateRow_->hide();
    board_->setBlind(false);
    QList<ColumnKind> kinds;
    QMap<int, QString> checkpoints;
    for (const ColumnResult& column : comparison.columns) {
        kinds << column.kind;
        if (column.kind.further > 0)
            checkpoints[column.kind.further] = column.checkpoint;
    }
    chooser_->setChosen(kinds, checkpoints);
    form_->setQuestion(comparison.context, comparison.prompt, comparison.reference);
    settings_->setSettings(comparison.settings);
    settingsToggle_->setText(settings_->summary());
    showAnswers(comparison);
    if (comparison.contextCut)
        message_->show(MessageBar::Kind::warning,
            tr("The history kept only the beginning of this context; asking again would ask about less text."));
    else if (comparison.lm != session_.lmPath() || comparison.checkpoint != session_.compressorPath())
        message_->show(MessageBar::Kind::info,
            tr("These answers came from %1 with %2; other models are chosen above.")
                .arg(folderTitle(comparison.lm),
                    comparison.checkpoint.isEmpty() ? tr("no compressor") : folderTitle(comparison.checkpoint)));
    else
        message_->clear();
}

} // namespace icf::ui
