#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/byte_sink.h"
#include "core/base/mapped_file.h"

namespace icf {

/// Reads a zip file whose entries are stored, not compressed: all that torch.save writes, zip64 and data descriptors
/// included; on request deflated ones too.  Stored entries are parts of the mapping; nothing is copied, which no packaged zip library offers (libzip reads into buffers), and a
/// language model's pytorch_model.bin is gigabytes.
class ZipReader {
public:
    /// What entries may be: torch.save only stores, Python's wheels are deflated.
    enum class Method { stored, deflated };

    /// Throws Error naming the file when it is no zip file, is cut off, is encrypted, compressed otherwise than allowed or split, names an
    /// entry twice, or an entry lies outside the file or over another.
    explicit ZipReader(const std::string& path, Method allowed = Method::stored);

    /// Bytes of an entry after checking its CRC; null data when there is none of that name.
    /// Throws Error when the CRC differs.  Only for stored entries.
    std::span<const std::byte> read(std::string_view name) const;
    /// Bytes that an entry holds, as the directory says; 0 when there is none of that name.
    std::uint64_t size(std::string_view name) const;
    /// Writes what an entry holds, a block at a time, to a sink.  Throws Error when there is none of that name, when it is damaged, or when it
    /// holds more or less than the directory says.
    void unpack(std::string_view name, ByteSink& sink) const;
    bool contains(std::string_view name) const { return entries_.contains(name); }
    /// In the order of the directory.
    const std::vector<std::string_view>& names() const { return names_; }
    /// Keeps the mapping alive.
    const std::shared_ptr<const MappedFile>& file() const { return file_; }

private:
    struct Entry {
        std::span<const std::byte> bytes;
        std::uint64_t size = 0; ///< Of what it holds.
        std::uint32_t crc = 0;
        bool deflated = false;
        mutable bool checked = false;
    };
    void readDirectory(std::uint64_t offset, std::uint64_t size, std::uint64_t count);

    std::string path_;
    Method allowed_;
    std::shared_ptr<const MappedFile> file_;
    std::vector<std::string_view> names_;
    /// No hash table: the names are the file's, and could all be made to collide.
    std::map<std::string_view, Entry> entries_;
};

/// Writes a zip file of stored entries in one pass, each entry's bytes aligned to 64 as torch does (zip libraries go back to fill in sizes,
/// which a sink that hashes cannot, and align nothing).
class ZipWriter {
public:
    /// wideFrom: sizes and offsets from here on are written in zip64 form; smaller only in tests.
    explicit ZipWriter(ByteSink& sink, std::uint64_t wideFrom = 0xFFFFFFFF)
        : sink_(sink)
        , wideFrom_(wideFrom)
    {
    }

    void add(const std::string& name, std::span<const std::byte> bytes);
    void add(const std::string& name, std::string_view text);
    /// Writes the directory; nothing can be added afterwards.
    void finish();

private:
    struct Entry {
        std::string name;
        std::uint64_t size = 0;
        std::uint64_t offset = 0;
        std::uint32_t crc = 0;
    };
    void put(std::string_view bytes);

    ByteSink& sink_;
    std::uint64_t wideFrom_;
    std::uint64_t offset_ = 0;
    std::vector<Entry> entries_;
};

} // namespace icf
