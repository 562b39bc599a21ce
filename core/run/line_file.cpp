#include "core/run/line_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/run/still_named.h"

namespace icf {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what)
{
    const int reason = errno;
    const std::string text = std::string(what) + ": " + std::strerror(reason);
    if (reason == EFBIG)
        throw FileTooLarge(path, text + "; raise the limit on file sizes (ulimit -f)");
    throw Failure(path, text);
}

/// For appending; a torn last line gets its end.
int openDescriptor(const std::string& path)
{
    const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    if (descriptor < 0 && (errno == EROFS || errno == EACCES || errno == EPERM))
        throw Error(path, "cannot be opened for writing: " + std::string(std::strerror(errno)) + "; choose a folder that may be written");
    // Links are not followed, wherever they lead.
    if (descriptor < 0 && errno != ELOOP && errno != EISDIR && errno != ENXIO)
        fail(path, "cannot be opened for writing");
    struct stat status {};
    const bool opened = descriptor >= 0;
    if (!opened || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (opened)
            close(descriptor);
        throw Error(path, "is not a regular file; move it away");
    }
    char last = '\n';
    if (status.st_size > 0 && pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != '\n' && write(descriptor, "\n", 1) != 1) {
        const int reason = errno;
        close(descriptor);
        errno = reason;
        fail(path, "cannot be written");
    }
    return descriptor;
}

} // namespace

LineFile::LineFile(std::string path) : path_(std::move(path))
{
    descriptor_ = openDescriptor(path_);
}

LineFile::~LineFile() { close(descriptor_); }

bool LineFile::gone() const { return !stillNamed(descriptor_, path_); }

void LineFile::follow()
{
    if (!gone())
        return;
    const int fresh = openDescriptor(path_);
    close(descriptor_);
    descriptor_ = fresh;
}

void LineFile::append(std::string_view text)
{
    follow();
    std::string line(text);
    line += '\n';
    const off_t before = lseek(descriptor_, 0, SEEK_END);
    std::size_t done = 0;
    while (done < line.size()) {
        const ssize_t count = write(descriptor_, line.data() + done, line.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            const int reason = count < 0 ? errno : ENOSPC;
            // Best effort: when cutting back fails too, the torn line is one that readers skip.
            [[maybe_unused]] const int ignored = before >= 0 ? ftruncate(descriptor_, before) : 0;
            errno = reason;
            fail(path_, "cannot be written");
        }
        done += std::size_t(count);
    }
}

void LineFile::sync()
{
    // Pipes and some network file systems cannot sync; there is nothing more to be done then.
    if (fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS)
        fail(path_, "cannot be flushed to the disk");
}

} // namespace icf
