#pragma once
#include <QString>

namespace icf::ui {

/// What a folder in the trash needs to come back.
struct TrashedRun {
    QString folder;   ///< Where it was.
    QString inTrash;  ///< Where it is now.
};

/// Renames a run's folder beside itself; returns the new path.  Throws Error when the name is not one, taken, or the disk refuses.
QString renameRun(const QString& folder, const QString& name);
/// Moves a run's folder to the desktop's trash.  Throws Error when that fails.
TrashedRun trashRun(const QString& folder);
/// Brings it back.  Throws Error when the trash was emptied or the place is taken.
void restoreRun(const TrashedRun& run);

} // namespace icf::ui
