#include "core/run/line_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"

namespace icf {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what)
{
    throw Failure(path, std::string(what) + ": " + std::strerror(errno));
}

} // namespace

LineFile::LineFile(std::string path) : path_(std::move(path))
{
    descriptor_ = open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    if (descriptor_ < 0)
        fail(path_, "cannot be opened for writing");
    struct stat status {};
    if (fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(descriptor_);
        throw Failure(path_, "is not a regular file");
    }
    char last = '\n';
    if (status.st_size > 0 && pread(descriptor_, &last, 1, status.st_size - 1) == 1 && last != '\n' && write(descriptor_, "\n", 1) != 1) {
        close(descriptor_);
        fail(path_, "cannot be written");
    }
}

LineFile::~LineFile() { close(descriptor_); }

void LineFile::append(std::string_view text)
{
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
