#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/data/data_cache.h"

namespace icf {

/// One usable row.  Pile rows have only context; PwC rows all three (answer may be absent in a test file).
struct DataRow {
    std::string context;
    std::string prompt; ///< As in the file, without the template.
    std::string answer;
    std::int64_t line = 0; ///< 1-based line of the file.
};

enum class DataKind {
    pile, ///< {"text"}; exact duplicates dropped, the first kept.
    pwc, ///< {"input", "prompt", "answer"}; rows whose input holds CJK or full-width characters dropped.
    contexts, ///< {"text"} or {"input"}, whichever a line has; nothing is dropped (icformer compress).
    pwcTest, ///< As pwc, and without the five open-ended prompts; answer optional.
};

/// What became of the lines of a file.
struct DataCounts {
    std::int64_t lines = 0;
    std::int64_t usable = 0;
    std::int64_t duplicates = 0;
    std::int64_t language = 0; ///< Dropped for CJK or full-width characters.
    std::int64_t openPrompts = 0; ///< Dropped by pwcTest.
    std::int64_t skipped = 0; ///< Unusable: bad JSON, missing field, wrong type, over-long.
    std::vector<std::pair<std::int64_t, std::string>> problems; ///< The first 20 unusable lines and why.
    bool fromCache = false; ///< Found in the cache; the file was not read through.
    std::string copy; ///< Of a packed file: where its decompressed bytes are kept; empty when they are not.
    std::uint64_t copyBytes = 0;
};

/// What to tell of a decompressed copy, in one line; empty when there is none.
std::string copyNote(const DataCounts& counts);

/// A jsonl data set in constant memory: an index of line offsets, itself in a file when it is long.
/// Rows are numbered 0 … size()-1 in file order, after dropping.  Reading is safe from several threads.
class DataSet {
public:
    virtual ~DataSet() = default;

    /// Scans the file once; of a large one, finds in the cache what an earlier scan found.  Reads gzip and Zstandard files, too (openDataFile).
    /// strict: the first unusable line is an Error with its line number; otherwise they are skipped and counted.  Throws Error when the file is missing,
    /// has no usable row or is no jsonl at all, naming what it is.  progress: share of bytes done; may be null.
    static std::unique_ptr<DataSet> open(const std::string& path, DataKind kind, bool strict, CancelToken& cancel,
        const std::function<void(double)>& progress = nullptr, const DataCache& cache = DataCache::ofUser());

    virtual std::int64_t size() const = 0;
    /// Throws Failure when the file changed underneath.
    virtual DataRow row(std::int64_t index) const = 0;
    virtual const DataCounts& counts() const = 0;
    /// SHA-256 over the usable rows' offsets and the file's size and bytes, in hex; made while scanning.
    virtual const std::string& fingerprint() const = 0;
};

} // namespace icf
