#pragma once
#include <QAbstractTableModel>

#include "ui/train/training_controller.h"

namespace icf::ui {

/// The controller's queue as a table: run, task, state.
class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kRun, kTask, kState, kColumns };
    /// Role of a run's id.
    static constexpr int kIdRole = Qt::UserRole;

    explicit QueueModel(const TrainingController& controller, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void take();

    const TrainingController& controller_;
    std::vector<QueuedRun> rows_;
};

/// How a run stands, in words.
QString describeQueued(const QueuedRun& run, Phase phase);

} // namespace icf::ui
