#include "core/base/line_reader.h"

#include <algorithm>
#include <cstring>

#include "core/base/error.h"

namespace icf {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10;

} // namespace

LineReader::LineReader(
    const ReadFile& file, std::size_t maxLineBytes, std::function<void(std::span<const std::byte>)> onBytes)
    : file_(file)
    , maxLineBytes_(maxLineBytes)
    , onBytes_(std::move(onBytes))
    // A small file needs no more than its own size.
    , capacity_(std::min(maxLineBytes + kBlockBytes, file.size() + 1))
    , buffer_(std::make_unique_for_overwrite<char[]>(capacity_))
{
}

bool LineReader::fill()
{
    const std::uint64_t left = file_.size() - readTo_;
    if (left == 0)
        return false;
    // What is left of a block is short, and the buffer's first pages stay in the CPU's cache.
    if (begin_ > 0) {
        std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    const std::size_t want = std::min<std::uint64_t>({left, kBlockBytes, capacity_ - end_});
    const auto target = std::as_writable_bytes(std::span(buffer_.get() + end_, want));
    if (file_.readAt(target, readTo_) != want)
        throw Failure(file_.path(), "became shorter while it was read; leave it alone and start again");
    if (onBytes_)
        onBytes_(target);
    end_ += want;
    readTo_ += want;
    return true;
}

bool LineReader::next(FileLine& line)
{
    if (first_) {
        first_ = false;
        fill();
        if (end_ >= 3 && std::memcmp(buffer_.get(), "\xEF\xBB\xBF", 3) == 0)
            begin_ = 3;
    }
    line = {};
    line.offset = readTo_ - (end_ - begin_);
    std::size_t searched = 0;
    std::uint64_t dropped = 0;
    const char* found = nullptr;
    while (true) {
        found =
            static_cast<const char*>(std::memchr(buffer_.get() + begin_ + searched, '\n', end_ - begin_ - searched));
        if (found != nullptr)
            break;
        searched = end_ - begin_;
        if (line.overLong || searched > maxLineBytes_) {
            // Nobody will look at the rest of this line.
            line.overLong = true;
            dropped += searched;
            begin_ = end_ = 0;
            searched = 0;
        }
        if (!fill())
            break;
    }
    const bool atEnd = found == nullptr;
    std::size_t length = atEnd ? end_ - begin_ : static_cast<std::size_t>(found - (buffer_.get() + begin_));
    if (atEnd && length == 0 && dropped == 0)
        return false;
    line.overLong = line.overLong || length > maxLineBytes_;
    line.bytes = dropped + length;
    const std::size_t step = length + (atEnd ? 0 : 1);
    if (!line.overLong) {
        if (length > 0 && buffer_[begin_ + length - 1] == '\r') {
            --length;
            --line.bytes;
        }
        line.text = {buffer_.get() + begin_, length};
    }
    begin_ += step;
    line.end = readTo_ - (end_ - begin_);
    line.ended = !atEnd;
    return true;
}

} // namespace icf
