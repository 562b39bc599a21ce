#include "ui/models/model_table.h"

#include <QLocale>

#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/session/model_bar.h"

namespace icf::ui {

namespace {

QString path(const ModelSummary& summary)
{
    return QString::fromStdString(summary.path);
}

QVariant number(std::int64_t value, int role)
{
    if (role == ModelTable::kSortRole)
        return qlonglong(value);
    return value > 0 ? QVariant(QLocale().toString(qlonglong(value))) : QVariant();
}

/// Figures right, words left; headings as their columns.
int alignmentOf(int column)
{
    const bool figure = column == ModelTable::kParameters || column == ModelTable::kSize || column == ModelTable::kHidden
        || column == ModelTable::kLayers;
    return int((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

void ModelTable::clear()
{
    beginResetModel();
    rows_.clear();
    endResetModel();
}

int ModelTable::rowOf(const QString& wanted) const
{
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (path(rows_[i]) == wanted)
            return int(i);
    return -1;
}

void ModelTable::put(const ModelSummary& summary)
{
    const int row = rowOf(path(summary));
    if (row >= 0) {
        rows_[std::size_t(row)] = summary;
        Q_EMIT dataChanged(index(row, 0), index(row, kColumnCount - 1));
    } else {
        beginInsertRows({}, int(rows_.size()), int(rows_.size()));
        rows_.push_back(summary);
        endInsertRows();
    }
    if (path(summary) == languageModel_ && !rows_.empty())
        Q_EMIT dataChanged(index(0, kFits), index(int(rows_.size()) - 1, kFits));
}

void ModelTable::setLanguageModel(const QString& folder)
{
    languageModel_ = folder;
    if (!rows_.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(rows_.size()) - 1, kColumnCount - 1));
}

const ModelSummary* ModelTable::languageModel() const
{
    const int row = rowOf(languageModel_);
    return row < 0 ? nullptr : &rows_[std::size_t(row)];
}

int ModelTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(rows_.size());
}

int ModelTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumnCount);
}

QString ModelTable::kindText(const ModelSummary& summary)
{
    if (isLanguageModel(summary))
        return tr("Language model");
    if (isCompressor(summary))
        return tr("Compressor");
    return QString::fromStdString(summary.kind);
}

QString ModelTable::fitText(const ModelSummary& summary, bool reason) const
{
    if (!summary.usable)
        return reason ? engineText(summary.problem) : tr("not usable");
    if (isLanguageModel(summary))
        return path(summary) == languageModel_ ? tr("chosen") : QString();
    const ModelSummary* lm = languageModel();
    if (!isCompressor(summary) || !lm)
        return {};
    const std::string why = whyNotTogether(*lm, summary);
    if (reason)
        return engineText(why);
    return why.empty() ? tr("fits") : tr("does not fit");
}

QVariant ModelTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ModelSummary& m = rows_[std::size_t(index.row())];
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    if (role == Qt::ToolTipRole)
        return plainTip(column == kFits ? fitText(m, true) : shortPath(path(m)));
    if (role != Qt::DisplayRole && role != kSortRole)
        return {};
    switch (column) {
    case kName:
        return folderTitle(path(m));
    case kKind:
        return kindText(m);
    case kParameters:
        return role == kSortRole ? QVariant(qlonglong(m.parameters))
            : m.parameters > 0   ? QVariant(formatCount(double(m.parameters)))
                                 : QVariant();
    case kSize:
        return role == kSortRole ? QVariant(qlonglong(m.bytes))
            : m.bytes > 0        ? QVariant(formatBytes(double(m.bytes)))
                                 : QVariant();
    case kPrecision:
        return QString::fromStdString(m.dtype);
    case kHidden:
        return number(m.hidden, role);
    case kLayers:
        return number(m.layers, role);
    case kReads:
        if (isCompressor(m) && m.digests > 0)
            return tr("%n digest(s)", nullptr, int(m.digests));
        if (m.vocab > 0)
            return tr("vocab %1").arg(QLocale().toString(qlonglong(m.vocab)));
        return {};
    case kFits:
        return fitText(m, false);
    default:
        return {};
    }
}

QVariant ModelTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kName:
        return tr("Folder");
    case kKind:
        return tr("Kind");
    case kParameters:
        return tr("Parameters");
    case kSize:
        return tr("Size");
    case kPrecision:
        return tr("Precision");
    case kHidden:
        return tr("Hidden");
    case kLayers:
        return tr("Layers");
    case kReads:
        return tr("Vocab or digests");
    case kFits:
        return tr("With the chosen model");
    default:
        return {};
    }
}

void ModelTable::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
    if (!rows_.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(rows_.size()) - 1, kColumnCount - 1));
}

} // namespace icf::ui
