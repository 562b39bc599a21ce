#pragma once
#include <optional>
#include <string>

#include "core/data/dataset.h"
#include "core/data/row_table.h"

namespace icf {

/// What a scan of a data file finds.
struct RowIndex {
    explicit RowIndex(RowTable table)
        : rows(std::move(table))
    {
    }

    RowTable rows;
    DataCounts counts;
    std::string fingerprint;
};

/// Keeps an index under a name: format and counts as JSON, the rows, and a SHA-256 of it all.  key: what the index belongs to; it must be the same
/// when it is read.  Throws Failure when the disk refuses; then nothing is there.
void writeRowIndex(const std::string& file, const std::string& key, const RowIndex& index);

/// Reads it back.  Nothing when there is none, or it is torn, damaged, of another file, or of another version of the program.
std::optional<RowIndex> readRowIndex(const std::string& file, const std::string& key);

} // namespace icf
