#include "ui/runs/runs_model.h"

#include <algorithm>
#include <utility>

#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/runs/runs_columns.h"

namespace icf::ui {

namespace {

QString fromStd(const std::string& text)
{
    return QString::fromStdString(text);
}

int alignmentOf(const QString& key)
{
    return int((runs::isFigure(key) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

QString describeState(const RunInfo& run)
{
    switch (run.state) {
    case RunState::running: return RunsModel::tr("training");
    case RunState::paused: return RunsModel::tr("paused");
    case RunState::finished: return RunsModel::tr("finished");
    case RunState::stopped: return RunsModel::tr("stopped");
    case RunState::failed: return RunsModel::tr("failed");
    case RunState::interrupted: break;
    }
    return RunsModel::tr("interrupted");
}

RunsModel::RunsModel(const Theme& theme, QObject* parent) : QAbstractTableModel(parent), theme_(theme), keys_(runs::columnsFor(runs::usualKeys({}), {})) {}

QStringList RunsModel::shownKeys() const
{
    return chosen_ ? *chosen_ : runs::usualKeys(runs_);
}

void RunsModel::choose(std::optional<QStringList> keys)
{
    chosen_ = std::move(keys);
    setRuns(std::vector<ListedRun>(runs_));
}

void RunsModel::setRuns(const std::vector<ListedRun>& runs)
{
    const QStringList keys = runs::columnsFor(chosen_ ? *chosen_ : runs::usualKeys(runs), runs);
    if (keys != keys_) {
        beginResetModel();
        keys_ = keys;
        runs_ = runs;
        endResetModel();
        return;
    }
    // Row by row, so that a selection survives the next look at the disk.
    for (int row = int(runs_.size()) - 1; row >= 0; --row) {
        const std::string& folder = runs_[std::size_t(row)].info.folder;
        if (std::ranges::any_of(runs, [&](const ListedRun& run) { return run.info.folder == folder; }))
            continue;
        beginRemoveRows({}, row, row);
        runs_.erase(runs_.begin() + row);
        endRemoveRows();
    }
    for (const ListedRun& run : runs) {
        const int row = rowOf(fromStd(run.info.folder));
        if (row < 0) {
            beginInsertRows({}, int(runs_.size()), int(runs_.size()));
            runs_.push_back(run);
            endInsertRows();
        } else {
            runs_[std::size_t(row)] = run;
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
    }
}

const ListedRun* RunsModel::run(int row) const
{
    return row >= 0 && row < int(runs_.size()) ? &runs_[std::size_t(row)] : nullptr;
}

int RunsModel::rowOf(const QString& folder) const
{
    const auto found = std::ranges::find_if(runs_, [&](const ListedRun& run) { return fromStd(run.info.folder) == folder; });
    return found == runs_.end() ? -1 : int(found - runs_.begin());
}

void RunsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!runs_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int RunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(runs_.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(keys_.size());
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    const ListedRun* listed = index.isValid() ? run(index.row()) : nullptr;
    if (!listed)
        return {};
    const QString& key = keys_.at(index.column());
    switch (role) {
    case Qt::DisplayRole: return runs::textOf(*listed, key);
    case kSortRole: return runs::sortValueOf(*listed, key);
    case kFolderRole: return fromStd(listed->info.folder);
    case Qt::ToolTipRole:
        return plainTip(listed->info.message.empty() ? shortPath(fromStd(listed->info.folder))
                                                     : shortPath(fromStd(listed->info.folder)) + QLatin1Char('\n') + engineText(listed->info.message));
    case Qt::TextAlignmentRole: return alignmentOf(key);
    case Qt::ForegroundRole:
        if (key == runs::kStateKey) {
            if (listed->info.state == RunState::failed)
                return theme_.colors().error;
            if (listed->info.state == RunState::running)
                return theme_.colors().good;
            if (listed->info.state == RunState::interrupted || listed->info.state == RunState::paused)
                return theme_.colors().warning;
        }
        return {};
    default: return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    const QString& key = keys_.at(section);
    switch (role) {
    case Qt::TextAlignmentRole: return alignmentOf(key);
    case Qt::DisplayRole: return runs::titleOf(key);
    case Qt::ToolTipRole: return runs::tipOf(key);
    default: return {};
    }
}

} // namespace icf::ui
