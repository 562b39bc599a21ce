#pragma once
#include <QList>
#include <QString>

#include <optional>

namespace icf::ui {

/// A checkpoint and how far its run was.
struct CheckpointStep {
    QString folder;
    std::optional<qint64> step; ///< Optimizer steps done; absent where the checkpoint does not say.
};

/// The checkpoints of the run that a checkpoint is of, itself among them (even when it is gone), by number; itself alone where it lies in no run.  Reads the disk.
QList<CheckpointStep> checkpointsBeside(const QString& checkpoint);
/// The checkpoint that a chosen folder means: a run's best, else its last; every other folder itself.  Reads the disk; throws Error for a run without one.
QString checkpointIn(const QString& folder);
/// "run-3 · step 400"; where the step is not known, as folderTitle.
QString checkpointTitle(const CheckpointStep& checkpoint);

} // namespace icf::ui
