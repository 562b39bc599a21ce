#include "core/data/row_index.h"

#include <array>
#include <cstring>

#include "core/base/atomic_file.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/base/sha256.h"

namespace icf {
namespace {

// The number grows when something is kept otherwise, or when other rows are left out or hashed otherwise than before.
constexpr std::string_view kMagic = "icformer rows 1\n";
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kHashBlockBytes = std::size_t{1} << 20;

nlohmann::json headOf(const std::string& key, const RowIndex& index)
{
    const DataCounts& counts = index.counts;
    return {{"key", key}, {"rows", index.rows.size()}, {"fingerprint", index.fingerprint}, {"lines", counts.lines}, {"duplicates", counts.duplicates},
        {"language", counts.language}, {"open_prompts", counts.openPrompts}, {"skipped", counts.skipped}, {"problems", counts.problems}};
}

/// The hash of all but the hash itself.
std::string hashOf(const ReadFile& file)
{
    Sha256 hash;
    std::vector<std::byte> block(kHashBlockBytes);
    const std::uint64_t end = file.size() - kHashBytes;
    for (std::uint64_t at = 0; at < end; at += block.size()) {
        block.resize(std::min<std::uint64_t>(block.size(), end - at));
        if (file.readAt(block, at) != block.size())
            break;
        hash.update(block);
    }
    const auto bytes = hash.finish();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<RowIndex> readChecked(const std::string& path, const std::string& key)
{
    auto file = std::make_unique<ReadFile>(path);
    std::uint64_t headBytes = 0;
    const std::size_t fixed = kMagic.size() + sizeof headBytes;
    if (file->size() < fixed + kHashBytes || file->textAt(0, kMagic.size()) != kMagic
        || file->readAt(std::as_writable_bytes(std::span(&headBytes, 1)), kMagic.size()) != sizeof headBytes
        || headBytes > file->size() - fixed - kHashBytes || headBytes > (std::uint64_t{1} << 20))
        return std::nullopt;
    const nlohmann::json head = parseJson(file->textAt(fixed, headBytes), path);
    const std::uint64_t start = fixed + headBytes, rowBytes = file->size() - start - kHashBytes;
    const auto count = readAs<std::uint64_t>(head.at("rows"));
    if (head.at("key").get_ref<const std::string&>() != key || count == 0 || rowBytes % sizeof(RowPlace) != 0 || rowBytes / sizeof(RowPlace) != count
        || hashOf(*file) != file->textAt(file->size() - kHashBytes, kHashBytes))
        return std::nullopt;
    RowIndex index(RowTable(std::move(file), start, count));
    readField(head, "fingerprint", index.fingerprint);
    DataCounts& counts = index.counts;
    readField(head, "lines", counts.lines);
    readField(head, "duplicates", counts.duplicates);
    readField(head, "language", counts.language);
    readField(head, "open_prompts", counts.openPrompts);
    readField(head, "skipped", counts.skipped);
    for (const nlohmann::json& problem : head.at("problems"))
        counts.problems.emplace_back(readAs<std::int64_t>(problem.at(0)), problem.at(1).get<std::string>());
    counts.usable = static_cast<std::int64_t>(count);
    return index;
}

} // namespace

void writeRowIndex(const std::string& file, const std::string& key, const RowIndex& index)
{
    writeAtomically(file, [&](ByteSink& sink) {
        Sha256 hash;
        const auto put = [&](std::span<const std::byte> bytes) {
            hash.update(bytes);
            sink.write(bytes);
        };
        const std::string head = dumpText(headOf(key, index));
        const std::uint64_t headBytes = head.size();
        put(std::as_bytes(std::span(kMagic)));
        put(std::as_bytes(std::span(&headBytes, 1)));
        put(std::as_bytes(std::span(head)));
        index.rows.forEachBlock([&](std::span<const RowPlace> rows) { put(std::as_bytes(rows)); });
        const auto end = hash.finish();
        sink.write(std::as_bytes(std::span(end)));
    });
}

std::optional<RowIndex> readRowIndex(const std::string& file, const std::string& key)
{
    try {
        return readChecked(file, key);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

} // namespace icf
