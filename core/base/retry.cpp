#include "core/base/retry.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace icf {
namespace {

constexpr auto kRetryInterval = std::chrono::seconds(5);
/// How soon a stop is noticed.
constexpr auto kLook = std::chrono::milliseconds(50);

} // namespace

std::optional<std::string> tryToWrite(const std::function<void()>& write)
{
    try {
        write();
        return std::nullopt;
    } catch (const Failure& problem) {
        return withoutTemporaryNames(problem.what());
    } catch (const Error& problem) {
        return problem.what();
    } catch (const std::filesystem::filesystem_error& problem) {
        return problem.what();
    }
}

bool writeOrWait(const std::string& what, const std::function<void()>& write, const std::function<void(const std::string& line)>& tell,
                 const CancelToken& cancel)
{
    std::optional<std::string> told;
    for (;;) {
        const std::optional<std::string> reason = tryToWrite(write);
        if (!reason)
            return true;
        if (cancel.stopRequested())
            return false;
        if (told != reason)
            tell("paused: " + what + ": " + *reason + "; it is tried again every few seconds until the disk takes it or the run is stopped");
        told = reason;
        const auto until = std::chrono::steady_clock::now() + kRetryInterval;
        while (std::chrono::steady_clock::now() < until && !cancel.stopRequested())
            std::this_thread::sleep_for(kLook);
        if (cancel.stopRequested())
            return false;
    }
}

} // namespace icf
