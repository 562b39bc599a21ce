#include "ui/inspect/digest_model.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

#include "ui/common/format.h"

namespace icf::ui {

namespace {
constexpr int kShownTokens = 4, kToolTipTokens = 12;
}

void DigestModel::setMatrix(AttentionMatrix matrix)
{
    beginResetModel();
    matrix_ = std::move(matrix);
    endResetModel();
}

int DigestModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : matrix_.digests();
}

int DigestModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumnCount);
}

QString DigestModel::strongestTokens(int digest, int count, bool weights) const
{
    std::vector<int> order(std::size_t(matrix_.tokens()));
    std::iota(order.begin(), order.end(), 0);
    count = std::min(count, int(order.size()));
    std::partial_sort(order.begin(), order.begin() + count, order.end(),
        [&](int a, int b) { return matrix_.at(digest, a) > matrix_.at(digest, b); });
    QStringList parts;
    for (int i = 0; i < count; ++i) {
        const double weight = double(matrix_.at(digest, order[std::size_t(i)]));
        if (weight <= 0)
            break;
        parts << (weights
                ? matrix_.token(order[std::size_t(i)]) + QStringLiteral("  ") + QLocale().toString(weight, 'f', 3)
                : matrix_.token(order[std::size_t(i)]));
    }
    return parts.join(weights ? QStringLiteral("\n") : QStringLiteral("  "));
}

QVariant DigestModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int digest = index.row();
    if (role == Qt::TextAlignmentRole && index.column() != kTokens && index.column() != kNearest)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && index.column() == kTokens)
        return plainTip(strongestTokens(digest, kToolTipTokens, true));
    if (role == Qt::ToolTipRole && index.column() == kNearest)
        return plainTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case kDigest:
        return digest + 1;
    case kChunk:
        return matrix_.chunkOf(digest) + 1;
    case kTokens:
        return strongestTokens(digest, kShownTokens, false);
    case kWeight:
        if (!matrix_.hasAttention())
            return {};
        return QLocale().toString(double(matrix_.rowLargest[std::size_t(digest)]), 'f', 3);
    case kNearest: {
        QStringList parts;
        const auto& nearest = matrix_.report->nearest;
        if (std::size_t(digest) < nearest.size())
            for (const std::string& token : nearest[std::size_t(digest)])
                parts << visibleToken(token);
        return parts.join(QStringLiteral("  "));
    }
    default:
        return {};
    }
}

QVariant DigestModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int((section == kTokens || section == kNearest ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const bool help = role == Qt::ToolTipRole;
    switch (section) {
    case kDigest:
        return help ? tr("Number of the digest over all chunks") : tr("Digest");
    case kChunk:
        return help ? tr("Chunk of the context that the digest stands for") : tr("Chunk");
    case kTokens:
        return help ? tr("Context tokens with the largest weights") : tr("Attends to");
    case kWeight:
        return help ? tr("Largest weight") : tr("Weight");
    case kNearest:
        return help ? tr("Vocabulary tokens with the largest dot product with the digest") : tr("Nearest tokens");
    default:
        return {};
    }
}

void DigestModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
}

} // namespace icf::ui
