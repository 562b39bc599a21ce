#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/byte_sink.h"
#include "core/base/mapped_file.h"

namespace icf {

/// Where a usable row is, and what it was.  In files as it stands here.
struct RowPlace {
    std::uint64_t offset = 0; ///< Of the line's first byte.
    std::uint64_t line = 0; ///< 1-based.
    std::uint32_t length = 0; ///< Bytes of the line.
    std::uint32_t hash = 0; ///< LineVerdict::rowHash.
};
static_assert(sizeof(RowPlace) == 24);

/// The places of all rows.  Short tables are in memory; long ones in a file, of which nothing stays in memory: a row's place is read when the row is.
class RowTable {
public:
    /// An empty table, to be added to.  folder: where a long one puts its file, which has no name; in memory where that cannot be made, or folder is empty.
    explicit RowTable(std::string folder);
    /// A table that an index file holds.
    RowTable(std::unique_ptr<ReadFile> file, std::uint64_t at, std::uint64_t count);
    ~RowTable();
    RowTable(RowTable&& other) noexcept;
    RowTable& operator=(RowTable&& other) noexcept;

    void add(const RowPlace& row);
    std::uint64_t size() const { return inFile_ + memory_.size(); }
    /// index: below size().  Safe from several threads when nobody adds.  Throws Failure when the file cannot be read.
    RowPlace at(std::uint64_t index) const;
    /// Calls look with all rows in order, some thousands at a time.
    template <class Look> void forEachBlock(Look&& look) const;

private:
    void pushOut();
    void read(std::uint64_t first, std::span<RowPlace> rows) const;

    std::string folder_;
    std::unique_ptr<ReadFile> index_;
    int scratch_ = -1;
    std::uint64_t start_ = 0; ///< Of the first row in the file.
    std::uint64_t inFile_ = 0;
    // Grows without ever holding its content twice.
    std::deque<RowPlace> memory_; ///< The rows after those in the file.
};

template <class Look> void RowTable::forEachBlock(Look&& look) const
{
    std::vector<RowPlace> block;
    for (std::uint64_t first = 0; first < size(); first += block.size()) {
        block.resize(std::min<std::uint64_t>(4096, size() - first));
        read(first, block);
        look(std::span<const RowPlace>(block));
    }
}

} // namespace icf
