#pragma once
#include <array>
#include <deque>
#include <string>
#include <vector>

#include "core/base/mapped_file.h"
#include "core/data/dataset.h"
#include "core/data/json_line.h"
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

/// The data set over one jsonl file: 16 bytes a usable row.
class JsonlDataSet : public DataSet {
public:
    JsonlDataSet(const std::string& path, DataKind kind, bool strict, CancelToken& cancel,
        const std::function<void(double)>& progress);

    std::int64_t size() const override { return static_cast<std::int64_t>(offsets_.size()); }
    DataRow row(std::int64_t index) const override;
    const DataCounts& counts() const override { return counts_; }
    const std::string& fingerprint() const override { return fingerprint_; }

private:
    void scan(bool strict, CancelToken& cancel, const std::function<void(double)>& progress);
    void refuse(std::int64_t line, const std::string& reason, bool strict);
    std::int64_t lineOf(std::int64_t index) const;

    std::string path_;
    DataKind kind_;
    ReadFile file_;
    // Deques grow without ever holding their content twice.
    std::deque<std::uint64_t> offsets_;
    std::deque<std::uint32_t> lengths_;
    std::deque<std::uint32_t> hashes_;
    /// (row, lines before it that are no row), where the second number changes.
    std::vector<std::pair<std::int64_t, std::int64_t>> gaps_;
    DataCounts counts_;
    std::string fingerprint_;
};

} // namespace icf
