#include "ui/inspect/reconstruction.h"

#include <QLocale>

#include "ui/inspect/attention_matrix.h"
#include "ui/session/alignment.h"

namespace icf::ui {

Reconstruction Reconstruction::make(const ReconstructionReport& report)
{
    Reconstruction result;
    result.tokens = int(report.original.size());
    result.loss = report.loss;
    result.exact = report.original == report.freeRunning;
    std::size_t chunk = 0;
    for (auto [i, j] : alignTokens(report.original, report.freeRunning)) {
        ReconstructionCell cell;
        cell.position = i;
        if (j >= 0)
            cell.freeRunning = visibleToken(report.freeRunning[std::size_t(j)]);
        if (i >= 0) {
            const auto at = std::size_t(i);
            cell.original = visibleToken(report.original[at]);
            if (at < report.forced.size()) {
                cell.forced = visibleToken(report.forced[at]);
                cell.forcedRight = report.forced[at] == report.original[at];
            }
            if (at < report.probability.size())
                cell.probability = report.probability[at];
            cell.freeRight = j >= 0 && report.freeRunning[std::size_t(j)] == report.original[at];
            while (chunk + 1 < report.chunkStarts.size() && report.chunkStarts[chunk + 1] <= i) {
                ++chunk;
                cell.chunkStart = report.chunkStarts[chunk] == i;
            }
            result.forcedRight += cell.forcedRight;
            result.freeRight += cell.freeRight;
        }
        cell.chunk = int(chunk);
        result.cells.push_back(std::move(cell));
    }
    return result;
}

void ReconstructionModel::setReconstruction(const Reconstruction& reconstruction)
{
    beginResetModel();
    reconstruction_ = reconstruction;
    endResetModel();
}

int ReconstructionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(reconstruction_.cells.size());
}

int ReconstructionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumnCount);
}

QVariant ReconstructionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReconstructionCell& cell = reconstruction_.cells[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole && (index.column() <= kChunk || index.column() == kProbability))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    const bool own = cell.position >= 0;
    switch (index.column()) {
    case kPosition:
        return own ? QVariant(cell.position + 1) : QVariant();
    case kChunk:
        return cell.chunk + 1;
    case kOriginal:
        return cell.original;
    case kForced:
        return cell.forced;
    case kProbability:
        return own ? QVariant(QLocale().toString(cell.probability, 'f', 3)) : QVariant();
    case kFree:
        return cell.freeRunning;
    default:
        return {};
    }
}

QVariant ReconstructionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(((section <= kChunk || section == kProbability) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kPosition:
        return tr("Position");
    case kChunk:
        return tr("Chunk");
    case kOriginal:
        return tr("Original");
    case kForced:
        return tr("Teacher-forced");
    case kProbability:
        return tr("Probability");
    case kFree:
        return tr("Free-running");
    default:
        return {};
    }
}

void ReconstructionModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
}

} // namespace icf::ui
