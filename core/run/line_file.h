#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace icf {

/// A file has reached what the process (ulimit -f) or the file system allows: unlike a full disk, no waiting mends that by itself.
class FileTooLarge : public Failure {
public:
    using Failure::Failure;
};

/// A text file that only grows, line by line.  A line is there whole or not at all, unless the machine stops in between:
/// readers tolerate a torn last line.
class LineFile {
public:
    /// Opens or makes the file.  A torn last line that an interrupted writer left is ended, so that the next one stands alone.
    /// Throws Error when it is no regular file or may not be written, Failure when the disk refuses.
    explicit LineFile(std::string path);
    ~LineFile();
    LineFile(const LineFile&) = delete;
    LineFile& operator=(const LineFile&) = delete;

    /// Appends a line; text holds no newline.  Throws Failure (disk full, FileTooLarge, …); nothing of the line is then left.  A file that was
    /// deleted or moved meanwhile is made anew.
    void append(std::string_view text);
    /// Pushes everything to the disk.  Throws Failure.
    void sync();

    /// True when somebody deleted or moved the file, or put another in its place; the next line goes to what has its name then.
    bool gone() const;

private:
    void follow();

    std::string path_;
    int descriptor_ = -1;
};

} // namespace icf
