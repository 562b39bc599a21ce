#include "ui/compare/answer_column.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QStyle>
#include <QTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/elided_label.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/parts.h"
#include "ui/compare/checkpoint_stepper.h"
#include "ui/compare/kept_panel.h"
#include "ui/compare/token_meter.h"
#include "ui/session/model_bar.h"
#include "ui/session/results.h"
#include "ui/session/tints.h"

namespace icf::ui {

namespace {

constexpr int kShowMilliseconds = 50;

/// How a further checkpoint cut the context.
QString chunkText(const ChunkSettings& chunks)
{
    return chunks.use_chunk ? AnswerColumn::tr("chunks of %n token(s)", nullptr, int(chunks.max_chunk_len)) : AnswerColumn::tr("no chunks");
}

} // namespace

AnswerColumn::AnswerColumn(const ColumnKind& kind, QWidget* parent)
    : QFrame(parent)
    , kind_(kind)
{
    setProperty("card", true);
    setObjectName(QStringLiteral("column_") + kind.key());
    setMinimumWidth(240);

    title_ = new ElidedLabel;
    title_->setProperty("role", QStringLiteral("heading"));
    stop_ = new QToolButton;
    stop_->setIcon(icon(QStringLiteral("stop")));
    stop_->setObjectName(QStringLiteral("stopColumn"));
    remove_ = new QToolButton;
    remove_->setIcon(icon(QStringLiteral("close")));
    keptToggle_ = new QToolButton;
    keptToggle_->setCheckable(true);
    keptToggle_->setIcon(icon(QStringLiteral("inspect")));
    keptToggle_->setObjectName(kind.mode == ContextMode::compressed ? QStringLiteral("keptToggle") : QString());
    keptToggle_->setVisible(kind.mode == ContextMode::compressed);
    // A further checkpoint's title has its step.
    stepper_ = new CheckpointStepper(kind.further == 0);
    read_ = roleLabel("muted");
    read_->setWordWrap(true);
    read_->setObjectName(QStringLiteral("readText"));
    text_ = new QTextEdit;
    text_->setReadOnly(true);
    text_->setUndoRedoEnabled(false);
    showPieces_.setSingleShot(true);
    showPieces_.setInterval(kShowMilliseconds);
    connect(&showPieces_, &QTimer::timeout, this, &AnswerColumn::showPieces);
    text_->setTabChangesFocus(true);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setObjectName(QStringLiteral("answerText"));
    text_->setMinimumHeight(64);
    note_ = roleLabel("muted");
    note_->setWordWrap(true);
    note_->setObjectName(QStringLiteral("note"));
    differenceText_ = roleLabel("muted");
    differenceText_->setWordWrap(true);
    meter_ = new TokenMeter;

    buildFigures();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 16);
    column->setSpacing(8);
    column->addLayout(rowOf({wide(title_), keptToggle_, stop_, remove_}, 4));
    column->addWidget(stepper_);
    column->addWidget(read_);
    column->addWidget(text_, 1);
    if (kind.mode == ContextMode::compressed) {
        kept_ = new KeptPanel;
        kept_->hide();
        column->addWidget(kept_, 2);
        connect(keptToggle_, &QToolButton::toggled, this, [this](bool shown) {
            kept_->setVisible(shown);
            Q_EMIT keptRequested();
        });
        connect(kept_, &KeptPanel::inspectRequested, this, &AnswerColumn::inspectRequested);
    }
    column->addWidget(note_);
    column->addWidget(differenceText_);
    column->addWidget(meter_);
    column->addWidget(details_);

    connect(stepper_, &CheckpointStepper::chosen, this, &AnswerColumn::checkpointRequested);
    connect(stop_, &QToolButton::clicked, this, &AnswerColumn::stopRequested);
    connect(remove_, &QToolButton::clicked, this, &AnswerColumn::removeRequested);
    retranslate();
    reset(false);
}

void AnswerColumn::setCheckpoint(const QString& path)
{
    checkpoint_ = path;
    stepper_->setCurrent(path);
    showTitle();
}

void AnswerColumn::setCheckpoints(const QList<CheckpointStep>& checkpoints)
{
    stepper_->setCheckpoints(checkpoints, checkpoint_);
    stepper_->setVisible(checkpoints.size() > 1 && mask_.isEmpty());
    showTitle();
}

void AnswerColumn::setSteppable(bool steppable)
{
    stepper_->setSteppable(steppable);
}

CheckpointStep AnswerColumn::checkpointStep() const
{
    return {checkpoint_, stepper_->step()};
}

bool AnswerColumn::showsKept() const
{
    return keptToggle_->isChecked();
}

void AnswerColumn::setBudget(const std::optional<TokenBudget>& budget, std::int64_t scale)
{
    budget_ = budget;
    meter_->setBudget(budget, kind_.mode, scale);
    const QLocale locale;
    QString text;
    if (!budget) {
        text = kind_.help();
    } else if (kind_.mode == ContextMode::none) {
        text = tr("Reads no context");
    } else {
        const QString read = locale.toString(qlonglong(budget->contextRead)),
                      all = locale.toString(qlonglong(budget->contextTokens));
        if (kind_.mode == ContextMode::full)
            text = tr("Reads all %1 tokens").arg(all);
        else if (kind_.mode == ContextMode::compressed)
            text = tr("Reads %1 digests for %2 tokens").arg(read, all) + (chunking_ ? QStringLiteral(" · ") + chunkText(*chunking_) : QString());
        else if (kind_.mode == ContextMode::meanPooled)
            text = tr("Reads %1 vectors for %2 tokens").arg(read, all);
        else
            text = tr("Reads %1 of %2 tokens").arg(read, all);
    }
    if (const QString beyond = budget ? beyondModelText(budget->total(), budget->modelPositions) : QString(); !beyond.isEmpty())
        text += QLatin1Char('\n') + beyond;
    read_->setText(mask_.isEmpty() ? text : QString());
    read_->setToolTip(mask_.isEmpty() ? kind_.help() : QString());
    showFigures();
}

void AnswerColumn::setState(State state)
{
    state_ = state;
    stop_->setVisible(state == State::waiting || state == State::running || state == State::stopping);
    stop_->setEnabled(state != State::stopping);
    remove_->setVisible(!stop_->isVisibleTo(this));
    QString note;
    switch (state) {
    case State::empty:
        break;
    case State::waiting:
        note = tr("Waits for its turn");
        break;
    case State::running:
        note = tr("Answering…");
        break;
    case State::stopping:
        note = tr("Stopping…");
        break;
    case State::done:
        if (report_ && report_->hitLimit)
            note = tr("Stopped at the %n-token limit", nullptr, int(report_->ids.size()));
        else if (answer_.isEmpty())
            note = tr("The answer is empty.");
        break;
    case State::stopped:
        note = tr("Stopped");
        break;
    case State::failed:
        note = error_;
        break;
    }
    if (report_ && report_->digestsReused && kind_.mode == ContextMode::compressed && mask_.isEmpty()) {
        const QString kept = tr("Digests kept from the last question");
        note = note.isEmpty() ? kept : note + QStringLiteral(" · ") + kept;
    }
    if (report_ && report_->contextReused && mask_.isEmpty()) {
        const QString kept = tr("Context kept from the last question");
        note = note.isEmpty() ? kept : note + QStringLiteral(" · ") + kept;
    }
    note_->setProperty("role", state == State::failed ? QStringLiteral("error") : QStringLiteral("muted"));
    note_->style()->unpolish(note_);
    note_->style()->polish(note_);
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
}

void AnswerColumn::reset(bool waiting)
{
    answer_.clear();
    error_.clear();
    report_.reset();
    chunking_.reset();
    scores_.reset();
    difference_.reset();
    text_->clear();
    showPieces_.stop();
    shownCharacters_ = 0;
    differenceText_->hide();
    setState(waiting ? State::waiting : State::empty);
    showFigures();
}

void AnswerColumn::begin()
{
    progress_.restart();
    if (state_ != State::stopping)
        setState(State::running);
}

void AnswerColumn::showProgress(const WorkProgress& progress)
{
    QString sentence = progress_.sentence(progress);
    // Above the answer it stands only once the columns' tokens were counted.
    if (sentence.isEmpty() && !budget_)
        sentence = beyondModelText(progress.positions, progress.modelPositions);
    // What a column reads would give away which of two it is.
    if (state_ == State::running && answer_.isEmpty() && !sentence.isEmpty() && mask_.isEmpty())
        note_->setText(sentence);
}

void AnswerColumn::setStopping()
{
    if (state_ == State::waiting || state_ == State::running)
        setState(State::stopping);
}

void AnswerColumn::addPiece(const QString& piece)
{
    if (answer_.isEmpty() && state_ == State::running)
        setState(State::running);
    answer_ += piece;
    // Every insertion lays the whole paragraph out anew, which a long answer at hundreds of tokens a second has no time for.
    if (!showPieces_.isActive())
        showPieces_.start();
}

void AnswerColumn::showPieces()
{
    QScrollBar* bar = text_->verticalScrollBar();
    const bool follow = bar->value() >= bar->maximum() - 4;
    QTextCursor cursor(text_->document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(answer_.mid(shownCharacters_), QTextCharFormat());
    shownCharacters_ = answer_.size();
    if (follow)
        bar->setValue(bar->maximum());
}

void AnswerColumn::showResult(const ColumnResult& result)
{
    report_ = result.report;
    error_ = result.error;
    chunking_ = result.chunking;
    setCheckpoint(result.checkpoint);
    answer_ = result.text;
    text_->setPlainText(answer_);
    showPieces_.stop();
    shownCharacters_ = answer_.size();
    if (report_)
        budget_ = report_->budget;
    if (!error_.isEmpty())
        setState(State::failed);
    else if (!report_ || report_->stopped)
        setState(State::stopped);
    else
        setState(State::done);
    showFigures();
}

void AnswerColumn::setScores(const std::optional<TextScores>& scores)
{
    scores_ = scores;
    showFigures();
}

void AnswerColumn::setDifference(const std::optional<WordDiff>& diff, const QString& base)
{
    difference_ = diff;
    differenceBase_ = base;
    markWords();
}

void AnswerColumn::markWords()
{
    QTextCursor cursor(text_->document());
    // One layout for all marks instead of one for each.
    cursor.beginEditBlock();
    const auto done = qScopeGuard([&cursor] { cursor.endEditBlock(); });
    cursor.select(QTextCursor::Document);
    cursor.setCharFormat(QTextCharFormat());
    differenceText_->setVisible(difference_.has_value());
    if (!difference_)
        return;
    QTextCharFormat mark;
    mark.setBackground(Tints::difference(palette()));
    mark.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    mark.setUnderlineColor(Tints::hue(palette(), 32));
    for (const DiffWord& word : difference_->words) {
        if (!word.differs)
            continue;
        cursor.setPosition(word.start);
        cursor.setPosition(word.start + word.length, QTextCursor::KeepAnchor);
        cursor.setCharFormat(mark);
    }
    QString text;
    if (difference_->differing == 0 && difference_->missing == 0)
        text = tr("Same words as %1").arg(differenceBase_);
    else if (difference_->missing == 0)
        text = tr("%n word(s) differ from %1", nullptr, difference_->differing).arg(differenceBase_);
    else
        text = tr("%n word(s) differ from %1, %2 missing", nullptr, difference_->differing)
                   .arg(differenceBase_)
                   .arg(difference_->missing);
    differenceText_->setText(text);
    text_->setAccessibleDescription(text);
}

QSize AnswerColumn::minimumSizeHint() const
{
    // Splitters do not ask for the height at a width, and the texts that wrap need more of it in a narrow column.
    const QSize least = QFrame::minimumSizeHint().expandedTo(minimumSize());
    return {least.width(), layout()->totalMinimumHeightForWidth(std::max(width(), least.width()))};
}

void AnswerColumn::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitFigures();
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void AnswerColumn::setMask(const QString& letter)
{
    mask_ = letter;
    details_->setVisible(letter.isEmpty());
    meter_->setVisible(letter.isEmpty());
    read_->setVisible(letter.isEmpty());
    keptToggle_->setVisible(letter.isEmpty() && kept_);
    if (kept_)
        kept_->setVisible(letter.isEmpty() && showsKept());
    stepper_->setVisible(letter.isEmpty() && stepper_->count() > 1);
    showTitle();
    setState(state_);
}

void AnswerColumn::showTitle()
{
    const QString own = kind_.further == 0 || checkpoint_.isEmpty() ? kind_.title() : stepper_->title().isEmpty() ? folderTitle(checkpoint_) : stepper_->title();
    title_->setText(mask_.isEmpty() ? own : tr("Answer %1").arg(mask_));
    title_->setToolTip(mask_.isEmpty()
            ? plainTip(kind_.help() + (checkpoint_.isEmpty() ? QString() : QStringLiteral("\n") + shortPath(checkpoint_)))
            : QString());
    text_->setAccessibleName(title_->text());
    setAccessibleName(title_->text());
}

void AnswerColumn::setOutdated(bool outdated)
{
    if (outdated == outdated_)
        return;
    outdated_ = outdated;
    setDimmed(*text_, outdated);
    setDimmed(*details_, outdated);
    if (kept_)
        setDimmed(*kept_, outdated);
}

void AnswerColumn::retranslate()
{
    stop_->setToolTip(tr("Stop this column"));
    stop_->setAccessibleName(tr("Stop this column"));
    remove_->setToolTip(tr("Remove this column"));
    remove_->setAccessibleName(tr("Remove this column"));
    keptToggle_->setToolTip(tr("Show what the digests still know of the context"));
    keptToggle_->setAccessibleName(keptToggle_->toolTip());
    stepper_->retranslate();
    if (kept_)
        kept_->retranslate();
    text_->setPlaceholderText(tr("The answer appears here."));
    showTitle();
    setBudget(budget_, 0);
    setState(state_);
    if (difference_)
        markWords();
}

void AnswerColumn::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && difference_)
        markWords();
}

} // namespace icf::ui
