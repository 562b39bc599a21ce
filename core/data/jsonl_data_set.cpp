#include "core/data/jsonl_data_set.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/line_reader.h"
#include "core/base/sha256.h"
#include "core/base/text_kind.h"

namespace icf {
namespace {

constexpr std::size_t kMaxProblems = 20;
constexpr std::uint64_t kReportEvery = std::uint64_t{4} << 20;

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

const char* nameOf(DataKind kind)
{
    switch (kind) {
    case DataKind::pile:
        return "pile";
    case DataKind::pwc:
        return "pwc";
    case DataKind::contexts:
        return "contexts";
    case DataKind::pwcTest:
        return "pwc_test";
    }
    return "";
}

/// Reports part of the way.
std::function<void(double)> partOf(const std::function<void(double)>& progress, double from, double to)
{
    if (!progress)
        return nullptr;
    return [&progress, from, to](double share) { progress(from + share * (to - from)); };
}

/// Where the table of a long file is written while it is scanned.
std::string scratchFolder(const DataCache& cache)
{
    std::error_code failed;
    if (!cache.folder.empty())
        std::filesystem::create_directories(cache.folder, failed);
    if (!cache.folder.empty() && ::access(cache.folder.c_str(), W_OK | X_OK) == 0)
        return cache.folder;
    return std::filesystem::temp_directory_path(failed).string();
}

} // namespace

std::unique_ptr<DataSet> DataSet::open(const std::string& path, DataKind kind, bool strict, CancelToken& cancel,
    const std::function<void(double)>& progress, const DataCache& cache)
{
    return std::make_unique<JsonlDataSet>(path, kind, strict, cache, cancel, progress);
}

std::string copyNote(const DataCounts& counts)
{
    if (counts.copy.empty())
        return {};
    return "decompressed to " + std::to_string(counts.copyBytes / 1'000'000) + " MB in " + counts.copy + ", kept there for the next start; it may be deleted at any time";
}

JsonlDataSet::JsonlDataSet(const std::string& path, DataKind kind, bool strict, const DataCache& cache, CancelToken& cancel,
    const std::function<void(double)>& progress)
    : path_(path)
    , kind_(kind)
    , file_(openDataFile(path, cache, cancel, partOf(progress, 0, 0.5)))
    , index_(RowTable(file_.bytes->size() < cache.worthBytes ? std::string() : scratchFolder(cache)))
{
    const bool packed = file_.compression != Compression::none;
    const bool large = file_.bytes->size() >= cache.worthBytes;
    FileIdentity identity = file_.source;
    std::string name;
    if (large) {
        if (!packed)
            identity = identityOf(*file_.bytes);
        name = cache.nameFor(path, std::string(nameOf(kind)) + ".index");
    }
    const std::string key = nameOf(kind) + (" " + textOf(identity));
    if (!name.empty()) {
        if (std::optional<RowIndex> known = readRowIndex(name, key)) {
            index_ = std::move(*known);
            index_.counts.fromCache = true;
            noteCopy();
            kept_ = name;
            DataCache::touch(name);
            if (strict && !index_.counts.problems.empty())
                throw unusableLine(index_.counts.problems.front().first, index_.counts.problems.front().second);
            if (progress)
                progress(1.0);
            return;
        }
    }
    scan(strict, cancel, packed ? partOf(progress, 0.5, 1) : progress);
    requireRows();
    noteCopy();
    // Not when it changed meanwhile, or may yet change without getting another time.
    if (name.empty() || !cache.settled(identity) || (!packed && (identity.size != file_.bytes->size() || identityOf(*file_.bytes) != identity)))
        return;
    try {
        cache.tidy(name);
        writeRowIndex(name, key, index_);
        kept_ = name;
        cache.tidy(name);
    } catch (const std::exception&) {
        // The next start scans again.
    }
}

void JsonlDataSet::noteCopy()
{
    index_.counts.copy = file_.copy;
    index_.counts.copyBytes = file_.copy.empty() ? 0 : file_.bytes->size();
}

std::string JsonlDataSet::otherJson() const
{
    const std::string begin = file_.bytes->textAt(0, kHeadBytes);
    const std::string_view text = withoutByteOrderMark(begin);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    if (text[first] == '[')
        return "is a JSON array, not jsonl; write one object a line first (jq -c '.[]')";
    if (text[first] == '{' && !index_.counts.problems.empty() && index_.counts.problems.front().second.starts_with("ends inside"))
        return "is JSON over several lines, not jsonl; write one object a line first (jq -c .)";
    return {};
}

void JsonlDataSet::requireRows() const
{
    const DataCounts& counts = index_.counts;
    // Some lines of an array may be objects by chance, as its last is.
    if (counts.skipped > counts.usable) {
        if (const std::string kind = otherJson(); !kind.empty() && (counts.usable == 0 || kind.starts_with("is a JSON array")))
            throw Error(path_, kind);
    }
    if (counts.usable > 0)
        return;
    std::string text = "has no usable row among its " + std::to_string(counts.lines) + " lines";
    if (!counts.problems.empty())
        text += "; line " + std::to_string(counts.problems.front().first) + " " + counts.problems.front().second;
    else if (counts.language + counts.openPrompts > 0)
        text += "; all were left out for their language or prompt";
    throw Error(path_, text);
}

void JsonlDataSet::scan(bool strict, CancelToken& cancel, const std::function<void(double)>& progress)
{
    DataCounts& counts = index_.counts;
    const ReadFile& file = *file_.bytes;
    Sha256 hash;
    LineReader lines(file, kLongestLine, [&hash](std::span<const std::byte> bytes) { hash.update(bytes); });
    RowReader reader(kind_);
    TextHashSet seen;
    FileLine line;
    std::uint64_t reported = 0;
    while (lines.next(line)) {
        const std::int64_t number = ++counts.lines;
        if (lines.done() - reported >= kReportEvery) {
            reported = lines.done();
            cancel.throwIfStopped();
            if (progress)
                progress(static_cast<double>(reported) / static_cast<double>(file.size()));
        }
        if (line.overLong) {
            refuse(number,
                "has " + std::to_string(line.bytes) + " bytes; at most " + std::to_string(kLongestLine) + " are read",
                strict);
            continue;
        }
        if (isBlank(line.text))
            continue;
        const LineVerdict verdict = reader.read(line.text);
        switch (verdict.kind) {
        case LineVerdict::Kind::unusable:
            refuse(number, verdict.reason, strict);
            continue;
        case LineVerdict::Kind::language:
            ++counts.language;
            continue;
        case LineVerdict::Kind::openPrompt:
            ++counts.openPrompts;
            continue;
        case LineVerdict::Kind::usable:
            break;
        }
        if (kind_ == DataKind::pile && !seen.insert(verdict.contextHash)) {
            ++counts.duplicates;
            continue;
        }
        index_.rows.add({line.offset, static_cast<std::uint64_t>(number), static_cast<std::uint32_t>(line.text.size()), verdict.rowHash});
    }
    counts.usable = size();
    const std::uint64_t bytes = file.size();
    hash.update(std::as_bytes(std::span(&bytes, 1)));
    index_.rows.forEachBlock([&hash](std::span<const RowPlace> rows) {
        for (const RowPlace& row : rows)
            hash.update(std::as_bytes(std::span(&row.offset, 1)));
    });
    index_.fingerprint = hash.finishHex();
    if (progress)
        progress(1.0);
}

void JsonlDataSet::refuse(std::int64_t line, const std::string& reason, bool strict)
{
    ++index_.counts.skipped;
    if (index_.counts.problems.size() < kMaxProblems)
        index_.counts.problems.emplace_back(line, reason);
    if (!strict)
        return;
    if (const std::string kind = size() == 0 ? otherJson() : std::string(); !kind.empty())
        throw Error(path_, kind);
    throw unusableLine(line, reason);
}

Error JsonlDataSet::unusableLine(std::int64_t line, const std::string& reason) const
{
    return Error(path_ + ":" + std::to_string(line), reason + "; mend or remove the line, or read without --strict");
}

DataRow JsonlDataSet::row(std::int64_t index) const
{
    const RowPlace place = index_.rows.at(static_cast<std::uint64_t>(index));
    std::string text(std::min<std::size_t>(place.length, kLongestLine), '\0');
    const std::size_t got = file_.bytes->readAt(std::as_writable_bytes(std::span(text.data(), text.size())), place.offset);
    RowReader reader(kind_);
    const LineVerdict verdict = got == place.length
        ? reader.read(text)
        : LineVerdict{.kind = LineVerdict::Kind::unusable, .reason = {}, .contextHash = {}};
    if (verdict.kind != LineVerdict::Kind::usable || verdict.rowHash != place.hash) {
        // Were the index taken again, starting again would not help.
        std::error_code ignored;
        if (!kept_.empty())
            std::filesystem::remove(kept_, ignored);
        throw Failure(path_ + ":" + std::to_string(place.line), "the file changed while it was in use; start again");
    }
    DataRow row = std::move(reader.row());
    row.line = static_cast<std::int64_t>(place.line);
    return row;
}

} // namespace icf
