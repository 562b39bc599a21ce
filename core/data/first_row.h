#pragma once
#include <optional>
#include <string>

#include "core/data/dataset.h"

namespace icf {

/// The first usable row in the first megabyte of a data file, read as the kind says; nothing when there is none.  Quick, whatever the file's size.  Throws as
/// openDataFile.
std::optional<DataRow> firstRow(const std::string& path, DataKind kind);

} // namespace icf
