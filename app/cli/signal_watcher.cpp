#include "app/cli/signal_watcher.h"

#include <csignal>

#include <unistd.h>

namespace icf::cli {
namespace {

/// Wakes the watcher when the program ends by itself.
constexpr int kWake = SIGUSR2;

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
    for (;;) {
        int signal = 0;
        if (sigwait(&watched_, &signal) != 0)
            continue;
        if (signal == kWake) {
            if (ending_)
                return;
            continue;
        }
        if (atOnce_ || received_.load() != 0)
            _exit(128 + signal);
        received_ = signal;
        cancel_.stop(StopRequest::save);
    }
}

} // namespace icf::cli
