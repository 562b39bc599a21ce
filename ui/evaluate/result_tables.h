#pragma once
#include <QAbstractTableModel>

#include <vector>

#include "core/results/results.h"

namespace icf::ui {

/// The systems of one task, all settings or one: a row each, metrics as columns.
class SystemModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kSystem, kCell, kRatio, kExamples, kFixedColumns };
    static constexpr int kSortRole = Qt::UserRole;  ///< Numbers as numbers.

    using QAbstractTableModel::QAbstractTableModel;

    void setSystems(std::vector<SystemSummary> systems);
    const std::vector<SystemSummary>& systems() const { return systems_; }
    /// Keys of the metric columns.
    const std::vector<std::string>& metrics() const { return metrics_; }
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<SystemSummary> systems_;
    std::vector<std::string> metrics_;
};

/// A table of ready texts: comparisons, examples, costs.
class TextTable : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// figures: the columns of figures, which stand on the right, as their headings do.
    void setTable(const QStringList& headings, std::vector<QStringList> rows, const QList<int>& figures);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QStringList headings_;
    std::vector<QStringList> rows_;
    QList<int> figures_;
};

} // namespace icf::ui
