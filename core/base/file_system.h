#pragma once
#include <cstddef>
#include <functional>
#include <string>

namespace icf {

/// The file-system calls by which anything durable is written.  A seam: tests exchange single functions to fail the n-th
/// call.  Each returns a value ≥ 0, or minus the errno.
struct FileSystem {
    /// Creates a file that must not exist yet, never through a symlink; returns its descriptor.
    std::function<int(const std::string& path)> createFile;
    /// Appends up to size bytes; returns how many were written.
    std::function<long(int descriptor, const void* data, std::size_t size)> write;
    /// Pushes the file's bytes to the disk.
    std::function<int(int descriptor)> syncFile;
    std::function<int(int descriptor)> closeFile;
    std::function<int(const std::string& path)> makeFolder;
    /// Pushes the folder's entries to the disk.
    std::function<int(const std::string& path)> syncFolder;
    /// Replaces a file at the target; a folder only when it is empty.
    std::function<int(const std::string& from, const std::string& to)> rename;
    /// Lets two names change places in one step.
    std::function<int(const std::string& one, const std::string& other)> exchange;
    std::function<int(const std::string& path)> removeFile;
    std::function<int(const std::string& path)> removeFolder;

    /// The operating system's.
    static FileSystem real();
};

} // namespace icf
