#include "ui/train/queue_model.h"

#include <QFileInfo>

#include "ui/common/format.h"

namespace icf::ui {

QueueModel::QueueModel(const TrainingController& controller, QObject* parent) : QAbstractTableModel(parent), controller_(controller)
{
    rows_ = controller_.queue();
    connect(&controller, &TrainingController::queueChanged, this, &QueueModel::take);
    connect(&controller, &TrainingController::phaseChanged, this, &QueueModel::take);
}

void QueueModel::take()
{
    const std::vector<QueuedRun>& now = controller_.queue();
    const bool same = std::ranges::equal(now, rows_, {}, &QueuedRun::id, &QueuedRun::id);
    if (!same) {
        beginResetModel();
        rows_ = now;
        endResetModel();
        return;
    }
    rows_ = now;
    if (!rows_.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(rows_.size()) - 1, kColumns - 1));
}

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(rows_.size());
}

int QueueModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumns);
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= int(rows_.size()))
        return {};
    const QueuedRun& run = rows_[std::size_t(index.row())];
    if (role == kIdRole)
        return run.id;
    if (role == Qt::ToolTipRole)
        return plainTip(shortPath(QString::fromStdString(run.options.save_path)) + (run.message.isEmpty() ? QString() : QLatin1Char('\n') + run.message));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case kRun: return QFileInfo(QString::fromStdString(run.options.save_path)).fileName();
    case kTask: return run.options.task == TrainingTask::pretrain ? tr("pre-train") : tr("fine-tune");
    default: return describeQueued(run, controller_.phase());
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case kRun: return tr("Run");
    case kTask: return tr("Task");
    case kState: return tr("State");
    default: return {};
    }
}

QString describeQueued(const QueuedRun& run, Phase phase)
{
    switch (run.state) {
    case QueuedRun::State::waiting: return QueueModel::tr("waiting");
    case QueuedRun::State::failed: return QueueModel::tr("failed: %1").arg(run.message);
    case QueuedRun::State::active:
        switch (phase) {
        case Phase::starting: return QueueModel::tr("starting");
        case Phase::paused: return QueueModel::tr("paused");
        case Phase::saving: return QueueModel::tr("stopping, saving");
        case Phase::discarding: return QueueModel::tr("stopping");
        case Phase::idle:
        case Phase::running: break;
        }
        return QueueModel::tr("training");
    case QueuedRun::State::ended: break;
    }
    if (run.result && run.result->state == RunState::finished)
        return QueueModel::tr("finished");
    return run.result && !run.result->lastCheckpoint.empty() ? QueueModel::tr("stopped, saved") : QueueModel::tr("stopped");
}

} // namespace icf::ui
