#pragma once
#include <string>
#include <vector>

#include "core/base/cancel_token.h"

namespace icf {

/// How far below a folder models are looked for.
struct ModelScanLimits {
    int depth = 4;
    int mostFolders = 20'000;
};

/// Models below a root (the root included), in name order: folders that hold a config.json, .gguf files, and the "models--org--name" folders of the
/// Hugging Face hub's cache.  Hidden folders are not entered, links to folders are, but no folder twice; nothing deeper than depth levels, and
/// no more than mostFolders folders are looked at.  Never throws for what it finds.  Throws Cancelled.
std::vector<std::string> findModels(const std::string& root, const ModelScanLimits& limits, const CancelToken& cancel);

} // namespace icf
