#include "ui/runs/runs_filter.h"

#include <algorithm>

#include "ui/runs/runs_model.h"

namespace icf::ui {

void RunsFilter::setWords(const QString& words)
{
    words_ = words.trimmed();
    invalidateFilter();
}

void RunsFilter::setArchived(bool archived)
{
    archived_ = archived;
    invalidateFilter();
}

bool RunsFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const auto* runs = static_cast<const RunsModel*>(sourceModel());
    const ListedRun* run = runs->run(row);
    if (!run || (!archived_ && std::ranges::find(run->info.tags, kArchivedTag) != run->info.tags.end()))
        return false;
    if (words_.isEmpty())
        return true;
    for (int column = 0; column < runs->columnCount(); ++column)
        if (runs->index(row, column, parent).data().toString().contains(words_, Qt::CaseInsensitive))
            return true;
    return QString::fromStdString(run->info.notes).contains(words_, Qt::CaseInsensitive);
}

} // namespace icf::ui
