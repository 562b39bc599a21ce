#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/byte_sink.h"
#include "core/base/file_system.h"
#include "core/base/sha256.h"

namespace icf {

/// The file of a folder that DirectoryTransaction wrote, with sizes and hashes of the others.
inline constexpr const char* kManifestName = "manifest.json";

/// Writes a new file in large pieces.  Every failed call is a Failure naming the file and the system's reason.
class FileSink : public ByteSink {
public:
    /// The file must not exist yet.  hash: also compute its SHA-256.
    FileSink(FileSystem system, std::string path, bool hash);
    /// Closes without flushing when finish() was not reached; never throws.
    ~FileSink() override;
    FileSink(const FileSink&) = delete;
    FileSink& operator=(const FileSink&) = delete;

    void write(std::span<const std::byte> bytes) override;
    /// Writes what is buffered, flushes to the disk and closes.
    void finish();
    std::uint64_t size() const { return size_; }
    /// Hex; valid after finish() when hash was asked for.
    const std::string& sha256() const { return sha256_; }

private:
    void push(std::span<const std::byte> bytes);

    FileSystem system_;
    std::string path_;
    int descriptor_ = -1;
    std::vector<std::byte> buffer_;
    std::uint64_t size_ = 0;
    std::optional<Sha256> hash_;
    std::string sha256_;
};

/// Replaces a file whole or not at all: the bytes go to a temporary name beside it, are flushed, and the name is moved over;
/// then the folder is flushed.  A reader sees the old file or the new one.  Throws Error when the name is a folder's, a device's or a
/// pipe's (a link is replaced, not followed), Failure when the disk refuses; what was there then stays and the temporary is removed.
void writeAtomically(const std::string& path, std::string_view bytes, const FileSystem& system = FileSystem::real());
/// The same for a writer that produces its bytes in pieces.
void writeAtomically(const std::string& path, const std::function<void(ByteSink&)>& writer,
    const FileSystem& system = FileSystem::real());

/// Moves a finished file of the same folder to the name of another, which it replaces whole, and flushes the folder.  Throws as writeAtomically.
void replaceFile(const std::string& finished, const std::string& path, const FileSystem& system = FileSystem::real());

/// Makes a folder appear whole or not at all.  Files go to "<folder>.tmp-…" beside it, each flushed and hashed; commit() writes
/// manifest.json with every size and SHA-256, flushes, and moves the folder to its name.  Without commit() the destructor
/// removes the temporary.
class DirectoryTransaction {
public:
    /// folder: absolute or relative, without a trailing slash; its parent must exist.  replace: an existing folder of that
    /// name is exchanged at commit and removed after; otherwise it is an Error here.  A file of that name is an Error always.
    DirectoryTransaction(std::string folder, bool replace, FileSystem system = FileSystem::real());
    ~DirectoryTransaction();
    DirectoryTransaction(const DirectoryTransaction&) = delete;
    DirectoryTransaction& operator=(const DirectoryTransaction&) = delete;

    /// Adds one file; name is a plain name.  Throws Failure when it cannot be written, and what writer throws.
    void add(const std::string& name, const std::function<void(ByteSink&)>& writer);
    /// Adds one file of the given bytes.
    void add(const std::string& name, std::string_view bytes);
    /// Makes the folder visible.  Throws Failure; then nothing is visible, or (when only the last flush of the parent failed)
    /// the whole folder is.
    void commit();

private:
    struct Entry {
        std::uint64_t size = 0;
        std::string sha256;
    };
    void removeTemporary() noexcept;
    /// Lets the new folder take the old one's name; returns where the old one is now.
    std::string exchangeFolders();

    FileSystem system_;
    std::string folder_;
    std::string temporary_;
    bool replace_;
    bool committed_ = false;
    std::map<std::string, Entry> entries_;
    std::vector<std::string> created_; ///< Names inside the temporary, for removal.
};

/// A message in which what is written has its final name: each try has another temporary one.
std::string withoutTemporaryNames(std::string text);

/// What manifest.json of a folder says about its files.
enum class ManifestState {
    absent, ///< No manifest: written by other software.  Nothing is known against it.
    valid, ///< All files are there with their size and hash.
    broken, ///< The manifest is unreadable or a file differs.
};
struct ManifestCheck {
    ManifestState state = ManifestState::absent;
    std::string problem; ///< One line when broken.
    std::set<std::string> files; ///< Names of the files that it lists, when valid.
};
/// Compares a folder with its manifest, reading every listed file.  Never throws for what the folder holds.
ManifestCheck verifyManifest(const std::string& folder);
/// True when one file is not the one that the manifest was written for; false when that cannot be told.  Reads no other.
bool differsFromManifest(const std::string& folder, const std::string& name);

/// Removes a folder whole or not at all: it loses its name first.  What an interruption leaves is cleared up by recoverFromTemporaries.  False when
/// it stays.
bool removeFolderWhole(const std::string& folder);

/// Clears up what interrupted transactions and atomic writes of the names that ofOurs takes left in a folder: "<name>.tmp-…" of this process or of one
/// that is gone from this machine.  A whole folder whose name is free gets it (its manifest holds, so that it only lacked the last step);
/// the rest is removed.  Call it only while holding the folder's lock and before writing there, since a writer on another machine cannot
/// be seen.  Returns how many were removed.
int recoverFromTemporaries(const std::string& folder, const std::function<bool(std::string_view name)>& ofOurs);

} // namespace icf
