#include "core/base/atomic_file.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <random>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/utf8.h"

namespace icf {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{256} << 10;
constexpr std::string_view kTemporaryMark = ".tmp-";

[[noreturn]] void fail(const std::string& path, const char* action, long negativeErrno)
{
    const int code = static_cast<int>(-negativeErrno);
    std::string text = std::string(action) + ": " + std::strerror(code);
    if (code == ENOSPC || code == EDQUOT)
        text += "; make room on the disk and try again";
    else if (code == EROFS || code == EACCES || code == EPERM)
        text += "; choose a folder that may be written";
    throw Failure(path, text);
}

void require(const std::string& path, const char* action, long result)
{
    if (result < 0)
        fail(path, action, result);
}

/// "<path>.tmp-<process>-<random>": the process number lets a later start see that its writer is gone.
std::string temporaryName(const std::string& path)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::random_device device;
    std::string name = path + std::string(kTemporaryMark) + std::to_string(::getpid()) + "-";
    for (unsigned bits = device(), i = 0; i < 8; ++i, bits >>= 4)
        name += kDigits[bits & 15];
    return name;
}

std::string parentOf(const std::string& path)
{
    const std::string parent = std::filesystem::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

/// Moving a file to the name of a device or a pipe would remove that.  A link is replaced: nothing is written where it leads to.
void requireReplaceableFile(const std::string& path)
{
    std::error_code ignored;
    const auto status = std::filesystem::symlink_status(path, ignored);
    if (std::filesystem::is_directory(status))
        throw Error(path, "is a folder, not a file; give another name");
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status) && !std::filesystem::is_symlink(status))
        throw Error(path, "is not a regular file; give another name");
}

bool isPlainName(const std::string& name)
{
    return !name.empty() && name != "." && name != ".."
        && name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
}

} // namespace

FileSink::FileSink(FileSystem system, std::string path, bool hash)
    : system_(std::move(system))
    , path_(std::move(path))
{
    if (hash)
        hash_.emplace();
    descriptor_ = system_.createFile(path_);
    require(path_, "cannot be created", descriptor_);
    buffer_.reserve(kBufferBytes);
}

FileSink::~FileSink()
{
    if (descriptor_ >= 0)
        system_.closeFile(descriptor_);
}

void FileSink::write(std::span<const std::byte> bytes)
{
    size_ += bytes.size();
    if (hash_)
        hash_->update(bytes);
    if (buffer_.size() + bytes.size() > kBufferBytes) {
        push(buffer_);
        buffer_.clear();
    }
    if (bytes.size() >= kBufferBytes)
        push(bytes);
    else
        buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

void FileSink::push(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const long written = system_.write(descriptor_, bytes.data(), std::min(bytes.size(), std::size_t{1} << 30));
        if (written == -EINTR)
            continue;
        // A write of nothing would otherwise be tried for ever.
        require(path_, "cannot be written", written == 0 ? -EIO : written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void FileSink::finish()
{
    push(buffer_);
    buffer_.clear();
    require(path_, "cannot be flushed to the disk", system_.syncFile(descriptor_));
    const int closed = system_.closeFile(descriptor_);
    descriptor_ = -1;
    require(path_, "cannot be closed", closed);
    if (hash_)
        sha256_ = hash_->finishHex();
}

void writeAtomically(const std::string& path, const std::function<void(ByteSink&)>& writer, const FileSystem& system)
{
    requireReplaceableFile(path);
    const std::string temporary = temporaryName(path);
    try {
        FileSink sink(system, temporary, false);
        writer(sink);
        sink.finish();
        require(path, "cannot be replaced", system.rename(temporary, path));
    } catch (...) {
        system.removeFile(temporary);
        throw;
    }
    require(parentOf(path), "cannot be flushed to the disk", system.syncFolder(parentOf(path)));
}

void replaceFile(const std::string& finished, const std::string& path, const FileSystem& system)
{
    requireReplaceableFile(path);
    require(path, "cannot be replaced", system.rename(finished, path));
    require(parentOf(path), "cannot be flushed to the disk", system.syncFolder(parentOf(path)));
}

void writeAtomically(const std::string& path, std::string_view bytes, const FileSystem& system)
{
    writeAtomically(
        path, [bytes](ByteSink& sink) { sink.writeText(bytes); }, system);
}

DirectoryTransaction::DirectoryTransaction(std::string folder, bool replace, FileSystem system)
    : system_(std::move(system))
    , folder_(std::move(folder))
    , replace_(replace)
{
    const auto status = std::filesystem::symlink_status(folder_);
    if (!replace_ && std::filesystem::exists(status))
        throw Error(folder_, "exists already; choose another name or allow replacing it");
    if (std::filesystem::exists(status) && !std::filesystem::is_directory(folder_))
        throw Error(folder_, "is a file where a folder is to be made; move it away");
    temporary_ = temporaryName(folder_);
    require(temporary_, "cannot be created", system_.makeFolder(temporary_));
}

DirectoryTransaction::~DirectoryTransaction()
{
    if (!committed_)
        removeTemporary();
}

void DirectoryTransaction::removeTemporary() noexcept
{
    for (const std::string& name : created_)
        system_.removeFile(temporary_ + "/" + name);
    system_.removeFolder(temporary_);
}

void DirectoryTransaction::add(const std::string& name, const std::function<void(ByteSink&)>& writer)
{
    if (!isPlainName(name) || entries_.contains(name))
        throw Error(folder_, "\"" + printable(name) + "\" cannot be the name of a new file in it");
    created_.push_back(name);
    FileSink sink(system_, temporary_ + "/" + name, true);
    writer(sink);
    sink.finish();
    entries_[name] = {sink.size(), sink.sha256()};
}

void DirectoryTransaction::add(const std::string& name, std::string_view bytes)
{
    add(name, [bytes](ByteSink& sink) { sink.writeText(bytes); });
}

void DirectoryTransaction::commit()
{
    nlohmann::json files = nlohmann::json::object();
    for (const auto& [name, entry] : entries_)
        files[name] = {{"size", entry.size}, {"sha256", entry.sha256}};
    add(kManifestName, nlohmann::json{{"version", 1}, {"files", files}}.dump(1) + "\n");
    require(temporary_, "cannot be flushed to the disk", system_.syncFolder(temporary_));

    std::optional<std::string> old;
    if (replace_ && std::filesystem::exists(std::filesystem::symlink_status(folder_)))
        old = exchangeFolders();
    else
        require(folder_, "cannot be moved to its name", system_.rename(temporary_, folder_));
    committed_ = true;
    const int flushed = system_.syncFolder(parentOf(folder_));
    // After the flush, so that the new one has its name on the disk first; also when that failed, or every try would leave one behind.
    // Failing to remove the old folder costs room, nothing else.
    std::error_code ignored;
    if (old)
        std::filesystem::remove_all(*old, ignored);
    require(parentOf(folder_), "cannot be flushed to the disk", flushed);
}

std::string DirectoryTransaction::exchangeFolders()
{
    const int exchanged = system_.exchange(temporary_, folder_);
    if (exchanged >= 0)
        return temporary_;
    if (exchanged != -EINVAL && exchanged != -ENOSYS && exchanged != -ENOTSUP)
        fail(folder_, "cannot be replaced", exchanged);
    // Some network file systems cannot exchange names.  Between these two calls there is no folder of the name; a process
    // that dies just there leaves the older checkpoints, and this one under a temporary name.
    const std::string old = temporaryName(folder_);
    require(folder_, "cannot be replaced", system_.rename(folder_, old));
    if (const int moved = system_.rename(temporary_, folder_); moved < 0) {
        system_.rename(old, folder_);
        fail(folder_, "cannot be replaced", moved);
    }
    return old;
}

std::string withoutTemporaryNames(std::string text)
{
    for (std::size_t mark = text.find(kTemporaryMark); mark != std::string::npos; mark = text.find(kTemporaryMark, mark)) {
        std::size_t end = text.find_first_not_of("0123456789", mark + kTemporaryMark.size());
        if (end != std::string::npos && text[end] == '-')
            text.erase(mark, text.find_first_not_of("0123456789abcdef", end + 1) - mark);
        else
            mark += kTemporaryMark.size();
    }
    return text;
}

namespace {

/// Empty when the manifest holds.
std::string manifestProblem(const std::string& folder, const nlohmann::json& manifest)
{
    if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_object())
        return "manifest.json has no \"files\"";
    for (const auto& [name, entry] : manifest["files"].items()) {
        if (!isPlainName(name))
            return "manifest.json names \"" + printable(name) + "\", which is not a plain file name";
        if (!entry.is_object() || !entry.contains("size") || !entry["size"].is_number_unsigned()
            || !entry.contains("sha256") || !entry["sha256"].is_string())
            return "manifest.json says nothing readable about " + printable(name);
        const std::string path = folder + "/" + name;
        std::error_code ignored;
        if (!std::filesystem::exists(path, ignored))
            return printable(name) + " is missing";
        if (std::filesystem::file_size(path, ignored) != entry["size"].get<std::uint64_t>())
            return printable(name) + " has another size than manifest.json says";
        if (sha256OfFile(path) != entry["sha256"].get_ref<const std::string&>())
            return printable(name) + " has other bytes than manifest.json says";
    }
    return {};
}

} // namespace

ManifestCheck verifyManifest(const std::string& folder)
{
    const std::string path = folder + "/" + kManifestName;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return {};
    try {
        const nlohmann::json manifest = readJsonFile(path);
        const std::string problem = manifestProblem(folder, manifest);
        if (!problem.empty())
            return {ManifestState::broken, problem, {}};
        ManifestCheck check{ManifestState::valid, {}, {}};
        for (const auto& [name, entry] : manifest["files"].items())
            check.files.insert(name);
        return check;
    } catch (const Error& error) {
        return {ManifestState::broken, error.what(), {}};
    } catch (const Failure& failure) {
        return {ManifestState::broken, failure.what(), {}};
    }
}

bool differsFromManifest(const std::string& folder, const std::string& name)
{
    try {
        return readJsonFile(folder + "/" + kManifestName).at("files").at(name).at("sha256") != sha256OfFile(folder + "/" + name);
    } catch (const std::exception&) {
        return false;
    }
}

bool removeFolderWhole(const std::string& folder)
{
    const std::string away = temporaryName(folder);
    std::error_code failed, ignored;
    std::filesystem::rename(folder, away, failed);
    if (failed)
        return false;
    // First, or it would look like one that only lacks its name.
    std::filesystem::remove(away + "/" + kManifestName, failed);
    if (failed) {
        std::filesystem::rename(away, folder, ignored);
        return false;
    }
    std::filesystem::remove_all(away, ignored);
    return true;
}

int recoverFromTemporaries(const std::string& folder, const std::function<bool(std::string_view name)>& ofOurs)
{
    int removed = 0;
    std::error_code ignored;
    std::vector<std::filesystem::path> stale;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        const auto mark = name.rfind(kTemporaryMark);
        if (mark == std::string::npos || !ofOurs(std::string_view(name).substr(0, mark)))
            continue;
        const char* digits = name.data() + mark + kTemporaryMark.size();
        const char* end = name.data() + name.size();
        pid_t process = 0;
        const auto [next, status] = std::from_chars(digits, end, process);
        const bool temporary = status == std::errc() && next != end && *next == '-' && end - next == 9;
        // Containers give every program the same few numbers: ours is that of the process before.  Signal 0 only asks whether it is there.
        if (temporary && process > 0 && (process == ::getpid() || (::kill(process, 0) != 0 && errno == ESRCH)))
            stale.push_back(entry.path());
    }
    // Newest first: of two for one name that is the one that was to replace the other.
    std::sort(stale.begin(), stale.end(), [](const auto& a, const auto& b) {
        std::error_code none;
        return std::filesystem::last_write_time(a, none) > std::filesystem::last_write_time(b, none);
    });
    for (const auto& path : stale) {
        const std::string name = path.string(), target = name.substr(0, name.rfind(kTemporaryMark));
        const bool free = !std::filesystem::exists(std::filesystem::symlink_status(target, ignored));
        if (free && verifyManifest(name).state == ManifestState::valid)
            std::filesystem::rename(path, target, ignored);
        else
            removed += std::filesystem::remove_all(path, ignored) > 0 ? 1 : 0;
    }
    return removed;
}

} // namespace icf
