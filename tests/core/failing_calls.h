#pragma once
#include <cerrno>
#include <string>

#include "core/base/file_system.h"

namespace icf::test {

/// The real file system without waiting for the disk, which no test can see and which takes most of the time.
inline FileSystem quickSystem()
{
    FileSystem system = FileSystem::real();
    system.syncFile = [](int) { return 0; };
    system.syncFolder = [](const std::string&) { return 0; };
    return system;
}

/// A file system whose n-th call fails.  Counts all calls, whichever they are.
class FailingCalls {
public:
    enum class Manner {
        once, ///< The n-th call fails, later ones work: a passing fault.
        fromThenOn, ///< All later calls fail too, as when the process ends there.
        shortWrite, ///< The n-th call, when it writes, writes a part; then the next write fails.
    };
    FailingCalls(int n, int code, Manner manner)
        : n_(n)
        , code_(code)
        , manner_(manner)
    {
    }

    FileSystem system()
    {
        const FileSystem real = quickSystem();
        FileSystem out = real;
        out.createFile = [this, real](const std::string& path) { return fails() ? -code_ : real.createFile(path); };
        out.write = [this, real](int descriptor, const void* data, std::size_t size) -> long {
            const bool failing = fails() || shortened_;
            if (failing && manner_ == Manner::shortWrite && !shortened_ && size > 1) {
                shortened_ = true;
                return real.write(descriptor, data, size / 2);
            }
            return failing ? -code_ : real.write(descriptor, data, size);
        };
        out.syncFile = [this, real](int descriptor) { return fails() ? -code_ : real.syncFile(descriptor); };
        out.closeFile = [this, real](int descriptor) {
            const int result = real.closeFile(descriptor); // A failed close closes all the same.
            return fails() ? -code_ : result;
        };
        out.makeFolder = [this, real](const std::string& path) { return fails() ? -code_ : real.makeFolder(path); };
        out.syncFolder = [this, real](const std::string& path) { return fails() ? -code_ : real.syncFolder(path); };
        out.rename = [this, real](const std::string& from, const std::string& to) {
            return fails() ? -code_ : real.rename(from, to);
        };
        out.exchange = [this, real](const std::string& one, const std::string& other) {
            return fails() ? -code_ : real.exchange(one, other);
        };
        out.removeFile = [this, real](const std::string& path) { return fails() ? -code_ : real.removeFile(path); };
        out.removeFolder = [this, real](const std::string& path) { return fails() ? -code_ : real.removeFolder(path); };
        return out;
    }
    int calls() const { return calls_; }

private:
    bool fails()
    {
        ++calls_;
        return calls_ == n_ || (manner_ == Manner::fromThenOn && calls_ > n_);
    }

    int n_;
    int code_;
    Manner manner_;
    int calls_ = 0;
    bool shortened_ = false;
};

} // namespace icf::test
