#include "ui/train/user_presets.h"

#include <QDir>
#include <QFile>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "ui/common/save_file.h"

namespace icf::ui {

UserPresets::UserPresets(QString folder) : folder_(std::move(folder)) {}

QString UserPresets::fileOf(const QString& name) const
{
    return folder_ + QLatin1Char('/') + name + QStringLiteral(".json");
}

QStringList UserPresets::names() const
{
    QStringList names;
    for (const QString& file : QDir(folder_).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name | QDir::IgnoreCase))
        names << file.chopped(5);
    return names;
}

TrainOptions UserPresets::load(const QString& name) const
{
    TrainOptions options;
    readOptionsFile(options, fileOf(name).toStdString());
    return options;
}

void UserPresets::save(const QString& name, const TrainOptions& options) const
{
    if (name.isEmpty() || name.startsWith(QLatin1Char('.')) || name.contains(QLatin1Char('/')) || name.size() > 100)
        throw Error(name.toStdString(), "cannot be the name of a preset: use at most 100 characters, no slash and no dot at its start");
    QDir().mkpath(folder_);
    writeWholeFile(fileOf(name), QByteArray::fromStdString(toJson(options).dump(2)) + '\n');
}

void UserPresets::remove(const QString& name) const
{
    QFile::moveToTrash(fileOf(name)) || QFile::remove(fileOf(name));
}

} // namespace icf::ui
