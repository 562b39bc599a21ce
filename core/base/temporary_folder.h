#pragma once
#include <string>

namespace icf {

/// A folder of its own below another, removed with everything in it at the end.
class TemporaryFolder {
public:
    /// purpose: part of its name, such as "verify"; parent: where it is made, the system's temporary folder when empty.  Throws
    /// Error where it cannot be made, Failure where the disk is full or broken.
    explicit TemporaryFolder(const std::string& purpose, const std::string& parent = {});
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    /// Absolute.
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

} // namespace icf
