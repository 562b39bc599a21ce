#include "ui/runs/difference_model.h"

#include "core/options/describe.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"

namespace icf::ui {

void DifferenceModel::setRuns(const QStringList& names, const std::vector<TrainOptions>& options)
{
    beginResetModel();
    names_ = names;
    rows_.clear();
    againstDefaults_ = options.size() == 1;
    std::vector<TrainOptions> compared = options;
    if (againstDefaults_)
        compared.emplace_back();
    for (const OptionDescription& option : describe<TrainOptions>()) {
        Row row{std::string(option.field.key), std::string(option.field.label), {}};
        bool differs = false;
        OptionValue first;
        for (std::size_t i = 0; i < compared.size(); ++i) {
            OptionValue value;
            readOption(compared[i], option.field.key, value);
            if (i == 0)
                first = value;
            differs = differs || value != first;
            row.values << QString::fromStdString(valueText(value));
        }
        if (differs)
            rows_.push_back(std::move(row));
    }
    endResetModel();
}

int DifferenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(rows_.size());
}

int DifferenceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || names_.isEmpty() ? 0 : 1 + int(names_.size()) + (againstDefaults_ ? 1 : 0);
}

QVariant DifferenceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= int(rows_.size()))
        return {};
    const Row& row = rows_[std::size_t(index.row())];
    if (role == Qt::ToolTipRole)
        return plainTip(index.column() == 0 ? QString(QStringLiteral("--") + QString::fromStdString(row.key)) : row.values.value(index.column() - 1));
    if (role != Qt::DisplayRole)
        return {};
    return index.column() == 0 ? translateOption(row.label) : row.values.value(index.column() - 1);
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    constexpr int kMostCharacters = 30;
    if (orientation != Qt::Horizontal)
        return {};
    const bool named = section > 0 && section <= names_.size();
    if (role == Qt::ToolTipRole && named)
        return plainTip(names_.at(section - 1));
    if (role != Qt::DisplayRole)
        return {};
    // A header cuts off what does not fit, and the ends of names tell runs apart.
    return named ? shortName(names_.at(section - 1), kMostCharacters) : section == 0 ? tr("Option") : tr("Default");
}

} // namespace icf::ui
