#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "core/base/cancel_token.h"
#include "core/io/model_catalog.h"

namespace icf {

/// Called a few times a second while a model is fetched: bytes of the archive that are here, and of the whole.
using FetchProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// What fetchModel did.
enum class FetchResult { fetched, alreadyThere };

/// Puts a model into a folder of its name below modelsFolder, which is made when missing: downloads its archive (by curl, else wget, as another
/// process), checks the SHA-256 of the archive and of every file, and lets the folder appear whole or not at all.  A folder that is there already is
/// checked and left as it is.  archive: a file to take in place of a download; may be empty.  What killed calls left is removed.
/// Throws Error when a hash differs, a folder of that name holds something else, or neither program is there; Failure when the network or the disk
/// fails; Cancelled.
FetchResult fetchModel(const CatalogModel& model, const std::string& modelsFolder, const std::string& archive, const FetchProgress& progress,
    const CancelToken& cancel);

} // namespace icf
