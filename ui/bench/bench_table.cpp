#include "ui/bench/bench_table.h"

#include <QLocale>

#include "ui/common/bench_text.h"
#include "ui/common/format.h"

namespace icf::ui {

namespace {

QString count(std::int64_t value)
{
    return value > 0 ? QLocale().toString(qlonglong(value)) : QStringLiteral("–");
}

int alignmentOf(int column)
{
    return int((column == BenchTable::kWork ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

} // namespace

void BenchTable::clear()
{
    beginResetModel();
    rows_.clear();
    endResetModel();
}

void BenchTable::add(const BenchRow& row)
{
    beginInsertRows({}, rowCount(), rowCount());
    rows_.push_back(row);
    endInsertRows();
}

void BenchTable::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
    if (!rows_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
}

int BenchTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(rows_.size());
}

int BenchTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumnCount);
}

QVariant BenchTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    const BenchRow& row = rows_[std::size_t(index.row())];
    const QLocale locale;
    if (role == Qt::ToolTipRole) {
        QStringList lines;
        // The column has not room for every name.
        if (index.column() == kWork)
            lines << data(index, Qt::DisplayRole).toString();
        if (!row.note.empty())
            lines << QString::fromStdString(row.note);
        for (const double seconds : row.seconds)
            lines << formatShortTime(seconds);
        return plainTip(lines.join(QLatin1Char('\n')));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case kWork: {
        return row.variant.empty() ? workTitle(row.work) : workTitle(row.work) + QStringLiteral(", ") + workTitle(row.variant);
    }
    case kLength: return count(row.length);
    case kBatch: return count(row.batch);
    case kIds: return count(row.distinctIds);
    case kMedian: return formatShortTime(row.median());
    case kSpread: return tr("%1 %").arg(locale.toString(100 * row.spread(), 'f', 1));
    case kRate:
        if (row.unit == "bytes")
            return tr("%1/s").arg(formatBytes(row.rate()));
        return row.unit == "samples" ? tr("%1 samples/s").arg(formatCount(row.rate())) : tr("%1 tokens/s").arg(formatCount(row.rate()));
    case kMemory: return formatPeakMemory(double(row.peakMemoryBytes), double(row.devicePeakMemoryBytes));
    default: return {};
    }
}

QVariant BenchTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    const bool help = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !help)
        return {};
    switch (section) {
    case kWork: return help ? tr("What is measured") : tr("Work");
    case kLength: return help ? tr("Tokens of each context") : tr("Length");
    case kBatch: return help ? tr("Contexts at a time") : tr("Batch");
    case kIds: return help ? tr("Different tokens among the contexts: fewer are faster") : tr("Different tokens");
    case kMedian: return help ? tr("Median of the timed rounds") : tr("Median");
    case kSpread: return help ? tr("Range of the middle half of the rounds, as a share of the median") : tr("Spread");
    case kRate: return help ? tr("What goes through in a second at the median") : tr("Rate");
    case kMemory: return help ? tr("Most memory that the whole program held during the work") : tr("Peak memory");
    default: return {};
    }
}

} // namespace icf::ui
