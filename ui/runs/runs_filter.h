#pragma once
#include <QSortFilterProxyModel>

#include <string>

namespace icf::ui {

/// The tag that archived runs carry.
inline const std::string kArchivedTag = "archived";

/// Filters the runs by words in any column or in the notes, and hides archived ones unless asked for.
class RunsFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString& words);
    void setArchived(bool archived);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString words_;
    bool archived_ = false;
};

} // namespace icf::ui
