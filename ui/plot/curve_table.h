#pragma once
#include <QAbstractTableModel>
#include <QDialog>

#include <memory>
#include <vector>

#include "ui/plot/run_curves.h"

namespace icf::ui {

/// The points of one run as a table: what a plot shows, for reading and for screen readers.
class CurveTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit CurveTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setRun(std::shared_ptr<const RunCurves> run);
    /// Takes in points that were added to the run.
    void refresh();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const RunCurves> run_;
    int rows_ = 0;
    std::uint64_t revision_ = 0;
};

/// Shows the points of the runs that a panel draws.
class CurveTableDialog : public QDialog {
    Q_OBJECT
public:
    explicit CurveTableDialog(std::vector<std::shared_ptr<const RunCurves>> runs, QWidget* parent = nullptr);
};

} // namespace icf::ui
