#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/run/run_folder.h"
#include "ui/common/engine_text.h"
#include "ui/common/message_bar.h"
#include "ui/common/settings.h"
#include "ui/compare/column_chooser.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/kept_panel.h"
#include "ui/compare/question_form.h"
#include "ui/compare/settings_panel.h"
#include "ui/session/payload.h"
#include "ui/session/run_checkpoints.h"
#include "ui/session/work_progress.h"

/// The Compare page's columns of compressors: further checkpoints, stepping through a run's, and what the digests still know.
namespace icf::ui {

void ComparePage::connectColumns()
{
    connect(chooser_, &ColumnChooser::changed, this, &ComparePage::columnsChanged);
    connect(chooser_, &ColumnChooser::checkpointRequested, this, &ComparePage::addCheckpoint);
    connect(board_, &AnswerBoard::stopRequested, this, [this](const ColumnKind& kind) {
        for (int i = 0; i < run_.result().columns.size(); ++i)
            if (run_.result().columns[i].kind == kind)
                run_.stop(i);
    });
    connect(board_, &AnswerBoard::removeRequested, this, [this](const ColumnKind& kind) { chooser_->setChosen(kind, false); });
    connect(board_, &AnswerBoard::checkpointRequested, this, &ComparePage::stepTo);
    connect(board_, &AnswerBoard::keptRequested, this, &ComparePage::showKept);
    connect(board_, &AnswerBoard::inspectRequested, this, [this](const ColumnKind& kind) {
        const Comparison shown = shownComparison();
        const ColumnResult* result = shown.column(kind);
        if (!result)
            return;
        const ChunkSettings chunks = result->chunking.value_or(shown.settings.chunking);
        Q_EMIT openRequested(QStringLiteral("inspect"),
            {{payload::kContext, shown.context}, {payload::kCompressorPath, kind.further > 0 ? result->checkpoint : shown.checkpoint},
                {payload::kUseChunk, chunks.use_chunk}, {payload::kMaxChunkLen, qint64(chunks.max_chunk_len)}});
    });
}

Comparison ComparePage::shownComparison() const
{
    return answered_.id.isEmpty() ? question() : answered_;
}

void ComparePage::addCheckpoint(const QString& folder)
{
    if (run_.active() || set_.active())
        return;
    QString checkpoint;
    try {
        checkpoint = checkpointIn(folder);
    } catch (const Error& error) {
        return message_->show(MessageBar::Kind::warning, engineText(error));
    }
    services_.settings.addRecent(Settings::Recent::checkpoint, checkpoint);
    const ColumnKind kind = chooser_->addCheckpoint(checkpoint);
    // The question on show was answered without it.
    if (!answered_.id.isEmpty() && !isOutdated())
        askColumns({kind});
}

void ComparePage::showCheckpoints()
{
    for (const ColumnKind& kind : board_->kinds()) {
        AnswerColumn* column = board_->column(kind);
        const QString folder = kind.further > 0 ? chooser_->checkpoint(kind) : kind.needsCompressor() ? session_.compressorPath() : QString();
        if (column->checkpoint() == folder)
            continue;
        column->setCheckpoint(folder);
        showSteps(kind);
    }
}

void ComparePage::showSteps(const ColumnKind& kind)
{
    const QString folder = kind.needsCompressor() ? board_->column(kind)->checkpoint() : QString();
    if (folder.isEmpty())
        return board_->column(kind)->setCheckpoints({});
    services_.background.submit(this, [this, kind, folder](CancelToken&, const Post& post) {
        const QList<CheckpointStep> steps = checkpointsBeside(folder);
        post([this, kind, folder, steps] {
            AnswerColumn* shown = board_->column(kind);
            if (shown && shown->checkpoint() == folder)
                shown->setCheckpoints(steps);
        });
    });
}

void ComparePage::stepTo(const ColumnKind& kind, const QString& folder)
{
    AnswerColumn* column = board_->column(kind);
    if (run_.active() || set_.active() || !column)
        return;
    const bool current = !answered_.id.isEmpty() && !isOutdated();
    if (kind.further > 0) {
        chooser_->setCheckpoint(kind, folder);
        column->setCheckpoint(folder);
        if (!current)
            column->reset(false);
    } else {
        // The other answers stay: checkpoints of a run have as many digests, and more than that is not read of them.
        if (current)
            answered_.checkpoint = folder;
        session_.choose(session_.lmPath(), folder, false);
    }
    if (!current)
        return updateActions();
    const auto known = byCheckpoint_.constFind({kind.further > 0, QDir::cleanPath(folder)});
    if (known != byCheckpoint_.constEnd())
        return takeResult({kind, known->checkpoint, known->text, known->error, known->report, known->chunking});
    // Asked before the folder was read, a question would take over its chunks.
    session_.whenKnown(this, [this, kind, id = answered_.id] {
        if (!run_.active() && !set_.active() && answered_.id == id && board_->column(kind))
            askColumns({kind});
    });
}

void ComparePage::takeChunks()
{
    const QString& compressor = session_.compressorPath();
    const QString of = checkpointNumber(compressor.toStdString()) >= 0 ? QString::fromStdString(folderOfCheckpoint(compressor.toStdString())) : compressor;
    // A step within a run asks as before, also with chunks that the user set.
    if (of == std::exchange(chunksOf_, of) && !of.isEmpty())
        return;
    CompareSettings settings = settings_->settings();
    settings.chunking = session_.chunking();
    settings_->setSettings(settings);
    settingsToggle_->setText(settings_->summary());
}

void ComparePage::askColumns(const QList<ColumnKind>& kinds)
{
    Comparison some = answered_;
    some.columns.clear();
    for (const ColumnKind& kind : kinds) {
        some.columns.append({kind, chooser_->checkpoint(kind), {}, {}, {}});
        if (!answered_.column(kind))
            answered_.columns.append(some.columns.last());
        board_->column(kind)->reset(true);
        dropKept(kind);
    }
    someColumns_ = true;
    run_.start(std::move(some));
    updateActions();
}

void ComparePage::takeResult(const ColumnResult& result)
{
    const auto again = [&result](const ColumnResult& one) { return one.kind == result.kind && one.checkpoint == result.checkpoint; };
    answered_.earlier.removeIf(again);
    for (ColumnResult& column : answered_.columns) {
        if (column.kind != result.kind)
            continue;
        // It may have been rated.
        if (column.kind.needsCompressor() && column.report && !column.report->stopped && !again(column))
            answered_.earlier.append(column);
        column = result;
    }
    keepAnswer(result);
    if (AnswerColumn* column = board_->column(result.kind)) {
        column->showResult(result);
        // An answer that was stopped says that one does not want to wait for its context.
        if (column->showsKept() && result.report && !result.report->stopped)
            showKept(result.kind);
    }
    board_->rescale();
    judge();
}

void ComparePage::keepAnswer(const ColumnResult& result)
{
    if (result.kind.needsCompressor() && result.report && !result.report->stopped)
        byCheckpoint_.insert({result.kind.further > 0, QDir::cleanPath(result.checkpoint)}, result);
}

QString ComparePage::KeptQuestion::of() const
{
    return QStringList{checkpoint, chunks && chunks->use_chunk ? QString::number(chunks->max_chunk_len) : QString(), context}.join(QLatin1Char('\n'));
}

ComparePage::KeptQuestion ComparePage::keptQuestion(const ColumnKind& kind) const
{
    const Comparison shown = shownComparison();
    return {kind.further > 0 ? chooser_->checkpoint(kind) : shown.checkpoint, shown.context,
        kind.further > 0 ? std::nullopt : std::optional(shown.settings.chunking)};
}

void ComparePage::stopKept(const ColumnKind& kind)
{
    keptWanted_.remove(kind.key());
    if (const QPointer<Job> job = keptJobs_.take(kind.key()))
        job->cancel();
}

void ComparePage::dropKept(const ColumnKind& kind)
{
    KeptPanel* kept = board_->column(kind)->kept();
    if (!kept || kept->of() == keptQuestion(kind).of())
        return;
    stopKept(kind);
    kept->setProblem(tr("Shown once the column has answered."));
}

void ComparePage::showKept(const ColumnKind& kind)
{
    AnswerColumn* column = board_->column(kind);
    if (!column || !column->kept())
        return;
    if (!column->showsKept())
        return stopKept(kind);
    const KeptQuestion question = keptQuestion(kind);
    if (question.checkpoint.isEmpty() || question.context.trimmed().isEmpty())
        return column->kept()->setProblem(question.checkpoint.isEmpty() ? tr("Choose a compressor checkpoint.") : tr("There is no context yet."));
    // Reading a long context back takes a while: more questions about it do not do it again.
    const QString of = question.of();
    if (column->kept()->of() == of)
        return;
    stopKept(kind);
    column->kept()->setReport({});
    keptWanted_[kind.key()] = of;
    Job* job = session_.submit(this, question.checkpoint,
        [this, kind, of, context = question.context.toStdString(), chunks = question.chunks](Session& session, CancelToken& cancel, const Post& post) {
            const ReconstructionReport report = session.reconstruct(context, chunks ? *chunks : chunkingOf(*session.compressor()), cancel);
            post([this, kind, of, report] {
                AnswerColumn* asked = board_->column(kind);
                // Of the newest wish only.
                if (asked && keptWanted_.value(kind.key()) == of)
                    asked->kept()->setReport(report, of);
            });
        });
    keptJobs_[kind.key()] = job;
    connect(job, &Job::failed, this, [this, kind](const QString& text) {
        if (AnswerColumn* asked = board_->column(kind))
            asked->kept()->setProblem(text);
    });
}

} // namespace icf::ui
