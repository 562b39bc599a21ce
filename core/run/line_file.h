#pragma once
#include <string>
#include <string_view>

namespace icf {

/// A text file that only grows, line by line.  A line is there whole or not at all, unless the machine stops in between:
/// readers tolerate a torn last line.
class LineFile {
public:
    /// Opens or makes the file.  A torn last line that an interrupted writer left is ended, so that the next one stands alone.
    /// Throws Error when it is no regular file, Failure when the disk refuses.
    explicit LineFile(std::string path);
    ~LineFile();
    LineFile(const LineFile&) = delete;
    LineFile& operator=(const LineFile&) = delete;

    /// Appends a line; text holds no newline.  Throws Failure (disk full, …); nothing of the line is then left.  A file that was
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
