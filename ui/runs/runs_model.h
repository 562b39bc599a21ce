#pragma once
#include <QAbstractTableModel>

#include <vector>

#include "ui/common/theme.h"
#include "ui/runs/run_scanner.h"

namespace icf::ui {

/// How a run stands, in words.
QString describeState(const RunInfo& run);

/// Run folders as a table: fixed columns, then one for each option that is not the same in all runs.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kName, kState, kTask, kSteps, kLoss, kBest, kDuration, kSize, kMemory, kStarted, kTags, kFixed };
    /// Value to sort by.
    static constexpr int kSortRole = Qt::UserRole;
    /// Folder of the row.
    static constexpr int kFolderRole = Qt::UserRole + 1;

    explicit RunsModel(const Theme& theme, QObject* parent = nullptr);

    /// Takes the runs over; rows of folders that stay keep their place for views and selections.
    void setRuns(const std::vector<ListedRun>& runs);
    const ListedRun* run(int row) const;
    int rowOf(const QString& folder) const;
    /// Keys of the options that have columns.
    const std::vector<std::string>& differingKeys() const { return keys_; }
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant text(const ListedRun& run, int column) const;
    QVariant sortValue(const ListedRun& run, int column) const;

    const Theme& theme_;
    std::vector<ListedRun> runs_;
    std::vector<std::string> keys_;
};

} // namespace icf::ui
