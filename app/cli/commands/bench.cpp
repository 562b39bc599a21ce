#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/launched.h"
#include "app/cli/option_flags.h"
#include "core/bench/bench.h"
#include "core/bench/licence_text.h"
#include "core/facts/cpu.h"

namespace icf::cli {
namespace {

class BenchView : public BenchObserver {
public:
    explicit BenchView(Terminal& terminal) : terminal_(terminal) {}

    void onProgress(const std::string& what, double share) override { terminal_.progress(share, -1, what); }

private:
    Terminal& terminal_;
};

int runBench(const OptionFlags& flags, Context& context)
{
    requireOneProcess(context, "bench");
    BenchOptions options = checkedOptions<BenchOptions>(flags, context.terminal);
    if (options.text_file.empty())
        options.text_file = licenceText(context.programFolder);
    BenchView view(context.terminal);
    const BenchReport report = bench(options, view, context.cancel);
    context.terminal.endProgress();
    if (!report.model.empty())
        context.terminal.line(report.model + "; " + report.computeType + ", " + countText(report.threads, "thread"));
    context.terminal.line("instruction sets: " + instructionSetsText());
    std::cout << benchTable(report) << std::flush;
    return kDone;
}

} // namespace

void addBench(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("bench", "Measure compressing, training, reading and decoding on this machine");
    const auto flags = std::make_shared<OptionFlags>(*command, describe<BenchOptions>());
    flags->addConfig(*command);
    command->callback([flags, &context] { context.action = [flags, &context] { return runBench(*flags, context); }; });
}

} // namespace icf::cli
