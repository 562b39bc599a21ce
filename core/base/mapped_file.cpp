#include "core/base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "core/base/error.h"
#include "core/base/text_kind.h"
#include "core/base/utf8.h"

namespace icf {

ReadFile::ReadFile(const std::string& path)
    : path_(path)
{
    if (path.find('\0') != std::string::npos)
        throw Error("file", "a path with a NUL character cannot be opened");
    // O_NONBLOCK: opening a pipe must not wait for its writer.
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            throw Error(path, "no such file; check the path");
        // Says nothing about the file.
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
            throw std::system_error(errno, std::generic_category(), path);
        throw Error(path, std::string("cannot be opened: ") + std::strerror(errno));
    }
    struct stat status { };
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor_);
        throw Error(path, S_ISDIR(status.st_mode) ? "is a folder, not a file" : "is not a regular file");
    }
    size_ = static_cast<std::size_t>(status.st_size);
}

ReadFile::~ReadFile()
{
    ::close(descriptor_);
}

std::size_t ReadFile::readAt(std::span<std::byte> target, std::size_t offset) const
{
    std::size_t done = 0;
    while (done < target.size()) {
        // Linux moves at most 2 GiB in one call.
        const std::size_t want = std::min(target.size() - done, std::size_t{1} << 30);
        const ssize_t got = ::pread(descriptor_, target.data() + done, want, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw Failure(path_, std::string("cannot be read: ") + std::strerror(errno));
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

std::shared_ptr<const MappedFile> MappedFile::open(const std::string& path)
{
    const ReadFile file(path);
    std::shared_ptr<MappedFile> mapped(new MappedFile);
    if (file.size() > 0) {
        void* address = ::mmap(nullptr, file.size(), PROT_READ, MAP_PRIVATE, file.descriptor(), 0);
        if (address == MAP_FAILED)
            throw Failure(path, std::string("cannot be mapped: ") + std::strerror(errno));
        mapped->data_ = static_cast<const std::byte*>(address);
        mapped->size_ = file.size();
    }
    return mapped;
}

MappedFile::~MappedFile()
{
    if (data_ != nullptr)
        ::munmap(const_cast<std::byte*>(data_), size_);
}

void MappedFile::dropPages(std::span<const std::byte> bytes)
{
    // Whole pages only: the others hold the neighbours' bytes too.
    static const auto page = std::uintptr_t(::sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(bytes.data()) + page - 1) / page * page;
    const auto end = (reinterpret_cast<std::uintptr_t>(bytes.data()) + bytes.size()) / page * page;
    if (begin < end)
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

std::string ReadFile::textAt(std::size_t offset, std::size_t count) const
{
    std::string text(count, '\0');
    text.resize(readAt(std::as_writable_bytes(std::span(text)), offset));
    return text;
}

std::string readWholeFile(const std::string& path, std::size_t maxBytes)
{
    const ReadFile file(path);
    if (file.size() > maxBytes)
        throw Error(
            path, "has " + std::to_string(file.size()) + " bytes; at most " + std::to_string(maxBytes) + " are read");
    return file.textAt(0, file.size());
}

std::string readTextFile(const std::string& path)
{
    const ReadFile file(path);
    if (const std::string kind = foreignKind(file.textAt(0, kHeadBytes)); !kind.empty())
        throw Error(path, kind);
    std::string text = readWholeFile(path, std::size_t{1} << 30);
    if (const std::size_t valid = validUtf8Prefix(text); valid < text.size())
        throw Error(path, notUtf8(text, valid, "byte " + std::to_string(valid + 1)));
    text.erase(0, text.size() - withoutByteOrderMark(text).size());
    return text;
}

} // namespace icf
