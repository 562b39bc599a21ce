#include "core/io/zip_archive.h"

#include <algorithm>
#include <cstring>

#include <zlib.h>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/limits.h"

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
constexpr std::uint16_t kDeflateMethod = 8;
constexpr std::uint16_t kWideExtra = 1;
constexpr std::uint16_t kPaddingExtra = 0x4246; // "FB", as torch writes it.
constexpr std::uint32_t kWide32 = 0xFFFFFFFF;
constexpr std::uint16_t kWide16 = 0xFFFF;
constexpr std::uint64_t kAlignment = 64;
constexpr std::size_t kSummedBytes = std::size_t{1} << 24;
constexpr std::size_t kUnpackBytes = std::size_t{1} << 18;

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

std::uint32_t crcOf(std::span<const std::byte> bytes)
{
    return std::uint32_t(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

/// The same of a part of a mapping, without keeping all of it in memory.
std::uint32_t crcOfMapped(std::span<const std::byte> bytes)
{
    uLong crc = 0;
    for (std::size_t begin = 0; begin < bytes.size(); begin += kSummedBytes) {
        const auto block = bytes.subspan(begin, std::min(kSummedBytes, bytes.size() - begin));
        crc = crc32_z(crc, reinterpret_cast<const Bytef*>(block.data()), block.size());
        if (block.size() == kSummedBytes)
            MappedFile::dropPages(block);
    }
    return std::uint32_t(crc);
}

/// The numbers one after the other, little-endian.
template <class... Numbers> std::string packed(Numbers... numbers)
{
    std::string out;
    (out.append(reinterpret_cast<const char*>(&numbers), sizeof numbers), ...);
    return out;
}

} // namespace

ZipReader::ZipReader(const std::string& path, Method allowed)
    : path_(path)
    , allowed_(allowed)
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
    if (offset > end || size > end - offset || count > kMaxZipEntries)
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
        entry.deflated = method == kDeflateMethod && allowed_ == Method::deflated;
        if (!entry.deflated && (method != 0 || stored != plain))
            throw refuse(allowed_ == Method::stored ? "is compressed; torch.save never compresses, so this file is not its work" : "is compressed in another way than deflate");
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
        entry.size = plain;
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
    if (!entry.checked && crcOfMapped(entry.bytes) != entry.crc)
        throw Error(path_, "entry \"" + printable(name) + "\" is damaged (its checksum differs); fetch the file again");
    entry.checked = true;
    return entry.bytes;
}

std::uint64_t ZipReader::size(std::string_view name) const
{
    const auto found = entries_.find(name);
    return found == entries_.end() ? 0 : found->second.size;
}

void ZipReader::unpack(std::string_view name, ByteSink& sink) const
{
    const auto found = entries_.find(name);
    if (found == entries_.end())
        throw Error(path_, "has no entry \"" + printable(name) + "\"; fetch the file again");
    const Entry& entry = found->second;
    if (!entry.deflated)
        return sink.write(read(name));
    const auto damaged = [&] { return Error(path_, "entry \"" + printable(name) + "\" is damaged; fetch the file again"); };
    z_stream state{};
    // Negative: no header of its own.
    if (inflateInit2(&state, -MAX_WBITS) != Z_OK)
        throw std::bad_alloc();
    const std::unique_ptr<z_stream, int (*)(z_streamp)> end(&state, inflateEnd);
    std::vector<std::byte> block(kUnpackBytes);
    std::span<const std::byte> packed = entry.bytes;
    std::uint64_t done = 0;
    uLong crc = 0;
    for (int result = Z_OK; result != Z_STREAM_END;) {
        const auto taken = packed.first(std::min(packed.size(), kUnpackBytes));
        state.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(taken.data()));
        state.avail_in = uInt(taken.size());
        state.next_out = reinterpret_cast<Bytef*>(block.data());
        state.avail_out = uInt(block.size());
        result = inflate(&state, Z_NO_FLUSH);
        if (result == Z_MEM_ERROR)
            throw std::bad_alloc();
        const auto made = std::span(block).first(block.size() - state.avail_out);
        done += made.size();
        // Nothing moves on at an end inside of the stream.
        if ((result != Z_OK && result != Z_STREAM_END) || done > entry.size)
            throw damaged();
        packed = packed.subspan(taken.size() - state.avail_in);
        crc = crc32_z(crc, reinterpret_cast<const Bytef*>(made.data()), made.size());
        sink.write(made);
    }
    if (done != entry.size || std::uint32_t(crc) != entry.crc)
        throw damaged();
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

// Of every entry: names are UTF-8 (flag 0x0800), stored (method 0), at midnight of 1 January 1980, so that the same input gives the same bytes.

void ZipWriter::add(const std::string& name, std::span<const std::byte> bytes)
{
    const Entry entry{name, bytes.size(), offset_, crcOf(bytes)};
    const bool wide = entry.size >= wideFrom_;
    std::string extra = wide ? packed(kWideExtra, std::uint16_t{16}, entry.size, entry.size) : std::string();
    const std::uint64_t unpadded = offset_ + kLocalBytes + name.size() + extra.size() + 4;
    const std::uint64_t padding = (kAlignment - unpadded % kAlignment) % kAlignment;
    extra += packed(kPaddingExtra, std::uint16_t(padding)) + std::string(padding, 'Z');
    const std::uint32_t size = wide ? kWide32 : std::uint32_t(entry.size);
    put(packed(kLocalMark, std::uint16_t(wide ? 45 : 20), std::uint16_t{0x0800}, std::uint16_t{0}, std::uint16_t{0}, std::uint16_t{0x21}, entry.crc, size,
            size, std::uint16_t(name.size()), std::uint16_t(extra.size()))
        + name + extra);
    sink_.write(bytes);
    offset_ += bytes.size();
    entries_.push_back(entry);
}

void ZipWriter::finish()
{
    const std::uint64_t begin = offset_;
    for (const Entry& entry : entries_) {
        const bool wideSize = entry.size >= wideFrom_, wideOffset = entry.offset >= wideFrom_;
        std::string wide = wideSize ? packed(entry.size, entry.size) : std::string();
        if (wideOffset)
            wide += packed(entry.offset);
        const std::string extra = wide.empty() ? wide : packed(kWideExtra, std::uint16_t(wide.size())) + wide;
        const std::uint32_t size = wideSize ? kWide32 : std::uint32_t(entry.size);
        // Comment, disk and attributes are zero.
        put(packed(kCentralMark, std::uint16_t{45}, std::uint16_t(extra.empty() ? 20 : 45), std::uint16_t{0x0800}, std::uint16_t{0}, std::uint16_t{0},
                std::uint16_t{0x21}, entry.crc, size, size, std::uint16_t(entry.name.size()), std::uint16_t(extra.size()), std::uint16_t{0},
                std::uint32_t{0}, std::uint32_t{0}, wideOffset ? kWide32 : std::uint32_t(entry.offset))
            + entry.name + extra);
    }
    const std::uint64_t size = offset_ - begin, count = entries_.size(), wideEnd = offset_;
    const bool wide = begin >= wideFrom_ || size >= wideFrom_ || count >= kWide16;
    if (wide) {
        put(packed(kWideEndMark, std::uint64_t{kWideEndBytes - 12}, std::uint16_t{45}, std::uint16_t{45}, std::uint32_t{0}, std::uint32_t{0}, count, count,
            size, begin, kWideLocatorMark, std::uint32_t{0}, wideEnd, std::uint32_t{1}));
    }
    const std::uint16_t entries = wide ? kWide16 : std::uint16_t(count);
    put(packed(kEndMark, std::uint32_t{0}, entries, entries, wide ? kWide32 : std::uint32_t(size), wide ? kWide32 : std::uint32_t(begin), std::uint16_t{0}));
}

} // namespace icf
