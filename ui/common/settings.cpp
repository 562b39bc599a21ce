#include "ui/common/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace icf::ui {

namespace {

constexpr int kRecentCount = 10;

QString recentKey(Settings::Recent kind)
{
    switch (kind) {
    case Settings::Recent::run: return QStringLiteral("recent/runs");
    case Settings::Recent::model: return QStringLiteral("recent/models");
    case Settings::Recent::checkpoint: return QStringLiteral("recent/checkpoints");
    case Settings::Recent::data: break;
    }
    return QStringLiteral("recent/data");
}

bool isInside(const QString& folder, const QString& root)
{
    return folder == root || folder.startsWith(root + QLatin1Char('/'));
}

} // namespace

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent),
      store_(file.isEmpty() ? QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("icformer-studio"),
                                        QStringLiteral("icformer-studio")).fileName()
                            : file,
             QSettings::IniFormat)
{
}

QStringList Settings::recent(Recent kind) const
{
    return store_.value(recentKey(kind)).toStringList();
}

void Settings::addRecent(Recent kind, const QString& path)
{
    if (path.isEmpty())
        return;
    QStringList list = recent(kind);
    list.removeAll(path);
    list.prepend(path);
    list = list.mid(0, kRecentCount);
    store_.setValue(recentKey(kind), list);
    Q_EMIT recentChanged(kind);
}

QStringList Settings::runRoots() const
{
    QStringList roots = store_.value(QStringLiteral("runs/roots")).toStringList();
    if (roots.isEmpty())
        roots << QDir::home().filePath(QStringLiteral("icformer-runs"));
    return roots;
}

void Settings::addRunRoot(const QString& folder)
{
    const QString clean = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    QStringList roots = runRoots();
    if (std::ranges::any_of(roots, [&](const QString& root) { return isInside(clean, root); }))
        return;
    roots << clean;
    store_.setValue(QStringLiteral("runs/roots"), roots);
    Q_EMIT runRootsChanged();
}

void Settings::removeRunRoot(const QString& folder)
{
    QStringList roots = runRoots();
    if (roots.indexOf(folder) < 1)
        return;
    roots.removeAll(folder);
    store_.setValue(QStringLiteral("runs/roots"), roots);
    Q_EMIT runRootsChanged();
}

QString Settings::newRunFolder(const QString& stem) const
{
    const QDir root(runRoots().constFirst());
    for (int i = 1;; ++i) {
        const QString name = QStringLiteral("%1-%2").arg(stem).arg(i);
        if (!QFileInfo::exists(root.filePath(name)))
            return root.filePath(name);
    }
}

QString Settings::dataFolder() const
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/icformer-studio");
    QDir().mkpath(folder);
    return folder;
}

} // namespace icf::ui
