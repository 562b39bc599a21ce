#include "ui/models/model_scan.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <deque>

#include "core/io/model_path.h"

namespace icf::ui {

QStringList findModelFolders(const QString& root, int depth, int mostFolders, CancelToken& cancel)
{
    QStringList found;
    std::deque<std::pair<QString, int>> waiting{{QDir::cleanPath(root), 0}};
    QSet<QString> seen; // By what links lead to: they may lead back up.
    int looked = 0;
    while (!waiting.empty() && looked < mostFolders) {
        cancel.throwIfStopped();
        const auto [path, level] = waiting.front();
        waiting.pop_front();
        ++looked;
        const QDir folder(path);
        const QString real = folder.canonicalPath();
        if (real.isEmpty() || seen.contains(real))
            continue;
        seen.insert(real);
        if (QFileInfo::exists(folder.filePath(QStringLiteral("config.json")))) {
            found << path;
        } else if (folder.dirName().startsWith(QStringLiteral("models--")) && modelFiles(path.toStdString()) != path.toStdString()) {
            found << path; // Not its snapshots one by one.
            continue;
        }
        for (const QString& name : folder.entryList({QStringLiteral("*.gguf")}, QDir::Files, QDir::Name))
            found << folder.filePath(name);
        if (level >= depth)
            continue;
        for (const QString& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
            waiting.emplace_back(folder.filePath(name), level + 1);
    }
    found.sort();
    return found;
}

} // namespace icf::ui
