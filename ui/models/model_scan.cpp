#include "ui/models/model_scan.h"

#include <QDir>
#include <QFileInfo>

#include <deque>

namespace icf::ui {

QStringList findModelFolders(const QString& root, int depth, int mostFolders, CancelToken& cancel)
{
    QStringList found;
    std::deque<std::pair<QString, int>> waiting{{QDir::cleanPath(root), 0}};
    int looked = 0;
    while (!waiting.empty() && looked < mostFolders) {
        cancel.throwIfStopped();
        const auto [path, level] = waiting.front();
        waiting.pop_front();
        ++looked;
        const QDir folder(path);
        if (QFileInfo::exists(folder.filePath(QStringLiteral("config.json"))))
            found << path;
        if (level >= depth)
            continue;
        for (const QString& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name))
            waiting.emplace_back(folder.filePath(name), level + 1);
    }
    found.sort();
    return found;
}

} // namespace icf::ui
