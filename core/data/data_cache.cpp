#include "core/data/data_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include "core/base/sha256.h"
#include "core/base/user_folder.h"

namespace icf {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSamples = 64;
constexpr std::uint64_t kSampleBytes = 4096;
constexpr std::size_t kNameDigits = 32;
/// A temporary file that was not written to for so long has no writer any more, on this machine or another.
constexpr auto kAbandoned = std::chrono::hours(1);

std::int64_t nanoseconds(const timespec& time)
{
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// True for names that nameFor gives, and for those of their temporary files.
bool isOurs(const std::string& name)
{
    return name.size() > kNameDigits && name[kNameDigits] == '.'
        && name.find_first_not_of("0123456789abcdef") == kNameDigits;
}

} // namespace

FileIdentity identityOf(const ReadFile& file)
{
    FileIdentity identity;
    struct stat status { };
    if (::fstat(file.descriptor(), &status) == 0) {
        identity.size = static_cast<std::uint64_t>(status.st_size);
        identity.written = nanoseconds(status.st_mtim);
        identity.changed = nanoseconds(status.st_ctim);
        timespec now{};
        ::clock_gettime(CLOCK_REALTIME, &now);
        identity.age = nanoseconds(now) - std::max(identity.written, identity.changed);
    }
    Sha256 hash;
    // Evenly, the first and the last block among them.
    const std::uint64_t last = identity.size - std::min(identity.size, kSampleBytes);
    for (std::uint64_t i = 0; i < kSamples; ++i)
        hash.update(file.textAt(last / (kSamples - 1) * i + last % (kSamples - 1) * i / (kSamples - 1), kSampleBytes));
    identity.sample = hash.finishHex();
    return identity;
}

std::string textOf(const FileIdentity& identity)
{
    return std::to_string(identity.size) + " " + std::to_string(identity.written) + " " + std::to_string(identity.changed) + " " + identity.sample;
}

DataCache DataCache::ofUser()
{
    DataCache cache;
    if (const std::string own = userFolder("XDG_CACHE_HOME", ".cache"); !own.empty())
        cache.folder = own + "/data";
    return cache;
}

std::string DataCache::nameFor(const std::string& path, const std::string& suffix) const
{
    if (folder.empty())
        return {};
    std::error_code ignored, failed;
    fs::create_directories(folder, ignored);
    const fs::path whole = fs::canonical(path, failed);
    if (failed || ::access(folder.c_str(), W_OK | X_OK) != 0)
        return {};
    Sha256 hash;
    hash.update(whole.string());
    return folder + "/" + hash.finishHex().substr(0, kNameDigits) + "." + suffix;
}

void DataCache::touch(const std::string& file)
{
    ::utimensat(AT_FDCWD, file.c_str(), nullptr, 0);
}

void DataCache::tidy(const std::string& keep) const
{
    struct Kept {
        fs::path path;
        fs::file_time_type used;
        std::uint64_t bytes;
    };
    std::vector<Kept> all;
    std::uint64_t total = 0;
    std::error_code failed, ignored;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        if (!isOurs(name) || !entry.is_regular_file(ignored))
            continue;
        const auto used = entry.last_write_time(failed);
        const std::uint64_t bytes = failed ? 0 : entry.file_size(failed);
        if (failed)
            continue;
        if (name.find(".tmp-") != std::string::npos) {
            if (fs::file_time_type::clock::now() - used > kAbandoned)
                fs::remove(entry.path(), ignored);
            continue;
        }
        total += bytes;
        if (entry.path() != fs::path(keep))
            all.push_back({entry.path(), used, bytes});
    }
    std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.used < b.used; });
    for (auto oldest = all.begin(); oldest != all.end() && total > mostBytes; ++oldest) {
        fs::remove(oldest->path, ignored);
        total -= oldest->bytes;
    }
}

} // namespace icf
