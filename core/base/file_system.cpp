#include "core/base/file_system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace icf {
namespace {

int orError(int result)
{
    return result < 0 ? -errno : result;
}

int syncRealFolder(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return -errno;
    int result = orError(::fsync(descriptor));
    // Some network file systems cannot flush a folder and say EINVAL; there is nothing better to do on them.
    if (result == -EINVAL)
        result = 0;
    ::close(descriptor);
    return result;
}

} // namespace

FileSystem FileSystem::real()
{
    FileSystem system;
    system.createFile = [](const std::string& path) {
        return orError(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    };
    system.write = [](int descriptor, const void* data, std::size_t size) -> long {
        const ssize_t written = ::write(descriptor, data, size);
        return written < 0 ? -errno : static_cast<long>(written);
    };
    system.syncFile = [](int descriptor) { return orError(::fsync(descriptor)); };
    system.closeFile = [](int descriptor) { return orError(::close(descriptor)); };
    system.makeFolder = [](const std::string& path) { return orError(::mkdir(path.c_str(), 0777)); };
    system.syncFolder = syncRealFolder;
    system.rename = [](const std::string& from, const std::string& to) {
        return orError(::rename(from.c_str(), to.c_str()));
    };
    system.exchange = [](const std::string& one, const std::string& other) {
        return orError(::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE));
    };
    system.removeFile = [](const std::string& path) { return orError(::unlink(path.c_str())); };
    system.removeFolder = [](const std::string& path) { return orError(::rmdir(path.c_str())); };
    return system;
}

} // namespace icf
