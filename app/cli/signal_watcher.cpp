#include "app/cli/signal_watcher.h"

#include <chrono>
#include <csignal>
#include <string_view>

#include <poll.h>
#include <unistd.h>

namespace icf::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// Wakes the watcher when the program ends by itself.
constexpr int kWake = SIGUSR2;
/// timeout(1) signals a program and then its group, systemd sends SIGHUP right behind SIGTERM: that is one wish, not two.
constexpr auto kOneWish = std::chrono::milliseconds(500);

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
    for (const int signal : {SIGINT, SIGTERM, kWake})
        sigaddset(&watched_, signal);
    // nohup ignores SIGHUP: leave that alone.
    struct sigaction hangUp {};
    if (sigaction(SIGHUP, nullptr, &hangUp) == 0 && hangUp.sa_handler != SIG_IGN)
        sigaddset(&watched_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &watched_, nullptr);
    thread_ = std::thread(&SignalWatcher::watch, this);
}

SignalWatcher::~SignalWatcher()
{
    ending_ = true;
    pthread_kill(thread_.native_handle(), kWake);
    thread_.join();
}

void SignalWatcher::watch()
{
    Clock::time_point first;
    for (;;) {
        int signal = 0;
        if (sigwait(&watched_, &signal) != 0)
            continue;
        if (signal == kWake) {
            if (ending_)
                return;
            continue;
        }
        if (atOnce_)
            _exit(128 + signal);
        if (received_.load() != 0) {
            if (Clock::now() - first < kOneWish)
                continue;
            endNow(signal);
        }
        first = Clock::now();
        received_ = signal;
        cancel_.stop(StopRequest::save);
    }
}

} // namespace icf::cli
