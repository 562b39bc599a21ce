#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "core/base/mapped_file.h"

namespace icf {

/// What tells that a file is still the one that it was, without reading it: size, times, and a hash of 64 blocks spread over it.
struct FileIdentity {
    std::uint64_t size = 0;
    std::int64_t written = 0; ///< Nanoseconds since 1970 of the last change of its bytes,
    std::int64_t changed = 0; ///< and of its bytes, name, owner or mode.
    std::string sample; ///< SHA-256 in hex.
    std::int64_t age = 0; ///< Nanoseconds between the last change and the look.

    bool operator==(const FileIdentity& other) const
    {
        return size == other.size && written == other.written && changed == other.changed && sample == other.sample;
    }
};

/// The identity of an open file.  Throws Failure when it cannot be read.
FileIdentity identityOf(const ReadFile& file);
/// In one line, as what belongs to the file keeps it.
std::string textOf(const FileIdentity& identity);

/// Where row indexes of large data files and decompressed copies are kept between starts: a folder of the user's cache.  All in it can be deleted
/// at any time, and a folder that cannot be written to is gone without.
struct DataCache {
    std::string folder; ///< Empty: nothing is kept.
    std::uint64_t worthBytes = std::uint64_t{32} << 20; ///< Smaller files are scanned (and decompressed) anew each time.
    std::uint64_t mostBytes = std::uint64_t{64} << 30; ///< Of all that is kept; what was not used for longest goes first.
    std::uint64_t spareBytes = std::uint64_t{1} << 30; ///< Copies leave as much free on the disk.
    /// Nothing is kept of a file that was changed more lately: another change might get the same times.
    std::chrono::nanoseconds settledAfter = std::chrono::seconds(2);

    /// $XDG_CACHE_HOME/icformer-studio/data, else ~/.cache/icformer-studio/data; none where neither is set.
    static DataCache ofUser();
    static DataCache none() { return {}; }

    /// The name under which something of a data file is kept; one for each path and suffix, so that what was made of an older state is replaced.
    /// Makes the folder.  Empty where nothing can be kept.
    std::string nameFor(const std::string& path, const std::string& suffix) const;
    /// True when the identity tells every later change.
    bool settled(const FileIdentity& identity) const { return identity.age >= settledAfter.count(); }
    /// Marks a kept file as just used.
    static void touch(const std::string& file);
    /// Removes what was not used for longest until mostBytes hold the rest, but not keep, and what killed programs left half-written.
    void tidy(const std::string& keep) const;
};

} // namespace icf
