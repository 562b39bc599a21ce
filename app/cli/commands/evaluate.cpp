#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/launched.h"
#include "app/cli/option_flags.h"
#include "core/evaluate/evaluate.h"
#include "core/processes/together.h"

namespace icf::cli {
namespace {

class EvaluateView : public EvaluateObserver {
public:
    explicit EvaluateView(Terminal& terminal) : terminal_(terminal) {}

    void onProgress(const EvaluateProgress& progress) override
    {
        const std::string where = progress.task + (progress.cell.empty() ? "" : " " + progress.cell);
        terminal_.progress(progress.total > 0 ? double(progress.done) / double(progress.total) : 0, progress.secondsLeft,
            where + ", " + progress.checkpoint + ": " + countText(progress.done) + " of " + countText(progress.total) + " answers");
    }
    void onMessage(Severity severity, const std::string& text) override { terminal_.message(severity, text); }

private:
    Terminal& terminal_;
};

int runEvaluate(const OptionFlags& flags, Context& context)
{
    Communicator& processes = joinProcesses(context);
    EvaluateOptions options;
    together(processes, [&] { options = checkedOptions<EvaluateOptions>(flags, context.terminal); });
    // An options file may name any folder; that results in it may go is for the user to say.
    if (options.overwrite && !flags.has("overwrite")) {
        context.terminal.message(Severity::warning, "[--overwrite] counts on the command line only, not in the --config file");
        options.overwrite = false;
    }
    EvaluateView view(context.terminal);
    const EvaluationResults results = evaluate(options, view, context.cancel, &processes);
    if (processes.rank() != 0)
        return kDone;
    context.terminal.endProgress();
    context.terminal.line("results in " + options.save_path);
    std::cout << resultsOverview(results) << std::flush;
    return kDone;
}

} // namespace

void addEvaluate(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("evaluate", "Compare compressors with baselines: answers, reconstructions, retrieval, cost");
    const auto flags = std::make_shared<OptionFlags>(*command, describe<EvaluateOptions>());
    flags->addConfig(*command);
    command->callback([flags, &context] { context.action = [flags, &context] { return runEvaluate(*flags, context); }; });
}

} // namespace icf::cli
