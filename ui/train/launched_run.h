#pragma once
#include <QString>
#include <QStringList>

#include "core/engine/engine.h"

namespace icf::ui {

/// How several processes of this machine are started to train one model.
struct Launcher {
    QString mpirun;   ///< Its path; empty where several cannot be started,
    QString program;  ///< that of icformer,
    QString whyNot;   ///< and why they cannot.

    /// What is installed here: mpirun, and beside this program icformer with its module for MPI.
    static Launcher find();
    /// mpirun's arguments before the program's.
    static QStringList arguments(int processes);
    /// The command line of one process, as this launcher starts several.
    static std::string commandLine(const std::string& ofOne, int processes);
};

/// Trains as icf::train does, by so many processes of a launcher: starts them and tells the observer what they write into the run folder.  Pauses and requests for
/// checkpoints are not passed on.  Throws Failure with what the processes say when they do not end well.
TrainingResult trainLaunched(const Launcher& launcher, int processes, const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel);

} // namespace icf::ui
