#include "ui/runs/checkpoint_table.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>

#include <utility>

#include "core/run/training_state.h"
#include "ui/common/format.h"
#include "ui/common/parts.h"
#include "ui/runner/runner.h"

namespace icf::ui {

namespace {
constexpr int kFolderRole = Qt::UserRole, kStepRole = Qt::UserRole + 1;
const QString kUnknown = QStringLiteral("–");

Qt::Alignment sideOf(int column)
{
    return (column == CheckpointTable::kName || column == CheckpointTable::kWritten ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}
}

CheckpointTable::CheckpointTable(Runner& background, QWidget* parent) : QTableWidget(0, kColumns, parent), background_(background)
{
    setObjectName(QStringLiteral("checkpointTable"));
    makeRowTable(*this);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    horizontalHeader()->setStretchLastSection(true);
    for (const auto& [column, width] : {std::pair{kName, 236}, {kStep, 60}, {kLoss, 76}, {kValidation, 112}, {kSize, 76}})
        horizontalHeader()->resizeSection(column, width);
    retranslate();
}

void CheckpointTable::clearRun()
{
    setRowCount(0);
    curves_.reset();
}

void CheckpointTable::setRun(const RunInfo& run, std::shared_ptr<const RunCurves> curves)
{
    // The newest one is chosen, unless the user chose another.
    const QString before = currentRow() == rowCount() - 1 ? QString() : chosen();
    curves_ = std::move(curves);
    setRowCount(int(run.checkpoints.size()));
    QStringList folders;
    int current = rowCount() - 1;
    for (int row = 0; row < rowCount(); ++row) {
        const std::string& path = run.checkpoints[std::size_t(row)];
        folders << QString::fromStdString(path);
        const QString name = QFileInfo(folders.last()).fileName();
        for (int column = 0; column < kColumns; ++column) {
            auto* item = new QTableWidgetItem;
            item->setTextAlignment(sideOf(column));
            setItem(row, column, item);
        }
        setText(row, kName, path == run.bestCheckpoint ? tr("%1 (best validation)").arg(name) : name);
        item(row, kName)->setData(kFolderRole, folders.last());
        item(row, kName)->setToolTip(plainTip(shortPath(folders.last())));
        if (folders.last() == before)
            current = row;
    }
    setCurrentCell(current, kName);
    background_.submit(this, [this, folders](CancelToken& cancel, const Post& post) {
        std::vector<Facts> facts;
        for (const QString& folder : folders) {
            cancel.throwIfStopped();
            Facts one;
            one.folder = folder;
            // A checkpoint's folder holds no others.
            for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files))
                one.bytes += double(file.size());
            one.written = QFileInfo(folder).lastModified();
            if (const std::optional<TrainingState> state = TrainingState::ofCheckpoint(folder.toStdString())) {
                one.step = state->steps;
                one.loss = state->lastLoss;
            }
            facts.push_back(std::move(one));
        }
        post([this, facts = std::move(facts)] { showFacts(facts); });
    });
}

void CheckpointTable::showFacts(const std::vector<Facts>& facts)
{
    for (int row = 0; row < rowCount(); ++row)
        for (const Facts& one : facts) {
            if (item(row, kName)->data(kFolderRole) != one.folder)
                continue;
            setText(row, kStep, one.step ? QLocale().toString(qlonglong(*one.step)) : kUnknown);
            setText(row, kLoss, one.step && *one.step > 0 ? formatNumber(one.loss) : kUnknown);
            setText(row, kSize, formatBytes(one.bytes));
            setText(row, kWritten, QLocale().toString(one.written, QLocale::ShortFormat));
            item(row, kName)->setData(kStepRole, one.step ? QVariant(qlonglong(*one.step)) : QVariant());
        }
    refresh();
}

void CheckpointTable::refresh()
{
    for (int row = 0; row < rowCount(); ++row) {
        const QVariant step = item(row, kName)->data(kStepRole);
        if (!step.isValid())
            continue;
        QString text = kUnknown;
        for (std::size_t i = 0; curves_ && i < curves_->validations(); ++i)
            if (curves_->validation(i).step == step.toLongLong())
                text = formatNumber(curves_->validationLoss(i));
        setText(row, kValidation, text);
    }
}

void CheckpointTable::setText(int row, Column column, const QString& text)
{
    if (item(row, column)->text() != text)
        item(row, column)->setText(text);
}

QString CheckpointTable::chosen() const
{
    const QTableWidgetItem* name = currentRow() >= 0 ? item(currentRow(), kName) : nullptr;
    return name ? name->data(kFolderRole).toString() : QString();
}

void CheckpointTable::retranslate()
{
    setAccessibleName(tr("Checkpoints"));
    setHorizontalHeaderLabels({tr("Checkpoint"), tr("Step"), tr("Loss"), tr("Validation loss"), tr("Size"), tr("Written")});
    for (int column = 0; column < kColumns; ++column)
        horizontalHeaderItem(column)->setTextAlignment(sideOf(column));
    horizontalHeaderItem(kLoss)->setToolTip(tr("Training loss of the checkpoint's last step"));
    horizontalHeaderItem(kValidation)->setToolTip(tr("Loss on the held-out rows, where there was a validation after this step"));
}

} // namespace icf::ui
