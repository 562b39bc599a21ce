#include "ui/data/row_model.h"

#include <algorithm>

#include "ui/common/engine_text.h"
#include "ui/common/format.h"

namespace icf::ui {

namespace {

constexpr int kCachedRows = 512;
/// Characters of a text that a table cell carries.
constexpr qsizetype kCellCharacters = 240;

QString cell(const std::string& text)
{
    // Not the whole text: a context may have megabytes, and the table shows one line.
    return QString::fromUtf8(
        text.data(), qsizetype(std::min<std::size_t>(text.size(), std::size_t(kCellCharacters) * 4)))
        .left(kCellCharacters)
        .simplified();
}

} // namespace

RowModel::RowModel(QObject* parent)
    : QAbstractTableModel(parent)
    , cache_(kCachedRows)
{
}

void RowModel::setDataSet(std::shared_ptr<const DataSet> rows)
{
    beginResetModel();
    rows_ = std::move(rows);
    first_ = 0;
    cache_.clear();
    endResetModel();
}

void RowModel::setFirst(qint64 row)
{
    if (!rows_)
        return;
    const qint64 first = std::clamp<qint64>(row, 0, std::max<qint64>(0, rows_->size() - 1)) / kWindow * kWindow;
    if (first == first_)
        return;
    beginResetModel();
    first_ = first;
    endResetModel();
}

DataRow RowModel::rowAt(int tableRow) const
{
    const qint64 row = first_ + tableRow;
    if (const DataRow* kept = cache_.object(row))
        return *kept;
    DataRow read;
    try {
        read = rows_->row(row);
    } catch (const std::exception& error) {
        // Qt's views cannot let an exception through.
        Q_EMIT readFailed(engineText(error));
    }
    cache_.insert(row, new DataRow(read));
    return read;
}

int RowModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !rows_ ? 0 : int(std::min<qint64>(kWindow, rows_->size() - first_));
}

int RowModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumnCount);
}

QVariant RowModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == kLine)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const DataRow row = rowAt(index.row());
    const auto shown = [role](const std::string& text) { return role == Qt::ToolTipRole ? plainTip(cell(text)) : cell(text); };
    switch (index.column()) {
    case kLine:
        return role == Qt::DisplayRole ? QVariant(qlonglong(row.line)) : QVariant();
    case kContext:
        return shown(row.context);
    case kPrompt:
        return shown(row.prompt);
    case kAnswer:
        return shown(row.answer);
    default:
        return {};
    }
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(((section == kLine) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kLine:
        return tr("Line");
    case kContext:
        return tr("Context");
    case kPrompt:
        return tr("Prompt");
    case kAnswer:
        return tr("Answer");
    default:
        return {};
    }
}

void RowModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
}

} // namespace icf::ui
