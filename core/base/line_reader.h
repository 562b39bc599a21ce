#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "core/base/mapped_file.h"

namespace icf {

/// Longer lines are nothing that the program reads.
inline constexpr std::size_t kLongestLine = std::size_t{64} << 20;

/// One line while it is in the buffer.
struct FileLine {
    std::string_view text; ///< Without line end; empty when overLong.
    std::uint64_t offset = 0; ///< Of its first byte.
    std::uint64_t bytes = 0; ///< Without line end.
    std::uint64_t end = 0; ///< Of the line with its end: where the next one begins.
    bool ended = false; ///< False for a last line without line end.
    bool overLong = false; ///< More than the limit; its text was passed over.
};

/// Lines of a file in one pass with a fixed buffer (pages of it that no line needs stay untouched).  Lines end in LF or CR LF; the
/// last may lack its end; a byte-order mark at the start is passed over.  The file is read up to the size it had when it
/// was opened.
class LineReader {
public:
    /// onBytes: sees every byte of the file once, in order (to hash it); may be null.
    LineReader(const ReadFile& file, std::size_t maxLineBytes,
        std::function<void(std::span<const std::byte>)> onBytes = nullptr);

    /// False at the end.  The text is good until the next call.  Throws Failure when the file became shorter.
    bool next(FileLine& line);
    /// Bytes read so far.
    std::uint64_t done() const { return readTo_; }

private:
    bool fill();

    const ReadFile& file_;
    std::size_t maxLineBytes_;
    std::function<void(std::span<const std::byte>)> onBytes_;
    std::size_t capacity_;
    std::unique_ptr<char[]> buffer_;
    std::size_t begin_ = 0; ///< Of what is not handed out, in the buffer.
    std::size_t end_ = 0;
    std::uint64_t readTo_ = 0; ///< File offset of end_.
    bool first_ = true;
};

} // namespace icf
