#pragma once
#include <array>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/data/data_file.h"
#include "core/data/dataset.h"
#include "core/data/json_line.h"
#include "core/data/row_index.h"
#include "core/data/text_hash.h"

namespace icf {

/// What one line turned out to be.
struct LineVerdict {
    enum class Kind { usable, unusable, language, openPrompt } kind = Kind::usable;
    std::string reason; ///< Of unusable lines.
    TextHash contextHash; ///< Of usable lines: tells duplicates.
    std::uint32_t rowHash = 0; ///< Of usable lines, over all fields: tells that a row is still what it was.
};

/// Reads lines of one kind of data set.  Keeps its buffers between lines; one per thread.
class RowReader {
public:
    explicit RowReader(DataKind kind);
    /// Checks a line; row() then holds the fields of a usable one.
    LineVerdict read(std::string_view line);
    DataRow& row() { return row_; }

private:
    bool decode(const JsonMember& member, std::string& out, LineVerdict& verdict) const;

    DataKind kind_;
    std::array<JsonMember, 3> members_;
    std::size_t memberCount_ = 0;
    DataRow row_;
};

/// True when the text holds a CJK ideograph, kana or full-width character (U+4E00–9FFF, U+3040–30FF, U+FF00–FFEF).
bool holdsExcludedLanguage(std::string_view text);

/// The data set over one jsonl file, packed or not.
class JsonlDataSet : public DataSet {
public:
    JsonlDataSet(const std::string& path, DataKind kind, bool strict, const DataCache& cache, CancelToken& cancel,
        const std::function<void(double)>& progress);

    std::int64_t size() const override { return static_cast<std::int64_t>(index_.rows.size()); }
    DataRow row(std::int64_t index) const override;
    const DataCounts& counts() const override { return index_.counts; }
    const std::string& fingerprint() const override { return index_.fingerprint; }

private:
    void scan(bool strict, CancelToken& cancel, const std::function<void(double)>& progress);
    void refuse(std::int64_t line, const std::string& reason, bool strict);
    Error unusableLine(std::int64_t line, const std::string& reason) const;
    void requireRows() const;
    void noteCopy();
    /// What JSON the file is that is not jsonl; empty when it may be jsonl.
    std::string otherJson() const;

    std::string path_;
    DataKind kind_;
    DataFile file_;
    RowIndex index_;
    std::string kept_; ///< The index file that was taken or written; empty when there is none.
};

} // namespace icf
