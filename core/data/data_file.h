#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/base/cancel_token.h"
#include "core/base/decompressor.h"
#include "core/base/mapped_file.h"
#include "core/data/data_cache.h"

namespace icf {

/// The bytes of a data file, to be read in any order.
struct DataFile {
    std::unique_ptr<ReadFile> bytes; ///< The file itself; of a gzip or Zstandard file, what it holds.
    Compression compression = Compression::none;
    FileIdentity source; ///< Of packed files: the identity of the file that was named.
    std::string copy; ///< Where the decompressed bytes are kept; empty when they are not.
};

/// Opens a jsonl, or a gzip or Zstandard file of one, told by its bytes.  What a packed file holds is written once into the cache, when it is
/// large, and found there again while the file stays the same; else into a nameless temporary file.  progress: share of the packed bytes read;
/// may be null.
/// Throws Error when the file is missing, damaged or of another kind (Parquet, UTF-16, …), Failure when the disk has no room for what it holds.
DataFile openDataFile(const std::string& path, const DataCache& cache, CancelToken& cancel, const std::function<void(double)>& progress = nullptr);

/// The first bytes of a jsonl, decompressed where it is packed; at most count.  Throws as openDataFile.
std::string beginningOfDataFile(const std::string& path, std::size_t count);

} // namespace icf
