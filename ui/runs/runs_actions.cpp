#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "ui/common/engine_text.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/format.h"
#include "ui/common/message_bar.h"
#include "ui/common/save_file.h"
#include "ui/runs/runs_columns.h"
#include "ui/runs/runs_filter.h"
#include "ui/runs/runs_model.h"
#include "ui/runs/runs_page.h"
#include "ui/session/payload.h"

/// What the Runs page does with the selected runs.
namespace icf::ui {

void RunsPage::addFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("List the runs of a folder"));
    if (!folder.isEmpty())
        addRoot(folder);
}

void RunsPage::addRoot(const QString& folder)
{
    wanted_ = isRunFolder(folder.toStdString()) ? folder : QString();
    services_.settings.addRunRoot(wanted_.isEmpty() ? folder : QFileInfo(folder).path());
    scanner_.scan();
}

void RunsPage::openFolder()
{
    for (const ListedRun& run : selected())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(run.info.folder)));
}

void RunsPage::duplicate()
{
    const std::vector<ListedRun> runs = selected();
    if (runs.size() != 1)
        return;
    TrainOptions options = runs.front().info.options;
    options.save_path = runs.front().info.folder;
    Q_EMIT openRequested(QStringLiteral("train"), {{QStringLiteral("options"), QString::fromStdString(toJson(options).dump())}});
}

void RunsPage::resume()
{
    const std::vector<ListedRun> runs = selected();
    if (runs.size() != 1)
        return;
    TrainOptions options = runs.front().info.options;
    options.save_path = runs.front().info.folder;
    Q_EMIT openRequested(QStringLiteral("train"), {{QStringLiteral("resume"), QString::fromStdString(toJson(options).dump())}});
}

void RunsPage::rename()
{
    const std::vector<ListedRun> runs = selected();
    if (runs.size() != 1)
        return;
    bool ok = false;
    const QString name = QInputDialog::getText(this, tr("Rename the run"), tr("New name"), QLineEdit::Normal,
                                               QString::fromStdString(runs.front().info.name), &ok).trimmed();
    if (!ok || name == QString::fromStdString(runs.front().info.name))
        return;
    try {
        wanted_ = renameRun(QString::fromStdString(runs.front().info.folder), name);
        scanner_.scan();
    } catch (const std::exception& error) {
        messages_->show(MessageBar::Kind::error, engineText(error));
    }
}

void RunsPage::archive()
{
    try {
        for (const ListedRun& run : selected()) {
            std::vector<std::string> tags = run.info.tags;
            if (std::erase(tags, kArchivedTag) == 0)
                tags.push_back(kArchivedTag);
            writeRunNotes(run.info.folder, tags, run.info.notes);
        }
    } catch (const std::exception& error) {
        messages_->show(MessageBar::Kind::error, engineText(error));
    }
    scanner_.scan();
}

void RunsPage::trash()
{
    trashed_.clear();
    qint64 bytes = 0;
    QString problem;
    for (const ListedRun& run : selected()) {
        try {
            trashed_.push_back(trashRun(QString::fromStdString(run.info.folder)));
            bytes += run.bytes;
        } catch (const std::exception& error) {
            problem = engineText(error);
        }
    }
    if (!problem.isEmpty())
        messages_->show(MessageBar::Kind::error, problem, trashed_.empty() ? QString() : tr("Undo"));
    else if (!trashed_.empty())
        messages_->show(MessageBar::Kind::info, tr("Moved %n run(s) (%1) to the trash.", nullptr, int(trashed_.size())).arg(formatBytes(double(bytes))),
                        tr("Undo"));
    scanner_.scan();
}

void RunsPage::undoTrash()
{
    messages_->clear();
    for (const TrashedRun& run : std::exchange(trashed_, {})) {
        try {
            restoreRun(run);
            wanted_ = run.folder;
        } catch (const std::exception& error) {
            messages_->show(MessageBar::Kind::error, engineText(error));
        }
    }
    scanner_.scan();
}

void RunsPage::exportTable()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export as CSV"), QStringLiteral("runs.csv"), tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    std::vector<ListedRun> shown;
    for (int row = 0; row < sorted_->rowCount(); ++row)
        shown.push_back(*model_->run(sorted_->mapToSource(sorted_->index(row, 0)).row()));
    try {
        writeWholeFile(file, runs::toCsv(shown, keysAsShown()));
        Q_EMIT statusMessage(tr("Wrote %1").arg(shortPath(file)));
    } catch (const std::exception& error) {
        messages_->show(MessageBar::Kind::error, engineText(error));
    }
}

void RunsPage::openCheckpoint(const QString& page, const RunInfo& run, const QString& checkpoint, const SampleReport* sample)
{
    QVariantMap payload{{payload::kLmPath, QString::fromStdString(run.options.model.lm_path)},
                        {payload::kUseChunk, run.options.compression.use_chunk},
                        {payload::kMaxChunkLen, qlonglong(run.options.compression.max_chunk_len)}};
    if (!checkpoint.isEmpty())
        payload.insert(payload::kCompressorPath, checkpoint);
    if (sample) {
        payload.insert(payload::kContext, exactText(sample->input));
        payload.insert(payload::kPrompt, exactText(sample->prompt));
        payload.insert(payload::kAnswer, exactText(sample->reference));
    }
    Q_EMIT openRequested(page, payload);
}

} // namespace icf::ui
