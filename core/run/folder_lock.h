#pragma once
#include <optional>
#include <string>

namespace icf {

/// Keeps two writers out of one run folder, in this process, on this machine and (where the file system passes locks on)
/// on others.  The kernel lets go of the lock when the process ends in whatever way, so nothing has to be cleaned up after
/// a crash.
class FolderLock {
public:
    /// Takes the lock of an existing folder.  Throws Error naming the holder when it is taken, Error when the folder cannot be
    /// written to, Failure when the disk is full.
    explicit FolderLock(const std::string& folder);
    /// Lets go and removes the lock file, unless the folder was deleted meanwhile and another writer has put its own there.
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    /// True while the folder holds this lock: not after somebody deleted it, or the folder with it.
    bool inPlace() const;
    /// Takes the lock again when it is no longer in place; as the constructor.
    void renew();

    /// Who writes the folder now ("process 4711 on host"); nothing when nobody does.  A writer on another machine whose lock
    /// cannot be seen from here counts while the folder's log or metrics changed within the last ten minutes.
    static std::optional<std::string> holder(const std::string& folder);
    /// What to tell somebody who wants the folder too.
    static std::string refusal(const std::string& holder);

private:
    void take();

    std::string folder_;
    std::string path_;
    int descriptor_ = -1;
};

} // namespace icf
