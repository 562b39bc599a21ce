#include "ui/runs/runs_model.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <set>

#include "core/options/describe.h"
#include "core/options/option_tools.h"
#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"

namespace icf::ui {

namespace {

constexpr std::size_t kMaxKeys = 12;

QString fromStd(const std::string& text)
{
    return QString::fromStdString(text);
}

QDateTime startOf(const RunInfo& run)
{
    return QDateTime::fromString(fromStd(run.started), Qt::ISODate);
}

/// Measured while it trained; 0 while a run goes on, and where run.json does not say.
qint64 peakMemory(const RunInfo& run)
{
    const auto found = run.extra.find("peak_memory_bytes");
    return found != run.extra.end() && found->is_number_integer() ? found->get<qint64>() : 0;
}

/// Options that are not the same in all runs, in declaration order; where the run is kept says nothing about it.
std::vector<std::string> keysThatDiffer(const std::vector<ListedRun>& runs)
{
    std::set<std::string> different;
    for (std::size_t i = 1; i < runs.size(); ++i)
        for (const OptionDifference& difference : differences(runs.front().info.options, runs[i].info.options))
            different.insert(difference.key);
    different.erase("save_path");
    different.erase("task");
    std::vector<std::string> keys;
    for (const OptionDescription& option : describe<TrainOptions>())
        if (different.contains(std::string(option.field.key)) && keys.size() < kMaxKeys)
            keys.emplace_back(option.field.key);
    return keys;
}

QString optionText(const TrainOptions& options, const std::string& key)
{
    OptionValue value;
    if (!readOption(options, key, value))
        return {};
    const QString text = fromStd(valueText(value));
    // Of a path its last part tells runs apart.
    return text.contains(QLatin1Char('/')) ? text.section(QLatin1Char('/'), -1, -1, QString::SectionSkipEmpty) : text;
}

/// Figures right, words left.
int alignmentOf(int column)
{
    return int((column >= RunsModel::kSteps && column <= RunsModel::kMemory ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
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

RunsModel::RunsModel(const Theme& theme, QObject* parent) : QAbstractTableModel(parent), theme_(theme) {}

void RunsModel::setRuns(const std::vector<ListedRun>& runs)
{
    const std::vector<std::string> keys = keysThatDiffer(runs);
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
    return parent.isValid() ? 0 : int(kFixed) + int(keys_.size());
}

QVariant RunsModel::text(const ListedRun& run, int column) const
{
    const RunInfo& info = run.info;
    switch (column) {
    case kName: return fromStd(info.name);
    case kState: return describeState(info);
    case kTask: return info.options.task == TrainingTask::pretrain ? tr("pre-train") : tr("fine-tune");
    case kSteps: return QLocale().toString(qlonglong(info.steps));
    case kLoss: return info.lastLoss ? formatNumber(*info.lastLoss) : QStringLiteral("–");
    case kBest: return info.bestValidationLoss ? formatNumber(*info.bestValidationLoss) : QStringLiteral("–");
    case kDuration: return info.seconds > 0 ? formatDuration(info.seconds) : QStringLiteral("–");
    case kSize: return formatBytes(double(run.bytes));
    case kMemory: return peakMemory(info) > 0 ? formatBytes(double(peakMemory(info))) : QStringLiteral("–");
    case kStarted: return QLocale().toString(startOf(info).toLocalTime(), QLocale::ShortFormat);
    case kTags: {
        QStringList tags;
        for (const std::string& tag : info.tags)
            tags << fromStd(tag);
        return tags.join(QStringLiteral(", "));
    }
    default: return optionText(info.options, keys_[std::size_t(column - kFixed)]);
    }
}

QVariant RunsModel::sortValue(const ListedRun& run, int column) const
{
    // Runs without a value sort after those with one.
    constexpr double kNone = 1e300;
    const RunInfo& info = run.info;
    switch (column) {
    case kSteps: return qlonglong(info.steps);
    case kLoss: return info.lastLoss.value_or(kNone);
    case kBest: return info.bestValidationLoss.value_or(kNone);
    case kDuration: return info.seconds;
    case kSize: return run.bytes;
    case kMemory: return peakMemory(info);
    case kStarted: return startOf(info);
    default: break;
    }
    if (column < kFixed)
        return text(run, column);
    OptionValue value;
    readOption(info.options, keys_[std::size_t(column - kFixed)], value);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return qlonglong(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return text(run, column);
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    const ListedRun* listed = index.isValid() ? run(index.row()) : nullptr;
    if (!listed)
        return {};
    switch (role) {
    case Qt::DisplayRole: return text(*listed, index.column());
    case kSortRole: return sortValue(*listed, index.column());
    case kFolderRole: return fromStd(listed->info.folder);
    case Qt::ToolTipRole:
        return plainTip(listed->info.message.empty() ? shortPath(fromStd(listed->info.folder))
                                                     : shortPath(fromStd(listed->info.folder)) + QLatin1Char('\n') + engineText(listed->info.message));
    case Qt::TextAlignmentRole: return alignmentOf(index.column());
    case Qt::ForegroundRole:
        if (index.column() == kState) {
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
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (section >= kFixed) {
        const std::string& key = keys_[std::size_t(section - kFixed)];
        for (const OptionDescription& option : describe<TrainOptions>()) {
            if (option.field.key != key)
                continue;
            if (role == Qt::DisplayRole)
                return translateOption(option.field.label);
            if (role == Qt::ToolTipRole)
                return QString(QStringLiteral("--") + fromStd(key));
        }
        return {};
    }
    if (role == Qt::ToolTipRole && section == kMemory)
        return tr("The most memory that the program held while the run went on, above what it held when the run began");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kName: return tr("Run");
    case kState: return tr("State");
    case kTask: return tr("Task");
    case kSteps: return tr("Steps");
    case kLoss: return tr("Last loss");
    case kBest: return tr("Best validation");
    case kDuration: return tr("Duration");
    case kSize: return tr("Size");
    case kMemory: return tr("Peak memory");
    case kStarted: return tr("Started");
    default: return tr("Tags");
    }
}

} // namespace icf::ui
