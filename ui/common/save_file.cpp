#include "ui/common/save_file.h"

#include <QSaveFile>

#include "core/base/error.h"

namespace icf::ui {

void writeWholeFile(const QString& file, const QByteArray& bytes)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        throw Error(file.toStdString(), "cannot be written: " + target.errorString().toStdString());
}

} // namespace icf::ui
