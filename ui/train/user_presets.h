#pragma once
#include <QString>
#include <QStringList>

#include "core/options/run_options.h"

namespace icf::ui {

/// The user's own presets: one JSON file each in a folder.
class UserPresets {
public:
    explicit UserPresets(QString folder);

    /// Names in order.
    QStringList names() const;
    /// Throws Error when the file is missing or wrong.
    TrainOptions load(const QString& name) const;
    /// Throws Error when the name cannot be a file name or the file cannot be written.
    void save(const QString& name, const TrainOptions& options) const;
    void remove(const QString& name) const;

private:
    QString fileOf(const QString& name) const;

    QString folder_;
};

} // namespace icf::ui
