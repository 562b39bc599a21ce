#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace icf {

/// A regular file mapped read-only.  Pages come from the disk when they are first read; shrinking the file while it is
/// mapped ends the program (SIGBUS), so map model files, not data that others write.
class MappedFile {
public:
    /// Throws Error when the path is missing, unreadable, or not a regular file (folders, devices and pipes are refused).
    static std::shared_ptr<const MappedFile> open(const std::string& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return {data_, size_}; }
    /// Takes pages that lie in bytes, a part of the mapping of any file, out of this process's memory; reading them again brings them back.
    static void dropPages(std::span<const std::byte> bytes);

private:
    MappedFile() = default;
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

/// The bytes of a regular file.  Throws Error when it is missing, unreadable, not a regular file or longer than maxBytes.
std::string readWholeFile(const std::string& path, std::size_t maxBytes);
/// The text of a file that is named to be compressed as a whole: its bytes, without a byte-order mark at the start; at most 1 GiB.  Throws Error
/// also when it is no UTF-8 text, naming what it is instead (gzip, UTF-16, Latin-1 …).  Not mapped, since a log may be cut short by its writer just now.
std::string readTextFile(const std::string& path);

/// A file descriptor opened for reading.  Closes itself.
class ReadFile {
public:
    /// Throws Error as MappedFile::open does, std::system_error when the process may open no more files.
    explicit ReadFile(const std::string& path);
    ~ReadFile();
    ReadFile(const ReadFile&) = delete;
    ReadFile& operator=(const ReadFile&) = delete;

    const std::string& path() const { return path_; }
    int descriptor() const { return descriptor_; }
    /// Bytes when it was opened.
    std::size_t size() const { return size_; }
    /// Reads up to target.size() bytes at offset; fewer only at the file's end.  Throws Failure on a read error.
    std::size_t readAt(std::span<std::byte> target, std::size_t offset) const;
    /// The same as a string of up to count bytes.
    std::string textAt(std::size_t offset, std::size_t count) const;

private:
    std::string path_;
    int descriptor_ = -1;
    std::size_t size_ = 0;
};

} // namespace icf
