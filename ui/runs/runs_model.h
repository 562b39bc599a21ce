#pragma once
#include <QAbstractTableModel>
#include <QStringList>

#include <optional>
#include <vector>

#include "ui/common/theme.h"
#include "ui/runs/run_scanner.h"

namespace icf::ui {

/// How a run stands, in words.
QString describeState(const RunInfo& run);

/// Run folders as a table.  The user chooses the columns, or they are those that are of use: see runs_columns.h.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// Value to sort by.
    static constexpr int kSortRole = Qt::UserRole;
    /// Folder of the row.
    static constexpr int kFolderRole = Qt::UserRole + 1;

    explicit RunsModel(const Theme& theme, QObject* parent = nullptr);

    /// Takes the runs over; rows of folders that stay keep their place for views and selections.
    void setRuns(const std::vector<ListedRun>& runs);
    const ListedRun* run(int row) const;
    int rowOf(const QString& folder) const;
    /// The columns that the user chose, by key; nothing: the usual ones.
    void choose(std::optional<QStringList> keys);
    const std::optional<QStringList>& chosen() const { return chosen_; }
    /// Keys of the columns.
    const QStringList& keys() const { return keys_; }
    /// All that can be chosen or is shown by itself; runs::usualKeys() while nothing is chosen.
    QStringList shownKeys() const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const Theme& theme_;
    std::vector<ListedRun> runs_;
    std::optional<QStringList> chosen_;
    QStringList keys_;
};

} // namespace icf::ui
