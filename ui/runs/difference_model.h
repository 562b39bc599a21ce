#pragma once
#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

#include "core/options/run_options.h"

namespace icf::ui {

/// The options of some runs side by side: with one run those that differ from the defaults, with more those that are not the
/// same in all of them.
class DifferenceModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit DifferenceModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setRuns(const QStringList& names, const std::vector<TrainOptions>& options);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        std::string key;
        std::string label;
        QStringList values;
    };
    QStringList names_;
    std::vector<Row> rows_;
    bool againstDefaults_ = false;
};

} // namespace icf::ui
