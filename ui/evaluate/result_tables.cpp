#include "ui/evaluate/result_tables.h"

#include <QLocale>

#include <algorithm>

#include "ui/common/evaluation_text.h"
#include "ui/common/format.h"

namespace icf::ui {

namespace {

/// Figures right, words left; headings as their columns.
int alignment(bool figure) { return int((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter); }

} // namespace

void SystemModel::setSystems(std::vector<SystemSummary> systems)
{
    beginResetModel();
    systems_ = std::move(systems);
    metrics_.clear();
    for (const SystemSummary& system : systems_)
        for (const MetricSummary& metric : system.metrics)
            if (std::find(metrics_.begin(), metrics_.end(), metric.key) == metrics_.end())
                metrics_.push_back(metric.key);
    endResetModel();
}

int SystemModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(systems_.size()); }
int SystemModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kFixedColumns + int(metrics_.size()); }

QVariant SystemModel::data(const QModelIndex& index, int role) const
{
    const SystemSummary& system = systems_[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column() >= kRatio);
    if (role != Qt::DisplayRole && role != kSortRole && role != Qt::ToolTipRole)
        return {};
    const auto shown = [role](const QString& text) { return role == Qt::ToolTipRole ? plainTip(text) : text; };
    switch (index.column()) {
    case kSystem: return shown(systemTitle(system));
    case kCell: return shown(QString::fromStdString(system.cell));
    case kRatio:
        if (role == kSortRole)
            return system.ratio;
        return system.ratio > 0 ? formatRatio(system.ratio) : QStringLiteral("–");
    case kExamples: return role == kSortRole ? QVariant(qlonglong(system.examples)) : QVariant(QLocale().toString(qlonglong(system.examples)));
    default: break;
    }
    const MetricSummary* metric = system.metric(metrics_[std::size_t(index.column() - kFixedColumns)]);
    if (!metric || metric->interval.count == 0) {
        if (role == kSortRole)
            return 0.0;
        if (!metric)
            return {};
        return role == Qt::ToolTipRole ? undefinedReason(metric->key) : intervalText(*metric);
    }
    if (role == kSortRole)
        return metric->interval.mean;
    if (role == Qt::ToolTipRole) {
        const QString over = system.intervalOverRuns ? tr("95 % interval over %n run(s)", nullptr, int(system.runs)) : tr("95 % interval over the examples");
        return metric->examples >= system.examples ? over : over + QLatin1Char('\n') + tr("%1 of %2 examples. The others:").arg(metric->examples).arg(system.examples)
                + QLatin1Char(' ') + undefinedReason(metric->key);
    }
    return intervalText(*metric);
}

QVariant SystemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section >= kRatio);
    if (section >= kFixedColumns && section - kFixedColumns < int(metrics_.size())) {
        const std::string& key = metrics_[std::size_t(section - kFixedColumns)];
        if (role == Qt::DisplayRole)
            return metricTitle(key);
        return role == Qt::ToolTipRole ? QString::fromStdString(metricDescription(key)) : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kSystem: return tr("System");
    case kCell: return tr("Setting");
    case kRatio: return tr("Ratio");
    case kExamples: return tr("Examples");
    default: return {};
    }
}

void SystemModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!systems_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void TextTable::setTable(const QStringList& headings, std::vector<QStringList> rows, const QList<int>& figures)
{
    beginResetModel();
    figures_ = figures;
    headings_ = headings;
    rows_ = std::move(rows);
    endResetModel();
}

int TextTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(rows_.size()); }
int TextTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(headings_.size()); }

QVariant TextTable::data(const QModelIndex& index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return alignment(figures_.contains(index.column()));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QString text = rows_[std::size_t(index.row())].value(index.column());
    return role == Qt::ToolTipRole ? plainTip(text) : text;
}

QVariant TextTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignment(figures_.contains(section));
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(headings_.value(section)) : QVariant();
}

} // namespace icf::ui
