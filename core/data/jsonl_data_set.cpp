#include "core/data/jsonl_data_set.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/line_reader.h"

namespace icf {
namespace {

constexpr std::size_t kMaxProblems = 20;
constexpr std::uint64_t kReportEvery = std::uint64_t{4} << 20;

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

} // namespace

std::unique_ptr<DataSet> DataSet::open(const std::string& path, DataKind kind, bool strict, CancelToken& cancel,
    const std::function<void(double)>& progress)
{
    return std::make_unique<JsonlDataSet>(path, kind, strict, cancel, progress);
}

JsonlDataSet::JsonlDataSet(const std::string& path, DataKind kind, bool strict, CancelToken& cancel,
    const std::function<void(double)>& progress)
    : path_(path)
    , kind_(kind)
    , file_(path)
{
    scan(strict, cancel, progress);
    if (!offsets_.empty())
        return;
    std::string text = "has no usable row among its " + std::to_string(counts_.lines) + " lines";
    if (!counts_.problems.empty())
        text += "; line " + std::to_string(counts_.problems.front().first) + " " + counts_.problems.front().second;
    else if (counts_.language + counts_.openPrompts > 0)
        text += "; all were left out for their language or prompt";
    throw Error(path_, text);
}

void JsonlDataSet::scan(bool strict, CancelToken& cancel, const std::function<void(double)>& progress)
{
    Sha256 hash;
    LineReader lines(file_, kLongestLine, [&hash](std::span<const std::byte> bytes) { hash.update(bytes); });
    RowReader reader(kind_);
    TextHashSet seen;
    FileLine line;
    std::uint64_t reported = 0;
    std::int64_t gap = 0;
    while (lines.next(line)) {
        const std::int64_t number = ++counts_.lines;
        if (lines.done() - reported >= kReportEvery) {
            reported = lines.done();
            cancel.throwIfStopped();
            if (progress)
                progress(static_cast<double>(reported) / static_cast<double>(file_.size()));
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
            ++counts_.language;
            continue;
        case LineVerdict::Kind::openPrompt:
            ++counts_.openPrompts;
            continue;
        case LineVerdict::Kind::usable:
            break;
        }
        if (kind_ == DataKind::pile && !seen.insert(verdict.contextHash)) {
            ++counts_.duplicates;
            continue;
        }
        const auto row = static_cast<std::int64_t>(offsets_.size());
        if (number - 1 - row != gap) {
            gap = number - 1 - row;
            gaps_.emplace_back(row, gap);
        }
        offsets_.push_back(line.offset);
        lengths_.push_back(static_cast<std::uint32_t>(line.text.size()));
        hashes_.push_back(verdict.rowHash);
    }
    counts_.usable = static_cast<std::int64_t>(offsets_.size());
    const std::uint64_t size = file_.size();
    hash.update(std::as_bytes(std::span(&size, 1)));
    for (const std::uint64_t offset : offsets_)
        hash.update(std::as_bytes(std::span(&offset, 1)));
    fingerprint_ = hash.finishHex();
    if (progress)
        progress(1.0);
}

void JsonlDataSet::refuse(std::int64_t line, const std::string& reason, bool strict)
{
    if (strict)
        throw Error(path_ + ":" + std::to_string(line), reason + "; mend or remove the line, or read without --strict");
    ++counts_.skipped;
    if (counts_.problems.size() < kMaxProblems)
        counts_.problems.emplace_back(line, reason);
}

std::int64_t JsonlDataSet::lineOf(std::int64_t index) const
{
    const auto after = std::upper_bound(
        gaps_.begin(), gaps_.end(), index, [](std::int64_t row, const auto& gap) { return row < gap.first; });
    return index + 1 + (after == gaps_.begin() ? 0 : std::prev(after)->second);
}

DataRow JsonlDataSet::row(std::int64_t index) const
{
    const auto i = static_cast<std::size_t>(index);
    std::string text(lengths_.at(i), '\0');
    const std::size_t got = file_.readAt(std::as_writable_bytes(std::span(text.data(), text.size())), offsets_[i]);
    RowReader reader(kind_);
    const LineVerdict verdict = got == text.size()
        ? reader.read(text)
        : LineVerdict{.kind = LineVerdict::Kind::unusable, .reason = {}, .contextHash = {}};
    if (verdict.kind != LineVerdict::Kind::usable || verdict.rowHash != hashes_[i])
        throw Failure(path_ + ":" + std::to_string(lineOf(index)), "the file changed while it was in use; start again");
    DataRow row = std::move(reader.row());
    row.line = lineOf(index);
    return row;
}

} // namespace icf
