#pragma once
#include <QString>
#include <QStringList>

#include <functional>

#include "core/base/cancel_token.h"
#include "core/engine/engine.h"

namespace icf::ui {

/// Folders below a root (the root included) that hold a config.json, in name order.  Hidden folders and links to folders are
/// not entered, nothing deeper than depth levels, and no more than mostFolders folders are looked at.
/// Throws Cancelled.
QStringList findModelFolders(const QString& root, int depth, int mostFolders, CancelToken& cancel);

} // namespace icf::ui
