#include <csignal>
#include <iostream>
#include <new>
#include <string_view>
#include <system_error>

#include <poll.h>
#include <unistd.h>

#include "app/cli/commands.h"
#include "app/cli/help_text.h"
#include "app/cli/signal_watcher.h"
#include "app/cli/terminal.h"
#include "app/process_setup.h"
#include "core/base/error.h"
#include "core/base/host_name.h"
#include "core/engine/engine.h"
#include "core/facts/cpu.h"
#include "core/processes/together.h"

namespace {

using namespace icf;
using namespace icf::cli;

std::string versionText()
{
    std::string text;
    for (const auto& [name, version] : componentVersions())
        text += name + " " + version + "\n";
    if (const std::string driver = gpuDriverVersion(); !driver.empty())
        text += "NVIDIA driver " + driver + "\n";
    return text + "instruction sets: " + instructionSetsText();
}

/// Where the executable is; beside it lie the demo and other resources.
std::filesystem::path programFolder(const char* argument)
{
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    return (error ? std::filesystem::absolute(argument) : self).parent_path();
}

void addCommands(CLI::App& app, Context& context)
{
    addPretrain(app, context);
    addFinetune(app, context);
    addGenerate(app, context);
    addCompress(app, context);
    addTokenize(app, context);
    addEvaluate(app, context);
    addBench(app, context);
    addModels(app, context);
    addInspect(app, context);
    addVerify(app, context);
    addDemo(app, context);
    addSelftest(app, context);
    addDocumentation(app, context);
}

/// True when whoever read what is printed went away, as `head` does once it has its lines.
bool readerLeft()
{
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    return poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

/// The exit code of a command that ended with code: what was printed must have arrived too.
int withPrinted(int code, Terminal& terminal)
{
    std::cout.flush();
    if (std::cout || code != kDone)
        return code;
    if (readerLeft())
        return 128 + SIGPIPE;
    terminal.message(Severity::error, "[stdout] cannot be written");
    return kFailed;
}

/// No thread could be started, or no file opened; files that are at fault themselves are Error and Failure.
std::string noResources(const std::system_error& error)
{
    return "[system] " + std::string(error.what()) + "; close other programs or raise the limit (ulimit -a)";
}

/// An error of this process only, where several do the command together: the others would wait for it for ever.
bool isOfOneOfSeveral(const Context& context, const std::exception& error)
{
    return context.processes && !thrownByAll(error);
}

/// The command's exit code; ofOne: becomes true when what is thrown is of this process only.
int act(const Context& context, bool& ofOne)
{
    try {
        return context.action();
    } catch (const std::exception& error) {
        ofOne = isOfOneOfSeveral(context, error);
        throw;
    }
}

/// Here every error becomes one line and an exit code.  ofOne: as act.
int actAndTell(Context& context, const SignalWatcher& signals, bool& ofOne)
{
    const auto say = [&](const char* text) {
        context.terminal.endProgress();
        // Libraries add traces on further lines.
        const std::string_view all(text);
        const std::string line(all.substr(0, all.find('\n')));
        if (ofOne)
            context.terminal.setSilent(false);
        context.terminal.message(Severity::error, ofOne ? nameOfProcess(context.processes->rank(), context.processes->size(), hostName()) + ": " + line : line);
    };
    try {
        return context.action ? withPrinted(act(context, ofOne), context.terminal) : kWrongUsage;
    } catch (const Error& error) {
        say(error.what());
        return kWrongUsage;
    } catch (const Cancelled&) {
        say(signals.received() != 0 ? "interrupted" : "stopped");
        return context.stoppedCode();
    } catch (const std::filesystem::filesystem_error& error) {
        say(("[" + error.path1().string() + "] " + error.code().message()).c_str());
        return error.code() == std::errc::filename_too_long ? kWrongUsage : kFailed;
    } catch (const std::system_error& error) {
        say(noResources(error).c_str());
        return kFailed;
    } catch (const DeviceOutOfMemory& error) {
        say((std::string(error.what()) + "; try a smaller --batch_size or --max_seq_len, --dtype bfloat16, when training --gradient_checkpointing, or end other programs on it").c_str());
        return kFailed;
    } catch (const std::bad_alloc&) {
        say("out of memory; try a smaller --batch_size, --max_seq_len or --dtype bfloat16");
        return kFailed;
    } catch (const std::exception& error) {
        say(error.what());
        return kFailed;
    }
}

/// Runs the chosen command.
int runAction(Context& context, const SignalWatcher& signals)
{
    bool ofOne = false;
    const int code = actAndTell(context, signals, ofOne);
    if (ofOne)
        context.processes->abort(code);
    return code;
}

/// The program once it is set up; returns the exit code.
int runProgram(int argc, char** argv, Terminal& terminal)
{
    // People look for it beside --version; it is a command all the same, with options of its own.
    static char selftestCommand[] = "selftest";
    if (argc > 1 && std::string_view(argv[1]) == "--selftest")
        argv[1] = selftestCommand;
    std::ios::sync_with_stdio(false);
    CancelToken cancel;
    SignalWatcher signals(cancel);
    Context context{cancel, terminal, programFolder(argv[0]), {}, {}, [&signals] { signals.endAtOnce(); }};
    context.stoppedCode = [&signals] { return signals.received() != 0 ? 128 + signals.received() : int(kFailed); };

    CLI::App app("Trains, runs and examines In-Context Formers: compressors of a language model's context.", "icformer");
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_help_flag("-h,--help", "Print this and stop");
    app.set_version_flag("--version", versionText, "Print the versions of the program and its parts");
    app.add_flag("--selftest")->description("The same as the command selftest");
    app.require_subcommand(1);
    app.get_formatter()->label("SUBCOMMANDS", "Commands");
    try {
        addCommands(app, context);
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        // --help and --version.
        return withPrinted(app.exit(success), terminal);
    } catch (const CLI::ParseError& error) {
        terminal.message(Severity::error, parseProblem(app, error, argc, argv));
        return kWrongUsage;
    }
    return runAction(context, signals);
}

} // namespace

int main(int argc, char** argv)
{
    icf::setUpProcess(argv);
    Terminal terminal(stderr);
    try {
        return runProgram(argc, argv, terminal);
    } catch (const std::system_error& error) {
        terminal.message(Severity::error, noResources(error));
    } catch (const std::bad_alloc&) {
        terminal.message(Severity::error, "out of memory; close other programs or raise the limit (ulimit -v)");
    }
    return kFailed;
}
