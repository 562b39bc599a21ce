#pragma once
#include <QString>

namespace icf::ui {

/// Where the demo "fact world" is installed.  Absolute paths.
struct DemoPaths {
    QString root;     ///< Empty where there is no demo.
    QString model;    ///< Language model folder.
    QString start;    ///< Compressor checkpoint that has hardly been trained.
    QString trained;  ///< Compressor checkpoint after its training.
    QString pileTrain;
    QString pileTest;
    QString pwcTrain;
    QString pwcTest;

    bool available() const { return !root.isEmpty(); }
};

/// Looks beside the installed program, then in the source tree.  programFolder: the executable's folder.
DemoPaths findDemo(const QString& programFolder);

} // namespace icf::ui
