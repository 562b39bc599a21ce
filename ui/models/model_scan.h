#pragma once
#include <QString>
#include <QStringList>

#include <functional>

#include "core/base/cancel_token.h"
#include "core/engine/engine.h"

namespace icf::ui {

/// Models below a root (the root included), in name order: folders that hold a config.json, .gguf files, and the "models--org--name" folders of the
/// Hugging Face hub's cache.  Hidden folders are not entered, links to folders are, but no folder twice; nothing deeper than depth levels, and
/// no more than mostFolders folders are looked at.  Throws Cancelled.
QStringList findModelFolders(const QString& root, int depth, int mostFolders, CancelToken& cancel);

} // namespace icf::ui
