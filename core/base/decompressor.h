#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/base/mapped_file.h"

namespace icf {

/// In what a file is packed.
enum class Compression { none, gzip, zstandard };

/// Told by the first four bytes of a file, whatever its name.
Compression compressionOf(std::string_view head);

/// Reads what a gzip or Zstandard file holds, in one pass and in memory that does not depend on its size: 64 KiB and the format's window, at most
/// 128 MiB.  Members and frames one after the other (as pigz, bgzip and cat make them) are read as one.  The formats' checksums are checked.
class Decompressor {
public:
    /// compression: not none.  The file must outlive this.
    Decompressor(const ReadFile& file, Compression compression);
    ~Decompressor();
    Decompressor(const Decompressor&) = delete;
    Decompressor& operator=(const Decompressor&) = delete;

    /// Fills target and returns how many bytes it got: fewer than asked for only at the end, then 0.  Throws Error when the file is damaged, cut
    /// short or followed by something else.
    std::size_t read(std::span<std::byte> target);
    /// Bytes of the packed file taken so far.
    std::uint64_t packedBytes() const;

    class Stream;

private:
    std::unique_ptr<Stream> stream_;
};

} // namespace icf
