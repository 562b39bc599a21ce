#pragma once
#include <QAbstractTableModel>

#include <vector>

#include "core/bench/bench_report.h"

namespace icf::ui {

/// The rows of a benchmark: medians, spread, rates.
class BenchTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kWork, kLength, kBatch, kMedian, kSpread, kRate, kIds, kMemory, kColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void add(const BenchRow& row);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<BenchRow> rows_;
};

} // namespace icf::ui
