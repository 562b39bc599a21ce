#include "app/cli/signal_watcher.h"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <string_view>

#include <poll.h>
#include <unistd.h>

namespace icf::cli {
namespace {

/// Wakes the watcher when the program ends by itself.
constexpr int kWake = SIGUSR2;
/// timeout(1) signals a program and then its group, systemd sends SIGHUP right after SIGTERM: that is one wish, not two.
constexpr auto kOneWish = std::chrono::milliseconds(100);
/// What the first wish is given to end in, when a second follows in a hurry.
constexpr auto kPatience = std::chrono::milliseconds(500);

[[noreturn]] void endNow(int signal)
{
    static constexpr std::string_view kLine = "stopped at once: what was not saved yet is lost\n";
    // A reader that has stopped must not keep the program.
    pollfd output{STDERR_FILENO, POLLOUT, 0};
    if (poll(&output, 1, 0) == 1 && (output.revents & POLLOUT) != 0)
        [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, kLine.data(), kLine.size());
    _exit(128 + signal);
}

} // namespace

SignalWatcher::SignalWatcher(CancelToken& cancel) : cancel_(cancel)
{
    sigemptyset(&watched_);
    sigaddset(&watched_, kWake);
    // nohup ignores SIGHUP, a script SIGINT for what it starts in the background: leave that alone.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction inherited {};
        if (sigaction(signal, nullptr, &inherited) == 0 && inherited.sa_handler != SIG_IGN)
            sigaddset(&watched_, signal);
    }
    pthread_sigmask(SIG_BLOCK, &watched_, nullptr);
    thread_ = std::thread(&SignalWatcher::watch, this);
}

SignalWatcher::~SignalWatcher()
{
    ending_ = true;
    pthread_kill(thread_.native_handle(), kWake);
    thread_.join();
}

int SignalWatcher::next(std::optional<Clock::time_point> until) const
{
    if (!until) {
        int signal = 0;
        return sigwait(&watched_, &signal) == 0 ? signal : 0;
    }
    const auto left = std::max(std::chrono::nanoseconds(0), std::chrono::nanoseconds(*until - Clock::now()));
    const timespec wait{left.count() / 1'000'000'000, left.count() % 1'000'000'000};
    return std::max(0, sigtimedwait(&watched_, nullptr, &wait));
}

void SignalWatcher::watch()
{
    Clock::time_point first;
    int second = 0;  // A second wish that came while the first was hardly heard.
    for (;;) {
        const int signal = next(second != 0 ? std::optional(first + kPatience) : std::nullopt);
        if (signal == kWake && ending_)
            return;
        const Clock::time_point now = Clock::now();
        if (second != 0 && now >= first + kPatience)
            endNow(second);
        if (signal == 0 || signal == kWake)
            continue;
        if (atOnce_)
            _exit(128 + signal);
        if (received_.load() == 0) {
            first = now;
            received_ = signal;
            cancel_.stop(StopRequest::save);
        } else if (now - first >= kPatience) {
            endNow(signal);
        } else if (now - first >= kOneWish && second == 0) {
            second = signal;
        }
    }
}

} // namespace icf::cli
