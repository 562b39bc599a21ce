#pragma once
#include <filesystem>
#include <functional>
#include <memory>

#include "core/base/cancel_token.h"
#include "core/processes/communicator.h"

namespace icf::cli {

class Terminal;

/// How the program ends; DESIGN: "Exit codes".  Interrupted commands end with 128 + the signal instead.
enum ExitCode : int { kDone = 0, kFailed = 1, kWrongUsage = 2 };

/// What main lends to every command.
struct Context {
    CancelToken& cancel;                 ///< Stopped by SIGINT, SIGTERM and SIGHUP.
    Terminal& terminal;                  ///< Messages and progress, on stderr.
    std::filesystem::path programFolder; ///< Where the executable is.
    std::function<int()> action;         ///< Set by the command that was chosen; returns the exit code.
    std::function<int()> stoppedCode;    ///< Exit code of a command that was stopped: 130, 143, …
    std::function<void()> endAtOnce;     ///< Lets the first signal end the program: for commands with nothing to save.
    std::unique_ptr<Communicator> processes{}; ///< That a launcher started to do this command together; null: this one alone.  Left last.
};

} // namespace icf::cli
