#include "ui/compare/answer_board.h"

#include <QRandomGenerator>
#include <QSplitter>

#include <algorithm>
#include <numeric>

#include "ui/compare/kept_panel.h"
#include "ui/session/kept_text.h"

namespace icf::ui {

namespace {
constexpr int kLeastHeight = 128;
}

AnswerBoard::AnswerBoard(QWidget* parent)
    : QScrollArea(parent)
    , splitter_(new QSplitter(Qt::Horizontal))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    // Some lines of the answers, whatever is open around them.
    setMinimumHeight(kLeastHeight);
    splitter_->setChildrenCollapsible(false);
    splitter_->setHandleWidth(16);
    splitter_->setProperty("transparent", true);
    setWidget(splitter_);
}

AnswerColumn* AnswerBoard::column(const ColumnKind& kind) const
{
    for (AnswerColumn* column : columns_)
        if (column->kind() == kind)
            return column;
    return nullptr;
}

QList<ColumnKind> AnswerBoard::kinds() const
{
    QList<ColumnKind> kinds;
    for (const AnswerColumn* column : columns_)
        kinds << column->kind();
    return kinds;
}

void AnswerBoard::setKinds(const QList<ColumnKind>& kinds)
{
    QList<AnswerColumn*> next;
    for (const ColumnKind& kind : kinds) {
        AnswerColumn* existing = column(kind);
        if (!existing) {
            existing = new AnswerColumn(kind);
            existing->setBudget(std::nullopt, 0);
            connect(existing, &AnswerColumn::stopRequested, this, [this, kind] { Q_EMIT stopRequested(kind); });
            connect(existing, &AnswerColumn::removeRequested, this, [this, kind] { Q_EMIT removeRequested(kind); });
            connect(existing, &AnswerColumn::checkpointRequested, this, [this, kind](const QString& folder) { Q_EMIT checkpointRequested(kind, folder); });
            connect(existing, &AnswerColumn::keptRequested, this, [this, kind] { Q_EMIT keptRequested(kind); });
            connect(existing, &AnswerColumn::inspectRequested, this, [this, kind] { Q_EMIT inspectRequested(kind); });
        }
        next << existing;
    }
    const bool same = next == columns_;
    for (AnswerColumn* column : std::as_const(columns_)) {
        if (next.contains(column))
            continue;
        column->hide();
        column->deleteLater();
    }
    columns_ = next;
    if (same)
        return;
    for (int i = 0; i < columns_.size(); ++i)
        splitter_->insertWidget(i, columns_[i]);
    splitter_->setSizes(QList<int>(columns_.size(), 1000));
    rescale();
}

void AnswerBoard::setBudgets(const std::map<QString, TokenBudget>& budgets)
{
    budgets_ = budgets;
    showBudgets();
}

void AnswerBoard::showBudgets()
{
    for (AnswerColumn* column : std::as_const(columns_)) {
        if (column->isAnswered())
            continue;
        const auto found = budgets_.find(column->kind().key());
        column->setBudget(found != budgets_.end() ? std::optional(found->second) : std::nullopt, 0);
    }
    rescale();
}

void AnswerBoard::rescale()
{
    std::int64_t longest = 0;
    for (const AnswerColumn* column : std::as_const(columns_))
        if (column->budget())
            longest = std::max(longest, column->budget()->total());
    for (AnswerColumn* column : std::as_const(columns_))
        column->setBudget(column->budget(), longest);
}

void AnswerBoard::judge(const QString& reference, DifferenceBase base)
{
    const AnswerColumn* full = column(ColumnKind{ContextMode::full});
    const bool fullDone = full && full->state() == AnswerColumn::State::done;
    for (AnswerColumn* column : std::as_const(columns_)) {
        const bool done = column->state() == AnswerColumn::State::done;
        column->setScores(done && !reference.trimmed().isEmpty()
                ? std::optional(scoreText(reference.toStdString(), column->answer().toStdString()))
                : std::nullopt);
        std::optional<WordDiff> diff;
        QString name;
        std::optional<QString> other;
        if (done && base == DifferenceBase::reference && !reference.trimmed().isEmpty()) {
            other = reference;
            name = tr("the reference");
        } else if (done && base == DifferenceBase::fullContext && fullDone && column != full) {
            other = full->answer();
            name = tr("the full-context answer");
        } else if (done && base == DifferenceBase::eachOther && columns_.size() == 2) {
            const AnswerColumn* second = columns_[column == columns_[0] ? 1 : 0];
            if (second->state() == AnswerColumn::State::done)
                other = second->answer();
            name = tr("the other answer");
        }
        if (other)
            diff = diffWords(column->answer(), *other);
        column->setDifference(diff, name);
        if (KeptPanel* kept = column->kept()) {
            const QStringList has = plainWords(column->answer());
            QStringList lacks = plainWords(other.value_or(QString()));
            lacks.removeIf([&has](const QString& word) { return has.contains(word); });
            kept->setWrongWords(lacks);
        }
    }
}

void AnswerBoard::setBlind(bool blind)
{
    QList<int> order(columns_.size());
    std::iota(order.begin(), order.end(), 0);
    if (blind)
        std::shuffle(order.begin(), order.end(), *QRandomGenerator::global());
    for (int place = 0; place < order.size(); ++place) {
        AnswerColumn* column = columns_[order[place]];
        column->setMask(blind ? QString(QChar(u'A' + place)) : QString());
        splitter_->insertWidget(place, column);
    }
    rescale();
}

void AnswerBoard::setSteppable(bool steppable)
{
    for (AnswerColumn* column : std::as_const(columns_))
        column->setSteppable(steppable);
}

void AnswerBoard::setOutdated(bool outdated)
{
    for (AnswerColumn* column : std::as_const(columns_))
        column->setOutdated(outdated);
}

void AnswerBoard::retranslate()
{
    for (AnswerColumn* column : std::as_const(columns_))
        column->retranslate();
    rescale();
}

} // namespace icf::ui
