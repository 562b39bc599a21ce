#include "core/io/zip_archive.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/base/error.h"
#include "core/base/utf8.h"

namespace icf {
namespace {

// Signatures and lengths of the records, from the PKWARE application note 6.3.
constexpr std::uint32_t kLocalMark = 0x04034B50;
constexpr std::uint32_t kCentralMark = 0x02014B50;
constexpr std::uint32_t kEndMark = 0x06054B50;
constexpr std::uint32_t kWideEndMark = 0x06064B50;
constexpr std::uint32_t kWideLocatorMark = 0x07064B50;
constexpr std::size_t kLocalBytes = 30;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kWideEndBytes = 56;
constexpr std::size_t kWideLocatorBytes = 20;
constexpr std::uint16_t kWideExtra = 1;
constexpr std::uint16_t kPaddingExtra = 0x4246; // "FB", as torch writes it.
constexpr std::uint32_t kWide32 = 0xFFFFFFFF;
constexpr std::uint16_t kWide16 = 0xFFFF;
constexpr std::uint64_t kMaxEntries = 1'000'000;
constexpr std::uint64_t kAlignment = 64;

/// Little-endian numbers out of a stretch of bytes, each checked against its end.
class Cursor {
public:
    Cursor(std::span<const std::byte> bytes, const std::string& path)
        : rest_(bytes)
        , path_(path)
    {
    }

    template <typename Number> Number number()
    {
        Number value{};
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }

    std::span<const std::byte> take(std::size_t size)
    {
        if (size > rest_.size())
            throw Error(path_, "its zip directory is damaged or cut off; fetch the file again");
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }

    std::size_t left() const { return rest_.size(); }

private:
    std::span<const std::byte> rest_;
    const std::string& path_;
};

using CrcTables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr CrcTables makeCrcTables()
{
    CrcTables tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0U);
        tables[0][i] = value;
    }
    for (std::size_t i = 0; i < 256; ++i)
        for (std::size_t k = 1; k < 8; ++k)
            tables[k][i] = (tables[k - 1][i] >> 8) ^ tables[0][tables[k - 1][i] & 0xFF];
    return tables;
}

constexpr CrcTables kCrc = makeCrcTables();

template <typename Number> void append(std::string& out, Number value)
{
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

} // namespace

std::uint32_t crc32Of(std::span<const std::byte> bytes, std::uint32_t before)
{
    std::uint32_t crc = ~before;
    const std::byte* p = bytes.data();
    std::size_t left = bytes.size();
    // Eight bytes at a time: optimizer states are gigabytes.
    for (; left >= 8; p += 8, left -= 8) {
        std::uint64_t word;
        std::memcpy(&word, p, 8);
        word ^= crc;
        crc = 0;
        for (std::size_t k = 0; k < 8; ++k)
            crc ^= kCrc[7 - k][(word >> (8 * k)) & 0xFF];
    }
    for (; left > 0; ++p, --left)
        crc = (crc >> 8) ^ kCrc[0][(crc ^ static_cast<std::uint32_t>(*p)) & 0xFF];
    return ~crc;
}

ZipReader::ZipReader(const std::string& path)
    : path_(path)
    , file_(MappedFile::open(path))
{
    const std::span<const std::byte> bytes = file_->bytes();
    const auto markAt = [&](std::size_t at) {
        std::uint32_t mark;
        std::memcpy(&mark, bytes.data() + at, sizeof mark);
        return mark;
    };
    if (bytes.size() < kEndBytes || markAt(0) != kLocalMark)
        throw Error(path,
            "is not a torch file of the zip kind; a file of torch before 1.6 must be loaded and saved again there");
    // The end record is last, before a comment of at most 65,535 bytes.
    std::size_t end = bytes.size() - kEndBytes;
    const std::size_t lowest = end - std::min<std::size_t>(end, 0xFFFF);
    while (markAt(end) != kEndMark) {
        if (end == lowest)
            throw Error(path, "has no zip directory; it may be cut off: fetch it again");
        --end;
    }
    Cursor record(bytes.subspan(end + 4), path);
    const auto disk = record.number<std::uint16_t>();
    const auto directoryDisk = record.number<std::uint16_t>();
    record.number<std::uint16_t>();
    std::uint64_t count = record.number<std::uint16_t>();
    std::uint64_t size = record.number<std::uint32_t>();
    std::uint64_t offset = record.number<std::uint32_t>();
    if (disk != directoryDisk || (disk != 0 && disk != kWide16))
        throw Error(path, "is a zip file in several parts");

    if ((count == kWide16 || size == kWide32 || offset == kWide32) && end >= kWideLocatorBytes
        && markAt(end - kWideLocatorBytes) == kWideLocatorMark) {
        Cursor locator(bytes.subspan(end - kWideLocatorBytes + 8), path);
        const auto wideEnd = locator.number<std::uint64_t>();
        if (wideEnd > bytes.size() || bytes.size() - wideEnd < kWideEndBytes || markAt(wideEnd) != kWideEndMark)
            throw Error(path, "its zip64 directory is damaged; fetch the file again");
        Cursor wide(bytes.subspan(wideEnd + 32), path);
        count = wide.number<std::uint64_t>();
        size = wide.number<std::uint64_t>();
        offset = wide.number<std::uint64_t>();
        end = wideEnd;
    }
    if (offset > end || size > end - offset || count > kMaxEntries)
        throw Error(path, "its zip directory lies outside the file; fetch the file again");
    readDirectory(offset, size, count);
}

void ZipReader::readDirectory(std::uint64_t offset, std::uint64_t size, std::uint64_t count)
{
    const std::span<const std::byte> bytes = file_->bytes();
    Cursor directory(bytes.subspan(offset, size), path_);
    struct Place {
        std::uint64_t begin, end;
        std::string_view name;
    };
    std::vector<Place> places;
    for (std::uint64_t i = 0; i < count; ++i) {
        Cursor record(directory.take(kCentralBytes), path_);
        const bool marked = record.number<std::uint32_t>() == kCentralMark;
        record.take(4);
        const auto flags = record.number<std::uint16_t>();
        const auto method = record.number<std::uint16_t>();
        record.take(4);
        Entry entry;
        entry.crc = record.number<std::uint32_t>();
        std::uint64_t stored = record.number<std::uint32_t>();
        std::uint64_t plain = record.number<std::uint32_t>();
        const auto nameBytes = record.number<std::uint16_t>();
        const auto extraBytes = record.number<std::uint16_t>();
        const auto commentBytes = record.number<std::uint16_t>();
        record.take(8);
        std::uint64_t local = record.number<std::uint32_t>();
        const auto nameSpan = directory.take(nameBytes);
        const std::string_view name(reinterpret_cast<const char*>(nameSpan.data()), nameSpan.size());
        Cursor extra(directory.take(extraBytes), path_);
        directory.take(commentBytes);
        // The wide values stand for those, and only those, that are all ones in the record, in this order.
        while (extra.left() >= 4) {
            const auto kind = extra.number<std::uint16_t>();
            const auto length = extra.number<std::uint16_t>();
            Cursor field(extra.take(length), path_);
            if (kind != kWideExtra)
                continue;
            for (std::uint64_t* value : {&plain, &stored, &local})
                if (*value == kWide32)
                    *value = field.number<std::uint64_t>();
        }

        const auto refuse = [&](const char* what) { return Error(path_, "entry \"" + printable(name) + "\" " + what); };
        if (!marked)
            throw Error(path_, "its zip directory is damaged; fetch the file again");
        if ((flags & 1) != 0)
            throw refuse("is encrypted");
        if (method != 0 || stored != plain)
            throw refuse("is compressed; torch.save never compresses, so this file is not its work");
        if (local > offset || offset - local < kLocalBytes)
            throw refuse("lies outside the file");
        Cursor header(bytes.subspan(local, kLocalBytes), path_);
        if (header.number<std::uint32_t>() != kLocalMark)
            throw refuse("has no header; the file is damaged");
        header.take(22);
        const std::uint64_t names = header.number<std::uint16_t>();
        const std::uint64_t begin = local + kLocalBytes + names + header.number<std::uint16_t>();
        if (begin > offset || stored > offset - begin)
            throw refuse("reaches outside the file");
        entry.bytes = bytes.subspan(begin, stored);
        if (!entries_.emplace(name, entry).second)
            throw refuse("is there twice");
        names_.push_back(name);
        places.push_back({local, begin + stored, name});
    }
    // A small file could otherwise name one stretch of bytes a hundred thousand times, each to be summed anew.
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < places.size(); ++i)
        if (places[i].begin < places[i - 1].end)
            throw Error(path_, "entries \"" + printable(places[i - 1].name) + "\" and \"" + printable(places[i].name)
                    + "\" lie over one another; the file is damaged");
}

std::span<const std::byte> ZipReader::read(std::string_view name) const
{
    const auto found = entries_.find(name);
    if (found == entries_.end())
        return {};
    const Entry& entry = found->second;
    if (!entry.checked && crc32Of(entry.bytes) != entry.crc)
        throw Error(path_, "entry \"" + printable(name) + "\" is damaged (its checksum differs); fetch the file again");
    entry.checked = true;
    return entry.bytes;
}

void ZipWriter::put(std::string_view bytes)
{
    sink_.writeText(bytes);
    offset_ += bytes.size();
}

void ZipWriter::add(const std::string& name, std::string_view text)
{
    add(name, std::as_bytes(std::span(text.data(), text.size())));
}

void ZipWriter::add(const std::string& name, std::span<const std::byte> bytes)
{
    const Entry entry{name, bytes.size(), offset_, crc32Of(bytes)};
    const bool wide = entry.size >= wideFrom_;
    std::string extra;
    if (wide) {
        append(extra, kWideExtra);
        append(extra, std::uint16_t{16});
        append(extra, entry.size);
        append(extra, entry.size);
    }
    const std::uint64_t unpadded = offset_ + kLocalBytes + name.size() + extra.size() + 4;
    const std::uint64_t padding = (kAlignment - unpadded % kAlignment) % kAlignment;
    append(extra, kPaddingExtra);
    append(extra, static_cast<std::uint16_t>(padding));
    extra.append(padding, 'Z');

    std::string header;
    append(header, kLocalMark);
    append(header, static_cast<std::uint16_t>(wide ? 45 : 20)); // Version needed.
    append(header, std::uint16_t{0x0800}); // Names are UTF-8.
    append(header, std::uint16_t{0}); // Stored.
    append(header, std::uint16_t{0}); // No time: the same input gives the same bytes.
    append(header, std::uint16_t{0x21}); // 1 January 1980.
    append(header, entry.crc);
    append(header, wide ? kWide32 : static_cast<std::uint32_t>(entry.size));
    append(header, wide ? kWide32 : static_cast<std::uint32_t>(entry.size));
    append(header, static_cast<std::uint16_t>(name.size()));
    append(header, static_cast<std::uint16_t>(extra.size()));
    put(header + name + extra);
    sink_.write(bytes);
    offset_ += bytes.size();
    entries_.push_back(entry);
}

void ZipWriter::finish()
{
    const std::uint64_t begin = offset_;
    for (const Entry& entry : entries_) {
        const bool wideSize = entry.size >= wideFrom_;
        const bool wideOffset = entry.offset >= wideFrom_;
        std::string extra;
        if (wideSize || wideOffset) {
            append(extra, kWideExtra);
            append(extra, static_cast<std::uint16_t>((wideSize ? 16 : 0) + (wideOffset ? 8 : 0)));
            if (wideSize) {
                append(extra, entry.size);
                append(extra, entry.size);
            }
            if (wideOffset)
                append(extra, entry.offset);
        }
        std::string record;
        append(record, kCentralMark);
        append(record, std::uint16_t{45});
        append(record, static_cast<std::uint16_t>(extra.empty() ? 20 : 45));
        append(record, std::uint16_t{0x0800});
        append(record, std::uint16_t{0});
        append(record, std::uint16_t{0});
        append(record, std::uint16_t{0x21});
        append(record, entry.crc);
        append(record, wideSize ? kWide32 : static_cast<std::uint32_t>(entry.size));
        append(record, wideSize ? kWide32 : static_cast<std::uint32_t>(entry.size));
        append(record, static_cast<std::uint16_t>(entry.name.size()));
        append(record, static_cast<std::uint16_t>(extra.size()));
        record.append(10, '\0'); // Comment, disk, attributes.
        append(record, std::uint32_t{0});
        record.resize(kCentralBytes - 4);
        append(record, wideOffset ? kWide32 : static_cast<std::uint32_t>(entry.offset));
        put(record + entry.name + extra);
    }
    const std::uint64_t size = offset_ - begin;
    const bool wide = begin >= wideFrom_ || size >= wideFrom_ || entries_.size() >= kWide16;
    if (wide) {
        const std::uint64_t wideEnd = offset_;
        std::string record;
        append(record, kWideEndMark);
        append(record, std::uint64_t{kWideEndBytes - 12});
        append(record, std::uint16_t{45});
        append(record, std::uint16_t{45});
        append(record, std::uint32_t{0});
        append(record, std::uint32_t{0});
        append(record, std::uint64_t{entries_.size()});
        append(record, std::uint64_t{entries_.size()});
        append(record, size);
        append(record, begin);
        append(record, kWideLocatorMark);
        append(record, std::uint32_t{0});
        append(record, wideEnd);
        append(record, std::uint32_t{1});
        put(record);
    }
    std::string record;
    append(record, kEndMark);
    append(record, std::uint32_t{0});
    for (int twice = 0; twice < 2; ++twice)
        append(record, wide ? kWide16 : static_cast<std::uint16_t>(entries_.size()));
    append(record, wide ? kWide32 : static_cast<std::uint32_t>(size));
    append(record, wide ? kWide32 : static_cast<std::uint32_t>(begin));
    append(record, std::uint16_t{0});
    put(record);
}

} // namespace icf
