#include "core/run/folder_lock.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/host_name.h"
#include "core/base/json_fields.h"
#include "core/base/utf8.h"
#include "core/run/still_named.h"

namespace icf {
namespace {

constexpr const char* kLockName = "run.lock";

struct Holder {
    std::int64_t process = 0;
    std::string host;

    std::string text() const
    {
        if (process == 0)
            return "another process";
        const std::string number = std::to_string(process);
        return host.empty() ? "process " + number : "process " + number + " on " + host;
    }
};

Holder readHolder(int descriptor)
{
    char text[512];
    const ssize_t count = pread(descriptor, text, sizeof text, 0);
    Holder holder;
    if (count <= 0)
        return holder;
    const nlohmann::json json = nlohmann::json::parse(text, text + count, nullptr, false);
    if (!json.is_object())
        return holder;
    if (const auto found = json.find("process"); found != json.end() && found->is_number_integer())
        holder.process = found->get<std::int64_t>();
    if (const auto found = json.find("host"); found != json.end() && found->is_string())
        holder.host = printable(found->get<std::string>());
    return holder;
}

bool changedLately(const std::string& folder)
{
    namespace fs = std::filesystem;
    for (const char* name : {"metrics.jsonl", "log.txt", kLockName}) {
        std::error_code error;
        const fs::file_time_type time = fs::last_write_time(fs::path(folder) / name, error);
        if (!error && fs::file_time_type::clock::now() - time < std::chrono::minutes(10))
            return true;
    }
    return false;
}

[[noreturn]] void refuse(const std::string& folder, int reason)
{
    const std::string text = "cannot be written to: " + std::string(std::strerror(reason));
    if (reason == ENOSPC || reason == EIO || reason == EDQUOT || reason == EMFILE || reason == ENFILE || reason == ENOLCK)
        throw Failure(folder, text);
    throw Error(folder, text + "; choose another --save_path");
}

} // namespace

FolderLock::FolderLock(const std::string& folder) : folder_(folder), path_(folder + "/" + kLockName)
{
    take();
}

bool FolderLock::inPlace() const { return stillNamed(descriptor_, path_); }

void FolderLock::renew()
{
    if (inPlace())
        return;
    const int before = descriptor_;
    take();
    close(before);
}

void FolderLock::take()
{
    int taken = -1;
    // holder() takes the lock for an instant to see whether it is free, hence several attempts.
    constexpr int kAttempts = 20;
    for (int attempt = 0;; ++attempt) {
        const int descriptor = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
        if (descriptor < 0)
            refuse(folder_, errno);
        if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
            // Its holder before may have removed it meanwhile.
            if (stillNamed(descriptor, path_)) {
                taken = descriptor;
                break;
            }
        } else if (attempt >= kAttempts) {
            const Holder holder = readHolder(descriptor);
            close(descriptor);
            throw Error(folder_, refusal(holder.text()));
        }
        close(descriptor);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    const nlohmann::json holder{{"process", getpid()}, {"host", hostName()}};
    const std::string text = dumpText(holder) + "\n";
    if (ftruncate(taken, 0) != 0 || pwrite(taken, text.data(), text.size(), 0) != ssize_t(text.size())) {
        const int reason = errno;
        unlink(path_.c_str());
        close(taken);
        refuse(folder_, reason);
    }
    descriptor_ = taken;
}

FolderLock::~FolderLock()
{
    // Removed before the lock goes: whoever opened the old file meanwhile sees that it is no longer named.
    if (inPlace())
        unlink(path_.c_str());
    close(descriptor_);
}

std::string FolderLock::refusal(const std::string& holder)
{
    return "a run is being written here by " + holder + "; wait for it, stop it, or choose another --save_path";
}

std::optional<std::string> FolderLock::holder(const std::string& folder)
{
    const std::string path = folder + "/" + kLockName;
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0)
        return std::nullopt;
    const bool taken = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    const Holder holder = readHolder(descriptor);
    close(descriptor);
    const bool elsewhere = !holder.host.empty() && holder.host != printable(hostName());
    if (taken)
        return holder.text();
    if (elsewhere && changedLately(folder))
        return holder.text() + " (if it is gone, remove run.lock)";
    return std::nullopt;
}

} // namespace icf
