#include "ui/session/run_checkpoints.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

#include "core/run/run_folder.h"
#include "ui/session/model_bar.h"

namespace icf::ui {

namespace {

/// Only gives the texts their context.
struct RunCheckpoints {
    Q_DECLARE_TR_FUNCTIONS(RunCheckpoints)
};

CheckpointStep stepOf(const QString& folder)
{
    const auto steps = checkpointSteps(folder.toStdString());
    return {folder, steps ? std::optional<qint64>(*steps) : std::nullopt};
}

} // namespace

QList<CheckpointStep> checkpointsBeside(const QString& checkpoint)
{
    const QString own = QDir::cleanPath(checkpoint);
    const std::string run = folderOfCheckpoint(own.toStdString());
    QList<CheckpointStep> list;
    if (checkpointNumber(own.toStdString()) >= 0)
        for (const std::string& folder : listCheckpoints(run))
            list << stepOf(QString::fromStdString(folder));
    // One that is gone keeps its place, so that the others can be reached from it.
    const auto number = [](const CheckpointStep& one) { return checkpointNumber(one.folder.toStdString()); };
    const CheckpointStep itself = stepOf(own);
    const auto place = std::find_if(list.begin(), list.end(), [&](const CheckpointStep& one) { return number(one) >= number(itself); });
    if (place == list.end() || QDir::cleanPath(place->folder) != own)
        list.insert(place, itself);
    return list;
}

QString checkpointIn(const QString& folder)
{
    const auto chosen = checkpointOfRun(folder.toStdString());
    return chosen ? QString::fromStdString(chosen->folder) : folder;
}

QString checkpointTitle(const CheckpointStep& checkpoint)
{
    if (!checkpoint.step)
        return folderTitle(checkpoint.folder);
    const QString run = QFileInfo(QFileInfo(QDir::cleanPath(checkpoint.folder)).path()).fileName();
    return RunCheckpoints::tr("%1 · step %2", "run and step").arg(run, QLocale().toString(*checkpoint.step));
}

} // namespace icf::ui
