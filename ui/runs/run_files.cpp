#include "ui/runs/run_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "core/base/error.h"

namespace icf::ui {

QString renameRun(const QString& folder, const QString& name)
{
    if (name.isEmpty() || name.contains(QLatin1Char('/')) || name.startsWith(QLatin1Char('.')))
        throw Error(name.toStdString(), "cannot be the name of a folder: use no slash, and no dot at its start");
    const QString target = QFileInfo(folder).path() + QLatin1Char('/') + name;
    if (QFileInfo::exists(target))
        throw Error(target.toStdString(), "exists already; choose another name");
    if (!QDir().rename(folder, target))
        throw Error(folder.toStdString(), "could not be renamed; are the permissions in order?");
    return target;
}

TrashedRun trashRun(const QString& folder)
{
    QString inTrash;
    if (!QFile::moveToTrash(folder, &inTrash))
        throw Error(folder.toStdString(), "could not be moved to the trash; nothing was deleted");
    return {folder, inTrash};
}

void restoreRun(const TrashedRun& run)
{
    if (!QFileInfo::exists(run.inTrash))
        throw Error(run.folder.toStdString(), "is no longer in the trash");
    if (QFileInfo::exists(run.folder) || !QDir().rename(run.inTrash, run.folder))
        throw Error(run.folder.toStdString(), "could not be brought back; it is still in the trash");
    // The trash keeps a note beside the folder (freedesktop.org trash specification).
    const QFileInfo trashed(run.inTrash);
    QFile::remove(QDir(trashed.path() + QStringLiteral("/../info")).filePath(trashed.fileName() + QStringLiteral(".trashinfo")));
}

} // namespace icf::ui
