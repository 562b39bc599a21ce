#pragma once
#include <string>

namespace icf {

/// A folder of its own below the system's temporary one, removed with everything in it at the end.
class TemporaryFolder {
public:
    /// purpose: part of its name, such as "verify".  Throws Failure where it cannot be made.
    explicit TemporaryFolder(const std::string& purpose);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    /// Absolute.
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

} // namespace icf
