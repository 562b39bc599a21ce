#include "core/data/row_table.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/error.h"

namespace icf {
namespace {

/// Rows that a table holds before it takes a file: 1.5 MB.
constexpr std::size_t kRowsInMemory = std::size_t{1} << 16;

bool writeAt(int descriptor, std::span<const std::byte> bytes, std::uint64_t offset)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += static_cast<std::uint64_t>(written);
    }
    return true;
}

bool readAt(int descriptor, std::span<std::byte> bytes, std::uint64_t offset)
{
    while (!bytes.empty()) {
        const ssize_t got = ::pread(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(got));
        offset += static_cast<std::uint64_t>(got);
    }
    return true;
}

} // namespace

RowTable::RowTable(std::string folder)
    : folder_(std::move(folder))
{
}

RowTable::RowTable(std::unique_ptr<ReadFile> file, std::uint64_t at, std::uint64_t count)
    : index_(std::move(file))
    , start_(at)
    , inFile_(count)
{
}

RowTable::~RowTable()
{
    if (scratch_ >= 0)
        ::close(scratch_);
}

RowTable::RowTable(RowTable&& other) noexcept
    : folder_(std::move(other.folder_))
    , index_(std::move(other.index_))
    , scratch_(std::exchange(other.scratch_, -1))
    , start_(other.start_)
    , inFile_(std::exchange(other.inFile_, 0))
    , memory_(std::move(other.memory_))
{
}

RowTable& RowTable::operator=(RowTable&& other) noexcept
{
    std::swap(folder_, other.folder_);
    std::swap(index_, other.index_);
    std::swap(scratch_, other.scratch_);
    std::swap(start_, other.start_);
    std::swap(inFile_, other.inFile_);
    std::swap(memory_, other.memory_);
    return *this;
}

void RowTable::add(const RowPlace& row)
{
    memory_.push_back(row);
    if (!folder_.empty() && memory_.size() == kRowsInMemory)
        pushOut();
}

void RowTable::pushOut()
{
    if (scratch_ < 0) {
        std::string name = folder_ + "/rows-XXXXXX";
        scratch_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (scratch_ >= 0)
            ::unlink(name.c_str());
    }
    const std::vector<RowPlace> rows(memory_.begin(), memory_.end());
    if (scratch_ >= 0 && writeAt(scratch_, std::as_bytes(std::span(rows)), inFile_ * sizeof(RowPlace))) {
        inFile_ += rows.size();
        memory_.clear();
        return;
    }
    // The disk is full or gone: go on in memory, and leave nothing on it.
    folder_.clear();
    if (inFile_ > 0) {
        std::deque<RowPlace> all;
        forEachBlock([&](std::span<const RowPlace> block) { all.insert(all.end(), block.begin(), block.end()); });
        memory_ = std::move(all);
        inFile_ = 0;
    }
    if (scratch_ >= 0)
        ::close(std::exchange(scratch_, -1));
}

void RowTable::read(std::uint64_t first, std::span<RowPlace> rows) const
{
    const std::size_t fromFile = std::min<std::uint64_t>(rows.size(), inFile_ - std::min(inFile_, first));
    if (fromFile > 0) {
        const auto bytes = std::as_writable_bytes(rows.first(fromFile));
        const std::uint64_t offset = start_ + first * sizeof(RowPlace);
        if (index_ ? index_->readAt(bytes, offset) != bytes.size() : !readAt(scratch_, bytes, offset))
            throw Failure(index_ ? index_->path() : folder_, "the index of the data's rows cannot be read any more; start again");
    }
    for (std::size_t i = fromFile; i < rows.size(); ++i)
        rows[i] = memory_[first + i - inFile_];
}

RowPlace RowTable::at(std::uint64_t index) const
{
    RowPlace row;
    read(index, std::span(&row, 1));
    return row;
}

} // namespace icf
