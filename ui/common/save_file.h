#pragma once
#include <QByteArray>
#include <QString>

namespace icf::ui {

/// Writes a file whole or not at all.  Throws Error when it cannot be written.
void writeWholeFile(const QString& file, const QByteArray& bytes);

} // namespace icf::ui
